"""Recorded grounds: which findings they accept, which they cannot, and what is said about the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint.cli.main import main
from originlint.config.load import load
from originlint.errors import UserError

TRAINING = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
model = LogisticRegression().fit(people[["income", "{attribute}"]], people["fraud"])
"""
RECORD = """\
select = ["ORL1", "ORL5"]

[[justifications]]
attributes = ["{attribute}"]
ground = "{ground}"
reference = "Vreemdelingenwet 2000, art. 14"
reason = "The permit depends on it."
approved-by = "Legal affairs"
{more}
"""


def found(
    capsys: pytest.CaptureFixture[str], *options: str, attribute: str, ground: str, names: str = "", more: str = ""
) -> dict[str, tuple[int, str | None]]:
    """Line and accepted reason of each finding, by rule."""
    Path("train.py").write_text(TRAINING.format(attribute=attribute), encoding="utf-8")
    record = RECORD.format(attribute=names or attribute, ground=ground, more=more)
    Path("originlint.toml").write_text(record, encoding="utf-8")
    main(["check", "--output-format", "json", *options])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {
        one["rule"]: (one["location"]["line"], None if one["suppression"] is None else one["suppression"]["reason"])
        for one in findings
    }


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


ACCEPTED = "The permit depends on it (binding rule: Vreemdelingenwet 2000, art. 14; approved by Legal affairs)"


@pytest.mark.parametrize("names", ["nationality", "Nationality", "verblijfstitel"])
def test_a_binding_rule_accepts_what_it_names(names: str, capsys: pytest.CaptureFixture[str]) -> None:
    attribute = names.lower()
    assert found(capsys, attribute=attribute, names=names, ground="binding rule") == {"ORL101": (5, ACCEPTED)}


def test_a_category_stands_for_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = found(capsys, attribute="nationaliteit1", names="nationality", ground="binding rule")
    assert accepted == {"ORL101": (5, ACCEPTED)}


@pytest.mark.parametrize(
    ("attribute", "ground"),
    [
        ("nationality", "objective justification"),
        ("geboorteland", "objective justification"),
        ("nationality", "correction of bias"),
    ],
)
def test_a_ground_that_cannot_allow_it_leaves_it_open(
    attribute: str, ground: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(capsys, attribute=attribute, ground=ground) == {"ORL101": (5, None), "ORL502": (3, None)}
    assert main(["check"]) == 1


def test_a_proxy_can_be_justified_objectively(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = found(capsys, attribute="moedertaal", ground="objective justification")
    assert list(accepted) == ["ORL101"] and accepted["ORL101"][1] is not None
    assert main(["check"]) == 0
    assert main(["check", "--no-suppressions"]) == 1


@pytest.mark.parametrize(
    "more",
    ['rules = ["ORL103"]', 'paths = ["other/"]', 'sinks = ["XGBClassifier.fit"]'],
)
def test_what_is_about_something_else_matches_nothing(more: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_ = found(capsys, attribute="nationality", ground="binding rule", more=more)
    assert open_ == {"ORL101": (5, None), "ORL501": (3, None)}


@pytest.mark.parametrize(
    "more", ['rules = ["ORL101"]', 'paths = ["*.py"]', 'sinks = ["LogisticRegression.fit"]', 'expires = "2027-12-31"']
)
def test_what_is_about_the_finding_accepts_it(more: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(found(capsys, attribute="nationality", ground="binding rule", more=more)) == ["ORL101"]


def test_expiry_is_judged_only_for_a_day_that_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    def on(*options: str) -> list[str]:
        more = 'expires = "2027-12-31"'
        return sorted(found(capsys, *options, attribute="nationality", ground="binding rule", more=more))

    assert on() == on("--as-of", "2027-12-31") == ["ORL101"]
    assert on("--as-of", "2028-01-01") == ["ORL101", "ORL503"]
    assert main(["check", "--as-of", "1 January"]) == 2


def test_rules_that_did_not_run_judge_no_record(capsys: pytest.CaptureFixture[str]) -> None:
    kept = found(capsys, "--kinds", "D", attribute="nationality", ground="binding rule")
    assert kept == {}


def test_sarif_tells_the_ground_and_that_it_stands_outside_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    found(capsys, attribute="nationality", ground="binding rule")
    main(["check", "--output-format", "sarif"])
    [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    [suppression] = result["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": ACCEPTED}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('expires = "soon"', "must be a date"),
        ('rules = ["E501"]', "no rule code"),
        ("rules = []", "must name at least one"),
    ],
)
def test_mistakes_in_records_are_told(line: str, message: str) -> None:
    text = RECORD.format(attribute="nationality", ground="binding rule", more=line)
    Path("originlint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message):
        load(Path())


@pytest.mark.parametrize("key", ["attributes", "ground", "reference", "reason", "approved-by"])
def test_what_a_record_needs(key: str) -> None:
    text = RECORD.format(attribute="nationality", ground="binding rule", more="")
    kept = [line for line in text.splitlines() if not line.startswith(f"{key} = ")]
    Path("originlint.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(UserError, match=f"{key}' is missing"):
        load(Path())
