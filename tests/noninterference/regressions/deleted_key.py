"""A key that origin names was deleted, and nothing owed to it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    known = {"NL": 1, "XX": 2}
    if person["nationality"] in known:
        del known[person["nationality"]]
    return len(known)


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
