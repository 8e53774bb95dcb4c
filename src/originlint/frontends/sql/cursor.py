"""A place among the tokens of a SQL text, and what every reader of them needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.parse import parse, parse_value
from originlint.frontends.sql.places import Places
from originlint.frontends.sql.queries import Queries
from originlint.frontends.sql.tokens import CLOSE, OPEN, end_of, is_word
from originlint.ir.relational import (
    Name,
    Place,
    Query,
    Statement,
    Unread,
    Value,
)

_MODELS = re.compile(r"\b(?:ml|model|using)\b", re.I)
"""Words without which a text calls no model of the database."""

BODY_ENDS = ("END", "ELSE", "ELSIF", "ELSEIF", "EXCEPTION", "UNTIL")
"""Words that end a list of statements."""

# fmt: off
STARTS = frozenset({
    "BEGIN", "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "SET", "EXEC", "EXECUTE", "PRINT", "RETURN", "WITH",
    "DROP", "CREATE", "TRUNCATE", "ALTER", "DECLARE", "CALL", "IF", "WHILE", "RAISERROR", "THROW", "GOTO", "CONTINUE",
    "BREAK", "FETCH", "OPEN", "CLOSE", "DEALLOCATE",
})
# fmt: on
"""Words that begin a statement where no semicolon sets it apart."""


@dataclass(slots=True)
class Outcome:
    """What became of a text: how many statements there are, and which could not be read."""

    total: int = 0
    unread: list[Unread] = field(default_factory=list)
    other: dict[str, int] = field(default_factory=dict)
    """How many statements were read in another dialect than that of the text."""
    dumps: set[tuple[str, ...]] = field(default_factory=set)
    """The tables and columns that rows of constants were inserted into."""


class Cursor:
    """Goes through the tokens of one text, or of one body inside it."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        dialect: str,
        others: tuple[str, ...],
        outcome: Outcome,
        moved: Callable[[int], int] | None = None,
        variables: frozenset[str] = frozenset(),
        depth: int = 0,
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._dialect = dialect
        self._others = others
        self._outcome = outcome
        self._places = Places(moved)
        self._moved = moved
        self._variables = set(variables)
        self._uses_models = _MODELS.search(text) is not None
        self._depth = depth
        self._at = 0

    def _word(self, *words: str, ahead: int = 0) -> bool:
        place = self._at + ahead
        return place < len(self._tokens) and is_word(self._tokens[place], *words)

    def _kind(self, ahead: int = 0) -> TokenType | None:
        place = self._at + ahead
        return self._tokens[place].token_type if place < len(self._tokens) else None

    def _skip(self, *words: str) -> bool:
        if self._word(*words):
            self._at += 1
            return True
        return False

    def _place(self, start: int, end: int) -> Place:
        """The place of the tokens from one index up to another."""
        end = min(max(end, start + 1), len(self._tokens))
        if start >= len(self._tokens):
            return Place(0, 0)
        return self._places.between(int(self._tokens[start].start), end_of(self._tokens[end - 1]))

    def _until(self, *words: str, limit: int = 1 << 30) -> int:
        """The index of the next of these words outside brackets and CASE, or of the end of the statement."""
        if not words:
            return self._semicolon()
        depth = cases = 0
        index = self._at
        while index < len(self._tokens) and index < limit:
            token = self._tokens[index]
            kind = token.token_type
            if kind in OPEN:
                depth += 1
            elif kind in CLOSE:
                depth = max(depth - 1, 0)
            elif (depth == 0 and kind is TokenType.SEMICOLON) or (
                depth == 0 and cases == 0 and index > self._at and is_word(token, *words)
            ):
                return index
            elif is_word(token, "CASE"):
                cases += 1
            elif is_word(token, "END") and cases:
                cases -= 1
            index += 1
        return min(index, len(self._tokens))

    def _semicolon(self) -> int:
        """The index of the semicolon that ends the statement, or of the end of the text."""
        depth = 0
        for index in range(self._at, len(self._tokens)):
            kind = self._tokens[index].token_type
            if kind in OPEN:
                depth += 1
            elif kind in CLOSE:
                depth = max(depth - 1, 0)
            elif depth == 0 and kind is TokenType.SEMICOLON:
                return index
        return len(self._tokens)

    def _query(self, start: int, end: int) -> Query | None:
        tree = parse(self._tokens[start:end], self._text, self._dialect) if start < end else None
        if isinstance(tree, (exp.Query, exp.Values)):
            return Queries(self._places).lower(tree)
        return None

    def _value(self, start: int, end: int) -> Value | None:
        tree = parse_value(self._tokens[start:end], self._text, self._dialect) if start < end else None
        return Queries(self._places).values.lower(tree) if tree is not None else None

    def _unread(self, start: int, end: int, reason: str = "is not understood") -> tuple[Statement, ...]:
        """Note a statement that was not read, with the names in it."""
        names = tuple(
            Name(token.text, self._places.between(int(token.start), end_of(token)))
            for token in self._tokens[start:end]
            if token.token_type in (TokenType.VAR, TokenType.IDENTIFIER)
        )
        self._outcome.unread.append(Unread(self._place(start, end), reason, names))
        return ()
