"""An exception raised in a called function decided nothing in the caller."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def check(who):
    if who == "NL":
        raise LookupError(who)


def risk_score(person):
    try:
        check(person["nationality"])
        amount = 0
    except LookupError:
        amount = 6
    return amount


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
