"""What decides on a model's answers after it gave them is a flow too; what measures them is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings
from originlint.rules.mapping import SCORING

MODEL = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
features = people[["age", "income"]]
model = LogisticRegression().fit(features, people["fraud"])
probabilities = model.predict_proba(features)[:, 1]
people["chosen"] = model.predict(features)
minority = people["race"] == "B"
limits = {"A": 0.5, "B": 0.4}
"""

DECIDED = {
    "thresholds by row": "flagged = probabilities >= np.where(minority, 0.4, 0.5)",
    "thresholds by group": """
flagged = np.zeros(len(people))
for group in people["race"].unique():
    rows = people["race"] == group
    flagged[rows] = probabilities[rows] > limits[group]
""",
    "thresholds that are looked up": 'flagged = probabilities > people["race"].map(limits)',
    "a correction": "corrected = probabilities + 0.1 * minority",
    "a correction of some": "probabilities[minority] *= 1.2",
    "an exception in a table": 'people.loc[minority, "chosen"] = 1',
    "an exception to an array": "answers = model.predict(features)\nanswers[minority.values] = 0",
    "a choice": "flagged = np.where(minority, 1, probabilities)",
    "a choice by a method": 'people["flagged"] = people["chosen"].mask(minority, 1)',
    "a model for each": """
answers = np.zeros(len(people))
answers[minority] = LogisticRegression().fit(features[minority], people["fraud"][minority]).predict(features[minority])
""",
}

MEASURED = {
    "a rate by group": 'print(people["chosen"][minority].mean() - people["chosen"][~minority].mean())',
    "errors by group": """
for group in people["race"].unique():
    rows = people["race"] == group
    print((probabilities[rows] - people["fraud"][rows]).abs().mean(), ((people["chosen"] == 1) & rows).mean())
""",
    "a table by group": 'print(pd.crosstab(people["race"], people["chosen"]), people.groupby("race")["chosen"].mean())',
    "one threshold": 'people["flagged"] = probabilities >= people["fraud"].mean()\npeople.groupby("race").mean()',
}


def reported(folder: Path, text: str) -> set[tuple[str, str]]:
    (folder / "model.py").write_text(MODEL + text, encoding="utf-8")
    findings = check(folder, (folder,), Settings()).findings
    return {(finding.rule.code, finding.attribute) for finding in findings if finding.use in SCORING}


@pytest.mark.parametrize("text", DECIDED.values(), ids=DECIDED.keys())
def test_what_decides_on_answers_is_a_flow(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, text) & {("ORL103", "race"), ("ORL201", "race"), ("ORL203", "race")}


@pytest.mark.parametrize("text", MEASURED.values(), ids=MEASURED.keys())
def test_what_measures_answers_is_none(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, text) == set()
