"""Python classes that declare tables and records: SQLAlchemy, SQLModel, Django, pydantic, pandera, dataclasses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from originlint.ir import forms
from originlint.ir.schema import DeclaredColumn, DeclaredTable
from originlint.ir.walk import walk
from originlint.source.toml import load_toml

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FOREIGN = frozenset({"ForeignKey", "OneToOneField"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of call that declares a column, as `classes.toml` says."""

    functions: frozenset[str]
    endings: tuple[str, ...]
    modules: frozenset[str]
    first: str
    name: tuple[str, ...]
    told: tuple[str, ...]

    def covers(self, function: str) -> bool:
        module, _, name = function.rpartition(".")
        if self.modules and module.rpartition(".")[2] not in self.modules:
            return False
        return name in self.functions or (bool(self.endings) and name.endswith(self.endings))


@dataclass(frozen=True, slots=True)
class _Table:
    kinds: tuple[_Kind, ...]
    record_bases: frozenset[str]
    record_decorators: frozenset[str]
    table_bases: frozenset[str]


def tables_in_module(module: forms.Module) -> tuple[DeclaredTable, ...]:
    """The tables and records that the classes and `Table(…)` calls of a module declare. A record that is no table has
    an empty name. The nodes of the columns are those of the module's forms."""
    if not module.names & _telling():
        return ()
    found: list[DeclaredTable] = []
    for form in walk(module.body):
        match form:
            case forms.DefineClass():
                table = _of_class(form, module.path)
                if table is not None and table.columns:
                    found.append(table)
            case forms.Call():
                table = _of_call(form)
                if table is not None and table.columns:
                    found.append(table)
            case _:
                pass
    return tuple(sorted(found, key=lambda table: (table.columns[0].node, table.name)))


def _of_class(form: forms.DefineClass, path: str) -> DeclaredTable | None:
    known = _known()
    bases = [_dotted(base) for base in form.bases]
    names = tuple(_table_names(form, path, bases))
    is_record = any(base.rpartition(".")[2] in known.record_bases for base in bases) or any(
        _called(decorator) in known.record_decorators for decorator in form.decorators
    )
    if not names and not is_record:
        return None
    columns = tuple(column for statement in form.body for column in _column(statement, annotated=is_record))
    return DeclaredTable(names[0] if names else "", columns, names=names[1:])


def _table_names(form: forms.DefineClass, path: str, bases: list[str]) -> Iterator[str]:
    """The names of the table that a class maps, the most certain first; none when it maps no table."""
    for statement in form.body:
        match statement:
            case forms.Assign(target=forms.Name(name="__tablename__"), value=forms.Constant(value=str(name))):
                yield name
            case forms.DefineClass(name="Meta", body=body):
                for inner in body:
                    match inner:
                        case forms.Assign(
                            target=forms.Name(name="db_table" | "table_name"), value=forms.Constant(value=str(name))
                        ):
                            yield name.strip('"')
                        case _:
                            pass
            case _:
                pass
    mapped = any(base in _known().table_bases for base in bases) or any(
        name == "table" and isinstance(value, forms.Constant) and value.value is True for name, value in form.keywords
    )
    if mapped:
        yield _CAPITAL.sub("_", form.name).lower()
        yield form.name.lower()
        yield f"{PurePosixPath(path).parent.name}_{form.name}".lower()


def _column(statement: forms.Statement, annotated: bool) -> Iterator[DeclaredColumn]:
    match statement:
        case forms.Assign(target=forms.Name(node=node, name=name), value=forms.Call() as call):
            kind = _kind(call)
            if kind is not None:
                yield _declared(kind, call, name, node)
            elif annotated and statement.annotation is not None:
                yield DeclaredColumn(name, node)
        case forms.Assign(target=forms.Name(node=node, name=name), annotation=annotation) if annotation is not None:
            if annotated or _is_mapped(annotation):
                yield DeclaredColumn(name, node)
        case forms.Declare(node=node, name=name, annotation=annotation):
            if annotated or _is_mapped(annotation):
                yield DeclaredColumn(name, node)
        case _:
            pass


def _of_call(form: forms.Call) -> DeclaredTable | None:
    """`Table("name", metadata, Column("x", …), …)`, or pandera's `DataFrameSchema({"x": Column(…)})`."""
    function = _dotted(form.function).rpartition(".")[2]
    given = [argument.value for argument in form.arguments if argument.keyword is None]
    match function, given:
        case "Table", [forms.Constant(value=str(name)), *rest]:
            columns = [_named(each) for each in rest if isinstance(each, forms.Call)]
            return DeclaredTable(name, tuple(column for column in columns if column is not None))
        case "DataFrameSchema", [forms.Mapping(pairs=pairs), *_]:
            keys = [key for key, _ in pairs if isinstance(key, forms.Constant) and isinstance(key.value, str)]
            return DeclaredTable("", tuple(DeclaredColumn(str(key.value), key.node) for key in keys))
        case _:
            return None


def _named(call: forms.Call) -> DeclaredColumn | None:
    """A column call that gives its name itself."""
    kind = _kind(call)
    if kind is None or kind.first != "name":
        return None
    column = _declared(kind, call, "", call.node)
    return column if column.name else None


def _declared(kind: _Kind, call: forms.Call, name: str, node: int) -> DeclaredColumn:
    told: list[str] = []
    if _dotted(call.function).rpartition(".")[2] in _FOREIGN:
        name = f"{name}_id"
    for index, argument in enumerate(call.arguments):
        match argument.value:
            case forms.Constant(node=place, value=str(text)):
                role = kind.first if index == 0 and argument.keyword is None else ""
                if role == "name" or argument.keyword in kind.name:
                    name, node = text, place
                elif role == "told" or argument.keyword in kind.told:
                    told.append(text)
            case forms.Call() as inner if argument.keyword in kind.name:
                column = _named(inner)
                if column is not None:
                    name, node = column.name, column.node
            case _:
                pass
    return DeclaredColumn(name, node, tuple(told))


def _kind(call: forms.Call) -> _Kind | None:
    function = _dotted(call.function)
    return next((kind for kind in _known().kinds if kind.covers(function)), None)


def _dotted(form: forms.Expression) -> str:
    match form:
        case forms.Name(name=name):
            return name
        case forms.Field(object=inner, name=name):
            return f"{_dotted(inner)}.{name}"
        case forms.Key(object=inner):
            return _dotted(inner)
        case _:
            return ""


def _called(form: forms.Expression) -> str:
    return _dotted(form.function if isinstance(form, forms.Call) else form)


def _is_mapped(annotation: forms.Expression) -> bool:
    return _dotted(annotation).rpartition(".")[2] == "Mapped"


@cache
def _known() -> _Table:
    table: dict[str, Any] = load_toml(
        files("originlint.frontends.schemas").joinpath("classes.toml").read_text(encoding="utf-8")
    )
    kinds = tuple(
        _Kind(
            frozenset(entry["functions"]),
            tuple(entry.get("endings", ())),
            frozenset(entry.get("modules", ())),
            entry["first"],
            tuple(entry["name"]),
            tuple(entry["told"]),
        )
        for entry in table["column"]
    )
    records = table["records"]
    return _Table(
        kinds, frozenset(records["bases"]), frozenset(records["decorators"]), frozenset(table["tables"]["bases"])
    )


@cache
def _telling() -> frozenset[str]:
    """Words without one of which a module declares nothing."""
    known = _known()
    return frozenset(
        {
            *known.record_bases,
            *(name.rpartition(".")[2] for name in (*known.record_decorators, *known.table_bases)),
            *("__tablename__", "db_table", "Table", "DataFrameSchema"),
        }
    )
