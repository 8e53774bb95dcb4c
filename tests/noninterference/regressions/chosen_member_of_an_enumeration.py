"""The value of a member chosen by origin lost what had chosen it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv
import enum


class Rule(enum.Enum):
    KNOWN = 3
    OTHER = 1


def risk_score(person):
    return Rule.KNOWN.value if person["nationality"] == "NL" else Rule.OTHER.value


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
