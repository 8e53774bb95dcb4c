"""Codes and names by which the values of an origin attribute can be told, whatever their column is called."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from originlint.lexicon.names import fold
from originlint.lexicon.terms import LexiconError, text_of, words_of
from originlint.lexicon.verdict import Certainty, Kind, Verdict
from originlint.lexicon.vocabulary import data_file

_FILES = ("codes/brp.toml", "codes/countries.toml", "codes/groups.toml")
_SHARE = 0.7
_LONGEST_LIST = 400
_TELLING_LABEL = 8
_MORE_WHEN_SHORTENED = 5


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Codes and labels of one attribute.

    `enough` is how many different members in one list say that the list holds this attribute. Codes of a fixed `width`
    lose their leading zeros when they become integers; they are recognised without them, but then say less. `lone`
    says that one member is worth a doubt, `stands_alone` that a list tells without any name. A list wholly inside
    `clashes` is something else.
    """

    name: str
    category: str
    kind: Kind
    enough: int
    says: str
    source: str
    width: int
    lone: bool
    stands_alone: bool
    codes: frozenset[str]
    labels: frozenset[str]
    clashes: frozenset[str]

    def members(self, values: Iterable[str]) -> frozenset[str]:
        """The values that the table lists."""
        found = frozenset(value for value in map(_plain, values) if self._holds(value))
        return frozenset() if self.clashes and found <= self.clashes else found

    def shortened(self, members: frozenset[str]) -> bool:
        """Whether the codes have lost their leading zeros, so that they could be any small numbers."""
        return bool(self.width) and any(len(value) < self.width for value in members)

    def _holds(self, value: str) -> bool:
        if self.width and value.isdigit() and len(value) <= self.width:
            return value.zfill(self.width) in self.codes
        return value in self.codes or (bool(self.labels) and _label(value) in self.labels)


@dataclass(frozen=True, slots=True)
class CodeTables:
    """All tables, in the order in which they are asked."""

    tables: tuple[CodeTable, ...]

    def classify(self, values: frozenset[str]) -> Verdict | None:
        """What a list of values says: yes for many from one table, a doubt for a lone or shortened code, else None."""
        if not values or len(values) > _LONGEST_LIST:
            return None
        name = ", ".join(sorted(values)[:5])
        best: tuple[CodeTable, frozenset[str]] | None = None
        for table in self.tables:
            members = table.members(values) if table.stands_alone else frozenset()
            wanted = table.enough + (_MORE_WHEN_SHORTENED if table.shortened(members) else 0)
            enough = len(members) >= wanted and len(members) >= _SHARE * len(values)
            if enough and (best is None or len(members) > len(best[1])):
                best = (table, members)
        if best is None:
            return self._lone(name, values)
        table, members = best
        reason = f"{len(members)} of {len(values)} values are {table.says} ({table.source})"
        if table.shortened(members):
            reason += ", without their leading zeros"
            return Verdict(name, None, table.category, table.kind, Certainty.POSSIBLE, (reason,))
        certainty = Certainty.DEFINITE if len(members) >= table.enough + 2 else Certainty.LIKELY
        return Verdict(name, True, table.category, table.kind, certainty, (reason,))

    def among(self, values: frozenset[str], categories: frozenset[str]) -> CodeTable | None:
        """A table of one of the categories that lists one of the values, or None."""
        for table in self.tables:
            if table.category in categories and table.members(values):
                return table
        return None

    def _lone(self, name: str, values: frozenset[str]) -> Verdict | None:
        for table in self.tables:
            members = table.members(values) if table.lone else frozenset()
            telling = [value for value in members if value in table.codes or len(value) >= _TELLING_LABEL]
            if telling and len(members) >= _SHARE * len(values):
                reason = f"'{min(telling)}' is one of the {table.says} ({table.source}), and alone it says little"
                return Verdict(name, None, table.category, table.kind, Certainty.POSSIBLE, (reason,))
        return None


@functools.lru_cache(maxsize=1)
def load_codes() -> CodeTables:
    """The code tables that come with the program. Raises `LexiconError` naming the file and the entry at fault."""
    return CodeTables(tuple(table for name in _FILES for table in read_codes(name, data_file(name))))


def read_codes(where: str, document: dict[str, Any]) -> Iterator[CodeTable]:
    """The code tables of one file. Raises `LexiconError` naming the entry at fault."""
    for number, table in enumerate(document.get("table", ()), 1):
        here = f"{where}: table {number}"
        codes = words_of(here, table, "codes") if "codes" in table else ()
        labels = words_of(here, table, "labels") if "labels" in table else ()
        clashes = words_of(here, table, "clashes") if "clashes" in table else ()
        width, enough = table.get("width", 0), table.get("enough")
        if not codes and not labels:
            raise LexiconError(f"{here}: it has neither codes nor labels")
        if not isinstance(enough, int) or enough < 1 or not isinstance(width, int):
            raise LexiconError(f"{here}: 'enough' and 'width' must be positive numbers")
        wrong = [code for code in codes if width and (not code.isdigit() or len(code) != width)]
        if wrong:
            raise LexiconError(f"{here}: code {wrong[0]!r} is not {width} digits")
        try:
            kind = Kind(table.get("kind"))
        except ValueError as error:
            raise LexiconError(f"{here}: {error}") from None
        yield CodeTable(
            name=text_of(here, table, "name"),
            category=text_of(here, table, "category"),
            kind=kind,
            enough=enough,
            says=text_of(here, table, "says"),
            source=text_of(here, table, "source"),
            width=width,
            lone=table.get("lone", False),
            stands_alone=table.get("stands_alone", True),
            codes=frozenset(codes),
            labels=frozenset(_label(label) for label in labels),
            clashes=frozenset(clashes),
        )


def _plain(value: str) -> str:
    return value.strip().strip("'\"").strip()


def _label(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text).lower()))
