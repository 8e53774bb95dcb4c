"""Statements of procedures that the parser does not know: declarations, assignments, cursors, dynamic SQL."""

from __future__ import annotations

from sqlglot.tokenizer_core import TokenType

from originlint.frontends.sql.cursor import BODY_ENDS, STARTS
from originlint.frontends.sql.single import Single
from originlint.frontends.sql.split import cuts
from originlint.frontends.sql.tokens import is_word, levels
from originlint.ir.relational import (
    Apply,
    Assign,
    Constant,
    Execute,
    Fetch,
    Read,
    Repeat,
    Return,
    Statement,
    Value,
)


class Procedural(Single):
    """Reads single statements of procedures."""

    def _declare(self) -> tuple[Statement, ...]:
        self._at += 1
        if any(self._word("CURSOR", ahead=ahead) for ahead in range(1, 4)):
            return self._declared_cursor()
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

    def _declared_cursor(self) -> tuple[Statement, ...]:
        """`name [INSENSITIVE] CURSOR [options] FOR query`, which no semicolon may end."""
        start = self._at
        name = next((self._at + i for i in (0, 1) if self._kind(i) is not TokenType.PARAMETER), start)
        opened = self._until("FOR")
        self._at = opened + 1
        points = cuts(self._tokens[self._at : self._until()])
        self._at = min(opened + 1 + points[0] if points else self._until(), len(self._tokens))
        self._outcome.total += 1
        end = next((i for i in range(opened + 1, self._at) if self._ends_query(i)), self._at)
        query = self._query(opened + 1, end)
        if query is None:
            return self._unread(start, self._at)
        return (Repeat(self._place(start, opened), (self._tokens[name].text,), query, None, ()),)

    def _ends_query(self, index: int) -> bool:
        """`FOR UPDATE OF …`, `FOR READ ONLY` say how a cursor may be used."""
        tokens = self._tokens
        return is_word(tokens[index], "FOR") and any(
            is_word(t, "UPDATE", "READ") for t in tokens[index + 1 : index + 2]
        )

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
        if self._kind() is TokenType.L_PAREN and self._word("SELECT", "WITH", ahead=1):
            is_query = True
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
        is_call = self._word("EXEC") or self._dialect in ("tsql", "fabric")
        self._at += 1
        is_call = not self._skip("IMMEDIATE") and is_call
        if self._kind() is TokenType.PARAMETER and self._kind(2) is TokenType.EQ:
            self._at += 3  # `EXEC @code = …`
        end = self._until(*BODY_ENDS, "USING", "INTO", *(STARTS if is_call else ()))
        whole = self._until(*BODY_ENDS, *(STARTS if is_call else ()))
        self._outcome.total += 1
        name = self._called() if is_call else ""
        if name:
            arguments = self._arguments(end)
            self._at = end
            return (Execute(self._place(start, end), name, arguments),)
        into: tuple[str, ...] = ()
        if end < whole and is_word(self._tokens[end], "INTO"):
            used = next((i for i in range(end, whole) if is_word(self._tokens[i], "USING")), whole)
            into = tuple(t.text for t in self._tokens[end + 1 : used] if t.token_type is TokenType.VAR)
        value = self._value(self._at, end)
        self._at = next((i + 1 for i in range(end, whole) if is_word(self._tokens[i], "USING")), whole)
        given = self._arguments(whole)
        self._at = whole
        arguments = (value, *given) if value is not None else given
        if isinstance(value, Apply) and is_word(self._tokens[start], "CALL"):
            return (Execute(self._place(start, end), value.function, value.arguments),)
        return (Execute(self._place(start, end), "", arguments, into),)

    def _called(self) -> str:
        """The name of the procedure that EXEC calls, which is skipped; "" when a text follows."""
        index = self._at
        if index >= len(self._tokens) or self._tokens[index].token_type not in (TokenType.VAR, TokenType.IDENTIFIER):
            return ""
        parts = [self._tokens[index].text]
        while self._kind(index + 1 - self._at) is TokenType.DOT and index + 2 < len(self._tokens):
            index += 2
            parts.append(self._tokens[index].text)
        if self._kind(index + 1 - self._at) is TokenType.L_PAREN:
            return ""
        self._at = index + 1
        return ".".join(parts)

    def _arguments(self, end: int) -> tuple[Value, ...]:
        """The values up to there, without the names that they are given by and without OUTPUT."""
        found: list[Value] = []
        first = self._at
        for index, token, depth in levels(self._tokens[: end + 1], first):
            if index < end and not (depth == 0 and token.token_type is TokenType.COMMA):
                continue
            last = index
            if last > first and is_word(self._tokens[last - 1], "OUTPUT", "OUT"):
                last -= 1
            if is_word(self._tokens[first], "IN", "OUT"):
                first += 1
            if last - first > 3 and self._tokens[first].token_type is TokenType.PARAMETER:
                first += 3 if self._tokens[first + 2].token_type is TokenType.EQ else 0
            value = self._value(first, last)
            found.extend([value] if value is not None else [])
            first = index + 1
        if first < end and end >= len(self._tokens):
            value = self._value(first, end)
            found.extend([value] if value is not None else [])
        return tuple(found)

    def _fetch(self) -> tuple[Statement, ...]:
        start = self._at
        end = self._until(*BODY_ENDS, *STARTS)
        words = [t for t in self._tokens[start:end] if not is_word(t, "BULK", "COLLECT")]
        into = next((i for i, token in enumerate(words) if is_word(token, "INTO")), None)
        self._at = end
        if into is None or into == 0:
            return ()
        targets = [token for token in words[into + 1 :] if token.token_type in (TokenType.VAR, TokenType.IDENTIFIER)]
        names = tuple(token.text for token in targets)
        return (Fetch(self._place(start, end), words[into - 1].text, names),) if names else ()

    def _assign(self) -> tuple[Statement, ...]:
        start = self._at
        end = self._until(*BODY_ENDS)
        sign = start + (1 if self._kind(1) is TokenType.COLON_EQ else 3)
        value = self._value(sign + 1, end)
        self._at = end
        if value is None:
            return self._unread(start, end)
        return (Assign(self._place(start, start + 1), self._tokens[sign - 1].text, value),)
