"""`del`: what goes out of a list, a dict or a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import opaque
from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.labels import Dependence
from originlint.interpreter.operations import writing
from originlint.interpreter.values import (
    Column,
    Content,
    Entries,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Value,
)
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site


def delete(vm: Interpreter, target: forms.Target, site: Site) -> None:
    """`del target`."""
    match target:
        case forms.Name():
            return
        case forms.Key():
            receiver, key = vm.evaluate(target.object), vm.evaluate(target.key)
            for option in options(receiver):
                content = vm.load(option)
                given = vm.load(key)
                match content:
                    case Entries():
                        vm.update(option, _without_key(vm, content, key))
                    case Items():
                        vm.update(option, _item_deleted(vm, content, given))
                    case Opaque() if isinstance(option, Reference) and isinstance(given, Literal):
                        frame = opaque.promote(vm, option, site)
                        writing.delete_item(vm, frame, vm.load(frame), key, site)
                    case Frame() | Column() | Names():
                        writing.delete_item(vm, option, content, key, site)
        case _:
            return


def _item_deleted(vm: Interpreter, items: Items, key: Content | Value) -> Items:
    """A list without the item at a position; where that is not known, any may be left."""
    if isinstance(key, Literal) and isinstance(key.value, int) and items.tail is None:
        position = key.value
        if -len(items.items) <= position < len(items.items):
            kept = list(items.items)
            del kept[position]
            return replace(items, items=tuple(kept))
    everything = join_all_values([*items.items, *([items.tail] if items.tail is not None else [])])
    labels = items.labels | vm.labels(key).weakened(Dependence.CONTROL)
    return Items(items.kind, tail=everything, labels=labels)


def _without_key(vm: Interpreter, entries: Entries, key: Value) -> Entries:
    """A dict after `del`: which key went, and whether one did, owes to the key and to what decided that we are here."""
    given = vm.load(key)
    chosen = (vm.labels(key) | vm.control).weakened(Dependence.CONTROL)
    pairs = tuple((known, item) for known, item in entries.pairs if known != given)
    return replace(
        entries, pairs=pairs, labels=entries.labels | chosen, sure=entries.sure and isinstance(given, Literal)
    )
