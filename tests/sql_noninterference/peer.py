"""sqlglot's own lineage beside ours: which columns a value comes from, query by query.

sqlglot knows one dependence: every column that is written in an expression, its conditions included, is one that the
value comes from. So what it names must be among our edges of data and control, and our edges of data among what it
names. Where the two differ for a reason, the reason has a name here.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage as peer_lineage
from tests.sql_noninterference.draft import Draft
from tests.sql_noninterference.queries import query
from tests.sql_noninterference.world import TABLES

from originlint.config.settings import Settings
from originlint.lineage import ALL, lineage

Columns = frozenset[tuple[str, str]]
"""(table, column) pairs."""


@dataclass(slots=True)
class Difference:
    """One output column where the two differ without a known reason."""

    sql: str
    column: str
    only_ours: Columns
    only_theirs: Columns


@dataclass(slots=True)
class Comparison:
    """How many output columns were compared, how often each known reason explains a difference, and the rest."""

    same: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    unexplained: list[Difference] = field(default_factory=list)


def generated(count: int, dialect: str, seed: int = 0) -> dict[str, str]:
    """So many queries over the tables of the generated worlds."""
    numbers = range(seed, seed + count)
    return {str(number): query(Draft(random.Random(f"peer {number}"), dialect), 2).sql for number in numbers}


def compare(queries: Mapping[str, str], dialect: str) -> Comparison:
    """Compare each output column of each query."""
    result = Comparison()
    ours = _ours(queries, dialect)
    schema = {table: dict(part.split() for part in columns.split(", ")) for table, columns in TABLES.items()}
    for name, sql in queries.items():
        tree = sqlglot.parse_one(sql, dialect=dialect)
        for column in dict.fromkeys(tree.named_selects):
            theirs = _theirs(column, sql, schema, dialect)
            if theirs is None:
                result.reasons["sqlglot gives no answer"] += 1
                continue
            data, all_of_them = ours[name].get(column.lower(), (frozenset(), frozenset()))
            _, selecting = ours[name].get(ALL, (frozenset(), frozenset()))
            only_ours, only_theirs = data - theirs, theirs - all_of_them
            if not only_ours and not only_theirs:
                result.same += 1
                continue
            for reason in _reasons(tree, column, only_ours, only_theirs, selecting):
                result.reasons[reason] += 1
                break
            else:
                result.unexplained.append(Difference(sql, column, only_ours, only_theirs))
    return result


def _reasons(
    tree: exp.Expr, column: str, only_ours: Columns, only_theirs: Columns, selecting: Columns
) -> Iterator[str]:
    """Why the two differ, where that is known."""
    if not only_ours and only_theirs <= selecting and tree.find(exp.Except, exp.Intersect):
        yield "the right side of EXCEPT and INTERSECT gives no values: it selects rows"
    if tree.find(exp.Lateral):
        yield "sqlglot does not look into LATERAL"
    if tree.find(exp.Pivot):
        yield "sqlglot takes bare names beside a PIVOT for columns of it"
    if not only_theirs and any(each.recursive for each in tree.find_all(exp.With)):
        yield "sqlglot does not follow a recursive query into itself"
    if not only_theirs and any(isinstance(each, exp.Column) and not each.table for each in _named(tree, column)):
        yield "a bare name that several relations have: sqlglot takes none of them"


def _named(tree: exp.Expr, column: str) -> Iterator[exp.Expr]:
    """What stands in the SELECT list under that name."""
    return (each for each in tree.selects if each.alias_or_name == column)


def _ours(queries: Mapping[str, str], dialect: str) -> dict[str, dict[str, tuple[Columns, Columns]]]:
    """The columns that each output column derives from, and those that derive or decide it."""
    data: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    both: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        schema = "".join(f"CREATE TABLE {table} ({columns});\n" for table, columns in TABLES.items())
        (root / "schema.sql").write_text(schema, encoding="utf-8")
        for name, sql in queries.items():
            (root / f"{name}.sql").write_text(sql, encoding="utf-8")
        for edge in lineage(root, (root,), Settings(dialect=dialect)).edges:
            if edge.target.dataset is not None or edge.source.dataset is None:
                continue
            name, column = Path(edge.location.path).stem, edge.target.column.lower()
            source = (edge.source.dataset, edge.source.column.lower())
            both[name][column].add(source)
            if edge.dependence == "data":
                data[name][column].add(source)
    return {
        name: {column: (frozenset(data[name][column]), frozenset(found)) for column, found in columns.items()}
        for name, columns in both.items()
    } | {name: {} for name in queries if name not in both}


def _theirs(column: str, sql: str, schema: Mapping[str, Mapping[str, str]], dialect: str) -> Columns | None:
    """The columns of tables that sqlglot traces an output column to; None when it fails."""
    try:
        node = peer_lineage(column, sql, schema=dict(schema), dialect=dialect)
    except Exception:  # it fails in more ways than it means to
        return None
    found: set[tuple[str, str]] = set()
    for each in node.walk():
        if isinstance(each.source, exp.Table) and not each.downstream:
            found.add((each.source.name.lower(), exp.to_column(each.name).name.lower()))
    return frozenset(found)
