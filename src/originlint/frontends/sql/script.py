"""A SQL text to a script of relational forms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from originlint.frontends.sql.blocks import Blocks
from originlint.frontends.sql.cursor import Outcome
from originlint.frontends.sql.dialects import dialect_table, named, ranked
from originlint.frontends.sql.tokens import prepared, tokenize
from originlint.ir.depth import call_deep
from originlint.ir.forms import Problem
from originlint.ir.relational import Place, Script, Unread

LONGEST = 4_000_000
"""Texts longer than this are dumps of data, and not parsed."""

_WORD = re.compile(r"[^\W\d]\w*")


def lower_text(
    text: str, path: str = "", dialect: str | None = None, moved: Callable[[int], int] | None = None
) -> Script:
    """Lower a SQL text, of one statement or many. Never raises for what is in it.

    `dialect` is what somebody says it is in, None when nobody does. `moved` maps an offset in this text to one in the
    text that a reader sees, where the two differ (templates). Places in the script, and the lines of its problems, are
    those of `text` when it is None.
    """
    if len(text) > LONGEST:
        unread = Unread(_whole(text), f"is longer than {LONGEST:,} characters")
        return Script(path, (), named(dialect) or "", (unread,), (Problem(path, 0, unread.reason),), 1)
    return call_deep(lambda: _lower(text, path, dialect, moved))


def _lower(text: str, path: str, dialect: str | None, moved: Callable[[int], int] | None) -> Script:
    ready = prepared(text)
    asked = named(dialect)
    candidates = (asked,) if asked is not None else ranked(ready)
    others = tuple(each for each in dict.fromkeys((*candidates, *dialect_table().fallbacks)))
    for first in others:
        tokens = tokenize(ready, first)
        if tokens is not None:
            break
    else:
        unread = Unread(_whole(text), "ends inside a string, comment or quoted name")
        problem = Problem(path, 0, f"{path} {unread.reason}, so it was not parsed")
        return Script(path, (), asked or "", (unread,), (problem,), 1, _words(text))
    outcome = Outcome()
    rest = tuple(each for each in others if each != first)
    statements = Blocks(ready, tokens, first, rest, outcome, moved).read()
    problems = _problems(text, path, outcome, first, moved is not None)
    total, source = max(outcome.total, 1), text if moved is None else ""
    return Script(path, statements, first, tuple(outcome.unread), problems, total, _words(text), source)


def _problems(text: str, path: str, outcome: Outcome, dialect: str, is_moved: bool) -> tuple[Problem, ...]:
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    found: list[Problem] = []
    for each in outcome.unread:
        line = 0 if is_moved else bisect_right(starts, each.place.at)
        found.append(
            Problem(path, line, f"the statement {each.reason} as {dialect or 'standard'} SQL; its names count")
        )
    return tuple(found)


def _whole(text: str) -> Place:
    return Place(0, len(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
