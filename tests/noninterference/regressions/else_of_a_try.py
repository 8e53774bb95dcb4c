"""The `else` of a `try` did not owe to what raises."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    amount = 1
    try:
        {"NL": 5}[person["nationality"]]
    except KeyError:
        pass
    else:
        amount = 8
    return amount


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
