"""Web handlers whose decorator says what a request holds: `@api.expect(model)`, and `api.payload` is read inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.joins import with_labels
from originlint.interpreter.values import Entries, Items, Literal, Opaque, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_DECORATORS = frozenset({"expect", "input", "arguments", "use_args"})
_FIELDS = frozenset({"payload", "json", "get_json"})


def declared(vm: Interpreter, decorator: forms.Expression) -> Value | None:
    """The record that a decorator says requests hold, or the list of such records; None for other decorators."""
    match decorator:
        case forms.Call(function=forms.Field(name=name), arguments=(first, *_)) if name in _DECORATORS:
            return _held(vm, vm.evaluate(first.value))
        case _:
            return None


def _held(vm: Interpreter, schema: Value) -> Value | None:
    content = vm.load(schema)
    match content:
        case Items(items=(inner,), tail=None):
            record = _held(vm, inner)
            return None if record is None else vm.new(Items("list", (), record))
        case Entries(pairs=pairs) if pairs:
            return vm.new(Entries(tuple((key, _field(vm, key)) for key, _ in pairs), content.rest))
        case _:
            return None


def _field(vm: Interpreter, key: Value) -> Value:
    value = Opaque()
    if isinstance(key, Literal) and isinstance(key.value, str) and key.site is not None:
        return with_labels(value, vm.mention(key.value, key.site, "field of a request"))
    return value


def read(vm: Interpreter, name: str) -> Value | None:
    """What a field of that name gives where a request is being handled whose payload is declared."""
    if name not in _FIELDS:
        return None
    return next((active.payload for active in reversed(vm.active) if active.payload is not None), None)
