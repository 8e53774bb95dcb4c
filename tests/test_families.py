"""Columns that an encoding made of one attribute are reported as that attribute, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings
from originlint.flows.families import by_family
from originlint.flows.flow import Flow, Waypoint
from originlint.lexicon.lexicon import Lexicon
from originlint.source.site import Site

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


def test_feature_names_of_a_saved_model_are_grouped_likewise(tmp_path: Path) -> None:
    features = ["num__age", *(f"cat__{race}" for race in RACES), "nationality"]
    model = {"model_type": "forest", "features": features}
    (tmp_path / "model.json").write_text(json.dumps(model, indent=1), encoding="utf-8")
    findings = check(tmp_path, (tmp_path,), Settings()).findings
    assert [(each.rule.code, each.attribute) for each in findings] == [
        ("ORL105", "cat__race"),
        ("ORL105", "nationality"),
    ]


def ways(*columns: str) -> list[Flow]:
    """Flows of these columns, each on four ways to one score."""
    lexicon, flows = Lexicon.load(), []
    for number in range(4):
        for column in columns:
            steps = (
                Waypoint(Site("people.csv", 0), f"a column `{column}`", 0, False),
                Waypoint(Site("a", number), "", 0, False),
            )
            verdict, entry = lexicon.classify(column), Site("train.py", 1)
            flow = Flow(
                column, verdict, entry, "wildcard", "people.csv", True, "trained on", "data", verdict.certainty,
                "SVC.fit", Site("train.py", 9), "train.py", steps,
            )  # fmt: skip
            flows.append(flow)
    return flows


def test_several_ways_of_one_column_are_no_encoding() -> None:
    flows = ways("race_code")
    assert by_family(flows, Lexicon.load()) == flows


def test_each_way_of_an_encoding_stays_a_way() -> None:
    found = by_family(ways(*RACES), Lexicon.load())
    assert [flow.attribute for flow in found] == ["race"] * 4
    assert [flow.path[1].site.node for flow in found] == [0, 1, 2, 3]
    assert {flow.path[0].text for flow in found} == {"a column `race_asian`, and 3 more that begin with `race`"}
