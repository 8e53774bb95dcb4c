"""The words of a text in a language that is not analysed, so that a name in it is seen even if its use is not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from originlint.frontends.names.comments import comment_pattern
from originlint.frontends.reading import ScannedName

_WORD = re.compile(r"[^\W\d]\w+")


def scan(text: str, language: str = "") -> tuple[ScannedName, ...]:
    """All words of two characters or more, outside comments, in order of first occurrence. `language` is a file name
    suffix such as ".R" and decides what a comment is; words in strings count, since strings name columns."""
    return collect([(text, 0)], language)


def collect(parts: Iterable[tuple[str, int]], language: str = "") -> tuple[ScannedName, ...]:
    """The same for several texts, each with its offset in the file."""
    comment = comment_pattern(language)
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for text, start in parts:
        if comment is not None:
            text = comment.sub(_blank, text)
        for match in _WORD.finditer(text):
            name = match.group()
            first.setdefault(name, start + match.start())
            count[name] = count.get(name, 0) + 1
    return tuple(ScannedName(name, node, count[name]) for name, node in first.items())


def _blank(match: re.Match[str]) -> str:
    """Comments become blanks of the same length; strings stay, they only keep their content from being a comment."""
    text = match.group()
    return text if text[0] in "'\"" else " " * len(text)
