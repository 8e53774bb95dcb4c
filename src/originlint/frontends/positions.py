"""Character offsets in a file to lines and UTF-16 columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from originlint.source.site import Position, Range, Site

_TOKEN = re.compile(r"""\w+|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'""")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of a text. `shift` is the number of characters before it in the file (a byte order mark)."""

    def __init__(self, path: str, text: str, shift: int = 0) -> None:
        self._path = path
        self._text = text
        self._shift = shift
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """The position of a character; offsets behind the text mean its end."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        wide = len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2
        return Position(line + 1, wide + 1 + (self._shift if line == 0 else 0))

    def range(self, start: int, end: int, cell: int | None = None) -> Range:
        """The range from one offset up to, and without, another."""
        return Range(self._path, self.position(start), self.position(max(start, end)), cell)

    def first_line(self) -> Range:
        """The whole first line: what is shown when a place is not known."""
        end = _LINE_END.search(self._text)
        return self.range(0, len(self._text) if end is None else end.start())


class TextLocator:
    """A `Locator` for texts whose nodes are character offsets: scanned files, configuration, data headers."""

    def __init__(self, path: str, text: str, shift: int = 0) -> None:
        self._lines = Lines(path, text, shift)
        self._text = text

    def locate(self, site: Site) -> Range:
        """The characters from `site.node` plus `site.offset` on: `site.length` of them, or the word or quoted string
        that begins there."""
        start = site.node + max(site.offset, 0)
        if not 0 <= start < len(self._text):
            return self._lines.first_line()
        if site.length:
            return self._lines.range(start, start + site.length)
        found = _TOKEN.match(self._text, start)
        return self._lines.range(start, start + 1 if found is None else found.end())
