"""A function chosen from a table by origin lost what had chosen it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    rules = {"NL": lambda: 9}
    return rules.get(person["nationality"], lambda: 2)()


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
