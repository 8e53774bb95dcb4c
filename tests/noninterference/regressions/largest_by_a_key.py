"""What `max(key=…)` looks at did not count."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    who = person["nationality"]
    return max((1, 2), key=lambda number: number if who == "NL" else -number)


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
