"""Headers of functions, procedures, triggers and packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.tokens import CLOSE, OPEN, end_of, is_word, levels
from originlint.ir.relational import Name

_KINDS = ("FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "PACKAGE", "MACRO")
_BODIES = (TokenType.HEREDOC_STRING, TokenType.RAW_STRING, TokenType.STRING)
_TYPE = 12
"""A type and what a function promises about itself have so many words."""

_MODES = ("IN", "OUT", "INOUT", "VARIADIC")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before a routine's body; `body` is the index of the body's first token. `columns` are those of the
    table that it returns, `yields` the variable that holds it, `test` the first and last index of a trigger's WHEN."""

    kind: str
    name: Name
    parameters: tuple[Name, ...]
    language: str
    body: int
    package: bool = False
    columns: tuple[Name, ...] = ()
    yields: str = ""
    test: tuple[int, int] | None = None


def read_header(tokens: Sequence[Token], start: int, places: Places) -> Header | None:
    """Read `CREATE [OR REPLACE] FUNCTION name (…) …` up to its body; None for other statements, and for a macro or
    function that the parser understands as a whole (a body of one query)."""
    at = start + 1
    while at < len(tokens) and at < start + 8 and not is_word(tokens[at], *_KINDS):
        if tokens[at].token_type is TokenType.SEMICOLON or is_word(tokens[at], "TABLE", "VIEW", "INDEX", "MODEL", "AS"):
            return None
        at += 1
    if at >= len(tokens) or not is_word(tokens[at], *_KINDS):
        return None
    kind = tokens[at].text.upper()
    at += 1
    is_package = kind == "PACKAGE"
    while at < len(tokens) and is_word(tokens[at], "BODY", "IF", "NOT", "EXISTS"):
        at += 1
    name = tokens[at] if at < len(tokens) else tokens[start]
    while at + 2 < len(tokens) and tokens[at + 1].token_type is TokenType.DOT:
        at += 2
        name = tokens[at]
    named = Name(name.text, places.between(int(name.start), end_of(name)))
    at += 1
    parameters, at = _parameters(tokens, at, places)
    language, yields = "", ""
    columns: tuple[Name, ...] = ()
    when: int | None = None
    at = _typed(tokens, at)
    for index, token, depth in levels(tokens, at):
        if depth > 0:
            continue
        if is_word(token, "LANGUAGE") and index + 1 < len(tokens):
            language = tokens[index + 1].text.lower()
        elif is_word(token, "TABLE") and is_word(tokens[index - 1], "RETURNS"):
            columns, _ = _parameters(tokens, index + 1, places)
        elif is_word(token, "TABLE") and is_word(tokens[index - 3], "RETURNS"):
            columns, _ = _parameters(tokens, index + 1, places)
            yields = f"@{tokens[index - 1].text}"
        elif is_word(token, "WHEN") and kind == "TRIGGER":
            when = index + 1
        elif is_word(token, "AS", "IS") and not is_word(tokens[min(index + 1, len(tokens) - 1)], "OWNER", "CALLER"):
            language = language or _language(tokens, index)
            return Header(kind, named, parameters, language, index + 1, is_package, columns, yields)
        elif (
            is_word(token, "BEGIN", "RETURN")
            or (kind == "TRIGGER" and is_word(token, "EXECUTE", "DECLARE"))
            or token.token_type is TokenType.SEMICOLON
        ):
            test = (when, index) if when is not None else None
            return Header(kind, named, parameters, language, index, is_package, columns, yields, test)
    return Header(kind, named, parameters, language, len(tokens), is_package)


def _typed(tokens: Sequence[Token], at: int) -> int:
    """The index of the IS or AS behind Oracle's `RETURN type`; `at` where a body begins with RETURN."""
    if at < len(tokens) and is_word(tokens[at], "RETURN"):
        for index, token, depth in levels(tokens[: at + _TYPE], at + 1):
            if depth == 0 and is_word(token, "IS", "AS"):
                return index
            if token.token_type in (TokenType.SEMICOLON, TokenType.SELECT) or is_word(token, "BEGIN", "CASE"):
                break
    return at


def _language(tokens: Sequence[Token], at: int) -> str:
    """The language when it is named behind the body."""
    if at + 1 < len(tokens) and tokens[at + 1].token_type in _BODIES:
        for index in range(at + 2, min(at + 12, len(tokens) - 1)):
            if is_word(tokens[index], "LANGUAGE"):
                return tokens[index + 1].text.lower()
    return ""


def _parameters(tokens: Sequence[Token], at: int, places: Places) -> tuple[tuple[Name, ...], int]:
    """The parameter names in brackets, or T-SQL's without; and the index behind them."""
    found: list[Name] = []
    if at < len(tokens) and tokens[at].token_type is TokenType.L_PAREN:
        expects = True
        for index, token, depth in levels(tokens, at):
            if depth == 0:
                return tuple(found), index + 1
            if depth > 1 or token.token_type in OPEN or token.token_type in CLOSE:
                continue
            if token.token_type is TokenType.COMMA:
                expects = True
            elif expects and token.token_type is not TokenType.PARAMETER and not is_word(token, *_MODES):
                found.append(Name(token.text, places.between(int(token.start), end_of(token))))
                expects = False
        return tuple(found), len(tokens)
    while at < len(tokens) and not is_word(tokens[at], "AS", "IS", "BEGIN", "RETURN", "RETURNS", "ON"):
        token = tokens[at]
        if token.token_type is TokenType.SEMICOLON:
            break
        if at > 0 and tokens[at - 1].token_type is TokenType.PARAMETER:
            found.append(Name(token.text, places.between(int(token.start), end_of(token))))
        at += 1
    return tuple(found), at
