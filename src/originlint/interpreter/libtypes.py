"""The library type of a value, as knowledge names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from originlint.interpreter.values import Bound, Column, Content, Estimator, Frame, Names, Value
from originlint.knowledge.library import TABLES
from originlint.knowledge.record import Record

if TYPE_CHECKING:
    from originlint.interpreter.machine import Machine

_FRAMES: Mapping[str, str] = {
    "polars": "polars.DataFrame",
    "spark": "pyspark.sql.DataFrame",
    "numpy": "numpy.ndarray",
    "sql": "sql.Result",
    "duckdb": "duckdb.DuckDBPyRelation",
    "ibis": "ibis.expr.types.Table",
    "sqlalchemy": "sqlalchemy.Select",
    "django": "django.db.models.QuerySet",
    "ibis groups": "ibis.expr.types.GroupedTable",
    "pandas groups": "pandas.core.groupby.DataFrameGroupBy",
    "unknown groups": "pandas.core.groupby.DataFrameGroupBy",
    "polars groups": "polars.GroupBy",
    "spark groups": "pyspark.sql.GroupedData",
}

_COLUMNS: Mapping[str, str] = {
    "polars": "polars.Expr",
    "spark": "pyspark.sql.Column",
    "ibis": "ibis.expr.types.Column",
    "sqlalchemy": "sqlalchemy.ColumnElement",
    "django": "django.db.models.F",
    "numpy": "numpy.ndarray",
    "pandas groups": "pandas.core.groupby.SeriesGroupBy",
    "unknown groups": "pandas.core.groupby.SeriesGroupBy",
}


def type_name(machine: Machine, content: Content | Value) -> str:
    """The qualified class name under which the value's methods are described; empty when it has none. An accessor
    (`df.loc`, `series.str`) has the name of its owner's class, a dot and its own."""
    match content:
        case Frame():
            return _FRAMES.get(content.dialect.replace(" flat", ""), "pandas.DataFrame")
        case Column():
            return _COLUMNS.get(content.dialect.replace(" flat", ""), "pandas.Series")
        case Names():
            return "pandas.Index"
        case Estimator():
            return content.type
        case Bound():
            owner = type_name(machine, machine.load(content.receiver))
            return f"{owner}.{content.name}" if owner else content.name
        case _:
            return ""


def promotes_to_frame(record: Record) -> bool:
    """Whether having this method shows that an unseen receiver is a table."""
    return record.callee.rpartition(".")[0] in TABLES
