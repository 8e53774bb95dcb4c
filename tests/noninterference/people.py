"""The made-up people whose data the generated programs read, and what is done to their origin."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from tests.noninterference.header import NUMBERS, ORIGIN, PLAIN

ROWS = {"people.csv": 44, "train.csv": 44, "applicants.csv": 36}
"""Every data file, and its number of people. Few are best: a tree that is trained on many stops looking at a
column that says nothing."""


@functools.lru_cache(maxsize=len(ROWS))
def people(table: str, seed: int = 0) -> pd.DataFrame:
    """The people of one data file; nobody may change them."""
    numbers = np.random.default_rng((seed, len(table)))
    count = ROWS[table]
    columns: dict[str, object] = {"person_id": np.arange(100, 100 + count)}
    for name, values in {**ORIGIN, **PLAIN}.items():
        columns[name] = [values[index] for index in numbers.integers(0, len(values), count)]
    columns["age"] = numbers.integers(19, 80, count)
    columns["income"] = numbers.integers(9, 60, count)
    columns["debts"] = numbers.integers(0, 30, count)
    columns["tenure"] = numbers.integers(0, 12, count)
    frame = pd.DataFrame(columns)
    frame["label"] = _outcome(frame, numbers)
    return frame


def _outcome(frame: pd.DataFrame, numbers: np.random.Generator) -> pd.Series:
    """An outcome that owes something to everything, so that every feature is worth something to a model."""
    load = numbers.normal(0, 0.4, len(frame))
    for name, values in {**ORIGIN, **PLAIN}.items():
        load = load + frame[name].map({value: index % 3 - 1.0 for index, value in enumerate(values)})
    for name in NUMBERS:
        load = load + (frame[name] - frame[name].mean()) / (frame[name].std() + 1.0)
    return (load > load.median()).astype(int)


Change = Callable[[pd.Series, random.Random], Sequence[object]]


def _permuted(column: pd.Series, rng: random.Random) -> Sequence[object]:
    values = list(column)
    rng.shuffle(values)
    return values


def _resampled(column: pd.Series, rng: random.Random) -> Sequence[object]:
    return rng.choices(sorted(set(column)), k=len(column))


def _constant(column: pd.Series, rng: random.Random) -> Sequence[object]:
    return [rng.choice(sorted(set(column)))] * len(column)


def _skewed(column: pd.Series, rng: random.Random) -> Sequence[object]:
    values = sorted(set(column))
    common = rng.choice(values)
    return [common if rng.random() < 0.8 else rng.choice(values) for _ in column]


def _unseen(column: pd.Series, rng: random.Random) -> Sequence[object]:
    return ["elsewhere" if rng.random() < 0.5 else value for value in column]


def _missing(column: pd.Series, rng: random.Random) -> Sequence[object]:
    return [None if rng.random() < 0.3 else value for value in column]


def _coded(column: pd.Series, rng: random.Random) -> Sequence[object]:
    codes = {value: code for code, value in enumerate(sorted(set(column)), start=1)}
    return [codes[value] for value in column]


def _shouted(column: pd.Series, rng: random.Random) -> Sequence[object]:
    return [str(value).swapcase() if rng.random() < 0.5 else value for value in column]


CHANGES: dict[str, Change] = {
    "permuted": _permuted,
    "resampled": _resampled,
    "skewed": _skewed,
    "constant": _constant,
    "unseen": _unseen,
    "missing": _missing,
    "shouted": _shouted,
    "coded": _coded,
}
"""What can be done to an origin column, the most telling first."""

TAME = frozenset({"permuted", "resampled", "skewed", "constant"})
"""The changes that put no value where the program did not expect one: an exception after one of these is a decision on
origin; after the others it may be a mere failure, as in a chart."""


def changed(frame: pd.DataFrame, column: str, change: str, seed: int) -> pd.DataFrame:
    """The same people with another origin."""
    rng = random.Random(f"{column}/{change}/{seed}")
    return frame.assign(**{column: CHANGES[change](frame[column], rng)})
