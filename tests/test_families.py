"""Columns that an encoding made of one attribute are reported as that attribute, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings

TRAIN = """
import pandas as pd
from sklearn.svm import SVC

people = pd.read_csv("people.csv")
SVC().fit(people.drop(columns=["fraud"]), people["fraud"])
"""

RACES = ("race_asian", "race_black", "race_other", "race_white")
HEADERS = {
    "encoded": ((*RACES, "age", "fraud"), ["race"]),
    "encoded beside the column itself": (("race", *RACES, "fraud"), ["race"]),
    "other separators": (
        ("native-country=A", "native-country=B", "native-country=C", "native-country=D"),
        ["native-country"],
    ),
    "with values of several words": ((*RACES, *(f"race_african_{n}" for n in "abcd"), "fraud"), ["race"]),
    "of few": ((*RACES[:3], "fraud"), list(RACES[:3])),
    "of a family": (
        ("birth_country_mother", "birth_country_father", "birth_country_self", "fraud"),
        ["birth_country_father", "birth_country_mother", "birth_country_self"],
    ),
    "two attributes": ((*RACES, "nationality", "fraud"), ["nationality", "race"]),
}


@pytest.mark.parametrize("case", HEADERS)
def test_columns_of_an_encoding_are_one_finding(tmp_path: Path, case: str) -> None:
    header, attributes = HEADERS[case]
    (tmp_path / "people.csv").write_text(",".join(header) + "\n", encoding="utf-8")
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    findings = [each for each in check(tmp_path, (tmp_path,), Settings()).findings if each.rule.code == "ORL301"]
    assert sorted(finding.attribute for finding in findings) == attributes


def test_the_path_says_how_many_columns_there_are(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(",".join(RACES) + "\n", encoding="utf-8")
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    (finding,) = check(tmp_path, (tmp_path,), Settings()).findings
    assert finding.path[0].text == (
        "the header of people.csv has a column `race_asian`, and 3 more that begin with `race`"
    )
    assert finding.others == 0
