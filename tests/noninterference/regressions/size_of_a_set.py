"""How many members a set has did not owe to them."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    return len({person["nationality"]} & {"NL", "XX"})


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
