"""Functions that nobody calls, whose code compares a parameter with constant texts."""

from __future__ import annotations

from tests.interpreter.evaluate import reached

IMPORTS = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
"""

LOADING = (
    IMPORTS
    + """
def load(district):
    if district == "north":
        return pd.read_csv("north.csv")[["age", "race", "paid"]]
    return pd.read_csv("south.csv")[["age", "paid"]]

def train(district):
    people = load(district)
    if district == "{}":
        people = people.drop(columns=["race"])
    LogisticRegression().fit(people.drop(columns="paid"), people["paid"])
"""
)


def _trained_on(text: str) -> set[str]:
    return {one.attribute for one in reached(main=text) if one.kind == "trained on"}


def test_what_is_loaded_and_dropped_in_the_same_case_is_not_trained_on() -> None:
    assert _trained_on(LOADING.format("north")) == set()


def test_what_is_loaded_in_one_case_and_dropped_in_another_is_trained_on() -> None:
    assert _trained_on(LOADING.format("south")) == {"race"}


def test_neither_of_the_texts_is_a_case_too() -> None:
    text = (
        IMPORTS
        + """
def train(district):
    people = pd.read_csv("people.csv")[["age", "race", "nationality", "paid"]]
    if district == "north":
        people = people.drop(columns=["race"])
    if district != "north":
        people = people.drop(columns=["nationality"])
    LogisticRegression().fit(people, people["paid"])
"""
    )
    assert _trained_on(text) == {"race", "nationality"}


def test_a_default_text_does_not_close_the_arms_of_other_texts() -> None:
    text = (
        IMPORTS
        + """
def train(kind="plain"):
    people = pd.read_csv("people.csv")
    columns = ["age"]
    if kind == "full":
        columns = ["age", "nationality"]
    LogisticRegression().fit(people[columns], people["paid"])
"""
    )
    assert _trained_on(text) == {"nationality"}


def test_a_parameter_that_is_itself_origin_keeps_deciding() -> None:
    text = """
def adjust(nationality, points):
    if nationality == "NL":
        return points
    return points + 1

def risk_score(nationality, points):
    if nationality == "NL":
        points = 0
    return adjust(nationality, points)
"""
    assert {one.attribute for one in reached(main=text)} == {"nationality"}
