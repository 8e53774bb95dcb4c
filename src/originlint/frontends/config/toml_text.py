"""TOML (version 1.0) to forms that know where they stand.

`tomllib` says whether the text is valid and what a single value is; it tells no positions, so the text is walked once
more, which is simple for a text known to be valid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from originlint.frontends.config.limits import Malformed
from originlint.ir.forms import Constant, Expression, Mapping, Sequence
from originlint.source.toml import TOMLDecodeError, load_toml

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}#]*|[^\s,\]}#]+")
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"at line (\d+), column (\d+)")


@dataclass(slots=True)
class _Table:
    """A table that is still being filled: key to the key's offset and the value."""

    start: int
    entries: dict[str, tuple[int, _Value]] = field(default_factory=dict)


_Value: TypeAlias = "Expression | _Table | list[_Table]"


def read_toml(text: str) -> Expression:
    """Read a TOML text; the `node` of every form is its character offset. Raises `Malformed`."""
    try:
        load_toml(text)
    except TOMLDecodeError as error:
        raise Malformed(_offset(text, str(error)), str(error).partition(" (at ")[0]) from None
    except (RecursionError, ValueError):
        raise Malformed(0, "nested too deeply, or a number with too many digits") from None
    return _form(_Walk(text).document())


def _offset(text: str, message: str) -> int:
    place = _PLACE.search(message)
    if place is None:
        return len(text)
    lines = text.split("\n")[: int(place.group(1)) - 1]
    return sum(len(line) + 1 for line in lines) + int(place.group(2)) - 1


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def document(self) -> _Table:
        root = table = _Table(0)
        while self._blank() < len(self._text):
            if self._text.startswith("[[", self._position):
                start = self._position
                self._position += 2
                *outer, (name, offset) = self._keys()
                self._position += 2
                table = _Table(start)
                parent = _down(root, outer)
                found = parent.entries.setdefault(name, (offset, []))[1]
                if isinstance(found, list):
                    found.append(table)
            elif self._text[self._position] == "[":
                self._position += 1
                table = _down(root, self._keys())
                self._position += 1
            else:
                self._pair(table)
        return root

    def _blank(self) -> int:
        found = _BLANK.match(self._text, self._position)
        if found is not None:
            self._position = found.end()
        return self._position

    def _pair(self, table: _Table) -> None:
        *outer, (name, offset) = self._keys()
        self._position += 1  # the equals sign
        _down(table, outer).entries[name] = (offset, self._value())

    def _keys(self) -> list[tuple[str, int]]:
        """A dotted key, and the blanks behind it."""
        keys: list[tuple[str, int]] = []
        while True:
            start = self._blank()
            found = _KEY.match(self._text, start) or _STRING.match(self._text, start)
            assert found is not None
            quoted = self._text[start] in "'\""
            name = str(load_toml(f"key = {found.group()}")["key"]) if quoted else found.group()
            keys.append((name, start))
            self._position = found.end()
            if self._text[self._blank()] != ".":
                return keys
            self._position += 1

    def _value(self) -> Expression:
        start = self._blank()
        sign = self._text[start]
        if sign == "[":
            return self._array(start)
        if sign == "{":
            return self._inline(start)
        found = (_STRING if sign in "'\"" else _BARE).match(self._text, start)
        assert found is not None
        self._position = found.end()
        value = load_toml(f"value = {found.group()}")["value"]
        # Dates and times are kept as written: the forms have no such constants.
        known = value is None or isinstance(value, (bool, int, float, str))
        return Constant(start, value if known else found.group())

    def _array(self, start: int) -> Sequence:
        items: list[Expression] = []
        self._position += 1
        while self._text[self._blank()] != "]":
            items.append(self._value())
            if self._text[self._blank()] == ",":
                self._position += 1
        self._position += 1
        return Sequence(start, "list", tuple(items))

    def _inline(self, start: int) -> Expression:
        table = _Table(start)
        self._position += 1
        while self._text[self._blank()] != "}":
            self._pair(table)
            if self._text[self._blank()] == ",":
                self._position += 1
        self._position += 1
        return _form(table)


def _down(table: _Table, keys: list[tuple[str, int]]) -> _Table:
    """The table that a dotted key names, made where it is missing; of a list of tables, the last."""
    for name, offset in keys:
        found = table.entries.setdefault(name, (offset, _Table(offset)))[1]
        if isinstance(found, list):
            found = found[-1]
        if isinstance(found, _Table):
            table = found
    return table


def _form(value: _Value) -> Expression:
    if isinstance(value, _Table):
        return Mapping(
            value.start,
            tuple((Constant(offset, key), _form(inner)) for key, (offset, inner) in value.entries.items()),
        )
    if isinstance(value, list):
        return Sequence(value[0].start, "list", tuple(_form(each) for each in value))
    return value
