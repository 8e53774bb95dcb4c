"""The `else` of a loop did not owe to what leaves the loop."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    for word in ("NL", "XX"):
        if word == person["nationality"]:
            points = 7
            break
    else:
        points = 1
    return points


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
