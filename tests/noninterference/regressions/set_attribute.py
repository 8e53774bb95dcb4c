"""`setattr` stored nothing."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv
import types


def risk_score(person):
    box = types.SimpleNamespace(other=person["ethnicity"])
    box.who = person["nationality"]
    return int(box.who == "NL")


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
