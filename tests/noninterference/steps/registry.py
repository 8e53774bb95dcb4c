"""The list of all steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.noninterference.draft import Draft, Table

Write = Callable[[Draft, Table], bool]
"""Writes the step and updates the table; False when it does not fit this table, and then nothing was written."""


@dataclass(frozen=True, slots=True)
class Step:
    """`effect` is "values" (columns are made or changed), "rows" (rows are chosen), "gone" (a column really goes),
    "stays" (it only looks as if it went) or "decoy" (origin is looked at, and no score can owe to it)."""

    name: str
    effect: str
    weight: int
    write: Write


STEPS: list[Step] = []


def step(name: str, effect: str, weight: int = 2) -> Callable[[Write], Write]:
    """Register a step."""

    def register(write: Write) -> Write:
        STEPS.append(Step(name, effect, weight, write))
        return write

    return register
