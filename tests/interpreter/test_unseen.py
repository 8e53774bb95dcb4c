"""What is made of calls that nothing describes, and how it is called where it has no name."""

from __future__ import annotations

from pathlib import Path

from tests.interpreter.evaluate import Reached, reached

from originlint import api
from originlint.config.settings import Settings

TRAINING = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
people = pd.read_csv("people.csv")
people["birth"] = people["nationality"] == "NLD"
"""


def test_an_unknown_method_gives_what_its_table_holds() -> None:
    text = TRAINING + "LogisticRegression().fit(people.as_array_of_old(), people['fraud'])\n"
    assert Reached("trained on", "nationality", "data", "fit") in reached(main=text)


def test_a_table_without_a_name_is_called_by_its_line(tmp_path: Path) -> None:
    text = TRAINING + "model = LogisticRegression().fit(unknown(people[list(wanted)]), people['fraud'])\n"
    (tmp_path / "train.py").write_text(text, encoding="utf-8")
    open_ = [one for one in api.check(tmp_path, (tmp_path,), Settings()).findings if one.rule.code == "ORL302"]
    assert [one.dataset for one in open_] == ["unknown() at train.py:6"]
    assert "'unknown() at train.py:6'" in open_[0].message
    assert all("\x1e" not in step.text for step in open_[0].path)


def test_the_result_of_a_comparison_chooses_rows_and_no_columns() -> None:
    text = TRAINING + 'kept = people[["age", "nationality", "fraud"]][(known(1) >= 3) & ~(ended(2) >= 4)]\n'
    assert not reached(main=text + "LogisticRegression().fit(kept.iloc[:, [0]], kept.iloc[:, 2])\n")
    fit = "LogisticRegression().fit(kept.iloc[:, [1]], kept.iloc[:, 2])\n"
    assert Reached("trained on", "nationality", "data", "fit") in reached(main=text + fit)
