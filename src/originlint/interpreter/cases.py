"""Parameters that code tells apart by constant texts (`if district == "north"`) in functions that nobody calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.joins import join_values
from originlint.interpreter.values import Closure, Literal, OneOf, Opaque, Value
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.source.frozen import frozen

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

MOST = 3
"""A parameter with more constants is not told apart case by case: the function is evaluated once for each."""


@frozen
class Case:
    """One case of a parameter: it is this text, or none of `texts`."""

    parameter: str
    text: str | None
    texts: tuple[str, ...]


def with_alternatives(function: forms.Function, parameter: str, default: Value) -> Value:
    """The default of a parameter, or one of the texts that the function compares it with: a caller may pass them."""
    if not (isinstance(default, Literal) and isinstance(default.value, str)):
        return default
    for text in sorted(_asked(function).get(parameter, ())):
        default = join_values(default, Literal(text))
    return default


def cases(vm: Interpreter, closure: Closure) -> tuple[Case | None, ...]:
    """The cases that a function is evaluated in, `(None,)` when in one go. They are told apart when two places of the
    code ask the same of a parameter: what one does in a case may belong to what the other does in it."""
    for name, texts in _asked(closure.function).items():
        if vm.verdict(name, None).possible or len(texts) > MOST:
            continue
        if max(texts.values()) > 1 or _is_handed_on(vm, closure, name):
            every = tuple(sorted(texts))
            return (*(Case(name, text, every) for text in every), Case(name, None, every))
    return (None,)


def suppose(vm: Interpreter, case: Case, bound: dict[str, Value]) -> None:
    """Make the arguments those of the case; not when the parameter owes to origin, or something else than a text was
    promised."""
    given = bound[case.parameter]
    content = vm.load(given)
    known = content.options if isinstance(content, OneOf) else (content,)
    if vm.labels(given) or not all(isinstance(each, (Opaque, Literal)) for each in known):
        return
    if case.text is not None:
        bound[case.parameter] = Literal(case.text)
    else:
        unseen = content if isinstance(content, Opaque) else Opaque()
        bound[case.parameter] = vm.new(replace(unseen, unlike=case.texts))


def _asked(function: forms.Function) -> dict[str, Counter[str]]:
    """How often branches ask whether a parameter is a text, by parameter and text."""
    names = {parameter.name for parameter in function.parameters if parameter.kind != "variadic"}
    found: dict[str, Counter[str]] = {}
    for form in walk(function.body):
        if isinstance(form, forms.Branch):
            for name, text in _comparisons(form.test):
                if name in names:
                    found.setdefault(name, Counter())[text] += 1
    return dict(sorted(found.items()))


def _comparisons(test: forms.Expression) -> Iterator[tuple[str, str]]:
    for form in walk(test):
        match form:
            case forms.Compare(operator="==" | "!=", left=forms.Name(name=name), right=forms.Constant(value=str(text))):
                yield name, text


def _is_handed_on(vm: Interpreter, closure: Closure, name: str) -> bool:
    """Whether the function passes the parameter on to another one of the project."""
    scope = vm.scopes[closure.scope]
    for form in walk(closure.function.body):
        if not isinstance(form, forms.Call) or not isinstance(form.function, forms.Name):
            continue
        given = any(isinstance(each.value, forms.Name) and each.value.name == name for each in form.arguments)
        called = form.function.name
        if given and isinstance(vm.store.get((scope.reader(called).number, called)), Closure):
            return True
    return False
