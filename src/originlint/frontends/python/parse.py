"""Text to syntax trees: whole where possible, statement by statement where not."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from originlint.frontends.python.blocks import statements
from originlint.frontends.python.old import modern
from originlint.frontends.python.shape import measure
from originlint.ir.depth import call_deep

_SHALLOW_DEPTH, _SHALLOW_RUN, _SHALLOW_ARMS = 25, 100, 200
_MAX_DEPTH, _MAX_RUN, _MAX_ARMS = 100, 1000, 5000
_PLACE = re.compile(r"error at (\d+):\d+")
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A part of a text that parses. `start` is its offset; `deep` parts are to be walked on a deep stack."""

    text: str
    module: cst.Module
    start: int
    deep: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of a text that does not parse, from `start` to `end`; the trouble is in the line that holds `place`."""

    start: int
    end: int
    place: int
    reason: str


class _Refused(Exception):
    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason


def parse(text: str) -> tuple[list[Parsed], list[Lost]]:
    """Parse a Python text. Whatever is wrong with it, what does parse is returned, in order."""
    try:
        return [_parse(text, 0)], []
    except _Refused as refused:
        older = modern(text)
        if older != text:
            try:
                return [_parse(older, 0)], []
            except _Refused:
                pass
        parsed, lost = _parse_statements(text, 0, careful=True)
        if not parsed:
            lost = [Lost(0, len(text), refused.place, refused.reason)]
        return parsed, lost


def _parse_statements(text: str, base: int, *, careful: bool) -> tuple[list[Parsed], list[Lost]]:
    parsed: list[Parsed] = []
    lost: list[Lost] = []
    for start, end in statements(text, careful=careful):
        part = text[start:end]
        try:
            parsed.append(_parse(part, base + start))
            continue
        except _Refused as refused:
            older = modern(part)
            if older != part:
                try:
                    parsed.append(_parse(older, base + start))
                    continue
                except _Refused:
                    pass
            failure = Lost(base + start, base + end, base + start + refused.place, refused.reason)
        if careful:
            again, missing = _parse_statements(part, base + start, careful=False)
            if again:
                parsed += again
                lost += missing
                continue
        lost.append(failure)
    return parsed, lost


def _parse(text: str, start: int) -> Parsed:
    shape = measure(text)
    if shape.depth > _MAX_DEPTH or shape.run > _MAX_RUN or shape.arms > _MAX_ARMS:
        raise _Refused(0, "nested too deeply")
    deep = shape.depth > _SHALLOW_DEPTH or shape.run > _SHALLOW_RUN or shape.arms > _SHALLOW_ARMS
    try:
        module = call_deep(lambda: cst.parse_module(text)) if deep else cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        place = _PLACE.search(str(error))
        raise _Refused(_line_start(text, int(place.group(1)) if place else 1), "not valid Python 3") from None
    except (cst.CSTValidationError, ValueError, RecursionError):
        raise _Refused(0, "not valid Python 3") from None
    return Parsed(text, module, start, deep)


def _line_start(text: str, line: int) -> int:
    """The offset of a 1-based line."""
    ends = [0, *(found.end() for found in _LINE.finditer(text))]
    return ends[min(line, len(ends)) - 1]
