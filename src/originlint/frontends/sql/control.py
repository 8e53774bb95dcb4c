"""What steers a procedure: IF, CASE and loops, with the statements inside them."""

from __future__ import annotations

from abc import abstractmethod

from sqlglot.tokenizer_core import TokenType

from originlint.frontends.sql.cursor import STARTS
from originlint.frontends.sql.procedural import Procedural
from originlint.frontends.sql.tokens import is_word
from originlint.ir.relational import Apply, Branch, Place, Query, Repeat, Statement, Value


class Control(Procedural):
    """Reads branches and loops; what stands in them is read by `_statement`."""

    @abstractmethod
    def _statement(self) -> tuple[Statement, ...]:
        """The next statement."""

    def _body(self, *ends: str) -> tuple[Statement, ...]:
        """Statements up to one of these words, which is left standing."""
        result: list[Statement] = []
        while self._at < len(self._tokens) and not self._word(*ends):
            before = self._at
            result.extend(self._statement())
            if self._at == before:
                self._at += 1
        return tuple(result)

    def _end(self) -> None:
        """Skip END and what may follow it."""
        if self._skip("END"):
            self._skip("IF", "LOOP", "WHILE", "FOR", "CASE", "REPEAT", "TRY", "CATCH")
            if self._kind() is TokenType.VAR and self._kind(1) in (TokenType.SEMICOLON, None):
                self._at += 1

    def _if(self) -> tuple[Statement, ...]:
        start = self._at
        self._at += 1
        then = self._until("THEN", limit=self._at + 4000)
        if then < len(self._tokens) and is_word(self._tokens[then], "THEN"):
            test = self._value(self._at, then)
            self._at = then + 1
            body = self._body("END", "ELSE", "ELSIF", "ELSEIF")
            otherwise: tuple[Statement, ...] = ()
            if self._word("ELSIF", "ELSEIF"):
                otherwise = self._if()
            elif self._skip("ELSE"):
                otherwise = self._body("END")
            if self._word("END"):
                self._end()
            return (Branch(self._place(start, start + 1), test, body, otherwise),)
        until = self._until(*STARTS)
        test = self._value(self._at, until)
        self._at = until
        body = self._statement()
        self._skip_semicolon_before_else()
        otherwise = self._statement() if self._skip("ELSE") else ()
        return (Branch(self._place(start, start + 1), test, body, otherwise),)

    def _skip_semicolon_before_else(self) -> None:
        if self._kind() is TokenType.SEMICOLON and self._word("ELSE", ahead=1):
            self._at += 1

    def _case(self) -> tuple[Statement, ...]:
        start = self._at
        self._at += 1
        subject = self._until("WHEN")
        tests = [self._value(self._at, subject)] if subject > self._at else []
        self._at = subject
        arms: list[tuple[Statement, ...]] = []
        while self._skip("WHEN"):
            then = self._until("THEN")
            tests.append(self._value(self._at, then))
            self._at = then + 1
            arms.append(self._body("WHEN", "ELSE", "END"))
        if self._skip("ELSE"):
            arms.append(self._body("END"))
        self._end()
        test = _all_of([each for each in tests if each is not None], self._place(start, start + 1))
        otherwise = tuple(each for arm in arms[1:] for each in arm)
        return (Branch(self._place(start, start + 1), test, arms[0] if arms else (), otherwise),)

    def _loop(self) -> tuple[Statement, ...]:
        start = self._at
        place = self._place(start, start + 1)
        if self._skip("LOOP", "REPEAT"):
            body = self._body("END", "UNTIL")
            test = None
            if self._skip("UNTIL"):
                until = self._until("END")
                test = self._value(self._at, until)
                self._at = until
            self._end()
            return (Repeat(place, (), None, test, body),)
        is_for = self._word("FOR", "FORALL")
        self._at += 1
        opened = self._until("LOOP", "DO")
        has_body = opened < len(self._tokens) and is_word(self._tokens[opened], "LOOP", "DO")
        head = opened if has_body else self._until(*STARTS)
        variables: tuple[str, ...] = ()
        query: Query | None = None
        test = None
        if is_for:
            inside = next((i for i in range(self._at, head) if is_word(self._tokens[i], "IN", "AS")), None)
            if inside is not None:
                variables = tuple(t.text for t in self._tokens[self._at : inside] if t.token_type is TokenType.VAR)
                self._variables.update(name.lower() for name in variables)
                query = self._query(inside + 1, head)
                if query is None:
                    test = self._value(inside + 1, head)
        else:
            test = self._value(self._at, head)
        self._at = head
        if has_body:
            self._at += 1
            body = self._body("END")
            self._end()
        else:
            body = self._statement()
        return (Repeat(place, variables, query, test, body),)


def _all_of(values: list[Value], place: Place) -> Value | None:
    return Apply(place, "case", tuple(values)) if values else None
