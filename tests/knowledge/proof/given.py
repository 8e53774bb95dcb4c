"""The inputs that examples may use, as real tables and as abstract ones whose columns each carry a label of their own.

`df` is a table of people (no name in it is an origin word: every label comes from here), `more` has the same columns
and other rows, `other` is one to join by `key`, `num` has numbers only, `y` is a target, `s` one text column, `v` one
number column, `arr` a matrix.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.knowledge.proof import spark

NONE = None
_COUNT = 12


@dataclass(frozen=True, slots=True)
class Given:
    """One input: its name in examples, its columns, and whether it is a "frame", a "column" or a "matrix"."""

    name: str
    kind: str
    columns: Mapping[str, tuple[Any, ...]]

    def changed(self, column: str, values: tuple[Any, ...]) -> Given:
        """The same input with other values in one column."""
        return Given(self.name, self.kind, {**self.columns, column: values})


def _dates(step: int) -> tuple[datetime.datetime, ...]:
    first = datetime.datetime(2020, 1, 3)
    return tuple(first + datetime.timedelta(days=step * number) for number in range(_COUNT))


_KEYS = ("x", "y", "z", "x", "y", "x", "z", "y", "x", "z", "y", "x")

INPUTS = {
    given.name: given
    for given in (
        Given(
            "df",
            "frame",
            {
                "amount": (3.0, 1.5, 4.0, 1.0, 5.5, 9.0, 2.5, 6.0, 5.0, 3.5, 8.0, 9.5),
                "level": (2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5),
                "gap": (1.0, NONE, 3.0, 4.0, NONE, 6.0, 7.5, 8.0, 9.0, 1.0, 2.0, 3.5),
                "key": _KEYS,
                "text": ("b a", "c", "d e", "b", "a a", "c d", "e", "b c", "a", "d", "e a", "c e"),
                "flag": (1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0),
                "when": _dates(37),
            },
        ),
        Given(
            "more",
            "frame",
            {
                "amount": (2.0, 7.0, 1.0, 8.5, 2.5, 8.0, 1.5, 8.25, 2.75, 8.0, 4.5, 5.5),
                "level": (1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9),
                "gap": (NONE, 1.0, 3.0, NONE, 5.0, 6.0, 7.5, 1.0, 2.0, 3.0, 4.0, 5.0),
                "key": tuple(reversed(_KEYS)),
                "text": ("c", "c", "b", "b a", "a", "d", "e", "b", "a", "d", "e", "c"),
                "flag": (0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1),
                "when": _dates(11),
            },
        ),
        Given(
            "other",
            "frame",
            {"key": ("x", "y", "z", "w"), "rate": (0.25, 0.5, 0.75, 1.0), "label": ("p", "q", "p", "r")},
        ),
        Given(
            "num",
            "frame",
            {
                "one": (0.5, 1.5, 2.0, 3.5, 4.0, 5.5, 6.0, 7.5, 8.0, 9.5, 1.0, 2.25),
                "two": (9.0, 1.0, 8.0, 2.0, 7.0, 3.0, 6.5, 4.0, 5.0, 5.5, 1.25, 0.5),
                "three": (1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 1.5, 4.5, 2.5, 8.5, 5.5, 7.5),
            },
        ),
        Given("y", "column", {"target": (0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0)}),
        Given("s", "column", {"word": ("b a", "C", "d e", "b", "a-a", "c d", "e", "b c", "a", "d", "e a", "c e")}),
        Given("v", "column", {"value": (3.0, 1.5, NONE, 1.0, 5.5, 9.0, 2.5, 6.0, 5.0, 3.5, 8.0, 9.5)}),
        Given("d", "column", {"day": _dates(37)}),
        Given(
            "arr",
            "matrix",
            {
                "0": (0.5, 1.5, 2.0, 3.5, 4.0, 5.5, 6.0, 7.5, 8.0, 9.5, 1.0, 2.25),
                "1": (9.0, 1.0, 8.0, 2.0, 7.0, 3.0, 6.5, 4.0, 5.0, 5.5, 1.25, 0.5),
                "2": (1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 1.5, 4.5, 2.5, 8.5, 5.5, 7.5),
            },
        ),
    )
}


def perturbations(values: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
    """Other values of the same type: shifted by one row, all but a few changed (to none and less than none too), and
    with one missing."""
    shifted = (*values[1:], values[0])
    missing = (*values[:3], NONE, *values[4:])
    match next(value for value in values if value is not None):
        case bool() | 0 | 1 if set(values) <= {0, 1}:
            return (shifted, tuple(1 - value for value in values[:3]) + values[3:])
        case int():
            return (shifted, (*(value + number % 3 for number, value in enumerate(values[:-1])), 0))
        case float():
            moved = tuple(None if v is None else _moved(v, number) for number, v in enumerate(values))
            return (shifted, moved, missing)
        case str():
            turned = (*values[:1], *(v.swapcase() for v in values[1:3]), "new", *values[4:])
            return (shifted, turned, missing)
        case _:
            moved = tuple(v + datetime.timedelta(days=97 * (number % 2), hours=5) for number, v in enumerate(values))
            return (shifted, moved)


def _moved(value: float, number: int) -> float:
    return {5: 0.0, 6: -value}.get(number, value * 1.75 + number % 4)


def _pandas(given: Given) -> Any:
    import numpy
    import pandas

    if given.kind == "matrix":
        return numpy.array([[float("nan") if v is None else v for v in values] for values in given.columns.values()]).T
    frame = pandas.DataFrame({name: list(values) for name, values in given.columns.items()})
    return frame if given.kind == "frame" else frame.iloc[:, 0]


def _polars(given: Given) -> Any:
    import polars

    if given.kind == "matrix":
        return _pandas(given)
    frame = polars.DataFrame({name: list(values) for name, values in given.columns.items()})
    return frame if given.kind == "frame" else frame.to_series()


MAKERS: Mapping[str, Callable[[Given], Any]] = {"pandas": _pandas, "polars": _polars, "spark": spark.table}
"""How an input is made for the libraries of each dialect."""


def dialect_of(callee: str) -> str:
    """The dialect in which a library wants its tables."""
    if ".spark." in callee:  # what other libraries do on Spark
        return "spark"
    return {"polars": "polars", "pyspark": "spark"}.get(callee.partition(".")[0], "pandas")
