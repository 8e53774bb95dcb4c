"""Comments of languages of lines that begin them with `#`: YAML and TOML."""

from __future__ import annotations

import re

from originlint.triage.spans import Comment, Commented, Span

_LINE = re.compile(r"[^\r\n]+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?=\s*originlint\s*:)")
"""Other comments do not matter here, and cannot be told from text that stands between quotes."""


def scan_hashes(text: str) -> Commented:
    """The comments that speak to us, and every line together with the lines below it that are indented more, or that
    are its list."""
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    comments: list[Comment] = []
    statements: list[Span] = []
    for index, match in enumerate(lines):
        if found := _COMMENT.search(match.group()):
            start = match.start() + found.start()
            comments.append(Comment(Span(start, match.end()), text[start + 1 : match.end()]))
        line = match.group()
        if not line.lstrip().startswith("#"):
            end = match.end()
            for below in lines[index + 1 :]:
                if not _belongs(line, below.group()):
                    break
                end = below.end()
            statements.append(Span(match.start() + len(line) - len(line.lstrip()), end))
    return Commented(tuple(comments), tuple(statements))


def _belongs(line: str, below: str) -> bool:
    deep, content = _indent(below), below.lstrip()
    if deep != _indent(line):
        return deep > _indent(line)
    closes = content[:1] in "]})"
    return closes or (content.startswith("- ") and not line.lstrip().startswith("- "))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
