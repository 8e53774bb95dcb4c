"""The flow cases: what originlint says of each, and what running it says. `fixtures/flows/README.md` has the format."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings
from originlint.rules.mapping import SCORING

FLOWS = Path(__file__).parent.parent / "fixtures" / "flows"
PEOPLE = 80

VALUES = {
    "nationality": ["NLD", "QAR", "ZEM", "BEL"],
    "race": ["one", "two", "three"],
    "citizenship": ["NLD", "QAR", "ZEM"],
    "birth_country": ["NLD", "QAR", "LUM"],
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its main file, and what each attribute must do."""

    path: Path
    moves: frozenset[str]
    stays: frozenset[str]

    @property
    def root(self) -> Path:
        return self.path.parent if self.path.name == "main.py" else self.path

    @property
    def name(self) -> str:
        return self.root.relative_to(FLOWS).as_posix()


def _cases() -> list[Case]:
    folders = sorted(FLOWS.glob("*/*/main.py"))
    return [_case(path) for path in (*folders, *sorted(FLOWS.glob("*/*.py")))]


def _case(path: Path) -> Case:
    said: dict[str, set[str]] = {"moves": set(), "stays": set()}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"# (moves|stays): (\w+)$", line)
        if found is None:
            break
        said[found[1]].add(found[2])
    return Case(path, frozenset(said["moves"]), frozenset(said["stays"]))


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_originlint_reports_what_moves_and_only_that(case: Case) -> None:
    root = case.root if case.root.is_dir() else case.root.parent
    result = api.check(root, (case.root,), Settings())
    found = {finding.attribute for finding in result.findings if finding.use in SCORING}
    assert (found & case.moves, found & case.stays) == (case.moves, frozenset())


# ---------------------------------------------------------------------------------------------------- by execution


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[float]]:
    """The scores of every case with the data as they are (attribute "") and with each attribute changed."""
    python = os.environ.get("ORIGINLINT_LIBS", sys.executable)
    known = subprocess.run([python, "-c", "import pandas, sklearn"], capture_output=True)
    if known.returncode:
        pytest.skip("pandas and scikit-learn are not installed (ORIGINLINT_LIBS names a Python that has them)")
    jobs: list[dict[str, str]] = []
    keys: list[tuple[str, str]] = []
    for number, case in enumerate(CASES):
        for attribute in ("", *sorted(case.moves | case.stays)):
            folder = tmp_path_factory.mktemp(f"case{number}")
            _write_data(folder, attribute)
            jobs.append({"case": str(case.path), "folder": str(folder)})
            keys.append((case.name, attribute))
    ran = subprocess.run(
        [python, str(FLOWS / "run_case.py")], input=json.dumps(jobs), capture_output=True, text=True, timeout=570
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    errors = {key: answer["error"] for key, answer in zip(keys, answers, strict=True) if "error" in answer}
    assert not errors
    return {key: answer["scores"] for key, answer in zip(keys, answers, strict=True)}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_running_it_agrees(case: Case, scores: dict[tuple[str, str], list[float]]) -> None:
    assert len(scores[case.name, ""]) == PEOPLE
    moved = {one for one in case.moves | case.stays if scores[case.name, one] != scores[case.name, ""]}
    assert moved == case.moves


def _write_data(folder: Path, changed: str) -> None:
    """People, and the history that a model may be trained on: only the people's `changed` column is another one, so
    that a training that reads people.csv sees it too, and one that reads history.csv does not."""
    chance = random.Random(7)
    rows: list[dict[str, object]] = []
    for number in range(PEOPLE):
        row: dict[str, object] = {
            "id": number,
            "age": chance.randint(18, 80),
            "income": chance.randint(10, 90) * 1000,
            "children": chance.randint(0, 4),
        }
        row.update({name: chance.choice(values) for name, values in VALUES.items()})
        risky = sum(row[name] == values[1] for name, values in VALUES.items())
        row["fraud"] = int(chance.random() < 0.15 + 0.25 * risky)
        rows.append(row)
    _write(folder / "history.csv", rows)
    for row in rows if changed else ():
        if chance.random() < 0.6:
            row[changed] = chance.choice(VALUES[changed])
    _write(folder / "people.csv", rows)


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
