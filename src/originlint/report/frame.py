"""The source lines of a path with carets, the way rustc and ruff show them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from originlint.report.excerpt import excerpt, width
from originlint.report.palette import Role
from originlint.report.report import Look
from originlint.report.texts import SourceTexts
from originlint.report.words import place
from originlint.source.site import Range

_LEAST_LABEL = 28
"""A label gets its own lines when less room than this is left beside the caret."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of the source and what is to be said about it. `role` colours it; `primary` marks get carets."""

    range: Range
    label: str
    role: Role
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Draws marks, in their order: a new part begins where the file changes or the text goes back."""

    sources: SourceTexts
    look: Look
    gutter: int
    """How many digits line numbers have."""

    @classmethod
    def for_marks(cls, sources: SourceTexts, look: Look, marks: list[Mark]) -> Frame:
        """A frame that is wide enough for the line numbers of these marks."""
        return cls(sources, look, len(str(max((mark.range.start.line for mark in marks), default=1))))

    def draw(self, where: Range, marks: list[Mark]) -> Iterator[str]:
        """The lines of the picture. `where` is the place that the finding is reported at."""
        yield self._header("-->", where)
        if not marks:
            return
        yield self._margin("|")
        path, line = where.path, 0
        for index, mark in enumerate(marks):
            here = mark.range
            if here.path != path or here.start.line < line:
                yield self._margin("|")
                yield self._header(":::", here)
                yield self._margin("|")
                path, line = here.path, 0
            if here.start.line != line:
                if line and here.start.line > line + 1:
                    yield self._paint("gutter", "." * min(self.gutter + 1, 3))
                yield from self._source(mark)
            line = here.start.line
            yield from self._carets(mark)
            if index == len(marks) - 1:
                yield self._margin("|")

    def note(self, text: str) -> Iterator[str]:
        """A remark below the picture: `= text`, wrapped."""
        begin = " " * (self.gutter + 1) + self._paint("gutter", "=") + " "
        room = max(self.look.width - self.gutter - 3, _LEAST_LABEL)
        lines = textwrap.wrap(text, room, break_on_hyphens=False, break_long_words=False)
        for number, line in enumerate(lines):
            yield (begin if number == 0 else " " * (self.gutter + 3)) + line

    def _header(self, arrow: str, where: Range) -> str:
        cell = f" (cell {where.cell})" if where.cell is not None else ""
        return f"{' ' * self.gutter}{self._paint('gutter', arrow)} {place(where)}{cell}"

    def _margin(self, text: str) -> str:
        return " " * (self.gutter + 1) + self._paint("gutter", text)

    def _room(self) -> int:
        return max(self.look.width - self.gutter - 3, 20)

    def _source(self, mark: Mark) -> Iterator[str]:
        number = f"{mark.range.start.line:>{self.gutter}}"
        line = self.sources.line(mark.range.path, mark.range.start.line)
        text = excerpt(line, mark.range.start.column, _end(mark.range), self._room()).text
        yield self._paint("gutter", f"{number} |") + (f" {text}" if text else "")

    def _carets(self, mark: Mark) -> Iterator[str]:
        line = self.sources.line(mark.range.path, mark.range.start.line)
        shown = excerpt(line, mark.range.start.column, _end(mark.range), self._room())
        carets = ("^" if mark.primary else "-") * (shown.end - shown.begin)
        begin = f"{self._margin('|')} {' ' * shown.begin}{self._paint(mark.role, carets)}"
        beside = self._room() - shown.end - 1
        if width(mark.label) <= beside:
            yield f"{begin} {self._paint(mark.role, mark.label)}".rstrip()
        elif beside >= _LEAST_LABEL:
            first, *others = textwrap.wrap(mark.label, beside, break_on_hyphens=False)
            yield f"{begin} {self._paint(mark.role, first)}"
            for other in others:
                yield f"{self._margin('|')} {' ' * (shown.end + 1)}{self._paint(mark.role, other)}"
        else:
            yield begin
            indent = min(shown.begin, max(self._room() - _LEAST_LABEL, 0))
            for other in textwrap.wrap(mark.label, self._room() - indent, break_on_hyphens=False):
                yield f"{self._margin('|')} {' ' * indent}{self._paint(mark.role, other)}"

    def _paint(self, role: Role, text: str) -> str:
        return self.look.palette.paint(role, text)


def _end(where: Range) -> int | None:
    """The column behind the marked part of the first line; None when it goes on to the next lines."""
    return where.end.column if where.end.line == where.start.line else None
