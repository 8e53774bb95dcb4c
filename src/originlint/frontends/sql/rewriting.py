"""Statements that the parser does not know, rewritten to ones that it does: every token keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.tokens import is_word, levels, tokenize

_CLAUSES = ("WHERE", "GROUP", "HAVING", "WINDOW", "QUALIFY", "ORDER", "SORT", "CLUSTER", "DISTRIBUTE", "LIMIT", "UNION")
"""What may stand behind FROM."""


def rewritten(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The statements that one statement of these tokens stands for, if it is one of the unusual ones."""
    first = tokens[0]
    if is_word(first, "FROM"):
        yield from _inserts_behind(tokens)
    elif is_word(first, "INSERT"):
        called = _insert_of_call(tokens)
        if called is not None:
            yield called
    elif is_word(first, "REPLACE") and len(tokens) > 1:
        if is_word(tokens[1], "VIEW", "TABLE"):
            yield [_made(TokenType.CREATE, "CREATE", first), *tokens[1:]]
        elif is_word(tokens[1], "INTO"):
            yield [_made(TokenType.INSERT, "INSERT", first), *tokens[1:]]
    elif is_word(first, "SELECT", "WITH"):
        copied = _select_into_file(tokens)
        if copied is not None:
            yield copied
    elif is_word(first, "UNLOAD") and len(tokens) > 5 and tokens[2].token_type is TokenType.STRING:
        inner = tokenize(tokens[2].text, "redshift") or []
        base = int(tokens[2].start) + 1
        moved = [Token(t.token_type, t.text, t.line, t.col, base + t.start, base + t.end) for t in inner]
        yield [_made(TokenType.COPY, "COPY", first), tokens[1], *moved, *tokens[3:6]]
    elif is_word(first, "UPDATE") and len(tokens) > 1 and tokens[1].token_type is TokenType.L_PAREN:
        changed = _update_of_query(tokens)
        if changed is not None:
            yield changed
    elif is_word(first, "CREATE"):
        if len(tokens) > 4 and is_word(tokens[-1], "DATA"):  # WITH DATA, WITH NO DATA
            end = next((i for i in (-2, -3) if is_word(tokens[i], "WITH")), None)
            if end is not None:
                yield [*tokens[:end]]
                return
        if len(tokens) > 4 and is_word(tokens[1], "TASK", "EVENT"):
            begun = next((i for i, t in enumerate(tokens[:-1], 1) if is_word(t, "AS", "DO")), 0)
            if begun and is_word(tokens[begun], "INSERT", "UPDATE", "MERGE", "DELETE", "CREATE"):
                yield [*tokens[begun:]]
            return
        pivoted = next((i for i, t in enumerate(tokens[:12]) if is_word(t, "PIVOT", "UNPIVOT")), None)
        if pivoted is not None and is_word(tokens[pivoted - 1], "AS"):
            opened, closed = _brackets(tokens[pivoted], tokens[-1])
            yield [*tokens[:pivoted], opened, *tokens[pivoted:], closed]


def _select_into_file(tokens: Sequence[Token]) -> list[Token] | None:
    """MySQL's `SELECT … INTO OUTFILE 'file' … FROM …`, as a COPY of the query to the file."""
    into = next(
        (i for i, token in enumerate(tokens[:-2]) if is_word(token, "INTO") and is_word(tokens[i + 1], "OUTFILE")), None
    )
    if into is None:
        return None
    source = next((i for i in range(into, len(tokens)) if is_word(tokens[i], "FROM")), len(tokens))
    opened, closed = _brackets(tokens[0], tokens[-1])
    to = _made(TokenType.VAR, "TO", tokens[into])
    copy = _made(TokenType.COPY, "COPY", tokens[0])
    return [copy, opened, *tokens[:into], *tokens[source:], closed, to, tokens[into + 2]]


def _made(kind: TokenType, text: str, where: Token) -> Token:
    return Token(kind, text, where.line, where.col, where.start, where.end)


def _brackets(first: Token, last: Token) -> tuple[Token, Token]:
    return _made(TokenType.L_PAREN, "(", first), _made(TokenType.R_PAREN, ")", last)


def _inserts_behind(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Hive's `FROM t INSERT … SELECT a INSERT … SELECT b`, one INSERT … SELECT … FROM t each."""
    starts = [index for index, token, depth in levels(tokens) if depth == 0 and is_word(token, "INSERT")]
    if not starts:
        return
    source = tokens[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        part = tokens[start:end]
        at = next((i for i, token, depth in levels(part) if depth == 0 and is_word(token, *_CLAUSES)), len(part))
        yield [*part[:at], *source, *part[at:]]


def _insert_of_call(tokens: Sequence[Token]) -> list[Token] | None:
    """T-SQL's `INSERT … EXEC procedure`: what the procedure yields is selected from."""
    at = next((i for i, token, depth in levels(tokens) if depth == 0 and is_word(token, "EXEC", "EXECUTE")), None)
    if at is None or at + 1 >= len(tokens) or tokens[at + 1].token_type is TokenType.L_PAREN:
        return None
    end = at + 2
    while end + 1 < len(tokens) and tokens[end].token_type is TokenType.DOT:
        end += 2
    where = tokens[at]
    query = [
        _made(TokenType.SELECT, "SELECT", where),
        _made(TokenType.STAR, "*", where),
        _made(TokenType.FROM, "FROM", where),
    ]
    return [*tokens[:at], *query, *tokens[at + 1 : end], *_brackets(tokens[end - 1], tokens[end - 1])]


def _update_of_query(tokens: Sequence[Token]) -> list[Token] | None:
    """Oracle's `UPDATE (SELECT … FROM t …) SET …`, as an update of t from that query."""
    close = next((index for index, _, depth in levels(tokens, 1) if depth == 0), len(tokens))
    source = next((i for i in range(2, close) if is_word(tokens[i], "FROM")), None)
    setting = next((i for i in range(close, len(tokens)) if is_word(tokens[i], "SET")), None)
    if source is None or setting is None:
        return None
    table = [tokens[source + 1]]
    at = source + 2
    while at + 1 < close and tokens[at].token_type is TokenType.DOT:
        table.extend(tokens[at : at + 2])
        at += 2
    where = next(
        (i for i, token, depth in levels(tokens, setting) if depth == 0 and is_word(token, "WHERE")), len(tokens)
    )
    from_ = _made(TokenType.FROM, "FROM", tokens[1])
    return [tokens[0], *table, *tokens[setting:where], from_, *tokens[1 : close + 1], *tokens[where:]]
