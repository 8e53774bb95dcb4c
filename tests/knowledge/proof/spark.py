"""Inputs as Spark tables: one local session, and tables that are constants of the query plan, so that most plans are
computed while they are planned, without a job."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "OFF",
    "spark.sql.adaptive.enabled": "false",
    # Compiling a plan takes longer than a dozen rows do.
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class Columns(Protocol):
    """What a table is made of: values by name."""

    @property
    def columns(self) -> Mapping[str, tuple[Any, ...]]:
        """The values of each column."""


def table(given: Columns) -> Any:
    """A Spark table of these columns."""
    return _table(tuple(given.columns.items()))


@cache
def _table(columns: tuple[tuple[str, tuple[Any, ...]], ...]) -> Any:
    rows = zip(*(values for _, values in columns), strict=True)
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    names = ", ".join(f"`{name}`" for name, _ in columns)
    return session().sql(f"SELECT * FROM VALUES {values} AS given({names})")


@cache
def session() -> Any:
    """The session that all examples share."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Starting up is most of the work: it is not worth compiling well.
    os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    builder = SparkSession.builder.master("local[1]")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _literal(value: Any) -> str:
    match value:
        case None:
            return "NULL"
        case str():
            return f"'{value}'"
        case float():
            return f"{value!r}D"
        case int():
            return f"{value}L"
        case _:
            return f"TIMESTAMP'{value}'"
