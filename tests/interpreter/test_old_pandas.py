"""What pandas took by position before version 2, and still stands in notebooks."""

from __future__ import annotations

import pytest
from tests.interpreter.evaluate import reached

HEAD = """
import pandas as pd
from sklearn.svm import SVC
people = pd.read_csv("people.csv")[["age", "nationality", "y"]]
"""
CLEAN = {
    "one column": 'kept = people.drop("nationality", 1)',
    "several columns": 'kept = people.drop(["nationality", "y"], 1)',
    "by the name of the axis": 'kept = people.drop("nationality", "columns")',
    "names of columns": 'kept = people[["age", "y"]].set_axis(["a", "b"], 1)',
}
LEFT = {
    "rows": "kept = people.drop(0, 0)",
    "tables side by side": 'kept = pd.concat([people[["age"]], people[["nationality"]]], 1)',
    "columns with gaps": "kept = people.dropna(1)",
}


@pytest.mark.parametrize("code", CLEAN.values(), ids=CLEAN.keys())
def test_an_axis_by_position_takes_columns_away(code: str) -> None:
    assert not reached(main=f"{HEAD}{code}\nSVC().fit(kept, people['y'])\n")


@pytest.mark.parametrize("code", LEFT.values(), ids=LEFT.keys())
def test_an_axis_by_position_keeps_columns(code: str) -> None:
    found = reached(main=f"{HEAD}{code}\nSVC().fit(kept, people['y'])\n")
    assert ("trained on", "nationality", "data", "fit") in {
        (each.kind, each.attribute, each.dependence, each.sink) for each in found
    }
