"""TPC-DS: each column of its tables is changed in turn, its 99 queries are run again, and what changes has to be in the
lineage of that query. Needs `duckdb-extension-tpcds`, which brings the data and the queries along."""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from originlint.config.settings import Settings
from originlint.lineage import ALL, lineage

ORIGIN = "c_birth_country"
_WORD = re.compile(r"[a-z_]\w*")
_CHANGES = (
    "POSITIONAL JOIN (SELECT {0} AS other FROM {1} ORDER BY hash(rowid))",
    ", (SELECT min({0}) AS other FROM {1})",
)
"""The values of a column change places among the rows, or all become one value."""

Results = dict[int, tuple[list[str], list[Counter[str]], Counter[str]] | None]
"""Of each query: its columns, what each of them holds, and its rows."""


@dataclass(slots=True)
class Report:
    """What was compared: (query, changed column, output column). `origin` are those of the country of birth."""

    shown: int = 0
    said: int = 0
    missed: list[str] = field(default_factory=list)
    origin: list[str] = field(default_factory=list)

    def text(self) -> str:
        head = f"{self.shown} changes shown, {len(self.missed)} of them missed; {self.said} dependences said"
        return "\n".join([head, *self.missed, f"what {ORIGIN} changes:", *self.origin])


def compare(scale: float, only: frozenset[str], progress: Callable[[str], None]) -> Report:
    """Change these columns, and those of these tables; of all when none is named. Raises ImportError when the extension
    is not installed."""
    con = _connect(scale)
    queries = dict(con.execute("FROM tpcds_queries()").fetchall())
    tables: dict[str, list[str]] = defaultdict(list)
    for table, column in con.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    ).fetchall():
        tables[table].append(column)
    edges = _edges([row[0] for row in con.execute("SELECT sql FROM duckdb_tables()").fetchall()], queries)
    words = {number: set(_WORD.findall(text.lower())) for number, text in queries.items()}
    report = Report(said=sum(len(each) for each in edges.values()))
    before = _results(con, queries, queries)
    for table, columns in sorted(tables.items()):
        changing = [column for column in columns if not only or only & {table, column}]
        if changing:
            progress(table)
        for column in changing:
            using = [number for number in queries if column in words[number]]
            changed: set[tuple[int, str]] = set()
            # One key for all rows would join every row with every other one.
            for change in _CHANGES[: 1 if column.endswith(("_sk", "_id", "_number")) else 2] if using else ():
                changed |= set(_differences(before, _changed(con, table, column, change, queries, using)))
            _judge(report, edges, table, column, changed)
    return report


def _connect(scale: float) -> Any:
    import duckdb
    import duckdb_extension_tpcds

    (library,) = Path(duckdb_extension_tpcds.__file__).parent.glob("extensions/*/*.duckdb_extension")
    con = duckdb.connect(config={"threads": "1"})
    con.execute(f"LOAD '{library}'")
    con.execute(f"CALL dsdgen(sf={scale})")
    return con


def _edges(schema: list[str], queries: dict[int, str]) -> dict[int, set[tuple[str, str, str]]]:
    """(table, column, output column) of each query, by the lineage command."""
    found: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "schema.sql").write_text("\n".join(schema), encoding="utf-8")
        for number, text in queries.items():
            (folder / f"{number}.sql").write_text(text, encoding="utf-8")
        for edge in lineage(folder, (folder,), Settings(dialect="duckdb")).edges:
            if edge.target.dataset is None and edge.source.dataset is not None:
                number = int(Path(edge.location.path).stem)
                found[number].add((edge.source.dataset, edge.source.column.lower(), edge.target.column.lower()))
    return found


def _results(con: Any, queries: dict[int, str], numbers: Any) -> Results:
    found: Results = {}
    for number in numbers:
        # Which of equal rows come first is nobody's doing.
        text = re.sub(r"LIMIT \d+\s*;?\s*$", "", queries[number].strip().rstrip(";"), flags=re.I)
        try:
            cursor = con.execute(text)
        except Exception:  # a division by zero, for one: it shows nothing
            found[number] = None
            continue
        names = [each[0].lower() for each in cursor.description]
        rows = [tuple(_written(value) for value in row) for row in cursor.fetchall()]
        found[number] = (names, [Counter(column) for column in zip(*rows, strict=True)], Counter(map(str, rows)))
    return found


def _written(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _changed(con: Any, table: str, column: str, change: str, queries: dict[int, str], using: list[int]) -> Results:
    """What the queries yield when that column holds other values."""
    con.execute("BEGIN")
    try:
        other = change.format(column, table)
        con.execute(
            f"CREATE TABLE changed AS SELECT a.* REPLACE (CAST(other AS {_type(con, table, column)}) AS {column}) "
            f"FROM {table} a {other}"
        )
        con.execute(f"DROP TABLE {table}")
        con.execute(f"ALTER TABLE changed RENAME TO {table}")
        return _results(con, queries, using)
    finally:
        con.execute("ROLLBACK")


def _type(con: Any, table: str, column: str) -> str:
    row = con.execute(
        "SELECT data_type FROM duckdb_columns() WHERE table_name = ? AND column_name = ?", (table, column)
    ).fetchone()
    return str(row[0])


def _differences(before: Results, after: Results) -> Iterator[tuple[int, str]]:
    """The query and the output column that changed; `*` when the columns are the same, and their rows are not."""
    for number, found in after.items():
        known = before[number]
        if known is None or found is None or known[2] == found[2]:
            continue
        one, other = known[1] or [Counter()] * len(known[0]), found[1] or [Counter()] * len(found[0])
        columns = [name for name, old, new in zip(known[0], one, other, strict=True) if old != new]
        for name in columns or [ALL]:
            yield number, name


def _judge(
    report: Report,
    edges: dict[int, set[tuple[str, str, str]]],
    table: str,
    column: str,
    changed: set[tuple[int, str]],
) -> None:
    for number, output in sorted(changed):
        report.shown += 1
        said = {target for source, name, target in edges[number] if (source, name) == (table, column)}
        line = f"  query {number}: {table}.{column} changes {output}"
        if column == ORIGIN:
            report.origin.append(f"{line}; said of {', '.join(sorted(said))}")
        # A column without a name is called after its place by us, after its expression by DuckDB.
        nameless = "(" in output and any(target.startswith("column") for target in said)
        if not said & {output, ALL} and not (output == ALL and said) and not nameless:
            report.missed.append(line)
