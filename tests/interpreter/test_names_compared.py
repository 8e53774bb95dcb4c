"""Comparisons of column names with a name choose columns."""

from __future__ import annotations

import pytest
from tests.interpreter.evaluate import reached

HEAD = """
import pandas as pd
from sklearn.svm import SVC
people = pd.read_csv("people.csv")[["age", "nationality", "y"]]
names = people.columns
"""
WITHOUT = (
    'people.loc[:, names != "nationality"]',
    'people[names[names != "nationality"]]',
    'people.loc[:, (names != "nationality") & (names != "y")]',
    'people.loc[:, ~(names == "nationality")]',
    'people.loc[:, names == "age"]',
)
WITH = (
    'people.loc[:, names != "y"]',
    'people[names[(names != "age") & (names != "y")]]',
    'people.loc[:, names == "nationality"]',
    "people.loc[:, names != unknown()]",
)


@pytest.mark.parametrize("features", WITHOUT)
def test_a_name_that_is_left_out_is_gone(features: str) -> None:
    assert not reached(main=f"{HEAD}SVC().fit({features}, people['y'])\n")


@pytest.mark.parametrize("features", WITH)
def test_a_name_that_is_not_left_out_stays(features: str) -> None:
    found = reached(main=f"{HEAD}SVC().fit({features}, people['y'])\n")
    assert "nationality" in {each.attribute for each in found if each.kind == "trained on"}
