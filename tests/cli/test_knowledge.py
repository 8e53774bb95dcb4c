"""`originlint knowledge`, and what a user's own knowledge file does to a check."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.cli.main import main

OURS = """schema = 1

[[call]]
callee = "ourlib.clean"
signature = "table, keep"
operation = "{operation}"
options = {options}
reason = "keeps the columns that are listed"
"""
CODE = """import ourlib
import pandas as pd
from sklearn.linear_model import LogisticRegression
people = pd.read_csv("people.csv")[["income", "nationality", "fraud"]]
table = ourlib.clean(people, ["income"])
LogisticRegression().fit(table, people["fraud"])
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "originlint.toml").write_text('knowledge = ["ours.toml"]\n', encoding="utf-8")
    (tmp_path / "model.py").write_text(CODE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def describe(project: Path, operation: str, options: str = "{}") -> None:
    text = OURS.replace("{operation}", operation).replace("{options}", options)
    (project / "ours.toml").write_text(text, encoding="utf-8")


def test_the_entry_of_a_call_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    describe(project, "identity")
    assert main(["knowledge", "ourlib.clean", "pandas.DataFrame.merge"]) == 0
    out = capsys.readouterr().out
    assert "ours.toml, line 3\n# identity: Gives back its first argument.\n[[call]]" in out
    assert "# merge: " in out


def test_a_call_that_nobody_described_is_said_to_be_unknown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    describe(project, "identity")
    assert main(["knowledge", "ourlib.dirty"]) == 2
    assert "nothing is known of calling ourlib.dirty" in capsys.readouterr().err


def test_libraries_operations_and_the_guide_are_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    describe(project, "identity")
    assert main(["knowledge"]) == 0
    assert "ourlib 1\n" in capsys.readouterr().out
    assert main(["knowledge", "--operations"]) == 0
    assert "\nselect_some\n    Some of the columns" in capsys.readouterr().out
    assert main(["knowledge", "--guide"]) == 0
    assert capsys.readouterr().out.startswith("# Knowledge files\n")


def test_a_described_call_is_followed(project: Path) -> None:
    describe(project, "identity")
    assert main(["check", "--no-cache"]) == 1
    describe(project, "select_some", '{ data = "table", keep = "keep" }')
    assert main(["check", "--no-cache"]) == 0


@pytest.mark.parametrize(
    ("operation", "options", "message"),
    [
        ("identiti", "{}", "ours.toml, line 6, call `ourlib.clean`: unknown operation `identiti`; `identity` is known"),
        ("identity", "{ dialekt = 1 }", "ours.toml, line 7, call `ourlib.clean`: unknown option `dialekt`; `dialect`"),
        ("identity", "[", "ours.toml: no valid TOML"),
    ],
)
def test_a_mistake_stops_the_check_and_says_where(
    project: Path, operation: str, options: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    describe(project, operation, options)
    assert main(["check", "--no-cache"]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
