"""Expressions and conditions, by chance, of the columns in scope."""

from __future__ import annotations

from collections.abc import Callable

from tests.sql_noninterference.draft import BASE, Column, Draft, Scope, Source

PEOPLE = BASE["people"]


def name(draft: Draft, scope: Scope, source: Source, column: Column) -> str:
    """How the column is written: with its relation, or without where that is clear."""
    same = sum(each.name == column.name for other in scope for each in other.columns)
    if not source.name or (same == 1 and draft.chance(0.3)):
        return column.name
    return f"{source.name}.{column.name}"


def column(draft: Draft, scope: Scope, kind: str) -> str | None:
    """Some column of that kind."""
    found = [(source, each) for source in scope for each in source.of(kind)]
    if not found:
        return None
    source, each = draft.pick(found)
    # The attribute that all this is about is taken more often than others would be.
    origin = [pair for pair in found if pair[1].name == "nationality"]
    if origin and draft.chance(0.3):
        source, each = draft.pick(origin)
    return name(draft, scope, source, each)


def value(draft: Draft, scope: Scope, kind: str, depth: int = 2, windows: bool = False) -> str:
    """An expression of that kind. `windows` allows window functions."""
    known = column(draft, scope, kind)
    if depth <= 0 or draft.chance(0.25):
        return known or literal(draft, kind)
    options = _TEXTS if kind == "text" else _NUMBERS
    if windows and draft.chance(0.25):
        return window(draft, scope, kind, depth - 1)
    return draft.pick(options)(draft, scope, depth - 1)


def literal(draft: Draft, kind: str) -> str:
    """A constant."""
    return str(draft.rng.randint(0, 9)) if kind == "int" else f"'{draft.pick(('NL', 'TR', 'a', 'x'))}'"


def _case(kind: str) -> Callable[[Draft, Scope, int], str]:
    def make(draft: Draft, scope: Scope, depth: int) -> str:
        first, second = value(draft, scope, kind, depth), value(draft, scope, kind, depth)
        if draft.chance(0.3):
            subject = value(draft, scope, "text", 0)
            return f"CASE {subject} WHEN {literal(draft, 'text')} THEN {first} ELSE {second} END"
        otherwise = f" ELSE {second}" if draft.chance(0.7) else ""
        return f"CASE WHEN {condition(draft, scope, depth)} THEN {first}{otherwise} END"

    return make


def _call(template: str, *kinds: str) -> Callable[[Draft, Scope, int], str]:
    def make(draft: Draft, scope: Scope, depth: int) -> str:
        return template.format(*(value(draft, scope, kind, depth) for kind in kinds))

    return make


def _choice(draft: Draft, scope: Scope, depth: int) -> str:
    first, second = value(draft, scope, "int", depth), value(draft, scope, "int", depth)
    if draft.duckdb:
        return f"{draft.pick(('greatest', 'least'))}({first}, {second})"
    return f"{draft.pick(('max', 'min'))}({first}, {second})"


def _iif(draft: Draft, scope: Scope, depth: int) -> str:
    function = "if" if draft.duckdb else "iif"
    first, second = value(draft, scope, "int", depth), value(draft, scope, "int", depth)
    return f"{function}({condition(draft, scope, depth)}, {first}, {second})"


def _found(draft: Draft, scope: Scope, depth: int) -> str:
    where = draft.pick(("instr('NLTRMAPLSR', {0})", "(strpos('NLTRMAPLSR', {0}))"))
    return (where if draft.duckdb else "instr('NLTRMAPLSR', {0})").format(value(draft, scope, "text", depth))


def _counted(draft: Draft, scope: Scope, depth: int) -> str:
    inner = Source(draft.fresh("s"), PEOPLE.columns)
    what = draft.pick(("count(*)", "sum({0}.amount)", "count(DISTINCT {0}.dept)", "max({0}.amount)"))
    test = condition(draft, (inner, *scope), depth)
    return f"(SELECT {what.format(inner.name)} FROM people {inner.name} WHERE {test})"


def _looked_up(draft: Draft, scope: Scope, depth: int) -> str:
    return f"(SELECT max(points.worth) FROM points WHERE points.code = {value(draft, scope, 'text', depth)})"


def _first_of(draft: Draft, scope: Scope, depth: int) -> str:
    inner = Source(draft.fresh("s"), PEOPLE.columns)
    order = value(draft, (inner,), draft.pick(("int", "text")), 1)
    test = condition(draft, (inner, *scope), depth)
    return (
        f"(SELECT {inner.name}.amount FROM people {inner.name} WHERE {test} ORDER BY {order}, {inner.name}.id LIMIT 1)"
    )


def key_of(draft: Draft, scope: Scope) -> str | None:
    """Some column that holds the person's number."""
    found = [f"{source.name}.{each.name}" for source in scope for each in source.columns if each.key and source.name]
    return draft.pick(found) if found else None


def _fact(draft: Draft, scope: Scope, depth: int) -> str:
    key = key_of(draft, scope)
    if key is None:
        return literal(draft, "text")
    what = draft.pick(("'NATIONALITY'", "'HOBBY'"))
    f = draft.fresh("f")
    if draft.chance(0.5):
        return f"(SELECT max({f}.value) FROM facts {f} WHERE {f}.pid = {key} AND {f}.attribute = {what})"
    return f"(SELECT max(CASE WHEN {f}.attribute = {what} THEN {f}.value END) FROM facts {f} WHERE {f}.pid = {key})"


def _answer(draft: Draft, scope: Scope, depth: int) -> str:
    key = key_of(draft, scope)
    if key is None:
        return literal(draft, "text")
    f = draft.fresh("f")
    what = draft.pick(("nationality", "hobby", "club.size"))
    path = draft.pick((f"{f}.answers ->> '$.{what}'", f"json_extract({f}.answers, '$.{what}')"))
    if draft.duckdb:
        path = f"CAST({path} AS TEXT)"
    return f"(SELECT {path} FROM forms {f} WHERE {f}.pid = {key})"


def _own(draft: Draft, scope: Scope, depth: int) -> str:
    if not draft.functions:
        return value(draft, scope, "int", depth)
    return f"{draft.pick(draft.functions)}({value(draft, scope, 'text', depth)})"


_NUMBERS: tuple[Callable[[Draft, Scope, int], str], ...] = (
    _call("({0} + {1})", "int", "int"),
    _call("({0} * 2)", "int"),
    _call("abs({0} - {1})", "int", "int"),
    _call("length({0})", "text"),
    _call("coalesce({0}, {1})", "int", "int"),
    _call("nullif({0}, {1})", "int", "int"),
    _case("int"),
    _case("int"),
    _choice,
    _iif,
    _found,
    _counted,
    _looked_up,
    _first_of,
    _own,
)
_TEXTS: tuple[Callable[[Draft, Scope, int], str], ...] = (
    _call("({0} || {1})", "text", "text"),
    _call("upper({0})", "text"),
    _call("substr({0}, 1, 1)", "text"),
    _call("replace({0}, 'N', {1})", "text", "text"),
    _call("CAST({0} AS TEXT)", "int"),
    _call("coalesce(nullif({0}, 'NL'), {1})", "text", "text"),
    _case("text"),
    _fact,
    _answer,
)


def window(draft: Draft, scope: Scope, kind: str, depth: int) -> str:
    """A window function whose result does not depend on how ties are ordered."""
    inside = value(draft, scope, draft.pick(("int", "text")), depth)
    order = value(draft, scope, draft.pick(("int", "text")), depth)
    parts = f"PARTITION BY {inside}" if draft.chance(0.5) else ""
    if kind == "text":
        return f"max({value(draft, scope, 'text', depth)}) OVER ({parts})"
    number = value(draft, scope, "int", depth)
    return draft.pick(
        (
            f"rank() OVER ({parts} ORDER BY {order})",
            f"dense_rank() OVER ({parts} ORDER BY {order} DESC)",
            f"count(*) OVER ({parts})",
            f"sum({number}) OVER ({parts})",
            f"sum({number}) OVER ({parts} ORDER BY {order})",
            f"count(*) FILTER (WHERE {condition(draft, scope, depth)}) OVER ({parts})",
            f"max({number}) OVER ({parts} ORDER BY {order} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
        )
    )


def aggregate(draft: Draft, scope: Scope, kind: str, depth: int = 1) -> str:
    """An aggregate whose result does not depend on the order of the rows."""
    inside = value(draft, scope, kind, depth)
    if kind == "text":
        return draft.pick((f"max({inside})", f"min({inside})"))
    tested = f" FILTER (WHERE {condition(draft, scope, depth)})" if draft.chance(0.25) else ""
    whatever = value(draft, scope, draft.pick(("int", "text")), depth)
    options = [
        f"sum({inside}){tested}",
        f"count(*){tested}",
        f"count({whatever})",
        f"count(DISTINCT {whatever})",
        f"max({inside}){tested}",
        f"sum(CASE WHEN {condition(draft, scope, depth)} THEN 1 ELSE 0 END)",
    ]
    if draft.duckdb:
        options += [f"count_if({condition(draft, scope, depth)})", f"bool_or({condition(draft, scope, depth)})::INT"]
    return draft.pick(options)


def condition(draft: Draft, scope: Scope, depth: int = 1) -> str:
    """A truth value."""
    if depth > 0 and draft.chance(0.2):
        first, second = condition(draft, scope, depth - 1), condition(draft, scope, depth - 1)
        return draft.pick((f"({first} AND {second})", f"({first} OR {second})", f"NOT {first}"))
    text, number = value(draft, scope, "text", depth), value(draft, scope, "int", depth)
    options = [
        f"{text} = 'NL'",
        f"{text} <> {value(draft, scope, 'text', 0)}",
        f"{text} IN ('TR', 'MA', 'a', 'x')",
        f"{text} LIKE '%L'",
        f"{text} IS NULL",
        f"{number} > {literal(draft, 'int')}",
        f"{number} BETWEEN 2 AND 5",
        f"{number} < {value(draft, scope, 'int', 0)}",
    ]
    if depth > 0 and draft.chance(0.4):
        options = _subqueries(draft, scope, text, number, depth - 1)
    return draft.pick(options)


def _subqueries(draft: Draft, scope: Scope, text: str, number: str, depth: int) -> list[str]:
    inner = Source(draft.fresh("s"), PEOPLE.columns)
    s = inner.name
    test = condition(draft, (inner, *scope), depth)
    alone = condition(draft, (inner,), depth)
    negated = draft.pick(("", "NOT "))
    return [
        f"{negated}EXISTS (SELECT 1 FROM people {s} WHERE {test})",
        f"{negated}EXISTS (SELECT 1 FROM points WHERE points.code = {text})",
        f"{number} {negated}IN (SELECT {s}.id FROM people {s} WHERE {test})",
        f"{text} {negated}IN (SELECT {s}.nationality FROM people {s} WHERE {s}.amount > 6)",
        f"{number} > (SELECT avg({s}.amount) FROM people {s} WHERE {test})",
        f"({number}, {text}) IN (SELECT {s}.amount, {s}.dept FROM people {s} WHERE {alone})",
    ]
