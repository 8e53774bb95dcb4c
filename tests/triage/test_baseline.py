"""The baseline: grows only where a reason is given, shrinks by itself, and survives what is no change of a flow."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from originlint.cli.main import main
from originlint.errors import UserError
from originlint.triage.baseline import Baseline, Entry, read_baseline, write_baseline

TRAINING = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
model = LogisticRegression().fit(people[["income", "nationality"]], people["fraud"])
"""
SECOND = TRAINING.replace("nationality", "birth_country")
FILE = "originlint-baseline.toml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one finding and a baseline that accepts it."""
    (tmp_path / "train.py").write_text(TRAINING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["baseline", "create", "--accept", "Inventory of 2026."]) == 0
    return tmp_path


def entries(repository: Path) -> list[tuple[str, str, str, str]]:
    return [(one.rule, one.attribute, one.path, one.reason) for one in read_baseline(repository / FILE).entries]


KNOWN = ("ORL101", "nationality", "train.py", "Inventory of 2026.")


def test_what_is_in_the_baseline_does_not_fail_and_is_counted(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entries(repository) == [KNOWN]
    assert main(["check", "--baseline", FILE]) == 0
    assert "(1 in the baseline)" in capsys.readouterr().out
    assert main(["check"]) == 1


def test_the_configuration_can_name_it(repository: Path) -> None:
    (repository / "originlint.toml").write_text(f'baseline = "{FILE}"\n', encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["check", "--no-baseline"]) == 1


def test_what_is_new_fails_and_every_result_has_its_state(repository: Path) -> None:
    (repository / "second.py").write_text(SECOND, encoding="utf-8")
    before = (repository / FILE).read_bytes()
    assert main(["check", "--baseline", FILE, "--output", "sarif:a.sarif"]) == 1
    results = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [one["baselineState"] for one in results] == ["new", "unchanged"]
    assert (repository / FILE).read_bytes() == before


def test_it_grows_only_where_a_reason_is_given(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "second.py").write_text(SECOND, encoding="utf-8")
    assert main(["baseline", "update"]) == 0
    assert "1 new, not accepted" in capsys.readouterr().out
    assert entries(repository) == [KNOWN]
    assert main(["baseline", "update", "--accept", "  "]) == 2
    assert main(["baseline", "update", "--accept", "Under review."]) == 0
    assert sorted(entries(repository)) == [("ORL101", "birth_country", "second.py", "Under review."), KNOWN]


def test_it_shrinks_when_a_finding_has_gone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "train.py").write_text(TRAINING.replace(', "nationality"', ""), encoding="utf-8")
    assert main(["check", "--baseline", FILE]) == 0
    assert "1 entry of the baseline has no finding any more" in capsys.readouterr().out
    assert main(["baseline", "status"]) == 1
    assert "stale: train.py: ORL101 nationality → LogisticRegression.fit" in capsys.readouterr().out
    assert main(["baseline", "update"]) == 0
    assert entries(repository) == []
    assert main(["baseline", "status"]) == 0


def test_a_moved_file_takes_its_entry_along(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model").mkdir()
    (repository / "train.py").rename(repository / "model" / "fit.py")
    assert main(["check", "--baseline", FILE]) == 0
    assert main(["baseline", "status"]) == 1
    assert "moved: train.py is now model/fit.py" in capsys.readouterr().out
    assert main(["baseline", "update"]) == 0
    assert entries(repository) == [("ORL101", "nationality", "model/fit.py", "Inventory of 2026.")]


def test_a_copy_is_no_move(repository: Path) -> None:
    (repository / "copy.py").write_text(TRAINING, encoding="utf-8")
    assert main(["check", "--baseline", FILE]) == 1


def test_what_was_not_checked_is_not_stale(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "train.py").write_text("", encoding="utf-8")
    (repository / "other.py").write_text("x = 1\n", encoding="utf-8")
    assert main(["check", "--baseline", FILE, "other.py"]) == 0
    assert main(["check", "--baseline", FILE, "train.py"]) == 0  # a flow into it may begin in a file not read
    assert main(["check", "--baseline", FILE, "--ignore", "ORL101"]) == 0
    assert "no finding any more" not in capsys.readouterr().out


def test_create_does_not_overwrite_and_asks_for_a_reason(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "create", "--accept", "again"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["baseline", "create", "--file", "other.toml"]) == 2
    assert "--accept" in capsys.readouterr().err


def test_what_comments_accept_is_not_in_it(repository: Path) -> None:
    (repository / "second.py").write_text(SECOND.rstrip() + "  # originlint: ignore[ORL101] by law\n", encoding="utf-8")
    assert main(["baseline", "update", "--accept", "x"]) == 0
    assert entries(repository) == [KNOWN]


def test_it_is_written_as_it_is_read_and_sorted_without_lines_and_dates(tmp_path: Path) -> None:
    odd = 'a "quote", \\ back\u007fslash\tand é 漢'
    made = Baseline((Entry("0a", "ORL101", odd, odd, odd, odd), Entry("1b", "ORL302", "", "p", "", "r")))
    write_baseline(made, tmp_path / "b.toml")
    assert read_baseline(tmp_path / "b.toml") == made
    text = (tmp_path / "b.toml").read_text(encoding="utf-8")
    assert text.index("0a") < text.index("1b")


def test_branches_that_accept_different_findings_merge(tmp_path: Path) -> None:
    def version(*names: str) -> Path:
        file = tmp_path / ("-".join(names) + ".toml")
        write_baseline(Baseline(tuple(Entry(name, "ORL101", name, "p", "s", "r") for name in sorted(names))), file)
        return file

    base, ours, theirs = version("1", "5", "9"), version("1", "3", "5", "9"), version("1", "5", "7", "9")
    merged = subprocess.run(
        ["git", "merge-file", "-p", str(ours), str(base), str(theirs)], capture_output=True, check=False
    )
    assert merged.returncode == 0
    (tmp_path / "merged.toml").write_bytes(merged.stdout)
    assert [one.fingerprint for one in read_baseline(tmp_path / "merged.toml").entries] == ["1", "3", "5", "7", "9"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< ours", "is not valid TOML"),
        ("version = 2", "is no baseline of version 1"),
        ('{}[findings.a]\nrule = "ORL101"\n', "must have a rule and a reason"),
        ('{}[findings.a]\nrule = "ORL101"\nreason = "r"\nline = "3"\n', "'findings.a.line' is no field"),
        ("{}[findings.a]\nrule = 1\n", "must be a table of strings"),
        ("{}findings = 1\n", "must be a table"),
    ],
)
def test_a_broken_baseline_is_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(text.replace("{}", 'version = 1\nfingerprint = "originlintFlow/v1"\n'))
    with pytest.raises(UserError, match=message):
        read_baseline(tmp_path / "b.toml")
