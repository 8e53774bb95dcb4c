"""From the characters of a text to the characters of the source that it was decoded from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Segment(NamedTuple):
    """`size` characters of the text come from `width` characters of the source at `start`: one by one when the two
    are equal, else as a whole (an escape sequence)."""

    size: int
    start: int
    width: int


class OffsetMap:
    """Answers where in the source a character of the text begins and ends."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments: list[Segment] = []
        self._texts: list[int] = []
        position = 0
        for segment in segments:
            if segment.size:
                self._segments.append(segment)
                self._texts.append(position)
                position += segment.size
        self.size = position

    @classmethod
    def identity(cls, size: int, start: int = 0) -> OffsetMap:
        """The map of a text that stands in the source as it is."""
        return cls([Segment(size, start, size)])

    def start(self, offset: int) -> int:
        """Where in the source the character at `offset` begins; for the end of the text, where its last one ends."""
        if offset >= self.size:
            return self.behind(self.size)
        segment, inside = self._find(max(offset, 0))
        return segment.start + (inside if segment.size == segment.width else 0)

    def behind(self, offset: int) -> int:
        """Where in the source the character before `offset` ends."""
        if not self._segments:
            return 0
        segment, inside = self._find(min(max(offset, 1), self.size) - 1)
        return segment.start + (inside + 1 if segment.size == segment.width else segment.width)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source the characters from `start` up to `end` stand. When they come from several places, it is
        the place that most of them come from."""
        best, most = (self.start(start), self.behind(end)), 0
        position = start
        run = (-1, -1, 0)
        while position < end:
            segment, inside = self._find(min(position, max(self.size - 1, 0)))
            taken = min(segment.size - inside, end - position)
            whole = segment.size != segment.width
            first = segment.start + (0 if whole else inside)
            last = segment.start + segment.width if whole else first + taken
            joins = first == run[1] or (whole and (first, last) == run[:2])
            run = (run[0] if joins else first, last, (run[2] if joins else 0) + taken)
            if run[2] > most:
                best, most = run[:2], run[2]
            position += max(taken, 1)
        return best

    def _find(self, offset: int) -> tuple[Segment, int]:
        index = bisect_right(self._texts, offset) - 1
        return self._segments[index], offset - self._texts[index]
