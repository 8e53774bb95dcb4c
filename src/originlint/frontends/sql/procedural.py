"""Statements of procedures that the parser does not know: declarations, assignments, cursors, dynamic SQL."""

from __future__ import annotations

from sqlglot.tokenizer_core import TokenType

from originlint.frontends.sql.cursor import BODY_ENDS, STARTS
from originlint.frontends.sql.single import Single
from originlint.frontends.sql.tokens import is_word
from originlint.ir.relational import (
    Assign,
    Constant,
    Execute,
    Read,
    Repeat,
    Return,
    Statement,
    Variable,
)


class Procedural(Single):
    """Reads single statements of procedures."""

    def _declare(self) -> tuple[Statement, ...]:
        self._at += 1
        if self._kind() in (TokenType.PARAMETER,) or self._dialect in ("tsql", "fabric"):
            self._at -= 1
            return self._plain()
        result: list[Statement] = []
        while self._at < len(self._tokens) and not self._word("BEGIN", "DECLARE", *(STARTS - {"SET"})):
            if self._kind() is TokenType.SEMICOLON:
                self._at += 1
                continue
            result.extend(self.declaration())
            if not self._word("BEGIN") and self._kind() is TokenType.SEMICOLON and not self._is_declaration(1):
                break
        return tuple(result)

    def _is_declaration(self, ahead: int) -> bool:
        kinds = (TokenType.VAR, TokenType.IDENTIFIER)
        return self._kind(ahead) in kinds and self._kind(ahead + 1) not in (TokenType.COLON_EQ, TokenType.L_PAREN, None)

    def declaration(self) -> tuple[Statement, ...]:
        """`name type := value;`, `name CURSOR FOR query;`, `CURSOR name IS query;`."""
        end = self._until("BEGIN")
        words = [token.text for token in self._tokens[self._at : end]]
        upper = [word.upper() for word in words]
        if not words:
            return ()
        start = self._at
        name = words[1] if upper[0] in ("CURSOR", "CONSTANT") and len(words) > 1 else words[0]
        self._variables.add(name.lower())
        self._at = end
        if "CURSOR" in upper[:4]:
            opened = next((i for i, word in enumerate(upper) if word in ("FOR", "IS", "AS")), None)
            query = self._query(start + opened + 1, end) if opened is not None else None
            return (Repeat(self._place(start, end), (name,), query, None, ()),)
        given = next(
            (
                i
                for i, token in enumerate(self._tokens[start:end])
                if token.token_type in (TokenType.COLON_EQ, TokenType.EQ) or is_word(token, "DEFAULT")
            ),
            None,
        )
        if given is None:
            return (Assign(self._place(start, start + 1), name, Constant(self._place(start, start + 1), None)),)
        value = self._value(start + given + 1, end)
        return (Assign(self._place(start, start + 1), name, value),) if value is not None else ()

    def _loop_query(self, variables: tuple[str, ...]) -> tuple[Statement, ...]:
        start = self._at
        end = self._until()
        query = self._query(start, end)
        self._at = end
        if query is None:
            return self._unread(start, end, "is not understood")
        return (Repeat(self._place(start, end), variables, query, None, ()),)

    def _return(self) -> tuple[Statement, ...]:
        start = self._at
        self._at += 1
        is_query = self._skip("QUERY", "NEXT")
        end = self._until(*BODY_ENDS)
        if end == self._at:
            return ()
        if is_query or self._word("SELECT", "WITH", "TABLE"):
            query = self._query(self._at, end)
            self._at = end
            return (Read(self._place(start, end), query),) if query is not None else self._unread(start, end)
        value = self._value(self._at, end)
        self._at = end
        return (Return(self._place(start, end), value),) if value is not None else self._unread(start, end)

    def _perform(self) -> tuple[Statement, ...]:
        start = self._at
        end = self._until(*BODY_ENDS)
        value = self._value(start + 1, end)
        self._at = end
        return (Execute(self._place(start, end), "", (value,)),) if value is not None else self._unread(start, end)

    def _execute(self) -> tuple[Statement, ...]:
        start = self._at
        self._at += 1
        self._skip("IMMEDIATE")
        end = self._until(*BODY_ENDS, "USING", "INTO", *(STARTS if self._dialect in ("tsql", "fabric") else ()))
        whole = self._until(*BODY_ENDS)
        into: tuple[str, ...] = ()
        if end < len(self._tokens) and is_word(self._tokens[end], "INTO"):
            into = tuple(t.text for t in self._tokens[end + 1 : whole] if t.token_type is TokenType.VAR)
        value = self._value(self._at, end)
        self._at = whole if end < whole and is_word(self._tokens[end], "INTO", "USING") else end
        self._outcome.total += 1
        arguments = (value,) if value is not None else ()
        return (Execute(self._place(start, end), "", arguments, into),)

    def _fetch(self) -> tuple[Statement, ...]:
        start = self._at
        end = self._until(*BODY_ENDS, *STARTS)
        words = self._tokens[start:end]
        into = next((i for i, token in enumerate(words) if is_word(token, "INTO")), None)
        self._at = end
        if into is None or into == 0:
            return ()
        source = Variable(self._place(start + into - 1, start + into), words[into - 1].text)
        targets = [token for token in words[into + 1 :] if token.token_type in (TokenType.VAR, TokenType.IDENTIFIER)]
        return tuple(Assign(self._place(start, end), token.text, source) for token in targets)

    def _assign(self) -> tuple[Statement, ...]:
        start = self._at
        end = self._until(*BODY_ENDS)
        sign = start + (1 if self._kind(1) is TokenType.COLON_EQ else 3)
        value = self._value(sign + 1, end)
        self._at = end
        if value is None:
            return self._unread(start, end)
        return (Assign(self._place(start, start + 1), self._tokens[sign - 1].text, value),)
