"""Python pieces to one module of forms, in one pass over the syntax trees."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

import libcst as cst

from originlint.frontends.python.assignments import ASSIGNMENTS
from originlint.frontends.python.comprehensions import COMPREHENSIONS
from originlint.frontends.python.context import Lowering, Origin, Rules, Span
from originlint.frontends.python.displays import shown
from originlint.frontends.python.expressions import EXPRESSIONS
from originlint.frontends.python.functions import FUNCTION_EXPRESSIONS, FUNCTION_STATEMENTS
from originlint.frontends.python.parse import Lost, Parsed, parse
from originlint.frontends.python.patterns import PATTERNS
from originlint.frontends.python.pieces import Code, Displays, Foreign, Piece, Run, SqlText
from originlint.frontends.python.statements import STATEMENTS
from originlint.frontends.python.targets import target
from originlint.frontends.python.texts import TEXTS
from originlint.ir.depth import call_deep
from originlint.ir.forms import Constant, Import, Module, Name, Query, Statement

RULES = Rules(
    MappingProxyType({**EXPRESSIONS, **TEXTS, **COMPREHENSIONS, **FUNCTION_EXPRESSIONS}),
    MappingProxyType({**STATEMENTS, **ASSIGNMENTS, **FUNCTION_STATEMENTS, **PATTERNS}),
    target,
)

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The forms from number `first` on come from `text`, which is at `start` in cell `cell`, parsed as `module` (None
    for a magic)."""

    first: int
    text: str
    module: cst.Module | None
    cell: int
    start: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a cell that was not understood, from `start` to `end` of the cell's text, with the reason; `place`
    is where to look first. `heavy` troubles may hide a flow; others (a cell of shell commands) hardly can."""

    cell: int
    start: int
    end: int
    place: int
    reason: str
    heavy: bool = True


@dataclass(frozen=True, slots=True)
class Lowered:
    """A module and what it takes to find its forms in the text again. `parts` counts the pieces that were read."""

    module: Module
    origins: list[Origin]
    stretches: tuple[Stretch, ...]
    troubles: tuple[Trouble, ...]
    parts: int

    def stretch(self, number: int) -> Stretch:
        """The stretch that a form number belongs to."""
        return self.stretches[bisect_right(self.stretches, number, key=lambda each: each.first) - 1]


def lower(path: str, pieces: Iterable[Piece]) -> Lowered:
    """Lower the pieces of a module in order. Never raises for what is in them: that becomes `troubles`."""
    cx = Lowering(RULES)
    body: list[Statement] = []
    stretches: list[Stretch] = []
    troubles: list[Trouble] = []
    parts = 0
    begin, cell_begun = 0, -1
    for piece in pieces:
        if piece.cell != cell_begun:
            begin, cell_begun = len(body), piece.cell
        match piece:
            case Code(text, cell, start):
                parsed, lost = parse(text)
                for part in parsed:
                    stretches.append(Stretch(len(cx.origins), part.text, part.module, cell, start + part.start))
                    body += _statements(cx, part)
                    parts += 1
                troubles += [_trouble(cx, each, text, cell, start) for each in lost]
            case SqlText():
                stretches.append(Stretch(len(cx.origins), piece.text, None, piece.cell, piece.start))
                body.append(_query(cx, piece))
                parts += 1
            case Run():
                stretches.append(Stretch(len(cx.origins), piece.text, None, piece.cell, piece.start))
                number = cx.take(Span(0, len(piece.text)))
                body.append(Import(number, piece.module, piece.level, "*", "*"))
                parts += 1
            case Foreign(text, reason, heavy, cell, start):
                troubles.append(Trouble(cell, start, start + len(text), start, reason, heavy))
                cx.names.update(_WORD.findall(text))
            case Displays(displays):
                body += shown(cx, body[begin:], displays, stretches[-1].first if stretches else 0)
    module = Module(path, tuple(body), len(cx.origins), frozenset(cx.names))
    return Lowered(module, cx.origins, tuple(stretches), tuple(troubles), parts)


def _statements(cx: Lowering, part: Parsed) -> tuple[Statement, ...]:
    begin = len(cx.origins)
    scope = cx.scope
    if not part.deep:
        try:
            return cx.statements(part.module.body)
        except RecursionError:
            del cx.origins[begin:]
            cx.restart(scope)
    return call_deep(lambda: cx.statements(part.module.body))


def _query(cx: Lowering, piece: SqlText) -> Query:
    whole = Span(0, len(piece.text))
    number = cx.take(whole)
    text = Constant(cx.take(whole), piece.text)
    cx.note(piece.text)
    if piece.target is None:
        return Query(number, text, None, piece.dialect)
    cx.bind(piece.target)
    return Query(number, text, Name(cx.take(whole), piece.target), piece.dialect)


def _trouble(cx: Lowering, lost: Lost, text: str, cell: int, start: int) -> Trouble:
    cx.names.update(_WORD.findall(text, lost.start, lost.end))
    return Trouble(cell, start + lost.start, start + lost.end, start + lost.place, lost.reason)
