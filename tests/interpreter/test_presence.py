"""What depends on whether something is there, and not on what it is."""

from __future__ import annotations

from tests.interpreter.evaluate import reached, scores


def test_whether_a_record_is_there_says_nothing_of_its_fields() -> None:
    text = """
def risk(person):
    record = {"nationality": person["nationality"], "age": person["age"]}
    points = 0
    if record:
        points = 5
    if not record or record is None:
        return 1
    return points
"""
    assert scores(text) == set()


def test_whether_a_list_has_items_owes_to_what_put_them_there() -> None:
    text = """
def risk(person):
    flags = []
    if person["nationality"] == "MA":
        flags.append("abroad")
    return 10 if flags else 0
"""
    assert scores(text) == {("nationality", "control")}


def test_a_list_of_origins_is_no_choice_by_origin() -> None:
    text = """
def risk(people, age):
    names = [p["nationality"] for p in people]
    return age if names else 0
"""
    assert scores(text) == set()


def test_an_object_with_a_length_of_its_own_is_as_true_as_that() -> None:
    text = """
class Bag:
    def __init__(self, person):
        self.person = person
    def __len__(self):
        return len(self.person["nationality"])
def risk(person):
    return 1 if Bag(person) else 0
"""
    assert scores(text) == {("nationality", "control")}


def test_whether_a_value_is_there_owes_to_the_value() -> None:
    text = 'def risk(p):\n    return 1 if p.get("second_nationality") is not None else 0\n'
    assert scores(text) == {("second_nationality", "control")}


def test_a_row_as_a_dict_keeps_its_columns() -> None:
    text = """
import pandas as pd
df = pd.read_csv("people.csv")[["nationality", "age"]]
row = dict(df)
both = {**df, "more": 1}
def take(nationality, age):
    return nationality
risk_score = row["nationality"]
risk_points = both.get("nationality")
fraud_score = take(**df)
innocent_score = row["age"]
"""
    assert {(each.sink, each.attribute) for each in reached(main=text)} == {
        ("risk_score", "nationality"),
        ("risk_points", "nationality"),
        ("fraud_score", "nationality"),
    }


def test_an_origin_that_is_asked_for_counts_though_the_record_of_a_test_lacks_it() -> None:
    text = """
def risk(person):
    if person.get("nationality", "") in ("MA", "TR"):
        return 10
    return 0
def test_risk():
    assert risk({"age": 30}) == 0
"""
    assert scores(text) == {("nationality", "control")}
