"""Arrays side by side keep all columns, in order; below each other their columns meet by position."""

from __future__ import annotations

import pytest
from tests.interpreter.evaluate import reached

CODE = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
one = people[["income", "nationality"]].to_numpy()
two = people[["income", "age"]].to_numpy()
{step}
LogisticRegression().fit(X, people["fraud"])
"""


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("X = np.hstack([one, two])", True),
        ("X = np.hstack([one, two])[:, 2:]", False),
        ("X = np.hstack([two, one])[:, :3]", False),
        ("X = np.hstack([two, one])[:, 3:]", True),
        ("X = np.concatenate([two, one], axis=1)[:, :2]", False),
        ("X = np.concatenate([two, one])[:, :1]", False),
        ("X = np.concatenate([two, one])[:, 1:]", True),
        ("X = np.vstack([two, two])", False),
    ],
)
def test_positions_hold_after_arrays_are_joined(step: str, expected: bool) -> None:
    found = {each.attribute for each in reached(main=CODE.replace("{step}", step)) if each.kind == "trained on"}
    assert ("nationality" in found) is expected
