"""One statement that sqlglot should understand, alone or run together with others."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.columns import read_columns
from originlint.frontends.sql.cursor import BODY_ENDS, Cursor
from originlint.frontends.sql.models import read_training, usual_calls
from originlint.frontends.sql.parse import parse
from originlint.frontends.sql.places import Places
from originlint.frontends.sql.rewriting import rewritten
from originlint.frontends.sql.split import cuts
from originlint.frontends.sql.statements import lower_tree
from originlint.frontends.sql.tokens import end_of, is_word, levels, tokenize
from originlint.ir.relational import (
    Read,
    Repeat,
    Statement,
)

# fmt: off
_INERT = frozenset({
    "RAISE", "PRINT", "NULL", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "END", "GRANT", "REVOKE", "USE",
    "GO", "OPEN", "CLOSE", "DEALLOCATE", "BREAK", "CONTINUE", "EXIT", "LEAVE", "ITERATE", "GOTO", "THROW",
    "RAISERROR", "SIGNAL", "RESIGNAL", "LOCK", "UNLOCK", "ANALYZE", "VACUUM", "REINDEX", "CLUSTER", "COMMENT",
    "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "ASSERT", "GET", "NOTIFY", "LISTEN", "CHECKPOINT", "REFRESH", "LOAD",
    "COPY", "PRAGMA", "REPAIR", "OPTIMIZE", "MSCK", "UNCACHE", "CLEAR", "DBCC", "KILL", "WAITFOR", "RECONFIGURE",
    "BACKUP", "RESTORE", "DENY", "ATTACH", "DETACH", "INSTALL", "PUT", "LIST", "REMOVE", "UNSET", "RESET", "DISCARD",
    "SUSPEND", "EXPORT", "COLLECT", "COMPUTE", "INVALIDATE", "ADD", "ENABLE", "DISABLE", "WHENEVER", "SPOOL", "HELP",
    "IMPORT", "SET", "CSV", "PREPARE", "FLUSH", "CHECK", "EXCHANGE",
})
"""First words of statements that move no column."""

_HOLDERS = frozenset({
    "TABLE", "VIEW", "SELECT", "FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "PACKAGE", "MACRO", "MODEL", "INSERT",
    "UPDATE", "MERGE", "BODY", "RULE", "EVENT", "TASK", "PIPE", "STREAM", "CLASSIFICATION", "FORECAST", "QUERY",
})
# fmt: on
"""What CREATE may make that holds columns or code."""

_CODE = frozenset({TokenType.SELECT, TokenType.INSERT, TokenType.UPDATE, TokenType.MERGE, TokenType.DELETE})
"""What a statement that moves no column itself may still wrap, as EXPLAIN does."""


class Single(Cursor):
    """Parses single statements."""

    def _plain(self) -> tuple[Statement, ...]:
        """A statement that sqlglot should understand."""
        start = self._at
        ends = BODY_ENDS if self._depth > 1 else ()
        end = self._until(*ends)
        self._at = end
        return self._parsed(start, end)

    def _parsed(self, start: int, end: int) -> tuple[Statement, ...]:
        if self._tokens[start].token_type is TokenType.SEMICOLON or start >= end or self._is_repeated(start, end):
            return ()
        lowered = self._rewritten(start, end)
        if lowered is None:
            lowered = self._lowered(start, end, self._dialect)
        if lowered is not None:
            self._outcome.total += 1
            return lowered
        points = cuts(self._tokens[start:end])
        if points:
            # What was taken for one statement may hold an IF or a block further on: go on from there.
            self._at = start + points[0]
            return self._parsed_alone(start, self._at, (self._dialect, *self._likely()))
        return self._parsed_alone(start, end, self._likely())

    def _rewritten(self, start: int, end: int) -> tuple[Statement, ...] | None:
        """A statement of an unusual form; None when it is not, or is not understood."""
        found: list[Statement] = []
        for tokens in rewritten(self._tokens[start:end]):
            tree = parse(tokens, self._text, self._dialect)
            lowered = lower_tree(tree, self._places) if tree is not None else None
            if lowered is None:
                return None
            found.extend(lowered)
        return tuple(found) or None

    def _likely(self) -> tuple[str, ...]:
        """The other dialects, first those in which this text has had most statements."""
        return tuple(sorted(self._others, key=lambda name: -self._outcome.other.get(name, 0)))

    def _is_repeated(self, start: int, end: int) -> bool:
        """Whether this is an INSERT of constants into a table and columns that another one was for: a dump of data."""
        tokens = self._tokens
        if not is_word(tokens[start], "INSERT"):
            return False
        values = next((i for i in range(start, end) if tokens[i].token_type is TokenType.VALUES), None)
        if values is None or any(tokens[i].token_type in (TokenType.SELECT, TokenType.CASE) for i in range(start, end)):
            return False
        head = tuple(token.text.lower() for token in tokens[start:values])
        if head in self._outcome.dumps:
            self._outcome.total += 1
            return True
        self._outcome.dumps.add(head)
        return False

    def _parsed_alone(self, start: int, end: int, dialects: tuple[str, ...]) -> tuple[Statement, ...]:
        self._outcome.total += 1
        is_inert = is_word(self._tokens[start], *_INERT) or self._is_upkeep(start, end)
        if is_inert and not any(token.token_type in _CODE for token in self._tokens[start:end]):
            return ()
        statement = self._tokens[start:end]
        trained = read_training(statement, self._places, lambda first, last: self._query(start + first, start + last))
        if trained is not None:
            return (trained,)
        defined = read_columns(statement, self._places)
        computes = defined is not None and any(is_word(token, "GENERATED", "PERSISTED") for token in statement)
        for dialect in dialects:
            if defined is not None and dialect != self._dialect and not computes:
                break
            lowered = self._lowered(start, end, dialect)
            if lowered is not None:
                if dialect != self._dialect:
                    self._outcome.other[dialect] = self._outcome.other.get(dialect, 0) + 1
                return lowered
        if defined is not None:
            return (defined,)
        return () if is_inert else self._unread(start, end)

    def _is_upkeep(self, start: int, end: int) -> bool:
        """Whether an ALTER, CREATE or DROP has nothing to do with columns: partitions, indexes, users."""
        words = {token.text.upper() for token in self._tokens[start:end]}
        if is_word(self._tokens[start], "ALTER"):
            return not words & {"ADD", "RENAME", "SWAP", "EXCHANGE", "COLUMN", "CHANGE", "MODIFY"}
        return is_word(self._tokens[start], "CREATE", "DROP") and not words & _HOLDERS

    def _lowered(self, start: int, end: int, dialect: str) -> tuple[Statement, ...] | None:
        tokens, into = self._without_into(start, end)
        text, places = self._text, self._places
        if dialect != self._dialect:
            first, last = int(self._tokens[start].start), end_of(self._tokens[end - 1])
            other = tokenize(self._text[first:last], dialect)
            if other is None:
                return None
            outer = self._moved
            text = self._text[first:last]
            places = Places(lambda at: outer(first + at) if outer is not None else first + at)
            tokens, into = other, ()
        tree = parse(usual_calls(tokens) if self._uses_models else tokens, text, dialect)
        if tree is None:
            return None
        lowered = lower_tree(tree, places)
        if lowered is not None and into and len(lowered) == 1 and isinstance(lowered[0], Read):
            return (Repeat(lowered[0].place, into, lowered[0].query, None, ()),)
        return lowered

    def _without_into(self, start: int, end: int) -> tuple[Sequence[Token], tuple[str, ...]]:
        """A statement's tokens without `INTO variables`, and these."""
        tokens = self._tokens[start:end]
        if not self._variables or not is_word(tokens[0], "SELECT", "WITH"):
            return tokens, ()
        for index, token, depth in levels(tokens):
            if depth == 0 and is_word(token, "INTO"):
                stop = index + 1
                names: list[str] = []
                while stop < len(tokens) and not is_word(tokens[stop], "FROM", "WHERE", "GROUP", "ORDER", "LIMIT"):
                    if tokens[stop].token_type in (TokenType.VAR, TokenType.IDENTIFIER):
                        names.append(tokens[stop].text)
                    stop += 1
                if any(name.lower() in self._variables for name in names):
                    index -= 2 * is_word(tokens[index - 1], "COLLECT")
                    return [*tokens[:index], *tokens[stop:]], tuple(names)
                return tokens, ()
        return tokens, ()
