"""Names of columns that code speaks of where it goes through the names of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from originlint.interpreter.joins import options
from originlint.interpreter.values import VALUES, Closure, Content, Entries, Items, Literal, Value
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
        case forms.Call(function=forms.Field(object=receiver), arguments=arguments) if _root(receiver) == variable:
            for argument in arguments:
                yield from _held(vm, argument.value)
        case forms.Call(function=forms.Field(object=table, name="get"), arguments=(first, *_)) if _is(first, variable):
            yield from _held(vm, table)
        case forms.Call(function=function, arguments=(only,)) if _is(only, variable):
            yield from _held(vm, function)


def _root(form: forms.Expression) -> str | None:
    """The variable that a chain of method calls starts from."""
    match form:
        case forms.Call(function=forms.Field(object=inner)):
            return _root(inner)
        case forms.Name(name=name):
            return name
        case _:
            return None


def _is(argument: forms.Argument, variable: str) -> bool:
    return isinstance(argument.value, forms.Name) and argument.value.name == variable


def texts_of(vm: Interpreter, function: Closure) -> tuple[Literal, ...]:
    """The texts that a function of the project speaks of: in constants, or by variables that it finds outside."""
    found = {text: Literal(text) for text in texts_in(function.function.body)}
    scope = vm.scopes.get(function.scope)
    names = {form.name for form in walk(function.function.body) if isinstance(form, forms.Name)}
    for name in sorted(names):
        value = vm.store.get((scope.reader(name).number, name)) if scope is not None else None
        if isinstance(value, VALUES):
            found.update((str(each.value), each) for each in literals_in(vm, value))
    return tuple(found[text] for text in sorted(found))


def _held(vm: Interpreter, expression: forms.Expression) -> Iterator[Literal]:
    value = vm.evaluate(expression)
    content = vm.load(value)
    if isinstance(content, Closure):
        yield from texts_of(vm, content)
    yield from literals_in(vm, value)


def literals_in(vm: Interpreter, value: Value) -> tuple[Literal, ...]:
    """The texts that a value may be, that a list of such holds, or that are the keys of a dict."""
    found: list[Literal] = []
    for option in options(value):
        content = vm.load(option)
        held: list[Content | Value] = [content]
        match content:
            case Items(items=items):
                held = [vm.load(each) for item in items for each in options(item)]
            case Entries(pairs=pairs):
                held = [vm.load(key) for key, _ in pairs]
        found += [each for each in held if isinstance(each, Literal) and isinstance(each.value, str)]
    return tuple(found)
