"""Scripts and procedures: what surrounds the statements that sqlglot understands.

Blocks, IFs, loops, declarations and routine headers are read here, from tokens, in all dialects alike; each statement
inside is parsed on its own, so that one that is not understood costs only itself.
"""

from __future__ import annotations

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.control import Control
from originlint.frontends.sql.cursor import STARTS
from originlint.frontends.sql.routines import Header, read_header
from originlint.frontends.sql.tokens import end_of, tokenize
from originlint.ir.relational import (
    Branch,
    Return,
    Routine,
    Statement,
)
from originlint.ir.relational import (
    Sequence as Block,
)

NESTED = 60
"""Blocks inside blocks, at most."""

_TRANSACTION = ("TRAN", "TRANSACTION", "WORK", "DISTRIBUTED", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


class Blocks(Control):
    """Reads one text, or one body inside it."""

    def read(self) -> tuple[Statement, ...]:
        """All statements of the text."""
        result: list[Statement] = []
        while self._at < len(self._tokens):
            before = self._at
            result.extend(self._statement())
            if self._at == before:
                self._at += 1
        return tuple(result)

    def _statement(self) -> tuple[Statement, ...]:
        if self._kind() is TokenType.SEMICOLON:
            self._at += 1
            return ()
        if self._depth > NESTED:
            return self._unread(self._at, len(self._tokens), "is nested too deep")
        self._depth += 1
        try:
            return self._one()
        finally:
            self._depth -= 1

    def _one(self) -> tuple[Statement, ...]:
        if self._kind() is TokenType.STAR and self._kind(1) is TokenType.SLASH:
            # The end of a comment that had begun inside another one.
            self._at += 2
            return ()
        if self._word("BEGIN"):
            return self._begin()
        if self._word("DECLARE"):
            return self._declare()
        if self._word("IF") and self._kind(1) is not TokenType.SEMICOLON:
            return self._if()
        if self._word("CASE"):
            return self._case()
        if self._word("WHILE", "FOR", "LOOP", "REPEAT", "FORALL"):
            return self._loop()
        if self._word("EXCEPTION"):
            return self._exception()
        if self._word("CREATE", "REPLACE") and (header := self._header(self._at)) is not None:
            return self._routine(header)
        if (
            self._depth > 1
            and self._word("PROCEDURE", "FUNCTION")
            and (header := self._header(self._at - 1)) is not None
        ):
            return self._routine(header)
        if self._word("DO") and self._kind(1) in (TokenType.HEREDOC_STRING, TokenType.RAW_STRING, TokenType.STRING):
            body = self._inside(self._tokens[self._at + 1], frozenset())
            self._at = self._until()
            return body
        if self._word("RETURN", "RETURNS"):
            return self._return()
        if self._word("PERFORM"):
            return self._perform()
        if self._word("EXEC", "EXECUTE", "CALL"):
            return self._execute()
        if self._word("FETCH"):
            return self._fetch()
        if self._word("OPEN") and self._until("FOR") < self._until():
            name = self._tokens[self._at + 1].text
            self._at = self._until("FOR") + 1
            return self._loop_query((name,))
        if self._kind(1) is TokenType.COLON_EQ or (
            self._kind(1) is TokenType.DOT and self._kind(3) is TokenType.COLON_EQ
        ):
            return self._assign()
        if self._word("WHEN") and self._depth > 1:
            self._at = self._until("THEN") + 1
            return ()
        return self._plain()

    def _header(self, at: int) -> Header | None:
        return read_header(self._tokens, at, self._places)

    def _begin(self) -> tuple[Statement, ...]:
        start = self._at
        self._at += 1
        if self._at >= len(self._tokens) or self._kind() is TokenType.SEMICOLON or self._word(*_TRANSACTION):
            self._at = self._until(*STARTS)
            return ()
        for words in (("NOT",), ("ATOMIC",), ("TRY", "CATCH")):
            self._skip(*words)
        body = self._body("END")
        self._end()
        return (Block(self._place(start, start + 1), body),)

    def _exception(self) -> tuple[Statement, ...]:
        self._at += 1
        return self._body("END")

    def _routine(self, header: Header) -> tuple[Statement, ...]:
        start = self._at
        self._at = header.body
        self._outcome.total += 1
        names = frozenset(each.text.lower() for each in header.parameters)
        self._variables.update(names)
        place = self._place(start, start + 1)
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token is not None and token.token_type in (TokenType.HEREDOC_STRING, TokenType.RAW_STRING, TokenType.STRING):
            body = self._inside(token, names) if header.language in ("", "sql", "plpgsql", "plsql") else ()
            if header.language not in ("", "sql", "plpgsql", "plsql"):
                self._unread(self._at, self._at + 1, f"has a body in {header.language}")
            self._at = self._until()
        else:
            body = self._open_body(header)
        test = self._value(*header.test) if header.test is not None else None
        if test is not None:
            body = (Branch(place, test, body),)
        return (Routine(place, header.name, header.parameters, body, header.columns, header.yields),)

    def _open_body(self, header: Header) -> tuple[Statement, ...]:
        """A body that stands in the text itself."""
        result: list[Statement] = []
        if self._kind() is TokenType.SEMICOLON:
            return ()  # only announced
        if header.package:
            while self._at < len(self._tokens) and not self._word("END"):
                before = self._at
                declared = self._declared()
                result.extend(self._statement() if declared is None else declared)
                self._at = max(self._at, before + 1)
            self._end()
            return tuple(result)
        while self._at < len(self._tokens) and not self._word("BEGIN", "RETURN", "SELECT", *(STARTS - {"SET", "IF"})):
            # Declarations between IS and BEGIN.
            declared = self._declared()
            if declared is not None:
                result.extend(declared)
            else:
                before = self._at
                value = self._value(self._at, self._until())
                self._at = self._until()
                if value is not None:
                    return (Return(self._place(before, self._at), value),)
                return tuple(self._unread(before, self._at, "is not understood"))
        if self._word("BEGIN"):
            result.extend(self._begin())
        elif self._dialect in ("tsql", "fabric") and header.kind in ("PROCEDURE", "PROC", "TRIGGER"):
            result.extend(self._body("GO"))
        else:
            result.extend(self._statement())
        return tuple(result)

    def _declared(self) -> tuple[Statement, ...] | None:
        """What is declared in front of a body: variables, cursors, routines of its own; None for anything else."""
        if self._kind() is TokenType.SEMICOLON:
            self._at += 1
            return ()
        if self._word("PROCEDURE", "FUNCTION"):
            return self._statement()
        if self._word("TYPE", "SUBTYPE", "PRAGMA"):
            self._at = self._until()
            return ()
        if self._is_declaration(0) or self._word("CURSOR"):
            return self.declaration()
        return None

    def _inside(self, token: Token, variables: frozenset[str]) -> tuple[Statement, ...]:
        """The statements in a string: a function's body."""
        source = self._text[int(token.start) : end_of(token)]
        inner = token.text
        offset = source.find(inner)
        if offset < 0:
            # Doubled quotes inside: the text still parses, only places inside it are those of the whole string.
            inner, offset = source[1:-1].replace("''", " '"), 1
        base = int(token.start) + offset
        tokens = tokenize(inner, self._dialect)
        if tokens is None:
            return self._unread(self._at, self._at + 1, "has a body that is not understood")
        outer = self._moved

        def moved(at: int) -> int:
            return outer(base + at) if outer is not None else base + at

        names = frozenset(self._variables) | variables
        blocks = Blocks(inner, tokens, self._dialect, self._others, self._outcome, moved, names, self._depth + 1)
        return blocks.read()
