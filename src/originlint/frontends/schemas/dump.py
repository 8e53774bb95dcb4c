"""Dumps of a database's catalogue: INFORMATION_SCHEMA.COLUMNS and its relatives as CSV or JSON."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from originlint.frontends.config.plain import field, fields, items, text
from originlint.ir.forms import Constant, Expression
from originlint.ir.schema import DeclaredColumn, DeclaredTable

_TABLE = frozenset({"table_name", "table", "tablename", "tabel", "tabelnaam", "dataset", "relation", "object_name"})
_COLUMN = frozenset(
    {"column_name", "column", "columnname", "kolom", "kolomnaam", "name", "field", "field_name", "naam"}
)
_TOLD = frozenset(
    {"comment", "comments", "column_comment", "description", "remarks", "label", "omschrijving", "toelichting"}
)
_RECORD = re.compile(r'(?:"(?:[^"]|"")*"|[^"\r\n])*(?:\r\n|\r|\n|\Z)')
_DELIMITERS = ",;\t|"
_MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class _Row:
    table: str
    column: DeclaredColumn


def tables_in_csv(content: str) -> tuple[DeclaredTable, ...]:
    """The tables in a dump with one row for each column; empty when the header does not say that it is one."""
    lines = _records(content)
    _, header = next(lines, (0, ""))
    delimiter = max(_DELIMITERS, key=header.count)
    names = [_squashed(name) for name in _cells(header, delimiter)]
    table, column = _index(names, _TABLE), _index(names, _COLUMN)
    if table is None or column is None or table == column:
        return ()
    told = [index for index, name in enumerate(names) if name in _TOLD]
    return _grouped(_csv_rows(lines, delimiter, table, column, told))


def tables_in_json(form: Expression) -> tuple[DeclaredTable, ...]:
    """The tables in a dump: a list of objects for columns, dbt's manifest.json or catalog.json, or an Avro record."""
    if field(form, "nodes") is not None and field(form, "metadata") is not None:
        return tuple(_dbt_tables(form))
    if text(field(form, "type")) == "record" and field(form, "fields") is not None:
        return (_avro(form),)
    rows = items(form) or next((items(value) for _, value in fields(form) if items(value)), ())
    return _grouped(row for each in rows if (row := _json_row(each)) is not None)


def _records(content: str) -> Iterator[tuple[int, str]]:
    position = len(content) - len(content.lstrip("\ufeff\r\n"))
    for _ in range(_MAX_ROWS):
        found = _RECORD.match(content, position)
        if found is None or found.end() == position:
            return
        yield position, found.group().rstrip("\r\n")
        position = found.end()


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _csv_rows(
    lines: Iterable[tuple[int, str]], delimiter: str, table: int, column: int, told: list[int]
) -> Iterator[_Row]:
    for start, line in lines:
        cells = _cells(line, delimiter)
        if len(cells) <= max(table, column) or not cells[table].strip() or not cells[column].strip():
            continue
        name = cells[column].strip()
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
        said = tuple(cells[index].strip() for index in told if index < len(cells) and cells[index].strip())
        yield _Row(cells[table].strip(), DeclaredColumn(name, start + (found.start() if found else 0), said))


def _json_row(form: Expression) -> _Row | None:
    values = {_squashed(key): value for key, value in fields(form)}
    table = next((text(values[key]) for key in values if key in _TABLE and text(values[key])), "")
    column = next((values[key] for key in values if key in _COLUMN and text(values[key])), None)
    if not table or column is None:
        return None
    said = tuple(text(values[key]) for key in values if key in _TOLD and text(values[key]))
    return _Row(table, DeclaredColumn(text(column), column.node, said))


def _dbt_tables(form: Expression) -> Iterator[DeclaredTable]:
    for part in ("nodes", "sources"):
        for _, node in fields(field(form, part)):
            name = text(field(node, "name")) or text(field(field(node, "metadata"), "name"))
            columns = []
            for key, column in fields(field(node, "columns")):
                own = field(column, "name")
                said = (text(field(column, "description")), text(field(column, "comment")))
                place = own.node if isinstance(own, Constant) else column.node
                columns.append(DeclaredColumn(text(own) or key, place, tuple(each for each in said if each)))
            others = (text(field(node, "alias")), text(field(node, "identifier")))
            if name and columns:
                yield DeclaredTable(
                    name, tuple(columns), names=tuple(each for each in others if each not in ("", name))
                )


def _avro(form: Expression) -> DeclaredTable:
    found = []
    for entry in items(field(form, "fields")):
        name = field(entry, "name")
        if name is not None and text(name):
            doc = text(field(entry, "doc"))
            found.append(DeclaredColumn(text(name), name.node, (doc,) if doc else ()))
    return DeclaredTable(text(field(form, "name")), tuple(found), complete=True)


def _grouped(rows: Iterable[_Row]) -> tuple[DeclaredTable, ...]:
    tables: dict[str, dict[str, DeclaredColumn]] = {}
    for row in rows:
        tables.setdefault(row.table, {}).setdefault(row.column.name, row.column)
    return tuple(DeclaredTable(name, tuple(columns.values()), complete=True) for name, columns in tables.items())


def _squashed(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _index(names: list[str], wanted: frozenset[str]) -> int | None:
    """Where the first wanted name stands; longer ones say more than a bare "name"."""
    found = [index for index, name in enumerate(names) if name in wanted]
    return max(found, key=lambda index: (len(names[index]), -index), default=None)
