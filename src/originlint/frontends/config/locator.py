"""Exact ranges in configuration files, from the character offsets that their forms carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from originlint.frontends.offsets import OffsetMap, Segment
from originlint.frontends.positions import Lines
from originlint.source.site import Range, Site

_LONG = re.compile(r"\"\"\"(\r?\n)?((?:[^\\]|\\.)*?)\"\"\"|'''(\r?\n)?(.*?)'''", re.DOTALL)
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_SINGLE = re.compile(r"'((?:[^']|'')*)'", re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
    r"|\\U[0-9a-fA-F]{8}|\\.|''",
    re.DOTALL,
)
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_BLOCK_LINE = re.compile(r"([ \t]*)([^\r\n]*(?:\r\n|\r|\n|\Z))")
_PLAIN = re.compile(r"[^\s,\[\]{}#:=](?:[^\r\n,\[\]{}#:=]*[^\s,\[\]{}#:=])?")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
_WORD = re.compile(r"\w*")


class ConfigLocator:
    """A `Locator` for YAML, JSON and TOML: a site's node is where a value begins in the text."""

    def __init__(self, path: str, text: str, shift: int) -> None:
        self._text = text
        self._lines = Lines(path, text, shift)

    def locate(self, site: Site) -> Range:
        """The whole scalar, or the characters of its value that the site names; the first line when not known."""
        if not 0 <= site.node < len(self._text):
            return self._lines.first_line()
        properties = _PROPERTIES.match(self._text, site.node)  # a YAML tag or anchor before the value
        begin = site.node if properties is None else properties.end()
        characters, end = self._scalar(begin)
        if not 0 <= site.offset < characters.size:
            return self._lines.range(begin, end)
        start = characters.start(site.offset)
        if site.length:
            return self._lines.range(start, characters.behind(site.offset + site.length))
        word = _WORD.match(self._text, start)
        return self._lines.range(start, start if word is None else word.end())

    def _scalar(self, start: int) -> tuple[OffsetMap, int]:
        """The map from a scalar's value to the text, and where the scalar ends."""
        text = self._text
        if found := _LONG.match(text, start):
            group = 4 if text[start] == "'" else 2
            return OffsetMap(_pieces(text, *found.span(group), escapes=group == 2)), found.end()
        if found := _DOUBLE.match(text, start) or _SINGLE.match(text, start):
            return OffsetMap(_pieces(text, *found.span(1), escapes=True)), found.end()
        if found := _BLOCK.match(text, start):
            return OffsetMap(_block(text, found.end())), start + 1
        plain = _PLAIN.match(text, start)
        end = start + 1 if plain is None else plain.end()
        return OffsetMap.identity(end - start, start), end


def _pieces(text: str, start: int, end: int, *, escapes: bool) -> Iterator[Segment]:
    position = start
    for match in _ESCAPE.finditer(text, start, end) if escapes else ():
        yield Segment(match.start() - position, position, match.start() - position)
        yield Segment(1, match.start(), match.end() - match.start())
        position = match.end()
    yield Segment(end - position, position, end - position)


def _block(text: str, start: int) -> Iterator[Segment]:
    """The lines of a YAML block scalar without their indentation."""
    indent: int | None = None
    while start < len(text) and (line := _BLOCK_LINE.match(text, start)):
        blanks, content = line.groups()
        if content.strip():
            indent = len(blanks) if indent is None else indent
            if len(blanks) < indent or not indent:
                return
        first = min(line.start() + (indent or 0), line.start(2))
        yield Segment(line.end() - first, first, line.end() - first)
        start = line.end()
