"""Names of columns that code speaks of where it goes through the names of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from originlint.interpreter.values import Closure, Entries, Items, Literal
from originlint.ir import forms
from originlint.ir.walk import walk

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def texts_in(form: Any) -> tuple[str, ...]:
    """The texts that stand in a form, each once, in order."""
    constants = (each.value for each in walk(form) if isinstance(each, forms.Constant))
    return tuple(sorted({value for value in constants if isinstance(value, str)}))


def spoken(vm: Interpreter, form: Any, variable: str) -> tuple[Literal, ...]:
    """The texts that a form holds against a variable: it compares it with them, looks it up among them, replaces them
    in it, or gives it to a function of the project that speaks of them."""
    found: dict[object, Literal] = {}
    for part in walk(form):
        for text in _beside(vm, part, variable):
            found.setdefault(text.value, text)
    return tuple(found[value] for value in sorted(found, key=str))


def _beside(vm: Interpreter, part: Any, variable: str) -> Iterator[Literal]:
    match part:
        case forms.Compare(left=forms.Name(name=name), right=other) if name == variable:
            yield from _held(vm, other)
        case forms.Compare(left=other, right=forms.Name(name=name)) if name == variable:
            yield from _held(vm, other)
        case forms.Key(object=table, key=forms.Name(name=name)) if name == variable:
            yield from _held(vm, table)
        case forms.Call(function=forms.Field(object=forms.Name(name=name)), arguments=arguments) if name == variable:
            for argument in arguments:
                yield from _held(vm, argument.value)
        case forms.Call(function=forms.Field(object=table, name="get"), arguments=(first, *_)) if _is(first, variable):
            yield from _held(vm, table)
        case forms.Call(function=function, arguments=(only,)) if _is(only, variable):
            yield from _held(vm, function)


def _is(argument: forms.Argument, variable: str) -> bool:
    return isinstance(argument.value, forms.Name) and argument.value.name == variable


def _held(vm: Interpreter, expression: forms.Expression) -> Iterator[Literal]:
    content = vm.load(vm.evaluate(expression))
    held: list[Any] = [content]
    match content:
        case Closure(function=function):
            held = [Literal(text) for text in texts_in(function.body)]
        case Items(items=items):
            held = [vm.load(item) for item in items]
        case Entries(pairs=pairs):
            held = [vm.load(key) for key, _ in pairs]
    yield from (each for each in held if isinstance(each, Literal) and isinstance(each.value, str))
