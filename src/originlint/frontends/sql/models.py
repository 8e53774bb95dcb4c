"""Models in the database: statements that train one in the way of a vendor, and calls rewritten to the usual ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot.tokenizer_core import Token, TokenType

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.tokens import end_of, is_word, levels
from originlint.ir.relational import Projection, Query, Select, Star, Table, Train

_CLASSES = ("CLASSIFICATION", "FORECAST", "ANOMALY_DETECTION", "TOP_INSIGHTS")
"""Snowflake's classes of models."""

_NAMES = (TokenType.VAR, TokenType.IDENTIFIER)

ToQuery = Callable[[int, int], "Query | None"]
"""Lowers the query between two tokens of a statement."""


def read_training(tokens: Sequence[Token], places: Places, query: ToQuery) -> Train | None:
    """What a statement of these tokens trains: `CREATE MODEL … FROM … TARGET …` of Redshift, `CREATE SNOWFLAKE.ML.…`;
    None when it is another one."""
    if not tokens or not is_word(tokens[0], "CREATE"):
        return None
    for at, token in enumerate(tokens[:9]):
        if is_word(token, "MODEL") and any(is_word(each, "FROM") for each in tokens[at : at + 8]):
            return _redshift(tokens, at, places, query)
        if is_word(token, *_CLASSES) and at > 0 and tokens[at - 1].token_type is TokenType.DOT:
            return _snowflake(tokens, at, places)
    return None


def _redshift(tokens: Sequence[Token], at: int, places: Places, query: ToQuery) -> Train | None:
    start = next(i for i in range(at, len(tokens)) if is_word(tokens[i], "FROM")) + 1
    name = "".join(token.text for token in tokens[at + 1 : start - 1])
    target = _after(tokens, "TARGET")
    function = _after(tokens, "FUNCTION")
    if start < len(tokens) and tokens[start].token_type is TokenType.L_PAREN:
        read = query(start + 1, _closing(tokens, start))
    else:
        end = next((i for i in range(start, len(tokens)) if is_word(tokens[i], "TARGET", "PROBLEM_TYPE")), len(tokens))
        read = _everything([token for token in tokens[start:end] if token.token_type in _NAMES], places)
    if read is None:
        return None
    place = places.between(int(tokens[0].start), end_of(tokens[at]))
    called = function.text if function is not None else ""
    return Train(place, name, "", read, (target.text,) if target is not None else (), (), called)


def _snowflake(tokens: Sequence[Token], at: int, places: Places) -> Train | None:
    name = tokens[at + 1].text if at + 1 < len(tokens) else ""
    given = next((i for i, token in enumerate(tokens) if is_word(token, "INPUT_DATA")), None)
    if given is None:
        return None
    opened = next((i for i in range(given, len(tokens)) if tokens[i].token_type is TokenType.L_PAREN), len(tokens))
    inside = tokens[opened + 1 : _closing(tokens, opened)]
    texts = [token for token in inside if token.token_type is TokenType.STRING]
    tables = texts[-1:] or [token for token in inside if token.token_type in _NAMES]
    if not tables or " " in tables[0].text.strip():
        return None
    target = next(
        (tokens[i + 2] for i, token in enumerate(tokens[:-2]) if is_word(token, "TARGET_COLNAME")),
        None,
    )
    place = places.between(int(tokens[0].start), end_of(tokens[at]))
    targets = (target.text,) if target is not None else ()
    return Train(place, name, tokens[at].text, _everything(tables, places), targets)


def _everything(names: Sequence[Token], places: Places) -> Query:
    """All of a table."""
    last = names[-1]
    place = places.between(int(last.start), end_of(last))
    parts = tuple(part for token in names for part in token.text.split("."))
    return Select(place, (Projection(Star(place), None),), Table(place, parts))


def _after(tokens: Sequence[Token], word: str) -> Token | None:
    """The name behind a word that stands outside brackets."""
    for index, token, depth in levels(tokens[:-1]):
        if depth == 0 and is_word(token, word):
            return tokens[index + 1]
    return None


def _closing(tokens: Sequence[Token], opened: int) -> int:
    """The index of the bracket that closes the one at `opened`."""
    return next((index for index, _, depth in levels(tokens, opened) if depth == 0), len(tokens))


def usual_calls(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens in which models are called as the parser knows it: without MODEL and TABLE in the arguments of `ML.…`,
    which only say what the name after them is; `PREDICT(MODEL = @m, DATA = t AS d) WITH (…)` and `PREDICTION(m USING
    a, b)` with plain arguments."""
    words = {token.text.upper() for token in tokens}
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        follows = tokens[index + 1].token_type if index + 1 < len(tokens) else None
        opens = index > 0 and tokens[index - 1].token_type in (TokenType.L_PAREN, TokenType.COMMA)
        if is_word(token, "PREDICT") and follows is TokenType.L_PAREN and _is_tsql(tokens, index):
            index = _predict(tokens, index, kept)
            continue
        if token.text.upper().startswith("PREDICTION") and follows is TokenType.L_PAREN:
            index = _prediction(tokens, index, kept)
            continue
        if not ("ML" in words and opens and is_word(token, "MODEL", "TABLE") and follows in _NAMES):
            kept.append(token)
        index += 1
    return kept


def _is_tsql(tokens: Sequence[Token], at: int) -> bool:
    return at + 3 < len(tokens) and is_word(tokens[at + 2], "MODEL") and tokens[at + 3].token_type is TokenType.EQ


def _predict(tokens: Sequence[Token], at: int, kept: list[Token]) -> int:
    """Keep `PREDICT(m, data)`; the index behind the call and the columns that WITH declares."""
    close = _closing(tokens, at + 1)
    comma = next((i for i in range(at, close) if tokens[i].token_type is TokenType.COMMA), close)
    model = [token for token in tokens[at + 4 : comma] if token.token_type in _NAMES][-1:]
    inner = list(tokens[comma + 3 : close])
    while inner and inner[-1].token_type in _NAMES and len(inner) > 2 and inner[-2].token_type is TokenType.ALIAS:
        del inner[-2:]
    kept.extend((*tokens[at : at + 2], *model, *tokens[comma : comma + 1], *inner, *tokens[close : close + 1]))
    behind = close + 1
    if behind + 1 < len(tokens) and is_word(tokens[behind], "WITH"):
        behind = _closing(tokens, behind + 1) + 1
    return behind


def _prediction(tokens: Sequence[Token], at: int, kept: list[Token]) -> int:
    """Keep `PREDICTION(a, b)`; the index of what follows the word USING."""
    close = _closing(tokens, at + 1)
    using = next((i for i in range(at, close) if is_word(tokens[i], "USING")), None)
    kept.extend(tokens[at : at + 2])
    return at + 2 if using is None else using + 1
