"""Which of ten lists it is cannot be told; what the last one holds counts as what the first one does."""
# reaches: nationality: decides the score

import csv


def boxes(who):
    found = []
    chosen = []
    for number in range(10):
        found.append([len(str(number))])
    a, b, c, d, e, f, g, h, i, j = [1], [2], [3], [4], [5], [6], [7], [8], [9], [len(who)]
    for each in (a, b, c, d, e, f, g, h, i, j):
        if sum(each) != 1:
            chosen = each
    return chosen


def risk_score(person):
    return sum(boxes(person["nationality"] * 3))


with open("people.csv") as stream:  # read_csv("people.csv")
    result = [(person["person_id"], risk_score(person)) for person in csv.DictReader(stream)]
