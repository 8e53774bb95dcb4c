"""What holds for every module that a front end makes, beyond what the types say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from originlint.ir.forms import (
    Bind,
    Break,
    Choose,
    Clause,
    Collect,
    Compare,
    Continue,
    Declare,
    Define,
    DefineClass,
    Derive,
    Function,
    Handler,
    Import,
    Key,
    Lambda,
    Loop,
    Module,
    Name,
    Parameter,
    Query,
    Return,
    Sequence,
    Slice,
    Star,
    Unpack,
)

_UNARY = frozenset({"pos", "neg", "~", "not"})
_BINARY = frozenset({"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"})
_PARAMETERS = ("positional", "normal", "variadic", "keyword", "variadic keyword")


def verify(module: Module) -> tuple[str, ...]:
    """Check a module; returns what is wrong with it, as sentences, in order of the forms. Empty is good."""
    wrong = list(_numbers(module))
    for form, around in _walk(module):
        wrong += [f"form {getattr(form, 'node', '?')}: {each}" for each in _check(form, around)]
    return tuple(wrong)


def _numbers(module: Module) -> Iterator[str]:
    before = -1
    for form, _ in _walk(module):
        node = getattr(form, "node", None)
        if node is None:
            continue
        if node <= before:
            yield f"form {node}: comes after form {before}"
        if node >= module.nodes:
            yield f"form {node}: the module has only {module.nodes}"
        before = node


def _walk(module: Module) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """All forms in pre-order, each with what it stands in: the kinds of the forms around it that matter."""
    pending: list[tuple[Any, tuple[str, ...]]] = [(module.body, ())]
    while pending:
        form, around = pending.pop()
        if isinstance(form, tuple):
            pending.extend((each, around) for each in reversed(form))
        elif is_dataclass(form):
            yield form, around
            names = [each.name for each in reversed(fields(form))]
            pending += [(getattr(form, name), _around(form, name, around)) for name in names]


def _around(form: Any, field: str, around: tuple[str, ...]) -> tuple[str, ...]:
    match form, field:
        case Function(), "body":
            return ("function",)
        case DefineClass(), "body":
            return ("class",)
        case Loop(), "body":
            return (*(each for each in around if each in ("function", "class")), "loop")
        case (Sequence(), "items") if "key" in around:
            return (*around, "items")
        case (Sequence(), "items") | (DefineClass(), "bases"):
            return (*(each for each in around if each != "key"), "items")
        case Key(), "key":
            return (*(each for each in around if each != "items"), "key")
        case _:
            return tuple(each for each in around if each not in ("key", "items"))


def _check(form: Any, around: tuple[str, ...]) -> Iterator[str]:
    match form:
        case Break() | Continue() if "loop" not in around:
            yield "break or continue outside a loop"
        case Return() if "function" not in around:
            yield "return outside a function"
        case Slice() if "key" not in around:
            yield "a slice outside a subscript"
        case Star() if "items" not in around and "key" not in around:
            yield "a star outside a display"
        case Derive(_, operator, operands, in_place):
            known = _UNARY if len(operands) == 1 else _BINARY
            if operator not in known or len(operands) > 2 or (in_place and len(operands) != 2):
                yield f"operator {operator!r} with {len(operands)} operands"
        case Compare(_, operator) if operator not in _COMPARISONS:
            yield f"comparison {operator!r}"
        case Choose(_, operator, operands):
            if operator not in ("and", "or") or len(operands) < 2:
                yield f"{operator!r} of {len(operands)} operands"
        case Collect(_, kind, key, _, clauses):
            if (key is not None) != (kind == "dict") or not clauses:
                yield f"a malformed {kind!r} comprehension"
        case Loop(_, target, iterable, test):
            if (target is None) != (iterable is None) or (test is None) == (target is None):
                yield "a loop that is neither for nor while"
        case Unpack(_, targets, star) if star is not None and not 0 <= star < len(targets):
            yield "the starred target does not exist"
        case Parameter(_, _, kind) if kind not in _PARAMETERS:
            yield f"a parameter of kind {kind!r}"
        case Function():
            yield from _function(form)
        case DefineClass():
            bound = _bound(form.body)
            if bound != form.bound:
                yield f"bound names of class {form.name} differ: {_difference(bound, form.bound)}"
        case _:
            pass


def _function(form: Function) -> Iterator[str]:
    ranks = [_PARAMETERS.index(each.kind) for each in form.parameters if each.kind in _PARAMETERS]
    if ranks != sorted(ranks):
        yield f"parameters of {form.name} out of order"
    own = _bound(form.body) | {each.name for each in form.parameters}
    expected = own - form.globals - form.nonlocals
    if expected != form.bound:
        yield f"bound names of {form.name} differ: {_difference(expected, form.bound)}"


def _difference(expected: frozenset[str], found: frozenset[str]) -> str:
    return f"missing {sorted(expected - found)}, too many {sorted(found - expected)}"


def _bound(body: tuple[Any, ...]) -> frozenset[str]:
    """The names that a body binds itself, not counting the functions, classes and comprehensions inside it."""
    names: set[str] = set()
    pending: list[Any] = list(body)
    while pending:
        form = pending.pop()
        if isinstance(form, tuple):
            pending.extend(form)
            continue
        if not is_dataclass(form):
            continue
        match form:
            case Define():
                names.add(form.function.name)
                pending += [form.decorators, form.function.parameters, form.function.returns]
                continue
            case Lambda():
                pending.append(form.function.parameters)
                continue
            case DefineClass():
                names.add(form.name)
                pending += [form.decorators, form.bases, form.keywords]
                continue
            case Clause():
                pending += [form.iterable, form.conditions]
                continue
            case Import() if form.member != "*":
                names.add(form.name)
            case Handler() if form.name is not None:
                names.add(form.name)
            case Declare():
                names.add(form.name)
            case Bind() | Query() | Loop():
                names.update(_targets(form.target))
            case _:
                names.update(_targets(getattr(form, "target", None)))
        pending.extend(getattr(form, each.name) for each in fields(form))
    return frozenset(names)


def _targets(target: Any) -> Iterator[str]:
    match target:
        case Name():
            yield target.name
        case Unpack():
            for each in target.targets:
                yield from _targets(each)
        case _:
            pass
