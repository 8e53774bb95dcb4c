"""How often a generator yields did not owe to what decides it."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def letters(who):
    yield from who


def risk_score(person):
    return len(list(letters(person["nationality"])))


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
