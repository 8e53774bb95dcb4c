"""Cuts Python text into logical lines and into top-level statements without parsing it.

Used where parsing has failed or must not be tried: what is broken costs one statement, not the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
    \#[^\r\n]*
  | '''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''
  | \"\"\"[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"\"\"
  | '[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'
  | "[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"
  | \\(?:\r\n|\r|\n)
  | (?P<open>[(\[{]) | (?P<close>[)\]}]) | (?P<end>\r\n|\r|\n)
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE = re.compile(r"\r\n|\r|\n")
_CONTINUES = re.compile(r"(?:elif|else|except|finally)\b|[)\]}]")


def logical_line(text: str, start: int) -> int:
    """Where the logical line that begins at `start` ends, its line end included."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth = max(depth - 1, 0)
        elif token.lastgroup == "end" and depth == 0:
            return token.end()
    return len(text)


def physical_line(text: str, start: int) -> int:
    """Where the line that begins at `start` ends, its line end included."""
    end = _LINE.search(text, start)
    return len(text) if end is None else end.end()


def statements(text: str, *, careful: bool) -> Iterator[tuple[int, int]]:
    """Yield start and end of each top-level statement, with the comments before it.

    Careful means to respect strings and brackets over several lines; otherwise every unindented line begins a
    statement, which is the way out of an unclosed bracket or string.
    """
    begin = position = 0
    decorated = empty = True
    while position < len(text):
        after = logical_line(text, position) if careful else physical_line(text, position)
        first = text[position]
        if first not in " \t\f\r\n#" and not _CONTINUES.match(text, position):
            if not decorated and not empty:
                yield begin, position
                begin = position
            empty = False
            decorated = first == "@"
        position = after
    if begin < len(text):
        yield begin, len(text)
