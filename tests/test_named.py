"""What code names and nobody is seen to use is in the inventory, single words and what is used are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings

NAMED = {
    "argument of a library that nobody described": 'import lib\nlib.Aggregate(column="suspect_race_code")',
    "list that nobody uses": 'EXCLUDED = ["age", "suspect_race_code"]',
    "key of a dict": 'NAMES = {"suspect_race_code": codes}',
    "function that nobody calls": 'def columns():\n    return ["suspect_race_code"]',
}
SILENT = {
    "single word": 'import lib\nlib.plot(title="race")',
    "prose": 'import lib\nlib.plot(title="suspect race code by year")',
    "description": 'def columns():\n    """suspect_race_code"""',
    "stand-in": 'EXCLUDED = ["post_code"]',
    "look-alike": 'EXCLUDED = ["race_condition", "date_of_birth"]',
}


def inventory(folder: Path, name: str, text: str) -> list[tuple[str, str]]:
    (folder / name).write_text(text, encoding="utf-8")
    return [(each.attribute, each.use) for each in check(folder, (folder,), Settings()).findings]


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED.keys())
def test_what_is_named_only(tmp_path: Path, text: str) -> None:
    assert inventory(tmp_path, "model.py", text) == [("suspect_race_code", "named")]


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_says_too_little(tmp_path: Path, text: str) -> None:
    assert inventory(tmp_path, "model.py", text) == []


def test_configuration_names_attributes_too(tmp_path: Path) -> None:
    text = "columns:\n  - case_id: category\n  - country_of_birth: category\n"
    assert inventory(tmp_path, "schema.yaml", text) == [("country_of_birth", "named")]


LISTS = {
    "columns in a list": ("model.py", 'COLUMNS = ["case_id", "nationality", "age"]'),
    "keys of a table": ("model.py", 'TYPES = {"case_id": int, "nationality": str, "age": int}'),
    "columns and types in YAML": ("schema.yaml", "columns:\n- case_id: int\n- nationality: category\n- age: int\n"),
}
NO_LISTS = {
    "too few": 'COLUMNS = ["case_id", "nationality"]',
    "words to look for": 'WORDS = ["gender", "nationality", "age"]',
    "titles": 'TITLES = ["all people", "nationality", "age_group"]',
}


@pytest.mark.parametrize(("name", "text"), LISTS.values(), ids=LISTS.keys())
def test_a_single_word_among_columns_is_a_column(tmp_path: Path, name: str, text: str) -> None:
    assert inventory(tmp_path, name, text) == [("nationality", "named")]


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_a_single_word_elsewhere_is_none(tmp_path: Path, text: str) -> None:
    assert inventory(tmp_path, "model.py", text) == []


def test_what_is_used_is_not_said_twice(tmp_path: Path) -> None:
    text = 'import pandas as pd\npeople = pd.read_csv("people.csv")\nprint(people["suspect_race_code"])'
    assert inventory(tmp_path, "model.py", text) == [("suspect_race_code", "displayed")]
