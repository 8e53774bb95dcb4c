"""Holding what the analyser said against what is observed."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from tests.noninterference.analyser import Answer
from tests.noninterference.covering import SELECTION, excused, faults, uses
from tests.noninterference.generate import generate
from tests.noninterference.movements import Movement, inputs
from tests.noninterference.observations import Observed, digest
from tests.noninterference.oracle import FULL, QUICK, Oracle, Unusable
from tests.noninterference.program import Sample
from tests.noninterference.regression import Regression

ANY_WAY = frozenset({"value", "rows", "error"})
FEW = (("permuted", 0), ("unseen", 0))
"""Tried where the generator knows of no path either: now and then it could be wrong, too."""
FOR_ROWS = (("permuted", 0), ("missing", 0), ("unseen", 0))


class Kind(str, enum.Enum):
    """What became of a program. The values stand in reports."""

    SOUND = "sound"
    UNSOUND = "unsound"
    IMPRECISE = "imprecise"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`missed` are movements without a finding of the right family; `imprecise` are the origin columns that were
    reported although the generator laid no path from them and no change confirms one; `reported` all that were."""

    kind: Kind
    reported: tuple[str, ...] = ()
    missed: tuple[Movement, ...] = ()
    imprecise: tuple[str, ...] = ()
    open: bool = False
    runs: int = 0
    note: str = ""


def judge(sample: Sample, answer: Answer, trusting: bool = False) -> Verdict:
    """Run the program as often as it takes to hold the answer against it.

    When `trusting`, a program on which the analyser and the generator agree is not run: the generator's truth is
    checked by all the programs that are.
    """
    if trusting and not faults(sample, answer):
        return Verdict(Kind.SOUND, tuple(sorted(answer.categories)), open=answer.open)
    try:
        with Oracle(sample) as oracle:
            missed = tuple(sorted({*_unseen(sample, answer, oracle), *_unselected(sample, answer, oracle)}))
            imprecise = tuple(_imprecise(sample, answer, oracle))
            runs = oracle.runs
    except Unusable as error:
        return Verdict(Kind.UNUSABLE, note=str(error))
    kind = Kind.UNSOUND if missed else Kind.IMPRECISE if imprecise else Kind.SOUND
    return Verdict(kind, tuple(sorted(answer.categories)), missed, imprecise, answer.open, runs)


def _unseen(sample: Sample, answer: Answer, oracle: Oracle) -> Iterator[Movement]:
    """Movements of inputs of which the analyser says nothing. They are all changed at once, since nothing should move;
    only when something does, one by one."""
    if excused(sample, answer):
        return
    silent = [target for target in inputs(sample) if not uses(answer, target)]
    attempts = QUICK if any(target.column in sample.truth.all for target in silent) else FEW
    if silent and any(oracle.differences(silent, change, seed) for change, seed in attempts):
        yield from oracle.movements(silent, QUICK, ANY_WAY)


def _unselected(sample: Sample, answer: Answer, oracle: Oracle) -> Iterator[Movement]:
    """Inputs that decide who is scored, although the analyser only says that they decide how."""
    steady = [target for target in inputs(sample) if (said := uses(answer, target)) and SELECTION not in said]
    attempts = FOR_ROWS if any(target.column in sample.truth.rows for target in steady) else FEW[:1]
    if steady and any("rows" in oracle.differences(steady, change, seed) for change, seed in attempts):
        yield from oracle.movements(steady, FOR_ROWS, frozenset({"rows"}))


def _imprecise(sample: Sample, answer: Answer, oracle: Oracle) -> Iterator[str]:
    """Reported columns without a path, which no change confirms either."""
    for column in sorted(answer.categories - sample.truth.all):
        targets = [target for target in inputs(sample) if target.column == column]
        if not targets or not any(oracle.differences(targets, change, seed) for change, seed in QUICK):
            yield column


def disagreements(regression: Regression) -> Iterator[str]:
    """Where the expectations of a kept program and its behaviour differ."""
    with Oracle(regression.sample) as oracle:
        moved = set(oracle.movements(inputs(regression.sample), FULL, ANY_WAY))
    for attribute, use in sorted(regression.reaches):
        hows = {one.how for one in moved if one.input.column == attribute}
        if not hows or (use == SELECTION and "rows" not in hows):
            yield f"{attribute} should show as '{use}', and moves nothing"
    for attribute in sorted(regression.clean & {one.input.column for one in moved}):
        yield f"{attribute} should be clean, and moves the scores"


def observe(name: str) -> Observed | None:
    """All that moves the scores of a program; None when it shows nothing."""
    profile, _, seed = name.rpartition("-")
    sample = generate(profile, int(seed))
    try:
        with Oracle(sample) as oracle:
            movements = tuple(sorted(oracle.movements(inputs(sample), QUICK, ANY_WAY)))
    except Unusable:
        return None
    return Observed(name, digest(sample), movements)
