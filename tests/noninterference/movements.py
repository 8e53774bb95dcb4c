"""What can be changed in the data of a program, and what that may do to its scores. Needs no library."""

from __future__ import annotations

from dataclasses import dataclass

from tests.noninterference.header import ORIGIN
from tests.noninterference.program import Sample


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One origin column of one data file."""

    table: str
    column: str

    @property
    def stage(self) -> str:
        """What changing it means: "train" changes what a model learns from, "score" the people it is applied to, "both"
        the one table that a program reads."""
        return {"train.csv": "train", "applicants.csv": "score"}.get(self.table, "both")


@dataclass(frozen=True, slots=True, order=True)
class Movement:
    """Changing an input moved the scores: in "value", in which "rows" are scored, or by an "error"."""

    input: Input
    how: str


def inputs(sample: Sample) -> tuple[Input, ...]:
    """All that can be changed."""
    return tuple(Input(table, column) for table in sample.tables for column in ORIGIN)
