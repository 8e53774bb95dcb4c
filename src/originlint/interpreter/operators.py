"""Operators: arithmetic on constants, comparison, short circuits and conditional expressions."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from originlint.interpreter import filling, text
from originlint.interpreter.attribute_rows import asking
from originlint.interpreter.classes import find_member
from originlint.interpreter.expected import expect
from originlint.interpreter.joins import join_all_values, join_values, options, with_labels
from originlint.interpreter.labels import Dependence, Labels, Mark
from originlint.interpreter.machine import Arguments
from originlint.interpreter.marks import DECIDES
from originlint.interpreter.operations import deriving
from originlint.interpreter.operations.names import compared
from originlint.interpreter.presence import asked, is_placeholder, presence
from originlint.interpreter.records import put
from originlint.interpreter.sets import combined, concatenated
from originlint.interpreter.values import (
    Bound,
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
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site

_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "<<": operator.lshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
}

_TRUTHS = frozenset("&|^~")
"""What combines or turns round the results of comparisons."""

_SPECIAL: Mapping[str, str] = {
    "+": "__add__",
    "-": "__sub__",
    "*": "__mul__",
    "/": "__truediv__",
    "==": "__eq__",
    "<": "__lt__",
    "|": "__or__",
    ">>": "__rshift__",
}

LONGEST = 4096
"""Constants are not computed beyond so many characters or bits."""


def derive(vm: Interpreter, name: str, operands: tuple[Value, ...], site: Site, in_place: bool = False) -> Value:
    """Apply an arithmetic, bit or logical operator. The result owes to every operand."""
    if len(operands) == 2:
        left, right = operands
        known = _constant(name, left, right)
        if known is not None:
            return known
        contents = (vm.load(left), vm.load(right))
        if any(isinstance(content, (Frame, Column)) for content in contents):
            result = deriving.derive(vm, name, operands, site)
            if result is not None:
                return result
        match name, contents:
            case "+", (Items() as first, Items() as second):
                joined = concatenated(first, second)
                if in_place:
                    vm.update(left, joined)
                    return left
                return vm.new(joined)
            case "*", (Items(), _):
                return left
            case "+" | "-" | "|" | "&", (Names() as names, other) if isinstance(other, (Items, Names, Literal)):
                result = deriving.derive(vm, name, operands, site)
                return result if result is not None else names
            case "+" | "|" | "&", (Items(), Names() as names):
                result = deriving.derive(vm, name, (right, left), site)
                return result if result is not None else names
            case "-" | "&", (Items() as first, Names() as second):
                expect(vm, first, second, site)
                return left
            case "-" | "|" | "&" | "^", (Items() as first, Items() as second):
                return vm.new(combined(name, first, second, vm.labels(left) | vm.labels(right)))
            case "|", (Entries() as first, Entries() as second):
                for key, value in second.pairs:
                    first = put(first, key, value)
                return vm.new(first)
            case "%", (Literal(value=str()), _):
                return filling.percent(vm, left, right)
            case "+", _ if text.is_text(left) or text.is_text(right):
                return text.join_parts([left, right], vm)
            case "/", _ if text.is_path(left) or text.is_path(right):
                return text.join_path([left, right], vm)
            case _, (Instance(), _) if name in _SPECIAL:
                outcome = vm.call_method(left, _SPECIAL[name], Arguments((right,)), site)
                if outcome is not None:
                    return outcome
    else:
        content = vm.load(operands[0])
        if isinstance(content, Names) and name == "~":
            return content.others if content.others is not None else Opaque(content.labels)
        if isinstance(content, (Frame, Column)):
            result = deriving.derive(vm, name, operands, site)
            if result is not None:
                return result
        if isinstance(content, Literal):
            known = _unary(name, content)
            if known is not None:
                return known
        if name == "not":
            return Opaque(presence(vm, operands[0]))
    labels = Labels()
    for operand in operands:
        labels = labels | vm.labels(operand)
    truths = name in _TRUTHS and any(getattr(vm.load(operand), "hint", None) == "bool" for operand in operands)
    return Opaque(labels, hint="bool" if truths else None)


def compare(vm: Interpreter, expression: forms.Compare) -> Value:
    """Compare two values: known for constants, a mask for columns, else opaque with the labels of both."""
    left, right = vm.evaluate(expression.left), vm.evaluate(expression.right)
    site = vm.site(expression.node)
    result = asking(vm, expression, compare_values(vm, expression.operator, left, right, site))
    if expression.operator == "==" and isinstance(result, Column) and _takes_turns(vm, expression.right):
        labels = result.labels.through(site, "takes each group in turn", vm.depth, mark=Mark.GROUPS)
        return replace(result, labels=labels)
    return result


def _takes_turns(vm: Interpreter, form: forms.Expression) -> bool:
    """Whether a loop or comprehension goes through the values of this variable."""
    if not isinstance(form, forms.Name):
        return False
    scope = vm.here.scope
    return (scope.kind == "comprehension" and scope.binds(form.name)) or any(
        form.name in loop.names for loop in vm.here.loops
    )


def compare_values(vm: Interpreter, name: str, left: Value, right: Value, site: Site) -> Value:
    """The value of `left name right`."""
    if name in ("is", "is not"):
        known = _identity(vm, name, left, right)
        return known if known is not None else Opaque(presence(vm, left) | presence(vm, right))
    contents = (vm.load(left), vm.load(right))
    if name in ("in", "not in"):
        found = _membership(vm, contents[0], contents[1])
        if found is not None:
            return Literal(found == (name == "in"), vm.labels(left))
        if isinstance(contents[1], Names) or (isinstance(contents[1], Frame) and contents[1].dialect != "numpy"):
            expect(vm, contents[0], contents[1], site)
            return Opaque(vm.labels(left))  # asks which columns there are, not what is in them
    elif isinstance(contents[0], Literal) and isinstance(contents[1], Literal):
        try:
            known_truth = _COMPARISONS[name](contents[0].value, contents[1].value)
        except TypeError:
            return Opaque(vm.labels(left) | vm.labels(right))
        return Literal(bool(known_truth), contents[0].labels | contents[1].labels)
    elif name in ("==", "!=") and isinstance(contents[0], Names):
        mask = compared(vm, contents[0], right, name == "==", site)
        if mask is not None:
            return mask
    elif name in ("==", "!=") and _ruled_out(contents[0], contents[1]):
        return Literal(name == "!=", vm.labels(left) | vm.labels(right))
    elif any(isinstance(content, (Frame, Column)) for content in contents):
        result = deriving.derive(vm, name, (left, right), site)
        if result is not None:
            return asked(vm, result, site) if any(map(is_placeholder, contents)) else result
    return Opaque(vm.labels(left) | vm.labels(right), hint="bool")


def choose(vm: Interpreter, expression: forms.Choose) -> Value:
    """Evaluate `and` / `or`: the value is one of the operands, and which one owes to those before it."""
    result: Value | None = None
    decided = Labels()
    last = len(expression.operands) - 1
    for position, operand in enumerate(expression.operands):
        with vm.under(decided):
            value = vm.evaluate(operand)
        value = with_labels(value, decided)
        known = truth(vm, value)
        stops = known is False if expression.operator == "and" else known is True
        passes = known is True if expression.operator == "and" else known is False
        if not (passes and position < last):
            if position < last:
                value = refine_truth(value, expression.operator == "or")
            result = value if result is None else join_values(result, value)
        decided = decided | presence(vm, value).weakened(Dependence.CONTROL)
        if stops:
            break
    return result if result is not None else Opaque()


def refine_truth(value: Value, truthy: bool) -> Value:
    """The alternatives of a value that can be true (or false); `x or default` never is the None in x."""
    kept = [
        option
        for option in options(value)
        if not isinstance(option, Literal) or bool(option.value) is truthy or option.value is Ellipsis
    ]
    joined = join_all_values(kept)
    return joined if joined is not None else value


def conditional(vm: Interpreter, expression: forms.Conditional) -> Value:
    """Evaluate `a if test else b`."""
    test = vm.evaluate(expression.test)
    known = truth(vm, test)
    labels = presence(vm, test).through(vm.site(expression.node), DECIDES, vm.depth)
    if known is True:
        return vm.evaluate(expression.then)
    if known is False:
        return vm.evaluate(expression.otherwise)
    with vm.under(labels):
        then = vm.evaluate(expression.then)
        otherwise = vm.evaluate(expression.otherwise)
    return with_labels(join_values(then, otherwise), labels.weakened(Dependence.CONTROL))


def truth(vm: Interpreter, value: Value) -> bool | None:
    """Whether a value is known to be true or false. A value that owes to origin stays undecided, since another person
    may have another one."""
    content = vm.load(value)
    match content:
        case Literal() if not content.labels:
            return bool(content.value) if content.value is not Ellipsis else True
        case Items(tail=None) if not content.labels and not content.items:
            return False
        case Items(items=items) if items and not content.labels and isinstance(content.items[0], Literal):
            return True
        case Instance() if any(find_member(vm, content.class_, name) for name in ("__bool__", "__len__")):
            return None
        case Instance() | Estimator():
            return True
        case _:
            return None


def _constant(name: str, left: Value, right: Value) -> Literal | None:
    if not (isinstance(left, Literal) and isinstance(right, Literal)) or name not in _ARITHMETIC:
        return None
    if name == "+" and isinstance(left.value, str) and isinstance(right.value, str):
        return text.concatenate(left, right)
    if name in ("*", "<<", "**") and not (_small(left.value) and _small(right.value)):
        return None
    if name == "%" and isinstance(left.value, str):
        return None
    try:
        return Literal(_ARITHMETIC[name](left.value, right.value), left.labels | right.labels, left.site)
    except Exception:  # whatever the operands' own arithmetic raises, the result is simply not known
        return None


def _small(value: object) -> bool:
    if isinstance(value, (int, float)):
        return abs(value) <= LONGEST
    return isinstance(value, (str, bytes)) and len(value) <= 64


def _unary(name: str, operand: Literal) -> Literal | None:
    if name == "not":
        return replace(operand, value=not operand.value)
    if isinstance(operand.value, (int, float)):
        if name == "neg":
            return replace(operand, value=-operand.value)
        if name == "pos":
            return operand
        if name == "~" and isinstance(operand.value, int):
            return replace(operand, value=~operand.value)
    return None


def _identity(vm: Interpreter, name: str, left: Value, right: Value) -> Literal | None:
    contents = (vm.load(left), vm.load(right))
    nothing = [isinstance(content, Literal) and content.value is None for content in contents]
    if all(nothing):
        return Literal(name == "is")
    if any(nothing):
        other = contents[1] if nothing[0] else contents[0]
        settled = (Literal, Items, Entries, Frame, Column, Names, Instance, Estimator, Template, Bound)
        if isinstance(other, settled) and not vm.labels(other):
            return Literal(name == "is not")
    if all(isinstance(content, Literal) for content in contents):
        same = contents[0].value is contents[1].value  # type: ignore[union-attr]
        return Literal(same == (name == "is")) if isinstance(contents[0].value, bool) else None  # type: ignore[union-attr]
    return None


def _ruled_out(value: object, text: object) -> bool:
    """Whether a value that is not known is known not to be this text."""
    return isinstance(value, Opaque) and isinstance(text, Literal) and text.value in value.unlike


def _membership(vm: Interpreter, item: object, container: object) -> bool | None:
    """Whether a constant is in a container, when both are known and neither owes to origin."""
    if not isinstance(item, Literal) or item.labels:
        return None
    match container:
        case Items(tail=None) if not container.labels and all(isinstance(i, Literal) for i in container.items):
            return any(isinstance(i, Literal) and i.value == item.value for i in container.items)
        case Entries(rest=None) if not container.labels and all(isinstance(k, Literal) for k, _ in container.pairs):
            has = any(isinstance(k, Literal) and k.value == item.value for k, _ in container.pairs)
            return has if container.sure or not has else None
        case Literal(value=str(whole)) if isinstance(item.value, str):
            return item.value in whole
        case Names(rest=()) if all(entry.certain for entry in container.columns):
            return any(entry.name == item.value for entry in container.columns)
        case Frame(rest=()) if all(entry.certain for entry in container.columns):
            return any(entry.name == item.value for entry in container.columns)
        case _:
            return None
