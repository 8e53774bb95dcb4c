"""What a scan for comments yields: offsets into a text, and which code a comment stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open stretch of a text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: `body` is what stands behind its marker, `is_inside` whether a statement goes on around it."""

    span: Span
    body: str
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class Commented:
    """The comments of a text, and its statements in the order of their beginnings."""

    comments: tuple[Comment, ...]
    statements: tuple[Span, ...]


def covered(text: str, comment: Comment, scanned: Commented) -> Span | None:
    """The code that a comment stands for; None when none follows it.

    At the end of a line that is the line, and the whole statement when it ends there. On a line of its own it is the
    next statement; inside a statement, the next line.
    """
    line = _line(text, comment.span.start)
    if text[line.start : comment.span.start].strip():
        ending = [one.start for one in scanned.statements if line.start <= one.end <= comment.span.start]
        return Span(min([line.start, *ending]), max(line.end, comment.span.end))
    if comment.is_inside:
        return _next_line(text, comment.span.end, scanned)
    after = next((one for one in scanned.statements if one.start >= comment.span.end), None)
    return None if after is None else Span(_line(text, after.start).start, max(_line(text, after.end).end, after.end))


def _next_line(text: str, offset: int, scanned: Commented) -> Span | None:
    """The next line that holds more than a comment."""
    starts = {one.span.start: one for one in scanned.comments}
    while offset < len(text):
        line = _line(text, offset)
        content = offset + len(text[offset : line.end]) - len(text[offset : line.end].lstrip())
        if content in starts:
            offset = starts[content].span.end
        elif text[content : line.end].strip():
            return Span(line.start, line.end)
        else:
            end = _LINE_END.search(text, line.end)
            offset = len(text) if end is None else end.end()
    return None


def _line(text: str, offset: int) -> Span:
    """The line that holds the character, without its end."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = _LINE_END.search(text, offset)
    return Span(start, len(text) if end is None else end.start())
