"""Which dialect a SQL text is in, where nobody says so. The signs are in `dialects.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from originlint.source.toml import load_toml


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern, and a text that stands in all that it matches: looking for that first is cheap."""

    needle: str
    pattern: re.Pattern[str]

    def count(self, text: str) -> int:
        """How often it stands in a text."""
        return len(self.pattern.findall(text)) if self.needle in text else 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that points to dialects, with its weight."""

    signs: tuple[Sign, ...]
    dialects: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class DialectTable:
    """The dialects that are looked for, what is tried when one does not understand a statement, other names of
    dialects, and what points to them."""

    known: tuple[str, ...]
    fallbacks: tuple[str, ...]
    aliases: MappingProxyType[str, str]
    marks: tuple[Mark, ...]


@cache
def dialect_table() -> DialectTable:
    """The table that comes with originlint. Raises ValueError when a mark names a dialect that is not known."""
    raw = load_toml(files("originlint.frontends.sql").joinpath("dialects.toml").read_text("utf-8"))
    marks = tuple(
        Mark(
            tuple(Sign(_needle(pattern), re.compile(pattern, re.M)) for pattern in each["patterns"]),
            tuple(each["dialects"]),
            each["weight"],
        )
        for each in raw["marks"]
    )
    known = tuple(raw["known"])
    for name in {name for mark in marks for name in mark.dialects} | set(raw["aliases"].values()):
        if name not in known:
            raise ValueError(f"dialects.toml: {name!r} is not among the known dialects")
    return DialectTable(known, tuple(raw["fallbacks"]), MappingProxyType(raw["aliases"]), marks)


_OPTIONAL = re.compile(r"\((?:[^()]|\([^()]*\))*\)[?*]?|\[[^\]]*\][?*+]?|\\?.[?*]|\\[a-z]\+?")
"""What in a pattern of the table need not stand in what it matches, or may be one of several."""
_LETTERS = re.compile(r"[a-z_0-9]{2,}")


def _needle(pattern: str) -> str:
    """The longest word that stands in all that a pattern matches; "" when there is none."""
    return max(_LETTERS.findall(_OPTIONAL.sub(" ", pattern)), key=len, default="")


def named(dialect: str | None) -> str | None:
    """The name that the parser has for a dialect as people write it; None when it is not known."""
    if not dialect:
        return None
    table = dialect_table()
    name = dialect.strip().lower().partition("+")[0]
    name = table.aliases.get(name, name)
    return name if name in table.known or name in ("clickhouse", "fabric", "materialize", "doris", "exasol") else None


HEAD = 30_000
"""So many characters of a text are looked at: scripts show early what they are."""


def ranked(text: str) -> tuple[str, ...]:
    """The dialects that a text may be in, the likeliest first. "" is what all have in common."""
    table = dialect_table()
    scores = dict.fromkeys(table.known, 0)
    head = text[:HEAD].lower()
    for mark in table.marks:
        found = sum(sign.count(head) for sign in mark.signs)
        for dialect in mark.dialects:
            scores[dialect] += mark.weight * min(found, 3)
    best = sorted((dialect for dialect in table.known if scores[dialect] > 0), key=lambda name: (-scores[name], name))
    return (*best, "") if best else ("",)
