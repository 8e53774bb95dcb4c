"""Looking into what the store holds: what it leads to, and whether it is the same in everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from originlint.interpreter.labels import Labels
from originlint.interpreter.values import (
    VALUES,
    ClassObject,
    Closure,
    Column,
    Entries,
    Estimator,
    Instance,
    Items,
    Namespace,
    Present,
    Reference,
    Stage,
)

_HOLDING = (*VALUES, Items, Entries, Instance, ClassObject, Estimator, Stage, Present)
"""What can hold a value in one of its fields."""


def numbers_in(cell: object) -> Iterator[int]:
    """The addresses of objects and the numbers of scopes that a cell leads to at once."""
    pending = [cell]
    while pending:
        each = pending.pop()
        match each:
            case Reference(addresses=addresses):
                yield from addresses
            case Namespace(scope=scope):
                yield scope
            case Present(table=table, variable=(scope, _)):
                yield scope
                pending.append(table)
            case Closure(scope=scope):
                yield scope
                pending += [each.receiver, each.owner, each.payload, each.defaults]
            case tuple():
                pending.extend(each)
            case _ if isinstance(each, _HOLDING):
                pending.extend(getattr(each, name) for name in _fields_of(each))


def same(left: object, right: object) -> bool:
    """Whether two values are equal in everything, evidence included. A column is the same only as itself: what is
    written into it stands in all that hold it."""
    if left is right:
        return True
    if type(left) is not type(right) or isinstance(left, Column):
        return False
    if isinstance(left, Labels) and isinstance(right, Labels):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if is_dataclass(left) and not isinstance(left, type):
        return all(same(getattr(left, name), getattr(right, name)) for name in _fields_of(left))
    return left == right


def _fields_of(value: object) -> tuple[str, ...]:
    return _fields(type(value))  # type: ignore[arg-type]


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
