"""Packages whose modules import the package that imports them."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings

BASE = """
class Problem:
    def __init__(self, features):
        self.features = features

    def chosen(self, people):
        return people[self.features]
"""
TASKS = 'from . import base\n\nEmployment = base.Problem(features=["age", "nationality"])\n'
READ = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from tasks import Employment

people = pd.read_csv("people.csv")
"""
USES = {
    "method": 'LogisticRegression().fit(Employment.chosen(people), people["works"])\n',
    "field": 'LogisticRegression().fit(people[Employment.features], people["works"])\n',
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_objects_of_modules_in_a_circle_are_followed(tmp_path: Path, use: str) -> None:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks/__init__.py").write_text("from .base import *\nfrom .named import *\n", encoding="utf-8")
    (tmp_path / "tasks/base.py").write_text(BASE, encoding="utf-8")
    (tmp_path / "tasks/named.py").write_text(TASKS, encoding="utf-8")
    (tmp_path / "train.py").write_text(READ + use, encoding="utf-8")
    findings = check(tmp_path, (tmp_path,), Settings()).findings
    assert [(each.rule.code, each.attribute) for each in findings] == [("ORL101", "nationality")]


def test_what_a_module_of_a_circle_makes_later_is_followed(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text(
        f'import first\n{BASE}\nEmployment = Problem(["nationality"])\n', encoding="utf-8"
    )
    uses = f"def train():\n    {USES['method'].strip()}\n    print(Employment.features.copy())\n"
    (tmp_path / "first.py").write_text(READ + uses, encoding="utf-8")
    findings = check(tmp_path, (tmp_path,), Settings()).findings
    assert ("ORL101", "nationality") in [(each.rule.code, each.attribute) for each in findings]
