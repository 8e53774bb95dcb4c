"""Each idiom of `sql_idioms.sql` carries an attribute to a score, and only that one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.interpreter.sql import reached

_TABLES = """\
CREATE TABLE people (id INT, nationality TEXT, ethnicity TEXT, income INT, age INT, score INT, city TEXT);
CREATE TABLE scores (id INT, risk_score INT, note TEXT);
"""
_IDIOM = re.compile(r"^-- (\+?)(\w+)\n", re.M)


def _idioms() -> dict[str, str]:
    _, *parts = _IDIOM.split((Path(__file__).parent / "sql_idioms.sql").read_text(encoding="utf-8"))
    given = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {name: (_TABLES if mark else "") + text for mark, name, text in given}


@pytest.mark.parametrize(("name", "text"), _idioms().items(), ids=_idioms())
def test_an_idiom_carries_what_it_says_and_nothing_else(name: str, text: str) -> None:
    found = {attribute.lower() for _, attribute, _ in reached(a=text)}
    assert any("nationality" in attribute for attribute in found), name
    assert "ethnicity" not in found
