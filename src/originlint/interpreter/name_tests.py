"""Conditions of a comprehension as conditions on column names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.joins import options
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.values import Entries, Items, Literal, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_UNDECIDED = NameTest("dtype", "")


def as_name_test(vm: Interpreter, condition: forms.Expression, name: str) -> tuple[NameTest, ...]:
    """Return the tests on the variable `name` that all have to hold. What is no test on a name alone becomes one that
    a name never decides."""
    match condition:
        case forms.Choose(operator="and", operands=operands):
            return tuple(test for operand in operands for test in as_name_test(vm, operand, name))
        case forms.Choose(operator="or", operands=operands):
            return (_UNDECIDED,)
        case forms.Derive(operator="not", operands=(inner,)):
            tests = as_name_test(vm, inner, name)
            return (_negated(tests[0]),) if len(tests) == 1 else (_UNDECIDED,)
        case forms.Compare(operator=operator, left=forms.Name(name=left), right=right) if left == name:
            return (_compared(vm, operator, vm.evaluate(right)),)
        case forms.Compare(operator="in" | "not in" as operator, left=left, right=forms.Name(name=right)) if (
            right == name
        ):
            part = vm.load(vm.evaluate(left))
            if isinstance(part, Literal) and isinstance(part.value, str):
                return (NameTest("contains", part.value, operator == "not in"),)
        case forms.Call(function=forms.Field(object=forms.Name(name=owner), name=method), arguments=(argument,)) if (
            owner == name and method in ("startswith", "endswith")
        ):
            part = vm.load(vm.evaluate(argument.value))
            if isinstance(part, Literal) and isinstance(part.value, str):
                return (NameTest("prefix" if method == "startswith" else "suffix", part.value),)
    return (_UNDECIDED,)


def _compared(vm: Interpreter, operator: str, right: Value) -> NameTest:
    if operator in ("==", "!="):
        names = _constants(vm, right)
        return NameTest("in", names, operator == "!=") if names is not None else _UNDECIDED
    if operator in ("in", "not in"):
        content = vm.load(right)
        members: list[str] = []
        if isinstance(content, Items) and content.tail is None:
            for item in content.items:
                constants = _constants(vm, item)
                if constants is None:
                    return _UNDECIDED
                members.extend(constants)
            return NameTest("in", tuple(members), operator == "not in")
        if isinstance(content, Entries) and content.rest is None:
            keys = [key.value for key, _ in content.pairs if isinstance(key, Literal) and isinstance(key.value, str)]
            return NameTest("in", tuple(keys), operator == "not in")
    return _UNDECIDED


def _constants(vm: Interpreter, value: Value) -> tuple[str, ...] | None:
    found: list[str] = []
    for option in options(value):
        content = vm.load(option)
        if not isinstance(content, Literal):
            return None
        if isinstance(content.value, str):
            found.append(content.value)
    return tuple(found)


def _negated(test: NameTest) -> NameTest:
    return NameTest(test.kind, test.operand, not test.negated)
