"""SQL text to tokens, whatever surrounds the SQL in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

OPEN = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
CLOSE = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})

_CLIENT_LINE = re.compile(
    r"\\copy\b[^\n]*\n|\\g(?:x|set|exec)?[ \t]*$|"
    r"^[ \t]*(?:go(?:[ \t]+\d+)?[ \t]*$|/[ \t]*$|\\\S.*$|delimiter\b.*$|\.\w+\b.*$|"
    r"(?:prompt|rem|spool|whenever|accept|ttitle|set[ \t]+(?:echo|feedback|define|serveroutput|linesize|"
    r"pagesize|verify|heading|termout|timing|scan|escape))\b.*$|@@?[\w./\\]+[ \t]*;?[ \t]*$)",
    re.I | re.M,
)
"""Lines that the client reads, not the database: `GO`, `\\copy`, `DELIMITER`, SQL*Plus commands."""

_COPIES = re.compile(r"\\copy\s*\(\s*(?:select|with)\b", re.I)
"""A client's copy of a query to a file, which is the same as the database's."""

_ROW = re.compile(r":(?=(?:new|old)\.)", re.I)
"""The mark that Oracle puts before the rows of a trigger."""

_HOLE = re.compile(
    r"""(?<!\$)\$\{[^{}\n]*\}            # ${name}
      | \#\{[^{}\n]*\}                   # #{name}
      | (?<!\$)\{[ ]*[A-Za-z_][\w.\[\]'"]*(?:![rsa])?(?::[^{}\n:]*)?[ ]*\}   # {name}
      | %\(\w+\)[sdf]                    # %(name)s
      | (?<![%\w'"])%[sdf](?!\w)         # %s
      | (?<![\w&'"])&&?[A-Za-z]\w*\.?    # &name
    """,
    re.X,
)
"""Places where other text comes in before the database sees it."""


def prepared(text: str) -> str:
    """The text with client lines ended and holes filled by names; every offset stays what it was."""
    text = _ROW.sub(" ", _CLIENT_LINE.sub(_blank, text))
    if "$" in text or "{" in text or "%" in text or "&" in text or "#{" in text:
        text = _HOLE.sub(_filled, text)
    return text


def _blank(match: re.Match[str]) -> str:
    line = match.group()
    if line.endswith("\n"):
        return f" {line[1:-1]};" if _COPIES.match(line) else ";" + " " * (len(line) - 2) + "\n"
    return ";" + " " * (len(line) - 1) if line else line


def _filled(match: re.Match[str]) -> str:
    return "_" + re.sub(r"\W", "_", match.group()[1:])


def tokenize(text: str, dialect: str) -> list[Token] | None:
    """The tokens of a text; None when it breaks off inside a string, comment or quoted name."""
    try:
        return list(_tokenizer(dialect).tokenize(text))
    except SqlglotError:
        return None


def _tokenizer(dialect: str) -> Any:
    return _plain_class(dialect)(dialect=dialect_of(dialect))


@cache
def dialect_of(name: str) -> Dialect:
    """sqlglot's dialect of that name, "" for what all have in common."""
    return Dialect.get_or_raise(name or None)


@cache
def _plain_class(dialect: str) -> Any:
    """The dialect's tokenizer without its commands: these would swallow the rest of a statement as one string."""
    base = dialect_of(dialect).tokenizer_class
    return type(base.__name__, (base,), {"COMMANDS": set()})


def end_of(token: Token) -> int:
    """The offset behind a token."""
    return int(token.end) + 1


def levels(tokens: Sequence[Token], start: int = 0) -> Iterator[tuple[int, Token, int]]:
    """The tokens from `start` on, each with its index and with how many brackets are open behind it."""
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.token_type in OPEN:
            depth += 1
        elif token.token_type in CLOSE:
            depth -= 1
        yield index, token, depth


def is_word(token: Token, *words: str) -> bool:
    """Whether a token is one of these words, unquoted."""
    return (
        token.token_type not in (TokenType.IDENTIFIER, TokenType.STRING, TokenType.HEREDOC_STRING)
        and token.text.upper() in words
    )
