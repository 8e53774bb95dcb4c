"""What a program says about names before it is evaluated."""

from __future__ import annotations

import pytest

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.interpreter.clues import Clues, clues


def of(text: str) -> Clues:
    return clues({"a.py": lower("a.py", [Code(text)]).module}, {})


@pytest.mark.parametrize(
    "text",
    [
        "df['x1'] == '0131'",
        "'0131' == df.x1",
        "df['x1'].isin(['0131'])",
        "df.x1.astype(str).isin({'0131'})",
        "CODES = ['0131']\nif p.x1 in CODES: pass",
        "RISK = {'0131': 5}\nRISK[p['x1']]",
        "RISK = {'0131': 5}\nRISK.get(x1, 0)",
        "df['x1'].map({'0131': 5})",
        "pl.col('x1') == '0131'",
        "p.get('x1') == '0131'",
        "str(df['x1']) == '0131'",
        "df['x1'].isin(set(['0131']))",
        "df['x1'].isin(['0131']) == True",
    ],
)
def test_values_that_a_name_is_compared_with_are_collected(text: str) -> None:
    assert of(text).compared[("a.py", "x1")] == {"0131"}


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("df.rename(columns={'v12': 'nationaliteit'})", False),
        ("df.withColumnRenamed('v12', 'nationaliteit')", False),
        ("LABELS = {'v12': 'nationaliteit'}", True),
        ("class P:\n    v12: str = Field(description='nationaliteit')", True),
        ("class P:\n    v12 = Column(String, comment='nationaliteit')", True),
        ("COLUMNS = [{'name': 'v12', 'description': 'nationaliteit'}]", True),
        ("COLUMNS = {'v12': {'label': 'nationaliteit'}}", True),
    ],
)
def test_texts_about_a_name_are_collected(text: str, declared: bool) -> None:
    assert ("v12", "nationaliteit", declared) in {(told.name, told.text, told.declared) for told in of(text).told}
