"""What was observed of a fixed set of programs, as data: with it the test run can hold the analyser to account without
the libraries that the programs need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.noninterference.generate import generate
from tests.noninterference.movements import Input, Movement
from tests.noninterference.program import Sample

STORE = Path(__file__).parent / "observations.jsonl"


@dataclass(frozen=True, slots=True)
class Observed:
    """What moved the scores of one program. `digest` tells whether the generator still makes the same text."""

    name: str
    digest: str
    movements: tuple[Movement, ...]

    def sample(self) -> Sample:
        """The program."""
        profile, _, seed = self.name.rpartition("-")
        return generate(profile, int(seed))


def digest(sample: Sample) -> str:
    """A short hash of the program and of what can be seen of its data."""
    text = json.dumps([sample.files, sample.scripts, sample.tables, sample.schema])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def load(path: Path = STORE) -> tuple[Observed, ...]:
    """All that is stored, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_read(json.loads(line)) for line in lines)


def save(observed: Iterable[Observed], path: Path = STORE) -> None:
    """Write them, a line each."""
    path.write_text("".join(_line(one) + "\n" for one in observed), encoding="utf-8")


def _read(line: dict[str, object]) -> Observed:
    moved = line["moved"]
    assert isinstance(moved, list)
    return Observed(str(line["name"]), str(line["digest"]), tuple(_movement(text) for text in moved))


def _movement(text: str) -> Movement:
    table, column, how = text.split(":")
    return Movement(Input(table, column), how)


def _line(one: Observed) -> str:
    moved = [f"{each.input.table}:{each.input.column}:{each.how}" for each in one.movements]
    return json.dumps({"name": one.name, "digest": one.digest, "moved": moved})


def names(profiles: Iterable[str], count: int) -> Iterator[str]:
    """The programs of the fixed set."""
    for profile in profiles:
        for seed in range(count):
            yield f"{profile}-{seed}"
