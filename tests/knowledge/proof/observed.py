"""What the real library does: an example is run on the inputs, and again with one column changed at a time."""

from __future__ import annotations

import contextlib
import io
import math
import random
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.knowledge.proof.given import INPUTS, MAKERS, Given, perturbations


class Refused(Exception):
    """The library does not run the example."""


@dataclass(frozen=True, slots=True)
class Table:
    """A result in plain values: named columns, and what tells its rows apart (None when nothing does)."""

    columns: Mapping[object, tuple[Any, ...]]
    rows: tuple[Any, ...] | None
    series: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen. `depends` pairs inputs with output columns, `gone` inputs with columns that are not there when
    these change, `rows` are the inputs that decided which rows there are. An input is written "df.amount"."""

    names: tuple[object, ...]
    depends: frozenset[tuple[str, object]]
    gone: frozenset[tuple[str, object]]
    rows: frozenset[str]


def observe(code: str, used: tuple[str, ...], dialect: str, record: bool, expected: frozenset[str]) -> Observation:
    """Run an example. With `record`, a series with texts for its index is a record of one row. Columns that are not
    `expected` to matter are changed together, and one by one when that changes the result. Raises Refused when
    the library does not run it on the unchanged inputs."""
    given = {name: INPUTS[name] for name in used}

    def run(changed: Mapping[str, Given]) -> Table:
        table = _run(code, {**given, **changed}, dialect)
        return _record(table) if record else table

    usual = run({})
    depends: set[tuple[str, object]] = set()
    gone: set[tuple[str, object]] = set()
    rows: set[str] = set()
    sources = [(name, column) for name, one in given.items() for column in one.columns]
    alone = [source for source in sources if ".".join(source) in expected]
    together = [source for source in sources if source not in alone]
    if len(together) > 1 and not _matters(run, usual, given, together, dialect):
        together = []
    for name, column in (*alone, *together):
        for changed in _changes(given[name].columns[column], dialect):
            try:
                other = run({name: given[name].changed(column, changed)})
            except Refused:
                continue
            source = f"{name}.{column}"
            if _rows_differ(usual, other):
                rows.add(source)
            depends.update((source, out) for out in _differing(usual, other))
            gone.update((source, out) for out in usual.columns if out not in other.columns)
    return Observation(tuple(usual.columns), frozenset(depends), frozenset(gone), frozenset(rows))


def is_steady(code: str, used: tuple[str, ...], dialect: str) -> bool:
    """Whether the library gives the same result each time."""
    given = {name: INPUTS[name] for name in used}
    first, *others = (_run(code, given, dialect) for _ in range(3))
    return not any(_rows_differ(first, other) or _differing(first, other) for other in others)


def _changes(values: tuple[Any, ...], dialect: str) -> tuple[tuple[Any, ...], ...]:
    # Spark takes its time: one change for each column has to do, one that does not only swap rows.
    return perturbations(values)[slice(1, 2) if dialect == "spark" else slice(None)]


def _matters(
    run: Callable[[Mapping[str, Given]], Table],
    usual: Table,
    given: Mapping[str, Given],
    sources: list[tuple[str, str]],
    dialect: str,
) -> bool:
    """Whether changing all of these columns at once changes anything."""
    most = max(len(_changes(given[name].columns[column], dialect)) for name, column in sources)
    for number in range(most):
        changed = dict(given)
        for name, column in sources:
            changes = _changes(given[name].columns[column], dialect)
            changed[name] = changed[name].changed(column, changes[number % len(changes)])
        try:
            other = run(changed)
        except Refused:
            return True
        if _rows_differ(usual, other) or _differing(usual, other) or usual.columns.keys() - other.columns.keys():
            return True
    return False


def _record(table: Table) -> Table:
    if not table.series or not table.rows or all(row.isdigit() for row in table.rows):
        return table
    (values,) = table.columns.values()
    return Table({row: (value,) for row, value in zip(table.rows, values, strict=True)}, None)


def _run(code: str, given: Mapping[str, Given], dialect: str) -> Table:
    import numpy

    random.seed(0)
    numpy.random.seed(0)
    names: dict[str, Any] = {name: MAKERS[dialect](one) for name, one in given.items()}
    silent = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        warnings.simplefilter("ignore")
        try:
            exec(compile(code, "example", "exec"), names)
            return plain(names["out"])
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # polars' panics are no exceptions
            raise Refused(f"{type(error).__name__}: {error}") from error


def plain(value: Any) -> Table:
    """Any result as a table of plain values."""
    kind = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
    match kind:
        case "pandas.DataFrame":
            rows = None if value.index.has_duplicates else tuple(map(_key, value.index))
            return Table({_name(name): _cells(value.iloc[:, n]) for n, name in enumerate(value.columns)}, rows)
        case "pandas.Series":
            rows = None if value.index.has_duplicates else tuple(map(_key, value.index))
            return Table({_name(value.name): _cells(value)}, rows, True)
        case "pyspark.DataFrame":
            # Spark's rows have no order: what counts is which values a column holds.
            cells = [tuple(sorted(column, key=repr)) for column in _turned(value.collect(), len(value.columns))]
            return Table(dict(zip(value.columns, cells, strict=True)), None)
        case "polars.LazyFrame":
            return plain(value.collect())
        case "polars.DataFrame":
            return Table({name: tuple(map(_cell, value[name].to_list())) for name in value.columns}, None)
        case "polars.Series":
            return Table({value.name or None: tuple(map(_cell, value.to_list()))}, None)
        case "numpy.ndarray" if value.ndim == 2:
            return Table({n: _cells(value[:, n]) for n in range(value.shape[1])}, None)
        case "numpy.ndarray" if value.ndim == 1:
            return Table({None: _cells(value)}, None)
        case _ if hasattr(value, "toarray"):
            return plain(value.toarray())
        case _ if isinstance(value, Mapping):
            return Table({_name(key): (_cell(item),) for key, item in value.items()}, None)
        case _ if kind.startswith("pandas.") and hasattr(value, "tolist"):
            return Table({None: tuple(map(_cell, value.tolist()))}, None)
        case _ if isinstance(value, (list, tuple)):
            return Table({None: tuple(map(_cell, value))}, None)
        case _:
            return Table({None: (_cell(value),)}, None)


def _turned(rows: list[Any], count: int) -> list[tuple[Any, ...]]:
    return [tuple(_cell(row[number]) for row in rows) for number in range(count)]


def _name(name: Any) -> object:
    if isinstance(name, tuple):
        return "/".join(str(part) for part in name)
    return name if isinstance(name, (str, int)) or name is None else str(name)


def _cells(values: Any) -> tuple[Any, ...]:
    return tuple(_cell(value) for value in values)


def _key(value: Any) -> Any:
    return str(value)


def _cell(value: Any) -> Any:
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        value = value.item()
    if isinstance(value, float):
        return "missing" if math.isnan(value) else float(f"{value:.9g}")
    if isinstance(value, (int, str, bool)):
        return value
    return "missing" if value is None or str(value) in ("NaT", "<NA>", "nan") else repr(value)


def _rows_differ(one: Table, two: Table) -> bool:
    if one.rows is not None and two.rows is not None:
        return one.rows != two.rows
    return _length(one) != _length(two)


def _length(table: Table) -> int:
    return max((len(values) for values in table.columns.values()), default=0)


def _differing(one: Table, two: Table) -> set[object]:
    """The columns of the usual result that the other has with other values in the same row."""
    found: set[object] = set()
    for name, values in one.columns.items():
        changed = two.columns.get(name)
        if changed is None:
            continue
        if one.rows is not None and two.rows is not None:
            now = dict(zip(two.rows, changed, strict=True))
            if any(row in now and now[row] != value for row, value in zip(one.rows, values, strict=True)):
                found.add(name)
        elif len(values) == len(changed) and values != changed:
            found.add(name)
    return found
