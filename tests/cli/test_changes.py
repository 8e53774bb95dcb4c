"""`check --staged` and `check --since`: the whole repository is analysed, and what changed is reported."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from originlint.cli.main import main

LOAD = """\
import pandas as pd


def load():
    return pd.read_csv("people.csv")[["income", "nationality"]]
"""
TRAIN = """\
from sklearn.linear_model import LogisticRegression

from load import load

people = load()
model = LogisticRegression().fit(people, people["fraud"])
"""
OLD = """\
def risk_score(person):
    return 5 if person.ethnicity == "x" else 0
"""


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a flow through two files and one in a third, all committed."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@localhost")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.chdir(tmp_path)
    for name, text in (("load.py", LOAD), ("train.py", TRAIN), ("old.py", OLD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    return tmp_path


def check(*options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, set[str]]:
    code = main(["check", "--output-format", "concise", *options])
    lines = capsys.readouterr().out.splitlines()
    return code, {line.partition(":")[0] for line in lines if " ORL" in line}


@pytest.mark.parametrize("changed", ["load.py", "train.py"])
def test_either_end_of_a_flow_brings_it_up(changed: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--staged", capsys=capsys) == (0, set())
    with (repository / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert check("--staged", capsys=capsys) == (0, set())
    assert check("--since", "main", capsys=capsys) == (1, {"load.py"})
    git("add", ".")
    assert check("--staged", capsys=capsys) == (1, {"load.py"})


def test_what_is_left_out_is_counted(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--staged"]) == 0
    assert "(2 not through what changed)" in capsys.readouterr().out


def test_a_change_of_the_configuration_concerns_everything(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "originlint.toml").write_text("", encoding="utf-8")
    git("add", ".")
    assert check("--staged", capsys=capsys) == (1, {"load.py", "old.py"})


def test_a_commit_that_git_does_not_know_is_wrong_usage(repository: Path) -> None:
    assert main(["check", "--since", "absent"]) == 2
