"""When the code determines the features of a model, and when they stay open."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

HEADER = "id,income,nationality,fraud\n"
FIT = "import pandas as pd\nfrom sklearn.svm import SVC\ndf = pd.read_csv('people.csv')\n"


@pytest.mark.parametrize(
    ("features", "header", "determined", "rules"),
    [
        ('df[["income"]]', "", 1, set()),
        ('df[["income", "nationality"]]', HEADER, 1, {"ORL101"}),
        ('df.drop(columns="fraud")', HEADER, 1, {"ORL301"}),
        ('df.drop(columns="fraud")', "", 0, {"ORL302"}),
        ('df[[name for name in df.columns if name in ("income", "age")]]', "", 1, set()),
        ('df[[name for name in df.columns if name in ("income", "nationality")]]', "", 1, {"ORL101"}),
        ('df[[name for name in df.columns if name in ("income", "ethnicity")]]', HEADER, 1, set()),
        ('df[[name for name in df.columns if name not in ("income", "age")]]', "", 0, {"ORL302"}),
    ],
)
def test_columns_that_are_listed_are_determined(
    features: str, header: str, determined: int, rules: set[str], tmp_path: Path
) -> None:
    if header:
        (tmp_path / "people.csv").write_text(header, encoding="utf-8")
    (tmp_path / "train.py").write_text(f"{FIT}SVC().fit({features}, df['fraud'])\n", encoding="utf-8")
    result = api.check(tmp_path, (tmp_path,), Settings())
    coverage = result.analysis.coverage
    assert (coverage.determined, coverage.sinks) == (determined, 1)
    assert {one.rule.code for one in result.findings if not one.rule.code.startswith("ORL4")} == rules
