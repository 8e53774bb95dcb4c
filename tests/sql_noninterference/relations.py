"""What stands in FROM, by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.sql_noninterference.draft import Column, Draft, Query, Scope, Source
from tests.sql_noninterference.values import aggregate, condition, value

Make = Callable[[Draft, int], Query]
"""Makes a query of that depth."""


def source(draft: Draft, depth: int, make: Make) -> tuple[str, Scope, str | None]:
    """The text behind FROM, what is in scope then, and a column that tells its rows apart, if there is one."""
    text, first, unique = _item(draft, depth, make)
    scope: Scope = (first,)
    for _ in range(draft.pick((0, 0, 0, 1, 1, 2))):
        text, scope, unique = _joined(draft, depth, make, text, scope, unique)
    return text, scope, unique


def _item(draft: Draft, depth: int, make: Make) -> tuple[str, Source, str | None]:
    if depth > 0 and draft.chance(0.25):
        inner = make(draft, depth - 1)
        return _aliased(draft, f"({inner.sql})", inner)
    if draft.duckdb and depth > 0 and draft.chance(0.12):
        return _reshaped(draft, make(draft, depth - 1))
    if draft.chance(0.05):
        alias, first, second = draft.fresh("v"), draft.fresh("c"), draft.fresh("c")
        inner = Query("", (Column(first, "text"), Column(second, "int")))
        if draft.duckdb:
            return (
                f"(VALUES ('NL', 1), ('TR', 5), ('a', 7)) AS {alias}({first}, {second})",
                Source(alias, inner.columns),
                None,
            )
        text = f"(SELECT 'NL' AS {first}, 1 AS {second} UNION ALL SELECT 'TR', 5 UNION ALL SELECT 'a', 7) AS {alias}"
        return text, Source(alias, inner.columns), None
    table = draft.pick((*draft.tables, "people"))
    known = draft.tables[table]
    if draft.chance(0.3):
        return table, Source(table, known.columns, known.unique), f"{table}.{known.unique}" if known.unique else None
    return _aliased(draft, table, known)


def _aliased(draft: Draft, text: str, known: Query) -> tuple[str, Source, str | None]:
    alias = draft.fresh("r")
    unique = f"{alias}.{known.unique}" if known.unique else None
    return f"{text} AS {alias}", Source(alias, known.columns, known.unique), unique


def _reshaped(draft: Draft, inner: Query) -> tuple[str, Source, str | None]:
    """PIVOT or UNPIVOT."""
    texts = [each for each in inner.columns if each.kind == "text"]
    numbers = [each for each in inner.columns if each.kind == "int" and not each.key]
    keys = [each for each in inner.columns if each.key]
    alias = draft.fresh("r")
    if texts and numbers and keys and draft.chance(0.5):
        on, number, key = draft.pick(texts), draft.pick(numbers), keys[0]
        columns = (key, Column("NL", "int"), Column("a", "int"))
        text = (
            f"(PIVOT ({inner.sql}) ON {on.name} IN ('NL', 'a') USING sum({number.name}) GROUP BY {key.name}) AS {alias}"
        )
        if draft.chance(0.5):
            text = (
                f"({inner.sql}) PIVOT (sum({number.name}) FOR {on.name} IN ('NL', 'a') GROUP BY {key.name}) AS {alias}"
            )
        return text, Source(alias, columns), None
    same = numbers if len(numbers) > 1 else texts
    if len(same) > 1:
        label, content = draft.fresh("c"), draft.fresh("c")
        gone = same[:2]
        kept = tuple(each for each in inner.columns if each not in gone)
        columns = (*kept, Column(label, "text"), Column(content, gone[0].kind))
        names = ", ".join(each.name for each in gone)
        text = f"(UNPIVOT ({inner.sql}) ON {names} INTO NAME {label} VALUE {content}) AS {alias}"
        return text, Source(alias, columns), None
    return f"({inner.sql}) AS {alias}", Source(alias, inner.columns, inner.unique), None


def _joined(
    draft: Draft, depth: int, make: Make, text: str, scope: Scope, unique: str | None
) -> tuple[str, Scope, str | None]:
    if draft.duckdb and draft.chance(0.1):
        return _lateral(draft, text, scope)
    right, other, _ = _item(draft, max(depth - 1, 0), make)
    if any(each.name == other.name for each in scope):
        return text, scope, unique
    shared = [each.name for each in other.columns if any(each.name == mine.name for mine in scope[-1].columns)]
    if len(scope) == 1 and shared and draft.chance(0.4):
        return _using(draft, text, scope, right, other, shared)
    if draft.duckdb and draft.chance(0.12):
        kind = draft.pick(("SEMI", "ANTI"))
        return f"{text} {kind} JOIN {right} ON {_on(draft, scope, other)}", scope, unique
    kind = draft.pick(("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", ",", "CROSS JOIN"))
    if kind in (",", "CROSS JOIN"):
        return f"{text}{'' if kind == ',' else ' '}{kind} {right}", (*scope, other), None
    left = tuple(each.without_keys() for each in scope) if kind in ("RIGHT JOIN", "FULL JOIN") else scope
    mine = other.without_keys() if kind in ("LEFT JOIN", "FULL JOIN") else other
    return f"{text} {kind} {right} ON {_on(draft, scope, other)}", (*left, replace(mine, unique=None)), None


def _on(draft: Draft, scope: Scope, other: Source) -> str:
    """Two columns of one kind that are equal, and perhaps a further condition."""
    kind = draft.pick(("int", "text"))
    mine = [f"{each.name}.{column.name}" for each in scope for column in each.of(kind)]
    theirs = [f"{other.name}.{column.name}" for column in other.of(kind)]
    if not mine or not theirs:
        return condition(draft, (*scope, other), 0)
    test = f"{draft.pick(mine)} = {draft.pick(theirs)}"
    return f"{test} AND {condition(draft, (*scope, other), 0)}" if draft.chance(0.3) else test


def _using(
    draft: Draft, text: str, scope: Scope, right: str, other: Source, shared: list[str]
) -> tuple[str, Scope, str | None]:
    kind = draft.pick(("JOIN", "LEFT JOIN"))
    natural = draft.chance(0.3)
    by = shared if natural else [draft.pick(shared)]
    join = f"NATURAL {kind} {right}" if natural else f"{kind} {right} USING ({', '.join(by)})"
    rest = other.without_keys() if kind == "LEFT JOIN" else other
    rest = Source(other.name, tuple(each for each in rest.columns if each.name not in by))
    return f"{text} {join}", (scope[0], rest), None


def _lateral(draft: Draft, text: str, scope: Scope) -> tuple[str, Scope, str | None]:
    alias, made = draft.fresh("r"), draft.fresh("c")
    inner = Source(draft.fresh("s"), draft.tables["people"].columns)
    around = (inner, *scope)
    if draft.chance(0.5):
        query = f"SELECT {aggregate(draft, (inner,), 'int', 1)} AS {made} FROM people {inner.name} WHERE {condition(draft, around)}"
    else:
        query = f"SELECT {value(draft, scope, 'int', 1)} AS {made}"
    return f"{text}, LATERAL ({query}) AS {alias}", (*scope, Source(alias, (Column(made, "int"),))), None
