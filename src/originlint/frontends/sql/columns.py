"""Column names of a CREATE TABLE that the parser does not understand: types and storage vary, names do not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.tokens import CLOSE, OPEN, end_of, is_word, levels
from originlint.ir.relational import Make, Name, Place, Table

_NO_COLUMN = (
    "CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "INDEX", "KEY", "FULLTEXT", "SPATIAL", "PERIOD", "LIKE",
    "EXCLUDE", "PARTITION", "PROJECTION",
)  # fmt: skip
"""First words of what stands between the columns."""

_HEAD = 8
"""TABLE stands among so many first words."""


def read_columns(tokens: Sequence[Token], places: Places) -> Make | None:
    """The table and the columns that the statement of these tokens defines; None when it is nothing of the kind."""
    if not tokens or not is_word(tokens[0], "CREATE") or any(token.token_type is TokenType.SELECT for token in tokens):
        return None
    at = next((i for i, token in enumerate(tokens[:_HEAD]) if is_word(token, "TABLE")), None)
    if at is None:
        return None
    at += 1
    while at < len(tokens) and is_word(tokens[at], "IF", "NOT", "EXISTS"):
        at += 1
    parts: list[Token] = []
    while at < len(tokens) and tokens[at].token_type is not TokenType.L_PAREN:
        if tokens[at].token_type is not TokenType.DOT:
            parts.append(tokens[at])
        at += 1
    if not parts or len(parts) > 3 or at >= len(tokens):
        return None
    table = Table(_place(parts[-1], places), tuple(part.text for part in parts))
    names = tuple(Name(token.text, _place(token, places)) for token in _firsts(tokens[at:]))
    return Make(table.place, "table", table, names, None) if names else None


def _firsts(tokens: Sequence[Token]) -> list[Token]:
    """The first word of each item in the brackets that these tokens begin with, as far as it names a column."""
    found: list[Token] = []
    expects = False
    for _, token, depth in levels(tokens):
        if expects and token.token_type not in CLOSE:
            word = token.text.upper().partition(" ")[0]  # PRIMARY KEY is one token
            if word not in _NO_COLUMN or token.token_type is TokenType.IDENTIFIER:
                found.append(token)
            expects = False
        if depth == 0:
            break
        if depth == 1 and (token.token_type in OPEN or token.token_type is TokenType.COMMA):
            expects = True
        elif token.token_type in OPEN:
            expects = False
    return found


def _place(token: Token, places: Places) -> Place:
    return places.between(int(token.start), end_of(token))
