"""Where a statement begins that no semicolon sets apart."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.tokens import CLOSE, OPEN, is_word

_STARTS = (
    "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "TRUNCATE", "DECLARE", "SET",
    "EXEC", "EXECUTE", "CALL", "PRINT", "IF", "WHILE", "BEGIN", "COMMIT", "ROLLBACK", "USE", "RETURN", "GRANT",
    "REVOKE", "GO", "EXPLAIN", "REPLACE", "UPSERT", "RAISERROR", "THROW", "OPEN", "CLOSE", "FETCH", "DEALLOCATE",
)  # fmt: skip

_CONTINUED = (
    "AS", "UNION", "ALL", "DISTINCT", "EXCEPT", "INTERSECT", "MINUS", "DO", "FOR", "ON", "THEN", "OR", "BEFORE",
    "AFTER", "INSTEAD", "OF", "IMMEDIATE", "NOT", "CASE", "WHEN", "ELSE", "IN", "EXISTS", "EXPLAIN", "ANALYZE", "BY",
    "IS", "TO", "NO", "KEY", "WITH", "TABLE", "COLUMN", "INTO", "FROM", "DEFAULT", "SELECT", "GRANT", "REVOKE",
    "PERFORM", "QUERY", "FULL", "OVERWRITE", "VIEW",
)  # fmt: skip
"""After one of these words, the next one goes on with the same statement."""

_ANYWHERE = ("SELECT", "INSERT", "UPDATE", "DELETE", "EXEC", "EXECUTE", "MERGE", "PRINT", "BEGIN")
"""These begin a statement in the middle of a line too; the others are words of clauses as well."""

_TAKES_QUERY = ("INSERT", "CREATE", "WITH", "EXPLAIN", "REPLACE")
_ENDERS = (TokenType.COMMA, TokenType.EQ, TokenType.DOT, TokenType.COLON_EQ, TokenType.PARAMETER, TokenType.PLUS)


def cuts(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The indices of tokens that begin a further statement, outside brackets."""
    found: list[int] = []
    depth = cases = 0
    first = tokens[0].text.upper() if tokens else ""
    waits = first in _TAKES_QUERY
    for index, token in enumerate(tokens):
        kind = token.token_type
        if kind in OPEN:
            depth += 1
        elif kind in CLOSE:
            depth = max(depth - 1, 0)
        elif is_word(token, "CASE"):
            cases += 1
        elif is_word(token, "END") and cases:
            cases -= 1
        if depth or cases or index == 0 or not is_word(token, *_STARTS):
            continue
        before = tokens[index - 1]
        if is_word(token, "SELECT", "WITH", "EXEC") and waits:
            waits = is_word(token, "WITH")
            continue
        if is_word(before, *_CONTINUED) or before.token_type in (*_ENDERS, *OPEN):
            continue
        if is_word(token, "WITH") and not _names_queries(tokens, index):
            continue
        if is_word(token, "FETCH") and not any(is_word(each, "FROM", "INTO") for each in tokens[index + 1 : index + 4]):
            continue  # FETCH FIRST … ROWS ONLY
        if not is_word(token, *_ANYWHERE) and not _own_line(tokens, index):
            continue
        if first == "UPDATE" and is_word(token, "SET") and not any(is_word(each, "SET") for each in tokens[:index]):
            continue
        if first == "MERGE" and is_word(token, "UPDATE", "INSERT", "DELETE", "SET"):
            continue
        if first == "WITH" and is_word(token, "INSERT", "UPDATE", "DELETE", "MERGE") and waits:
            continue
        if (
            index + 1 < len(tokens)
            and tokens[index + 1].token_type in (TokenType.L_PAREN, TokenType.DOT)
            and not is_word(token, "SELECT", "EXEC", "IF", "WHILE")
        ):
            continue
        found.append(index)
    return tuple(found)


def _names_queries(tokens: Sequence[Token], index: int) -> bool:
    """Whether a WITH is followed by `name AS` or `name (`, and not by options."""
    after = tokens[index + 1 : index + 3]
    if len(after) < 2 or after[0].token_type is TokenType.L_PAREN:
        return False
    return (
        is_word(after[0], "RECURSIVE", "XMLNAMESPACES")
        or is_word(after[1], "AS")
        or after[1].token_type is TokenType.L_PAREN
    )


def _own_line(tokens: Sequence[Token], index: int) -> bool:
    return int(tokens[index].line) > int(tokens[index - 1].line)


def _is_called(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is the name of a function or of a table."""
    after = tokens[index + 1].token_type if index + 1 < len(tokens) else None
    return after in (TokenType.L_PAREN, TokenType.DOT)
