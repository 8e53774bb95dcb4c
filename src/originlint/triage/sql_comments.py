"""Comments and statements of SQL in any dialect, and of SQL in templates."""

from __future__ import annotations

import re

from originlint.triage.spans import Comment, Commented, Span

_TOKEN = re.compile(
    r"""
    --(?P<line>[^\r\n]*)
    | /\*(?P<block>.*?)(?:\*/|\Z)
    | \{\#(?P<template>.*?)(?:\#\}|\Z)
    | (?P<string>'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|\$\$.*?\$\$)
    | (?P<end>;)
    | (?P<blank>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def scan_sql(text: str) -> Commented:
    """The comments (`--`, `/* */`, Jinja's `{# #}`) and the statements, each up to its semicolon."""
    comments: list[Comment] = []
    statements: list[Span] = []
    begin: int | None = None
    last = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "line" | "block" | "template" as kind:
                body = (token.group(kind) or "").strip("-#")
                comments.append(Comment(Span(*token.span()), body, begin is not None))
            case "end":
                if begin is not None:
                    statements.append(Span(begin, token.end()))
                begin = None
            case "string" | "other":
                begin = token.start() if begin is None else begin
                last = token.end()
            case _:
                pass
    if begin is not None:
        statements.append(Span(begin, last))
    return Commented(tuple(comments), tuple(statements))
