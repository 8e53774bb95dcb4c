"""The length of a text put together with origin did not owe to it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    return len("%s-x" % person["nationality"]) + len(person["nationality"].replace("NL", "something"))


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
