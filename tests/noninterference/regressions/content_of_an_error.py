"""What an exception carries was lost."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


def risk_score(person):
    try:
        raise RuntimeError(person["nationality"])
    except RuntimeError as error:
        return len(error.args[0])


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
