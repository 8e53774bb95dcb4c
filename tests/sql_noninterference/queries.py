"""Queries, by chance: what stands in FROM, and the clauses around it."""

from __future__ import annotations

from tests.sql_noninterference.draft import Column, Draft, Query, Scope, Source
from tests.sql_noninterference.relations import source
from tests.sql_noninterference.values import aggregate, column, condition, key_of, name, value


def query(draft: Draft, depth: int) -> Query:
    """A query of any kind."""
    if depth > 0 and draft.chance(0.15):
        return _combined(draft, depth - 1)
    if depth > 0 and draft.chance(0.15):
        return _with(draft, depth - 1)
    if draft.chance(0.2):
        return _grouped(draft, depth)
    return _select(draft, depth)


def scores(draft: Draft, depth: int = 2) -> Query:
    """A query of two columns: the person's number as `id`, and a value as `risk_score`."""
    kind = draft.pick(("int", "int", "text"))
    if draft.chance(0.15):
        first, second = _scored(draft, depth - 1, kind), _scored(draft, depth - 1, kind)
        return Query(f"SELECT * FROM ({first.sql}) {_operator(draft)} SELECT * FROM ({second.sql})", first.columns)
    if draft.chance(0.2):
        inner = scores(draft, depth - 1) if depth > 0 else _scored(draft, 0, kind)
        c = draft.fresh("q")
        return Query(f"WITH {c} AS ({inner.sql}) SELECT {c}.id, {c}.risk_score FROM {c}", inner.columns, inner.unique)
    return _scored(draft, depth, kind)


def _scored(draft: Draft, depth: int, kind: str) -> Query:
    for _ in range(8):
        start, scope, unique = source(draft, depth, query)
        key = key_of(draft, scope)
        if key is not None:
            break
    else:
        start, scope, unique = "people", (Source("people", draft.tables["people"].columns, "id"),), "people.id"
        key = "people.id"
    columns = (Column("id", "int", True), Column("risk_score", kind))
    if draft.chance(0.25):
        tail = f" HAVING {aggregate(draft, scope, 'int')} > 1" if draft.chance(0.3) else ""
        text = f"SELECT {key} AS id, {aggregate(draft, scope, kind)} AS risk_score FROM {start}"
        return Query(f"{text}{_where(draft, scope)} GROUP BY {key}{tail}", columns, "id")
    made = value(draft, scope, kind, 2, windows=True)
    distinct = "DISTINCT " if draft.chance(0.1) else ""
    text = f"SELECT {distinct}{key} AS id, {made} AS risk_score FROM {start}{_where(draft, scope)}"
    return Query(text + _tail(draft, scope, unique), columns, "id" if unique == key else None)


def _where(draft: Draft, scope: Scope) -> str:
    return f" WHERE {condition(draft, scope)}" if draft.chance(0.4) else ""


def _tail(draft: Draft, scope: Scope, unique: str | None) -> str:
    """QUALIFY, or ORDER BY with LIMIT where it is certain which rows come first."""
    if draft.duckdb and draft.chance(0.1):
        order = value(draft, scope, draft.pick(("int", "text")), 1)
        return f" QUALIFY rank() OVER (ORDER BY {order}) <= 3"
    if unique is not None and draft.chance(0.12):
        order = value(draft, scope, draft.pick(("int", "text")), 1)
        return f" ORDER BY {order}, {unique} LIMIT {draft.rng.randint(2, 5)}" + draft.pick(("", " OFFSET 1"))
    return ""


def _select(draft: Draft, depth: int) -> Query:
    start, scope, unique = source(draft, depth, query)
    items: list[str] = []
    columns: list[Column] = []
    if draft.chance(0.25):
        each = draft.pick(scope)
        items, columns = _star(draft, scope, each)
    else:
        for each in scope:
            for known in each.columns:
                if all(known.name != other.name for other in columns) and draft.chance(0.9 if known.key else 0.6):
                    written, renamed = name(draft, scope, each, known), draft.chance(0.2)
                    label = draft.fresh("c") if renamed else known.name
                    items.append(f"{written} AS {label}" if renamed else written)
                    columns.append(Column(label, known.kind, known.key))
    kind = draft.pick(("int", "text"))
    made = draft.fresh("c")
    items.append(f"{value(draft, scope, kind, 2, windows=True)} AS {made}")
    columns.append(Column(made, kind))
    distinct = draft.chance(0.08)
    text = f"SELECT {'DISTINCT ' if distinct else ''}{', '.join(items)} FROM {start}{_where(draft, scope)}"
    return Query(text + _tail(draft, scope, unique), tuple(columns), _kept(unique, columns))


def _kept(unique: str | None, columns: list[Column]) -> str | None:
    bare = unique.rpartition(".")[2] if unique else None
    return bare if bare is not None and any(each.name == bare for each in columns) else None


def _star(draft: Draft, scope: Scope, each: Source) -> tuple[list[str], list[Column]]:
    columns = list(each.columns)
    star = f"{each.name}.*" if each.name and (len(scope) > 1 or draft.chance(0.5)) else "*"
    if len(scope) > 1 and star == "*":
        return [], []
    if not draft.duckdb or len(columns) < 3:
        return [star], columns
    victim = draft.pick(columns[1:])
    rest = [column for column in columns if column is not victim]
    match draft.rng.randint(0, 3):
        case 0:
            return [f"{star} EXCLUDE ({victim.name})"], rest
        case 1:
            made = value(draft, scope, victim.kind, 1)
            place = columns.index(victim)
            columns[place] = Column(victim.name, victim.kind)
            return [f"{star} REPLACE ({made} AS {victim.name})"], columns
        case 2:
            label = draft.fresh("c")
            columns[columns.index(victim)] = Column(label, victim.kind, victim.key)
            return [f"{star} RENAME ({victim.name} AS {label})"], columns
    return [star], columns


def _grouped(draft: Draft, depth: int) -> Query:
    start, scope, _ = source(draft, depth, query)
    keys: list[tuple[str, Column]] = []
    key = key_of(draft, scope)
    if key is not None and draft.chance(0.7):
        keys.append((key, Column(draft.fresh("c"), "int", True)))
    for _ in range(draft.rng.randint(0 if keys else 1, 1)):
        kind = draft.pick(("int", "text"))
        written = column(draft, scope, kind) if draft.chance(0.6) else value(draft, scope, kind, 1)
        if written is not None and not written.isdigit() and not written.startswith("'"):
            keys.append((written, Column(draft.fresh("c"), kind)))
    made = [
        (aggregate(draft, scope, kind), Column(draft.fresh("c"), kind))
        for kind in draft.pick((("int",), ("text",), ("int", "text")))
    ]
    shown = [pair for pair in keys if pair[1].key or draft.chance(0.7)]
    items = ", ".join(f"{written} AS {each.name}" for written, each in (*shown, *made))
    text = f"SELECT {items} FROM {start}{_where(draft, scope)}"
    columns = [each for _, each in (*shown, *made)]
    if keys:
        by = ", ".join(written for written, _ in keys)
        if draft.duckdb and draft.chance(0.25):
            by = draft.pick((f"ROLLUP ({by})", f"CUBE ({by})", f"GROUPING SETS (({by}), ())"))
            columns = [Column(each.name, each.kind) for each in columns]
        text += f" GROUP BY {by}"
        if draft.chance(0.3):
            text += f" HAVING {aggregate(draft, scope, 'int')} > {draft.rng.randint(0, 4)}"
    return Query(text, tuple(columns))


def _operator(draft: Draft) -> str:
    options = ["UNION ALL", "UNION", "EXCEPT", "INTERSECT"]
    return draft.pick([*options, "EXCEPT ALL"] if draft.duckdb else options)


def _combined(draft: Draft, depth: int) -> Query:
    kinds = [("id", "int", True), *((draft.fresh("c"), draft.pick(("int", "text")), False) for _ in range(2))]
    parts: list[str] = []
    for _ in range(2):
        start, scope, _ = source(draft, depth, query)
        key = key_of(draft, scope)
        if key is None:
            start, scope, key = "people", (Source("people", draft.tables["people"].columns, "id"),), "people.id"
        items = [f"{key} AS id", *(f"{value(draft, scope, kind)} AS {label}" for label, kind, _ in kinds[1:])]
        parts.append(f"SELECT {', '.join(items)} FROM {start}{_where(draft, scope)}")
    operator = _operator(draft)
    if draft.duckdb and draft.chance(0.2):
        operator = "UNION ALL BY NAME"
    return Query(f" {operator} ".join(parts), tuple(Column(*each) for each in kinds))


def _with(draft: Draft, depth: int) -> Query:
    before = dict(draft.tables)
    parts: list[str] = []
    recursive = draft.chance(0.3)
    for _ in range(draft.rng.randint(1, 2)):
        label = draft.fresh("q")
        inner = _recursive(draft, label) if recursive else query(draft, depth)
        recursive_head = f"{label} ({', '.join(each.name for each in inner.columns)})" if recursive else label
        parts.append(f"{recursive_head} AS ({inner.sql})")
        draft.tables[label] = Query(label, inner.columns, inner.unique)
    body = query(draft, depth)
    draft.tables = before
    text = f"SELECT * FROM ({body.sql})" if body.sql.startswith("WITH") else body.sql
    return Query(f"WITH {'RECURSIVE ' if recursive else ''}{', '.join(parts)} {text}", body.columns, body.unique)


def _recursive(draft: Draft, label: str) -> Query:
    columns = (Column(draft.fresh("c"), "int", True), Column(draft.fresh("c"), "int"), Column(draft.fresh("c"), "int"))
    key, step = columns[0].name, columns[1].name
    people = Source("p", draft.tables["people"].columns)
    scope = (Source(label, columns), people)
    first = f"SELECT p.id, 0, {value(draft, (people,), 'int', 1)} FROM people p{_where(draft, (people,))}"
    again = (
        f"SELECT {label}.{key}, {label}.{step} + 1, {value(draft, scope, 'int', 1)} FROM {label} "
        f"JOIN people p ON p.id = {label}.{key} WHERE {label}.{step} < 2 AND {condition(draft, (scope[1],), 0)}"
    )
    return Query(f"{first} UNION ALL {again}", columns)
