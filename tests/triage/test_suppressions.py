"""Suppressed findings stay and are counted; what is wrong with suppressions is a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint import api
from originlint.cli.main import main
from originlint.config.settings import Settings

TRAINING = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
{above}
model = LogisticRegression().fit(people[["income", "nationality"]], people["fraud"]){behind}
"""


def found(root: Path, source: str, settings: Settings | None = None) -> list[tuple[str, int, str | None]]:
    """Rule, line and reason of the findings."""
    (root / "train.py").write_text(source, encoding="utf-8")
    findings = api.check(root, (root,), settings or Settings()).findings
    return [
        (one.rule.code, one.location.start.line, None if one.suppression is None else one.suppression.reason)
        for one in findings
    ]


def training(above: str = "", behind: str = "") -> str:
    return TRAINING.format(above=above, behind=behind)


def test_a_comment_with_a_reason_suppresses_what_it_names(tmp_path: Path) -> None:
    expected = [("ORL101", 6, "by law")]
    assert found(tmp_path, training(above="# originlint: ignore[ORL101] by law")) == expected
    assert found(tmp_path, training(behind="  # originlint: ignore[ORL101] by law")) == expected
    assert found(tmp_path, training() + "# originlint: file-ignore[ORL101] by law\n") == expected


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("ignore[ORL101]", "ORL903"),
        ("ignore ORL101 by law", "ORL902"),
        ("ignore[] by law", "ORL902"),
        ("ignore[ORL103] by law", "ORL901"),
        ("ignore[ORL999] by law", "ORL904"),
        ("ignore[ORL1] by law", "ORL904"),
    ],
)
def test_a_wrong_comment_suppresses_nothing_and_is_a_finding(comment: str, code: str, tmp_path: Path) -> None:
    assert found(tmp_path, training(above=f"# originlint: {comment}")) == [(code, 5, None), ("ORL101", 6, None)]


def test_each_code_is_judged_by_itself(tmp_path: Path) -> None:
    source = training(above="# originlint: ignore[ORL101, ORL103] by law")
    assert found(tmp_path, source) == [("ORL901", 5, None), ("ORL101", 6, "by law")]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(ignore=("ORL103",)),
        Settings(select=("ORL101", "ORL9")),
        Settings(kinds=("N",)),
        Settings(ignore=("ORL9",)),
    ],
)
def test_unused_is_judged_by_what_ran(settings: Settings, tmp_path: Path) -> None:
    source = training(above="# originlint: ignore[ORL101, ORL103] by law")
    assert found(tmp_path, source, settings) == [("ORL101", 6, "by law")]


def test_findings_about_suppressions_cannot_be_suppressed(tmp_path: Path) -> None:
    source = training(behind="  # originlint: ignore[ORL103, ORL901] not wanted")
    assert ("ORL901", 6, None) in found(tmp_path, source)


def test_suppressed_findings_are_reported_and_do_not_fail_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("train.py").write_text(training(above="# originlint: ignore[ORL101] by law"), encoding="utf-8")
    assert main(["check", "--output", "sarif:a.sarif"]) == 0
    assert "(1 suppressed)" in capsys.readouterr().out
    [result] = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    [suppression] = result["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", "by law")
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 5
    assert main(["check", "--no-suppressions"]) == 1


def test_of_single_files_unused_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("train.py").write_text("x = 1  # originlint: ignore[ORL101] by law\n", encoding="utf-8")
    assert main(["check", "train.py"]) == 0
    assert main(["check", "."]) == 1
