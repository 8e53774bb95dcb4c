"""JSON (RFC 8259, and the NaN and Infinity that Python writes) to forms that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # undocumented, and the fast way

from originlint.frontends.config.limits import MAX_DEPTH, Malformed
from originlint.frontends.offsets import Segment
from originlint.ir.forms import Constant, Expression, Mapping, Sequence

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?")
_WORDS = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_WORD = re.compile("|".join(_WORDS))
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_DIGITS = 4000


def read_json(text: str, *, max_depth: int = MAX_DEPTH) -> Expression:
    """Read a JSON text; the `node` of every form is its character offset. Raises `Malformed`."""
    reader = _Reader(text, max_depth)
    value = reader.value(0, 0)
    if reader.end(reader.position) != len(text):
        raise Malformed(reader.position, "more text after the value")
    return value


def clean(text: str) -> str:
    """Lone surrogates, which JSON can write and nothing can encode, become U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def string_segments(text: str, start: int) -> Iterator[Segment]:
    """How the characters of the JSON string literal that begins at `start` come from the text."""
    position = start + 1
    _, end = scanstring(text, position, False)
    for match in _ESCAPE.finditer(text, position, end - 1):
        if match.start() > position:
            yield Segment(match.start() - position, position, match.start() - position)
        yield Segment(1, match.start(), match.end() - match.start())
        position = match.end()
    if position < end - 1:
        yield Segment(end - 1 - position, position, end - 1 - position)


class _Reader:
    def __init__(self, text: str, max_depth: int) -> None:
        self._text = text
        self._max_depth = max_depth
        self.position = 0

    def end(self, position: int) -> int:
        """Where the white space from `position` on ends."""
        found = _SPACE.match(self._text, position)
        return position if found is None else found.end()

    def value(self, position: int, depth: int) -> Expression:
        if depth > self._max_depth:
            raise Malformed(position, "nested too deeply")
        start = self.end(position)
        sign = self._text[start : start + 1]
        if sign == '"':
            return self._string(start)
        if sign == "{":
            return self._object(start, depth)
        if sign == "[":
            return self._array(start, depth)
        if word := _WORD.match(self._text, start):
            self.position = word.end()
            return Constant(start, _WORDS[word.group()])
        if number := _NUMBER.match(self._text, start):
            self.position = number.end()
            whole, fraction, exponent = number.groups()
            if fraction is None and exponent is None and len(whole) <= _MAX_DIGITS:
                return Constant(start, int(whole))
            return Constant(start, float(number.group()))
        raise Malformed(start, "a value is missing" if start < len(self._text) else "the text ends too early")

    def _string(self, start: int) -> Constant:
        try:
            value, self.position = scanstring(self._text, start + 1, False)
        except ValueError:
            raise Malformed(start, "a string is not closed or has a bad escape") from None
        return Constant(start, clean(value))

    def _object(self, start: int, depth: int) -> Mapping:
        pairs: list[tuple[Expression | None, Expression]] = []
        position = self.end(start + 1)
        if self._text[position : position + 1] == "}":
            self.position = position + 1
            return Mapping(start, ())
        while True:
            position = self.end(position)
            if self._text[position : position + 1] != '"':
                raise Malformed(position, "a key in double quotes is missing")
            key = self._string(position)
            position = self.end(self.position)
            if self._text[position : position + 1] != ":":
                raise Malformed(position, "a colon is missing")
            pairs.append((key, self.value(position + 1, depth + 1)))
            position = self._next("}")
            if position < 0:
                return Mapping(start, tuple(pairs))

    def _array(self, start: int, depth: int) -> Sequence:
        items: list[Expression] = []
        position = self.end(start + 1)
        if self._text[position : position + 1] == "]":
            self.position = position + 1
            return Sequence(start, "list", ())
        while True:
            items.append(self.value(position, depth + 1))
            position = self._next("]")
            if position < 0:
                return Sequence(start, "list", tuple(items))

    def _next(self, close: str) -> int:
        """Where the next item begins, or -1 behind the last."""
        position = self.end(self.position)
        sign = self._text[position : position + 1]
        self.position = position + 1
        if sign == close:
            return -1
        if sign != ",":
            raise Malformed(position, f"a comma or {close} is missing")
        return position + 1
