"""Tables that methods of one name are given are different tables, and one of several sources is the one that fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings


def admitted(folder: Path, text: str) -> set[str]:
    (folder / "model.py").write_text(text, encoding="utf-8")
    findings = api.check(folder, (folder,), Settings()).findings
    return {finding.attribute for finding in findings if finding.rule.code == "ORL301"}


METHODS = """
from sklearn.linear_model import LogisticRegression

class First:
    def prepare(self, people):
        return people[["nationality"]].describe()

class Second:
    def prepare(self, people):
        return LogisticRegression().fit(people.drop(columns=["fraud"]), people["fraud"])
"""


def test_methods_of_one_name_are_given_different_tables(tmp_path: Path) -> None:
    assert admitted(tmp_path, METHODS) == set()


JOINED = """
import pandas as pd
from sklearn.linear_model import LogisticRegression

payments, people = pd.read_csv("payments.csv"), pd.read_csv("people.csv")
chosen = people[[name for name in people.columns if "_person" in name] + ["number"]]
joined = payments.merge(chosen, on="number").rename(columns={"nationality_person": "country"})
print(joined["country"])
LogisticRegression().fit(%s.drop(columns=["fraud"]), payments["fraud"])
"""


@pytest.mark.parametrize(("table", "columns"), [("payments", set()), ("people", {"nationality_person"})])
def test_a_column_is_of_the_table_whose_columns_are_called_so(tmp_path: Path, table: str, columns: set[str]) -> None:
    assert admitted(tmp_path, JOINED % table) == columns
