"""`originlint check` on a small repository: reports, destinations, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint.cli.main import main

TRAINING = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
model = LogisticRegression().fit(people[["income", "nationality"]], people["fraud"])
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one model that is trained on nationality."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "train.py").write_text(TRAINING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def make_clean(repository: Path) -> None:
    (repository / "model" / "train.py").write_text(TRAINING.replace(', "nationality"', ""), encoding="utf-8")


def test_a_finding_is_exit_code_1_and_names_attribute_and_place(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--output-format", "concise"]) == 1
    captured = capsys.readouterr()
    line = next(line for line in captured.out.splitlines() if "ORL101" in line)
    assert line.startswith("model/train.py:5:")
    assert "nationality" in line
    assert "\x1b[" not in captured.out
    assert captured.err == ""


def test_exit_zero_changes_the_exit_code_alone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    with_code = capsys.readouterr().out
    assert main(["check", "--exit-zero"]) == 0
    assert capsys.readouterr().out == with_code


def test_paths_are_relative_to_the_repository_wherever_we_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--output-format", "json"]) == 1
    from_root = capsys.readouterr().out
    monkeypatch.chdir(repository / "model")
    assert main(["check", "--output-format", "json", "train.py"]) == 1
    assert capsys.readouterr().out == from_root


def test_one_run_writes_several_reports(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--output-format", "concise", "--output", "json:out/a.json", "--output", "sarif:.sarif/a.sarif"]
    assert main(["check", *arguments]) == 1
    assert "ORL101" in capsys.readouterr().out
    assert "ORL101" in (repository / "out" / "a.json").read_text(encoding="utf-8")
    sarif = json.loads((repository / ".sarif" / "a.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["ORL101"]


def test_a_report_to_a_file_leaves_standard_output_empty(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output-format", "sarif", "--output-file", "a.sarif"]) == 1
    assert capsys.readouterr().out == ""
    assert (repository / "a.sarif").read_bytes().endswith(b"\n")


def test_a_file_that_cannot_be_written_is_exit_code_2(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output", "json:model/train.py/a.json"]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--select", "ORL1"], 1),
        (["--select", "ORL2,ORL3"], 0),
        (["--ignore", "ORL101"], 0),
        (["--kinds", "N"], 1),
        (["--kinds", "D,P1"], 0),
    ],
)
def test_selection(repository: Path, arguments: list[str], code: int) -> None:
    assert main(["check", "--quiet", *arguments]) == code


def test_without_findings_the_coverage_is_still_told_unless_quiet(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_clean(repository)
    assert main(["check"]) == 0
    assert "no flow found" in capsys.readouterr().out.splitlines()[-1].lower()
    assert main(["check", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_statistics_count_by_rule(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--statistics", "--output-format", "concise"]) == 1
    output = capsys.readouterr().out
    assert any(line.split()[:2] == ["1", "ORL101"] for line in output.splitlines())


def test_colour_only_when_it_is_wanted(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out
    main(["check", "--color", "never"])
    assert "\x1b[" not in capsys.readouterr().out


def test_declarations_in_the_configuration_count(repository: Path) -> None:
    (repository / "model" / "train.py").write_text(TRAINING.replace("nationality", "kenmerk_17"), encoding="utf-8")
    assert main(["check", "--quiet", "--select", "ORL1"]) == 0
    (repository / "originlint.toml").write_text(
        '[[sources]]\nnames = ["kenmerk_17"]\ncategory = "nationality"\nkind = "N"\nreason = "Code book."\n',
        encoding="utf-8",
    )
    assert main(["check", "--quiet", "--select", "ORL1"]) == 1
