"""Tokens to syntax trees: the one place where sqlglot's parser is called."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.tokens import CLOSE, OPEN, dialect_of

DEEPEST = 300
"""Brackets and CASEs nested deeper than this are not parsed."""

OPEN_JOINS = 12
"""So many joins without ON or USING in a row: each one more doubles what the parser tries."""

BACKTRACKED = 9
"""So many date functions inside each other: the same."""

_BACKTRACKS = frozenset({"DATE", "TIME", "TIMESTAMP", "DATETIME", "INTERVAL"})

# What sqlglot says about statements it falls back on is said by us, with the place.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


def parse(tokens: Sequence[Token], text: str, dialect: str) -> exp.Expr | None:
    """The tree of one statement (no semicolon in it); None when the text is not understood or would take too long."""
    if not tokens or _is_costly(tokens):
        return None
    parser = dialect_of(dialect).parser(error_level=ErrorLevel.IMMEDIATE)
    try:
        trees = parser.parse(list(tokens), text)
    except (SqlglotError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError):
        # A parser of so many dialects fails in more ways than it means to; each costs the statement only.
        return None
    tree = trees[0] if len(trees) == 1 else None
    return tree if isinstance(tree, exp.Expr) else None


def parse_value(tokens: Sequence[Token], text: str, dialect: str) -> exp.Expr | None:
    """The tree of an expression on its own."""
    if not tokens or _is_costly(tokens):
        return None
    parser = dialect_of(dialect).parser(error_level=ErrorLevel.IMMEDIATE)
    try:
        trees = parser.parse_into(exp.Condition, list(tokens), text)
    except (SqlglotError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError):
        return None
    tree = trees[0] if len(trees) == 1 else None
    return tree if isinstance(tree, exp.Expr) else None


def _is_costly(tokens: Sequence[Token]) -> bool:
    """Whether parsing would nest too deep, or double its work too often. Decided by counting, so that it is the same
    everywhere."""
    kinds = [token.token_type for token in tokens]
    brackets_at_all, joins_at_all = kinds.count(TokenType.L_PAREN), kinds.count(TokenType.JOIN)
    if len(kinds) <= DEEPEST and brackets_at_all <= BACKTRACKED and joins_at_all <= OPEN_JOINS:
        return False
    depth = dated = joins = 0
    brackets: list[bool] = []
    before: Token | None = None
    for token in tokens:
        kind = token.token_type
        if kind in OPEN:
            doubles = before is not None and before.text.upper() in _BACKTRACKS
            brackets.append(doubles)
            dated += doubles
        elif kind in CLOSE and brackets:
            dated -= brackets.pop()
        elif kind is TokenType.CASE:
            depth += 1
        elif kind is TokenType.END:
            depth = max(depth - 1, 0)
        elif kind is TokenType.JOIN:
            joins += 1
        elif kind in (TokenType.ON, TokenType.USING, TokenType.WHERE):
            joins = 0
        if depth + len(brackets) > DEEPEST or dated > BACKTRACKED or joins > OPEN_JOINS:
            return True
        before = token
    return False
