"""The source lines of a path with carets, the way rustc and ruff show them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from originlint.report.excerpt import Excerpt, excerpt, width
from originlint.report.palette import Role
from originlint.report.report import Look
from originlint.report.texts import SourceTexts
from originlint.report.words import place, printable_text
from originlint.report.wrapping import wrapped
from originlint.source.site import Range

_LEAST_LABEL = 28
"""A label below its carets gets at least this much room."""


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
        path, line, text = "", 0, ""
        for mark in marks:
            here = mark.range
            if here.path != path or here.start.line < line:
                if path:
                    yield self._margin("|")
                if path or here.path != where.path:
                    yield self._header(":::", here)
                yield self._margin("|")
                path, line = here.path, 0
            if here.start == here.end and not self.sources.line(here.path, here.start.line):
                # The whole of a file without lines, such as a saved model.
                for part in wrapped(mark.label, self._room()):
                    yield f"{self._margin('|')} {self._paint(mark.role, part)}"
                continue
            if line and here.start.line > line + 1:
                yield self._paint("gutter", "...")
            shown = self._excerpt(mark)
            # A long line is shown in part; a second mark on it may need another part.
            if here.start.line != line or shown.text != text:
                number = self._paint("gutter", f"{here.start.line:>{self.gutter}} |")
                yield f"{number} {shown.text}".rstrip()
            line, text = here.start.line, shown.text
            yield from self._carets(mark, shown)
        if marks:
            yield self._margin("|")

    def note(self, text: str) -> Iterator[str]:
        """A remark below the picture: `= text`, wrapped."""
        begin = " " * (self.gutter + 1) + self._paint("gutter", "=") + " "
        room = max(self.look.width - self.gutter - 3, _LEAST_LABEL)
        lines = textwrap.wrap(printable_text(text), room, break_on_hyphens=False, break_long_words=False)
        for number, line in enumerate(lines):
            yield (begin if number == 0 else " " * (self.gutter + 3)) + line

    def _header(self, arrow: str, where: Range) -> str:
        cell = f" (cell {where.cell})" if where.cell is not None else ""
        return f"{' ' * self.gutter}{self._paint('gutter', arrow)} {self.look.linked(where, place(where))}{cell}"

    def _margin(self, text: str) -> str:
        return " " * (self.gutter + 1) + self._paint("gutter", text)

    def _room(self) -> int:
        return max(self.look.width - self.gutter - 3, 20)

    def _excerpt(self, mark: Mark) -> Excerpt:
        here = mark.range
        return excerpt(self.sources.line(here.path, here.start.line), here.start.column, _end(here), self._room())

    def _carets(self, mark: Mark, shown: Excerpt) -> Iterator[str]:
        """The carets with the label beside them, or else below, ending where the room does."""
        carets = ("^" if mark.primary else "-") * (shown.end - shown.begin)
        begin = f"{self._margin('|')} {' ' * shown.begin}{self._paint(mark.role, carets)}"
        room, label = self._room(), printable_text(mark.label)
        if width(label) <= room - shown.end - 1:
            yield f"{begin} {self._paint(mark.role, label)}".rstrip()
            return
        yield begin
        need = max(width(label), _LEAST_LABEL) if width(label) <= room else _LEAST_LABEL
        indent = min(shown.begin, max(room - need, 0))
        for line in wrapped(label, room - indent):
            yield f"{self._margin('|')} {' ' * indent}{self._paint(mark.role, line)}"

    def _paint(self, role: Role, text: str) -> str:
        return self.look.palette.paint(role, text)


def _end(where: Range) -> int | None:
    """The column behind the marked part of the first line; None when it goes on to the next lines."""
    return where.end.column if where.end.line == where.start.line else None
