"""Classes that an object mapper maps to tables: SQLAlchemy's, SQLModel's and Django's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from originlint.interpreter.classes import external_bases, find_member
from originlint.interpreter.values import ClassObject, Column, Frame, Instance, Literal, Opaque, Value
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

DIALECTS = frozenset({"sqlalchemy", "django"})
"""Tables and queries of object mappers: what is computed from their columns is computed in the database."""

_MANAGERS = frozenset({"objects", "query", "_default_manager", "__table__"})
"""Members that stand for the whole table."""


def table_of(vm: Interpreter, value: Value, site: Site) -> Frame | None:
    """The table that a class stands for, or the table or query that the value is."""
    content = vm.load(value)
    if isinstance(content, Frame):
        return content if content.dialect in DIALECTS else None
    if not isinstance(content, ClassObject):
        return None
    mapped = _mapped(vm, value, content)
    return vm.read_dataset(mapped, site, _dialect(vm, value)) if mapped is not None else None


def member_of(vm: Interpreter, class_: Value, content: ClassObject, name: str, site: Site) -> Value | None:
    """A column of the table that a class is mapped to, or its query; None for anything else."""
    own = dict(content.members).get(name)
    if own is not None and not isinstance(own, Column) and not isinstance(vm.load(own), Opaque):
        return None
    mapped = _mapped(vm, class_, content)
    if mapped is None:
        return None
    if name in _MANAGERS and own is None:
        return vm.new(vm.read_dataset(mapped, site, _dialect(vm, class_)))
    given = own.name if isinstance(own, Column) and isinstance(own.name, str) else name
    if given not in _declared(vm, mapped):
        return None
    return Column(given, vm.mention(given, site, "column", mapped), dialect=_dialect(vm, class_), dataset=mapped)


def field_of(vm: Interpreter, instance: Instance, name: str, site: Site) -> Value | None:
    """What an object holds in a column of its table that nothing was put into; None for anything else."""
    class_ = vm.load(instance.class_)
    if not isinstance(class_, ClassObject) or name in dict(instance.members):
        return None
    column = member_of(vm, instance.class_, class_, name, site)
    return Opaque(column.labels, column.dataset) if isinstance(column, Column) else None


def is_mapped(vm: Interpreter, class_: Value) -> bool:
    """Whether a class stands for a table."""
    content = vm.load(class_)
    return isinstance(content, ClassObject) and _mapped(vm, class_, content) is not None


def _mapped(vm: Interpreter, class_: Value, content: ClassObject) -> str | None:
    """The name of the table; None when the class is mapped to none."""
    if not content.bases:
        return None
    return next((name for name in _names(vm, class_, content) if _declared(vm, name)), None)


def _declared(vm: Interpreter, table: str) -> frozenset[str]:
    """The columns that the table is declared to have."""
    return frozenset(vm.catalog.declared(table))


def _names(vm: Interpreter, class_: Value, content: ClassObject) -> Iterator[str]:
    """The names that the table may have: as it says itself, else after the class."""
    told = find_member(vm, class_, "__tablename__")
    if isinstance(told, Literal) and isinstance(told.value, str):
        yield told.value
    elif any(base.rpartition(".")[2] in ("Model", "SQLModel") for base in external_bases(vm, class_)):
        yield f"{PurePosixPath(content.module).parent.name}_{content.name}".lower()
        yield content.name.lower()


def _dialect(vm: Interpreter, class_: Value) -> str:
    return "django" if any(base.startswith("django.") for base in external_bases(vm, class_)) else "sqlalchemy"
