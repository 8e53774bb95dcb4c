"""`__len__` and `__bool__` of an own class were not looked at."""

# reaches: nationality: decides the score
# clean: ethnicity
import csv


class Who:
    def __init__(self, who):
        self.who = who

    def __len__(self):
        return len(self.who)


class Flag:
    def __init__(self, who):
        self.who = who

    def __bool__(self):
        return self.who == "NL"


def risk_score(person):
    return len(Who(person["nationality"])) + (5 if Flag(person["nationality"]) else 1)


with open("people.csv", newline="") as stream:  # read_csv("people.csv")
    people = list(csv.DictReader(stream))
result = [(person["person_id"], risk_score(person)) for person in people]
