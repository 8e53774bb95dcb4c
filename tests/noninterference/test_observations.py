"""The analyser reports what was seen to move the scores of a fixed set of programs, and hardly anything else.

The observations were made by `python -m tests.noninterference observe`; no library is needed to compare with them.
"""

from __future__ import annotations

import pytest
from tests.noninterference import analyser, observations
from tests.noninterference.analyser import Answer
from tests.noninterference.covering import covers
from tests.noninterference.observations import Observed
from tests.noninterference.program import Sample

PRECISION = 0.97


@pytest.fixture(scope="module")
def answers() -> list[tuple[Observed, Sample, Answer]]:
    return [(one, sample := one.sample(), analyser.ask(sample)) for one in observations.load()]


def test_the_generator_still_makes_the_observed_programs(answers: list[tuple[Observed, Sample, Answer]]) -> None:
    changed = [one.name for one, sample, _ in answers if observations.digest(sample) != one.digest]
    assert changed == [], "the generator changed: observe again"


def test_every_movement_is_reported(answers: list[tuple[Observed, Sample, Answer]]) -> None:
    missed = [
        f"{one.name}: {movement}"
        for one, sample, answer in answers
        for movement in one.movements
        if not covers(sample, answer, movement)
    ]
    assert missed == []


def test_what_is_reported_has_a_path(answers: list[tuple[Observed, Sample, Answer]]) -> None:
    reported = [(one, sample, category) for one, sample, answer in answers for category in answer.categories]
    pathless = [
        f"{one.name}: {category}"
        for one, sample, category in reported
        if category not in sample.truth.all and category not in {each.input.column for each in one.movements}
    ]
    assert len(pathless) <= (1 - PRECISION) * len(reported), pathless
