"""Comprehensions, evaluated in the domain of lists; over the names of a frame they stay linked to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import operators
from originlint.interpreter.expected import present_names
from originlint.interpreter.joins import join_values
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.name_tests import as_name_test
from originlint.interpreter.operations.grouping import is_grouped
from originlint.interpreter.presence import presence
from originlint.interpreter.records import put
from originlint.interpreter.refinement import is_one_of
from originlint.interpreter.scopes import Scope
from originlint.interpreter.spoken import spoken
from originlint.interpreter.values import Entries, Frame, Items, Literal, Names, Renamed, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


class _Result:
    """What a comprehension has collected so far."""

    def __init__(self, kind: str) -> None:
        self.kind = "list" if kind == "generator" else kind
        self.items: list[Value] = []
        self.tail: Value | None = None
        self.entries = Entries()
        self.labels: Labels = NONE
        self.iterated = Items("list")
        """What the last clause went through."""
        self.names: Names | None = None
        """The names of a table's columns, when it went through these."""


def collect(vm: Interpreter, expression: forms.Collect) -> Value:
    """Evaluate a comprehension to a list, set or dict; to `Names` when it filters the open columns of a frame."""
    linked = _filtered_names(vm, expression)
    if linked is not None:
        return linked
    here = vm.here
    names = frozenset(name for clause in expression.clauses for name in names_of(clause.target))
    outer = here.scope
    scope = Scope(vm.store.fresh(), "comprehension", here.path, outer, names)
    vm.scopes[scope.number] = scope
    result = _Result(expression.kind)
    here.scope = scope
    try:
        _clauses(vm, expression, 0, result, True)
        link = _renamed(vm, expression, result)
    finally:
        here.scope = outer
    vm.leave(scope, expression)
    if expression.kind == "dict":
        return vm.new(replace(result.entries, labels=result.entries.labels | result.labels))
    kept = present_names(vm, expression, result.iterated) if result.tail is not None else None
    return vm.new(Items(result.kind, tuple(result.items), result.tail, result.labels, kept or link))


def names_of(target: forms.Target) -> tuple[str, ...]:
    """The variables that a target binds."""
    match target:
        case forms.Name(name=name):
            return (name,)
        case forms.Unpack(targets=targets):
            return tuple(name for part in targets for name in names_of(part))
        case _:
            return ()


def _clauses(vm: Interpreter, expression: forms.Collect, depth: int, result: _Result, exact: bool) -> None:
    if depth == len(expression.clauses):
        _emit(vm, expression, result, exact)
        return
    clause = expression.clauses[depth]
    site = vm.site(expression.node)
    iterable = vm.evaluate(clause.iterable)
    result.names = _names(vm, iterable)
    spread = vm.spread(iterable, site)
    result.labels = result.labels | spread.labels
    result.iterated = spread
    known = spread.items if len(spread.items) <= vm.limits.unroll * 4 else spread.items[: vm.limits.unroll]
    rest = spread.tail
    for item in spread.items[len(known) :]:
        rest = item if rest is None else join_values(rest, item)
    for item, sure in [*((item, exact) for item in known), *([(rest, False)] if rest is not None else [])]:
        vm.assign(clause.target, item, site)
        passes: bool | None = True
        decided = NONE
        for condition in clause.conditions:
            test = vm.evaluate(condition)
            outcome = operators.truth(vm, test)
            decided = decided | presence(vm, test).through(vm.site(condition.node), "decides who stays", vm.depth)
            if outcome is False:
                passes = False
                break
            if outcome is None:
                passes = None
                is_one_of(vm, condition, True)
        if passes is False:
            continue
        result.labels = result.labels | decided.weakened(Dependence.SELECTION)
        _clauses(vm, expression, depth + 1, result, sure and passes is True)


def _emit(vm: Interpreter, expression: forms.Collect, result: _Result, exact: bool) -> None:
    value = vm.controlled(vm.evaluate(expression.value))
    if expression.kind == "dict" and expression.key is not None:
        key = vm.evaluate(expression.key)
        result.entries = replace(put(result.entries, key, value), sure=exact and result.entries.sure)
    elif exact and result.tail is None:
        result.items.append(value)
    else:
        result.tail = value if result.tail is None else join_values(result.tail, value)


def _filtered_names(vm: Interpreter, expression: forms.Collect) -> Value | None:
    """`[c for c in df.columns if …]` over a frame with an open rest: the names that pass, still linked."""
    if expression.kind == "dict" or len(expression.clauses) != 1:
        return None
    clause = expression.clauses[0]
    if not (isinstance(clause.target, forms.Name) and isinstance(expression.value, forms.Name)):
        return None
    if clause.target.name != expression.value.name:
        return None
    names = _names(vm, vm.evaluate(clause.iterable))
    if names is None or not names.rest:
        return None
    columns = names.columns
    rest = names.rest
    wildcard = vm.site(expression.node)
    for condition in clause.conditions:
        test = as_name_test(vm, condition, clause.target.name)
        for single in test:
            columns = tuple(
                entry for entry in columns if not isinstance(entry.name, str) or single.holds(entry.name) is not False
            )
            rest = tuple(replace(each, matching=(*each.matching, single), wildcard=wildcard) for each in rest)
    return Names(columns, rest, names.shared, names.labels)


def _names(vm: Interpreter, iterable: Value) -> Names | None:
    """The names that one goes through, when they are those of a table."""
    content = vm.load(iterable)
    match content:
        case Names():
            return content
        case Frame() if content.dialect != "numpy" and not is_grouped(content):
            return Names(content.columns, content.rest, content.shared)
        case _:
            return None


def _renamed(vm: Interpreter, expression: forms.Collect, result: _Result) -> Renamed | None:
    """What becomes of the names of a table of which not all are known, in a comprehension over them: of those that are
    known, and of those that it speaks of. In a dict the latter are keys."""
    names, clause = result.names, expression.clauses[0]
    if names is None or not names.rest or len(expression.clauses) > 1 or not isinstance(clause.target, forms.Name):
        return None
    known = [entry.name for entry in names.columns]
    pairs: list[tuple[Literal, Value]] = []
    if not clause.conditions:
        before = {new.value: old for old, new in names.renamed if isinstance(new, Literal)}
        pairs += [(before.get(name, Literal(name)), value) for name, value in zip(known, result.items, strict=False)]
    parts = (expression.key, expression.value, clause.conditions)
    for name in spoken(vm, parts, clause.target.name):
        if name.value in known or not any(each.admits(str(name.value)) for each in names.rest):
            continue
        vm.assign(clause.target, name, vm.site(expression.node))
        if any(operators.truth(vm, vm.evaluate(condition)) is False for condition in clause.conditions):
            continue
        value = vm.evaluate(expression.value)
        pairs.append((name, value))
        if expression.kind == "dict" and expression.key is not None:
            result.entries = put(result.entries, vm.evaluate(expression.key), value)
    return Renamed(tuple(pairs))
