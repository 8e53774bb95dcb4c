"""Whole scripts: tables from tables, one with scores, and what is done to it afterwards."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.sql_noninterference.draft import Column, Draft, Query, Source
from tests.sql_noninterference.queries import query, scores
from tests.sql_noninterference.values import condition, literal, value


@dataclass(frozen=True, slots=True)
class Script:
    """Statements that end in a table `out` of `id` and `risk_score`. `one_row_each` tells that no person has two."""

    statements: tuple[str, ...]
    one_row_each: bool

    @property
    def text(self) -> str:
        return ";\n".join(self.statements) + ";\n"


def script(seed: int, dialect: str) -> Script:
    """The script of that number: the same one every time."""
    draft = Draft(random.Random(f"{dialect} {seed}"), dialect)
    steps: list[str] = []
    if draft.duckdb and draft.chance(0.15):
        steps.append(_function(draft))
    for _ in range(draft.pick((0, 0, 0, 1, 1, 2))):
        steps.extend(_table(draft))
    made = scores(draft)
    kind = made.columns[1].kind
    out = Query("out", (Column("id", "int", True), Column("risk_score", kind)), made.unique)
    if draft.chance(0.25):
        steps.append(f"CREATE TABLE out (id INTEGER, risk_score {'INTEGER' if kind == 'int' else 'TEXT'})")
        steps.append(f"INSERT INTO out {draft.pick(('', '(id, risk_score) '))}{made.sql}")
    else:
        steps.append(f"CREATE {draft.pick(('TABLE', 'TABLE', 'TEMP TABLE'))} out AS {made.sql}")
    unique = made.unique is not None
    for _ in range(draft.pick((0, 0, 0, 1, 1, 2))):
        step, keeps = _change(draft, out)
        unique = unique and keeps
        steps.append(step)
    return Script(tuple(steps), unique)


def _function(draft: Draft) -> str:
    name, argument = draft.fresh("fn"), draft.fresh("a")
    scope = (Source("", (Column(argument, "text"),)),)
    body = value(draft, scope, "int", 1)
    draft.functions.append(name)
    return f"CREATE TEMP MACRO {name}({argument}) AS {body}"


def _table(draft: Draft) -> list[str]:
    """A table or view, and perhaps a change of it."""
    name = draft.fresh("t")
    made = query(draft, 2)
    sort = draft.pick(("TABLE", "TEMP TABLE", "VIEW", "TABLE"))
    steps = [f"CREATE {sort} {name} AS {made.sql}"]
    columns = list(made.columns)
    keys = [each for each in columns if each.key]
    others = [each for each in columns if not each.key]
    if sort != "VIEW" and keys and others and draft.chance(0.5):
        table = Source(name, tuple(columns))
        victim = draft.pick(others)
        people = Source(draft.fresh("p"), draft.tables["people"].columns)
        options = [
            f"UPDATE {name} SET {victim.name} = {value(draft, (table,), victim.kind)} WHERE {condition(draft, (table,))}",
            f"UPDATE {name} SET {victim.name} = {value(draft, (table, people), victim.kind)} FROM people AS {people.name} "
            f"WHERE {people.name}.id = {name}.{keys[0].name} AND {condition(draft, (people, table))}",
            f"DELETE FROM {name} WHERE {condition(draft, (table,))}",
            f"INSERT INTO {name} ({keys[0].name}, {victim.name}) SELECT {people.name}.id, "
            f"{value(draft, (people,), victim.kind)} FROM people {people.name} WHERE {condition(draft, (people,))}",
            f"ALTER TABLE {name} RENAME COLUMN {victim.name} TO {victim.name}_",
        ]
        step = draft.pick(options)
        if step.startswith("ALTER"):
            columns[columns.index(victim)] = Column(f"{victim.name}_", victim.kind)
        if step.startswith("INSERT"):
            made = Query(made.sql, made.columns)
        steps.append(step)
    draft.tables[name] = Query(name, tuple(columns), made.unique)
    return steps


def _change(draft: Draft, out: Query) -> tuple[str, bool]:
    """A statement that changes `out`, and whether everybody in it still has one row then."""
    kind = out.columns[1].kind
    table = Source("out", out.columns)
    other = draft.pick([name for name, each in draft.tables.items() if any(column.key for column in each.columns)])
    known = draft.tables[other]
    alias = Source(draft.fresh("p"), known.columns)
    key = next(column.name for column in known.columns if column.key)
    a, scope = alias.name, (alias, table)
    made, own = value(draft, (alias,), kind), condition(draft, (table,))
    options = [
        (f"UPDATE out SET risk_score = {value(draft, (table,), kind)} WHERE {own}", True),
        (
            f"UPDATE out SET risk_score = {literal(draft, kind)} WHERE id IN "
            f"(SELECT {a}.{key} FROM {other} {a} WHERE {condition(draft, (alias,))})",
            True,
        ),
        (f"DELETE FROM out WHERE id IN (SELECT {a}.{key} FROM {other} {a} WHERE {condition(draft, (alias,))})", True),
        (f"DELETE FROM out WHERE EXISTS (SELECT 1 FROM {other} {a} WHERE {a}.{key} = out.id AND {condition(draft, scope)})", True),
        (f"INSERT INTO out SELECT {a}.{key}, {made} FROM {other} {a} WHERE {condition(draft, (alias,))}", False),
        (f"UPDATE out SET risk_score = (SELECT max({made}) FROM {other} {a} WHERE {a}.{key} = out.id)", True),
    ]  # fmt: skip
    if known.unique == key:
        options.append(
            (
                f"UPDATE out SET risk_score = {value(draft, scope, kind)} FROM {other} AS {a} "
                f"WHERE {a}.{key} = out.id AND {condition(draft, scope)}",
                True,
            )
        )
        if draft.duckdb:
            options.extend((_merge(draft, out, other, alias, key), True) for _ in range(2))
            options.append(
                (f"DELETE FROM out USING {other} {a} WHERE {a}.{key} = out.id AND {condition(draft, scope)}", True)
            )
    return draft.pick(options)


def _merge(draft: Draft, out: Query, other: str, alias: Source, key: str) -> str:
    kind = out.columns[1].kind
    scope = (alias, Source("out", out.columns))
    arms = [f"WHEN MATCHED AND {condition(draft, scope)} THEN UPDATE SET risk_score = {value(draft, scope, kind)}"]
    if draft.chance(0.4):
        arms.append(f"WHEN MATCHED AND {condition(draft, scope)} THEN DELETE")
    if draft.chance(0.5):
        arms.append(
            f"WHEN NOT MATCHED AND {condition(draft, (alias,), 0)} THEN INSERT (id, risk_score) "
            f"VALUES ({alias.name}.{key}, {value(draft, (alias,), kind, 1)})"
        )
    return f"MERGE INTO out USING {other} AS {alias.name} ON {alias.name}.{key} = out.id {' '.join(arms)}"
