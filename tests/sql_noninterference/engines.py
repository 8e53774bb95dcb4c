"""The databases that scripts run on. Each world is laid out once; what a script does to it is rolled back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from tests.sql_noninterference.world import SCHEMA, TABLES, worlds

Rows = frozenset[tuple[object, ...]]
"""Who has which score. How often a row is there does not matter to anybody, unless rows are counted."""


class ScriptError(Exception):
    """The database refuses a script."""


class Engine(Protocol):
    """A database. `dialect` is the analyser's name for its SQL."""

    dialect: str

    def scores(self, script: Sequence[str]) -> Iterator[tuple[int, Rows]]:
        """For each world, which people it has and the rows of `out` after the script. Raises ScriptError."""
        ...


class SQLite:
    """The SQLite that Python brings along."""

    dialect = "sqlite"

    def __init__(self) -> None:
        self._worlds: list[tuple[int, sqlite3.Connection]] = []
        for world in worlds():
            con = sqlite3.connect(":memory:", isolation_level=None)
            for statement in SCHEMA:
                con.execute(statement)
            for table, rows in world.rows.items():
                con.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            self._worlds.append((world.data, con))

    def scores(self, script: Sequence[str]) -> Iterator[tuple[int, Rows]]:
        for data, con in self._worlds:
            con.execute("BEGIN")
            try:
                for statement in script:
                    con.execute(statement)
                rows = frozenset(con.execute("SELECT id, risk_score FROM out").fetchall())
            except sqlite3.Error as problem:
                raise ScriptError(str(problem)) from problem
            finally:
                con.execute("ROLLBACK")
            yield data, rows


class DuckDB:
    """DuckDB on one thread. Each world is a schema, so that a script names its tables as they are."""

    dialect = "duckdb"

    def __init__(self) -> None:
        import duckdb

        self._error: type[Exception] = duckdb.Error
        self._open()

    def _open(self) -> None:
        import duckdb

        self._con: Any = duckdb.connect(":memory:", config={"threads": "1"})
        self._data: list[int] = []
        for number, world in enumerate(worlds()):
            self._data.append(world.data)
            self._con.execute(f"CREATE SCHEMA w{number}")
            for table, rows in world.rows.items():
                self._con.execute(f"CREATE TABLE w{number}.{table} ({TABLES[table]})")
                self._con.executemany(f"INSERT INTO w{number}.{table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def scores(self, script: Sequence[str]) -> Iterator[tuple[int, Rows]]:
        for number, data in enumerate(self._data):
            self._con.execute("BEGIN")
            try:
                self._con.execute(f"SET schema = 'w{number}'")
                for statement in script:
                    self._con.execute(statement)
                rows = frozenset(self._con.execute("SELECT id, risk_score FROM out").fetchall())
            except self._error as problem:
                if "INTERNAL" in str(problem):
                    self._open()  # a database that has met a fault of its own answers nothing any more
                    self._con.execute("BEGIN")
                raise ScriptError(str(problem)) from problem
            finally:
                self._con.execute("ROLLBACK")
            yield data, rows


def engine(name: str) -> Engine:
    """The engine of that name. Raises ImportError when its library is not installed."""
    return DuckDB() if name == "duckdb" else SQLite()
