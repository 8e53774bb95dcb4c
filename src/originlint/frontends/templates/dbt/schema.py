"""What dbt's YAML files say about tables: sources, models, seeds and snapshots, with their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from originlint.frontends.config.plain import field, fields, items, text, texts
from originlint.ir.forms import Constant, Expression, Mapping, Sequence
from originlint.ir.schema import DeclaredColumn, DeclaredTable, DeclaredUse

_KINDS = ("models", "seeds", "snapshots")
_DOC = re.compile(r"\{\{\s*doc\(.*?['\"]([\w-]+)['\"]\s*\)\s*\}\}")

_READ = re.compile(r"(?:ref|source)\s*\((?:[^()]*,)?\s*['\"]([^'\"]+)['\"]\s*(?:,\s*v(?:ersion)?\s*=[^()]*)?\)")
"""The last name in `ref('model')`, `ref('package', 'model')` or `source('source', 'table')`."""


def declared_tables(form: Expression | None) -> tuple[DeclaredTable, ...]:
    """The tables that a YAML file of a dbt project declares. Their lists of columns are seldom complete."""
    found = [_table(entry) for kind in _KINDS for entry in items(field(form, kind))]
    for source in items(field(form, "sources")):
        found += [_table(entry) for entry in items(field(source, "tables"))]
    return tuple(table for table in found if table.name)


def declared_uses(form: Expression | None) -> tuple[DeclaredUse, ...]:
    """The exposures of a YAML file: the dashboards, applications and models that read the project's tables."""
    found: list[DeclaredUse] = []
    for entry in items(field(form, "exposures")):
        name, kind = field(entry, "name"), text(field(entry, "type")).lower()
        read = [match.group(1) for each in texts(field(entry, "depends_on")) for match in _READ.finditer(each)]
        if isinstance(name, Constant) and text(name) and read:
            shown = text(field(entry, "label")) or text(name)
            learns = kind == "ml"
            found.append(DeclaredUse(shown, "model" if learns else kind or "exposure", tuple(read), name.node, learns))
    return tuple(found)


def source_paths(form: Expression | None) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """For each declared source table, its two names in dbt, and the schema and table that these stand for."""
    for source in items(field(form, "sources")):
        name = text(field(source, "name"))
        schema = _plain_text(field(source, "schema")) or name
        for table in items(field(source, "tables")):
            own = text(field(table, "name"))
            if name and own:
                yield (name, own), (schema, _plain_text(field(table, "identifier")) or own)


def is_dbt_schema(form: Expression | None) -> bool:
    """Whether a YAML file declares tables for dbt."""
    return any(
        isinstance(value, Sequence)
        and all(isinstance(each, Mapping) and text(field(each, "name")) for each in value.items)
        for key, value in fields(form)
        if key in (*_KINDS, "sources")
    )


def _table(entry: Expression) -> DeclaredTable:
    name = text(field(entry, "name"))
    other = (_plain_text(field(entry, "identifier")), _plain_text(field(field(entry, "config"), "alias")))
    columns = tuple(_columns(entry))
    return DeclaredTable(name, columns, names=tuple(each for each in other if each and each != name))


def _columns(entry: Expression) -> Iterator[DeclaredColumn]:
    for column in items(field(entry, "columns")):
        name = field(column, "name")
        if isinstance(name, Constant) and text(name):
            yield DeclaredColumn(text(name), name.node, tuple(_told(column)))


def _told(column: Expression) -> Iterator[str]:
    """What is said about a column: its description, tags, meta entries and the like."""
    said = text(field(column, "description"))
    if said:
        document = _DOC.search(said)
        yield document.group(1) if document is not None else said
    for place in (column, field(column, "config")):
        yield from texts(field(place, "tags"))
        for key, value in fields(field(place, "meta")):
            yield from (key, *texts(value)) if not isinstance(value, Constant) or value.value is True else texts(value)


def _plain_text(form: Expression | None) -> str:
    """The text, unless a template makes it."""
    said = text(form)
    return "" if "{{" in said or "{%" in said else said
