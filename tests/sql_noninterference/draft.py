"""What is known while a script is made: the tables it may read, and the columns that are in scope."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is "int" or "text". `key` tells that it holds the person's number, and nothing decided about that."""

    name: str
    kind: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """SQL that yields rows. `unique` names a column that no two rows share; None when there may be none."""

    sql: str
    columns: tuple[Column, ...]
    unique: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A relation in scope, under the name that it has there."""

    name: str
    columns: tuple[Column, ...]
    unique: str | None = None

    def of(self, kind: str) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.kind == kind)

    def without_keys(self) -> Source:
        """The same relation where a join may have left it out."""
        return replace(self, columns=tuple(replace(each, key=False) for each in self.columns), unique=None)


Scope = tuple[Source, ...]

BASE: dict[str, Query] = {
    "people": Query(
        "people",
        (Column("id", "int", True), Column("nationality", "text"), Column("amount", "int"), Column("dept", "text")),
        "id",
    ),
    "visits": Query(
        "visits",
        (Column("vid", "int"), Column("pid", "int", True), Column("kind", "text"), Column("cost", "int")),
        "vid",
    ),
    "points": Query("points", (Column("code", "text"), Column("worth", "int")), "code"),
}
"""The tables that any query may read as they are; `facts` and `forms` are read by what they hold of a person."""


@dataclass(slots=True)
class Draft:
    """A script in the making. `tables` are those it may read by now, named queries included; `functions` are its own
    scalar functions of one text."""

    rng: random.Random
    dialect: str
    tables: dict[str, Query] = field(default_factory=lambda: dict(BASE))
    functions: list[str] = field(default_factory=list)
    made: int = 0

    @property
    def duckdb(self) -> bool:
        return self.dialect == "duckdb"

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def fresh(self, letter: str) -> str:
        """A name that nothing has yet."""
        self.made += 1
        return f"{letter}{self.made}"
