"""The keyword census: what SQL text says, word by word, against what the forms made of it hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.tokens import is_word, prepared, tokenize
from originlint.ir import relational as r
from originlint.ir.walk import walk

WORDS = ("SELECT", "INSERT", "UPDATE", "MERGE", "CASE")
"""The words that are counted."""

_NO_UPDATE = ("FOR", "ON", "OF", "OR", "AFTER", "BEFORE", "INSTEAD", "INSERT", "DELETE", "KEY", "GRANT", "REVOKE")
"""Behind these, and behind a comma, UPDATE, INSERT and SELECT are a lock, a trigger's event, a right or an action."""


def written(text: str, dialect: str) -> Counter[str]:
    """How often each word begins something in a text that is not quoted."""
    tokens = tokenize(prepared(text), dialect) or []
    found: Counter[str] = Counter()
    heads: set[tuple[str, ...]] = set()
    for index, token in enumerate(tokens):
        word = token.text.upper()
        if not _counts(tokens, index, word):
            continue
        # Rows of constants for a table that has got some before say nothing new, and are not kept.
        head = _constant_rows(tokens[index : index + 200]) if word == "INSERT" else None
        if head is None or head not in heads:
            found[word] += 1
        if head is not None:
            heads.add(head)
    return found


def _constant_rows(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """What stands before VALUES in an INSERT; None when it is no such INSERT."""
    for index, token in enumerate(tokens):
        if token.token_type is TokenType.VALUES:
            return tuple(each.text.lower() for each in tokens[:index])
        if token.token_type in (TokenType.SEMICOLON, TokenType.SELECT):
            return None
    return None


def held(text: str, script: r.Script) -> Counter[str]:
    """How many of each the forms hold. What was not understood is in the coverage, with all words in it."""
    found: Counter[str] = Counter()
    for form in walk(script.statements):
        match form:
            case r.Select():
                found["SELECT"] += 1
            case r.Insert():
                found["INSERT"] += 1
            case r.Update():
                found["UPDATE"] += 1
            case r.Merge():
                found["MERGE"] += 1
            case r.Arm(kind="update" | "insert" as kind):
                found[kind.upper()] += 1
            case r.Choose(function="CASE") | r.Branch():
                found["CASE"] += 1
    for unread in script.unread:
        found += written(text[unread.place.at :][: unread.place.length], script.dialect)
    return found


def lost(text: str, script: r.Script) -> Counter[str]:
    """What the text says more often than the forms made of it hold."""
    said, have = written(text, script.dialect), held(text, script)
    return Counter({word: said[word] - have[word] for word in WORDS if said[word] > have[word]})


def _counts(tokens: Sequence[Token], index: int, word: str) -> bool:
    token = tokens[index]
    if word not in WORDS or not is_word(token, word):
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.token_type is TokenType.DOT:
        return False
    if word == "CASE":
        return before is None or not is_word(before, "END")
    if word != "SELECT" and before is not None and before.token_type is TokenType.COMMA:
        return False
    if before is not None and is_word(before, *_NO_UPDATE):
        return False
    return word == "SELECT" or (
        after is not None and after.token_type not in (TokenType.L_PAREN, TokenType.COMMA, TokenType.SEMICOLON)
    )
