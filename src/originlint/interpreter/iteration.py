"""What iterating over a value gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter import containers
from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.labels import Dependence
from originlint.interpreter.machine import Arguments
from originlint.interpreter.operations import access
from originlint.interpreter.values import (
    Column,
    Entries,
    Estimator,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    Opaque,
    Template,
    Value,
)

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site


def spread(vm: Interpreter, value: Value, site: Site | None) -> Items:
    """The items of an iterable, as far as they are known one by one."""
    alternatives = [option for option in options(value) if not (isinstance(option, Literal) and option.value is None)]
    if len(alternatives) == 1:
        return _spread_one(vm, alternatives[0], site)
    every = [_spread_one(vm, option, site) for option in alternatives]
    if not every:
        return Items("list")
    labels = every[0].labels
    for each in every[1:]:
        labels = labels | each.labels
    loose = join_all_values(
        [item for each in every for item in (*each.items, *([each.tail] if each.tail is not None else []))]
    )
    return Items("list", (), loose, labels)


def _spread_one(vm: Interpreter, value: Value, site: Site | None) -> Items:
    content = vm.load(value)
    match content:
        case Items():
            return content
        case Entries():
            return containers.key_items(content)
        case Estimator(fitted=Frame(dialect="sql") as result):  # a cursor
            return _spread_one(vm, vm.new(result), site)
        case Frame() | Column() | Names():
            found = access.iterate(vm, content, site or vm.site(0))
            if found is not None:
                inner = vm.load(found)
                return inner if isinstance(inner, Items) else Items("list", (), found)
            return Items("list", (), Opaque(vm.labels(content)))
        case Literal(value=str(text)) if len(text) <= 64:
            return Items("list", tuple(Literal(letter, content.labels) for letter in text))
        case Literal() | Template():
            return Items("list", (), Opaque(content.labels))
        case Instance():
            iterated = vm.call_method(value, "__iter__", Arguments(), site or vm.site(0))
            if iterated is not None and iterated != value:
                return _spread_one(vm, iterated, site)
            return Items("list", (), Opaque(vm.labels(content)))
        case Opaque():
            rows = content.labels.weakened(Dependence.SELECTION)
            return Items("list", (), Opaque(content.labels, content.dataset, site=content.site), rows)
        case _:
            return Items("list", (), Opaque(vm.labels(content)))
