"""String literals: their value, and where each character of the value stands in the source.

Escapes as in the Python language reference, "String and Bytes literals". `ast.literal_eval` would give the value but
not the positions, warns about unknown escapes, and differs between Python versions in what it refuses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from originlint.frontends.offsets import Segment

_SIMPLE = {
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\n": "",
    "\r\n": "",
    "\r": "",
}
_ESCAPE = re.compile(
    r"\\(?:\r\n|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|[^{}])|\r\n?|\{\{|\}\}"
)
_RAW = re.compile(r"\r\n?|\{\{|\}\}")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Literal:
    """One string literal taken apart. `start` is where its content begins, counted from the prefix."""

    prefix: str
    start: int
    content: str

    @property
    def raw(self) -> bool:
        return "r" in self.prefix

    @property
    def is_bytes(self) -> bool:
        return "b" in self.prefix


def split_literal(source: str) -> Literal:
    """Take the source of a string literal apart into lower-case prefix and content."""
    quote = 0
    while source[quote] not in "'\"":
        quote += 1
    width = 3 if source[quote : quote + 3] in ("'''", '"""') and len(source) >= quote + 6 else 1
    return Literal(source[:quote].lower(), quote + width, source[quote + width : len(source) - width])


def decode(content: str, raw: bool, *, bytes_: bool = False, braces: bool = False) -> str:
    """The text that a literal's content stands for. With `braces`, doubled braces are one (f-strings)."""
    if "\\" not in content and "\r" not in content and not (braces and ("{{" in content or "}}" in content)):
        return content
    pattern = _RAW if raw else _ESCAPE
    return pattern.sub(lambda match: _replacement(match.group(), bytes_, braces), content)


def segments(content: str, raw: bool, *, bytes_: bool = False, braces: bool = False) -> Iterator[Segment]:
    """Which characters of the content each stretch of the decoded text comes from."""
    position = 0
    for match in (_RAW if raw else _ESCAPE).finditer(content):
        if match.start() > position:
            yield Segment(match.start() - position, position, match.start() - position)
        found = match.group()
        yield Segment(len(_replacement(found, bytes_, braces)), match.start(), len(found))
        position = match.end()
    if position < len(content):
        yield Segment(len(content) - position, position, len(content) - position)


def _replacement(found: str, bytes_: bool, braces: bool) -> str:
    if found in ("{{", "}}"):
        return found[0] if braces else found
    if found[0] == "\r":
        return "\n"
    body = found[1:]
    if body in _SIMPLE:
        return _SIMPLE[body]
    kind = body[0]
    if kind in "01234567":
        return chr(int(body, 8) & 0xFF if bytes_ else int(body, 8))
    if kind == "x" and len(body) > 1:
        return chr(int(body[1:], 16))
    if bytes_:
        return found
    if kind in "uU" and len(body) > 1:
        return _character(int(body[1:], 16))
    if kind == "N" and len(body) > 1:
        try:
            return unicodedata.lookup(body[2:-1])
        except KeyError:
            return _REPLACEMENT
    return found


def _character(code: int) -> str:
    """Lone surrogates become U+FFFD: no later writer could encode them."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return _REPLACEMENT
    return chr(code)
