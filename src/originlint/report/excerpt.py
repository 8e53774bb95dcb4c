"""A source line as a terminal can show it, and where a marked part of it begins and ends there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

TAB = 4
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`text` is safe to print; the marked part covers the terminal cells from `begin` up to `end`."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What stands for one character: its text, its first cell, and its first UTF-16 column (from 1)."""

    text: str
    cell: int
    width: int
    column: int


def excerpt(line: str, start: int, end: int | None, room: int) -> Excerpt:
    """Show `line` in at most `room` cells, so that the part between two UTF-16 columns (from 1) can be seen.

    `end` None means the end of the line. Control and direction characters are escaped: source text must not be able to
    steer the terminal or to look like other code.
    """
    glyphs = _glyphs(line)
    total = glyphs[-1].cell + glyphs[-1].width if glyphs else 0
    begin = _cell(glyphs, start, total)
    finish = max(_cell(glyphs, end, total) if end is not None else total, begin + 1)
    if total <= room:
        return Excerpt("".join(glyph.text for glyph in glyphs).rstrip(), begin, finish)
    left = 0 if finish < room - 1 else max(0, min(begin - room // 4, total - room + 2))
    right = left + room - 2
    kept = [glyph for glyph in glyphs if glyph.cell >= left and glyph.cell + glyph.width <= right]
    text = (_CUT if left else "") + "".join(glyph.text for glyph in kept)
    if right < total:
        text = text + _CUT
    shift = (kept[0].cell if kept else left) - (1 if left else 0)
    widest = room - 1
    return Excerpt(text, min(begin - shift, widest - 1), min(max(finish - shift, begin - shift + 1), widest))


def width(text: str) -> int:
    """How many terminal cells a text takes."""
    return sum(_width(char) for char in text)


def _glyphs(line: str) -> list[_Glyph]:
    glyphs: list[_Glyph] = []
    cell, column = 0, 1
    for char in line:
        text, wide = _shown(char, cell)
        glyphs.append(_Glyph(text, cell, wide, column))
        cell += wide
        column += 2 if ord(char) > 0xFFFF else 1
    return glyphs


def _cell(glyphs: list[_Glyph], column: int, total: int) -> int:
    for glyph in glyphs:
        if glyph.column >= column:
            return glyph.cell
    return total


def _shown(char: str, cell: int) -> tuple[str, int]:
    if char == "\t":
        wide = TAB - cell % TAB
        return " " * wide, wide
    if char == "\ufeff":
        return "", 0
    if not char.isprintable():
        text = char.encode("unicode_escape").decode()
        return text, len(text)
    return char, _width(char)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
