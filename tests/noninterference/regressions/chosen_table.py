"""A table chosen by origin lost what had chosen it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv

LOW = {"base": 1}
HIGH = {"base": 5}


def risk_score(person):
    weights = LOW
    if person["nationality"] != "NL":
        weights = HIGH
    return weights["base"]


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
