"""Columns that are written to. A column is a value and has no address: what holds it then holds another one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.labels import Dependence, Labels
from originlint.interpreter.machine import Arguments
from originlint.interpreter.operations import writing
from originlint.interpreter.store import Key
from originlint.interpreter.values import Bound, Column, Opaque, Value
from originlint.ir import forms
from originlint.source.frozen import frozen

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site


@frozen
class Rewriting:
    """What a column became: by a write, or else by being passed to a function."""

    column: Column
    result: Column
    is_write: bool = True


@dataclass(slots=True)
class Holding:
    """Which variables hold one and the same column: after `b = a`, what is written into one stands in the other."""

    rewritten: list[Rewriting] = field(default_factory=list)
    """What was written to, in order, as long as a place may have to hear of it."""
    names: dict[int, tuple[Column, list[Key]]] = field(default_factory=dict)

    def note(self, variable: Key, value: Value) -> None:
        """A variable is given a column."""
        if isinstance(value, Column):
            self.names.setdefault(id(value), (value, []))[1].append(variable)

    def follow(self, vm: Interpreter, before: Column, after: Column) -> None:
        """A column was written to: every variable that still holds it holds what came of it."""
        self.rewritten.append(Rewriting(before, after))
        _, variables = self.names.get(id(before), (before, []))
        for variable in variables:
            if vm.store.get(variable) is before:
                vm.store.set(variable, after)
                self.note(variable, after)


def write_rows(vm: Interpreter, place: forms.Expression, receiver: Value, key: Value, value: Value, site: Site) -> None:
    """`series[rows] = value`, `array[i] = value`, `series.loc[rows] = value`."""
    if isinstance(place, forms.Field) and isinstance(receiver, Bound):
        place, receiver = place.object, receiver.receiver
    mark = len(vm.holding.rewritten)
    for option in options(receiver):
        if isinstance(option, Column):
            vm.update(option, writing.written_rows(vm, option, key, value, site))
    hold(vm, [(place, receiver)], mark, site)
    if any(isinstance(option, Opaque) for option in options(receiver)):
        written = vm.labels(key).weakened(Dependence.CONTROL) | vm.labels(value)
        _hold_unseen(vm, place, receiver, written, site)


def _hold_unseen(vm: Interpreter, place: forms.Expression, receiver: Value, labels: Labels, site: Site) -> None:
    """Something unseen without an address that is written to, such as an array from a call that nobody described: what
    holds it then holds something that owes to what was written as well."""
    unseen = [each for each in options(receiver) if isinstance(each, Opaque) and each.labels | labels != each.labels]
    if unseen and isinstance(place, (forms.Name, forms.Field, forms.Key)):
        now = [
            replace(each, labels=each.labels | labels) if isinstance(each, Opaque) else each
            for each in options(receiver)
        ]
        vm.assign(place, join_all_values(now) or receiver, site)


def hold_given(
    vm: Interpreter, call: forms.Call, receiver: Value | None, arguments: Arguments, mark: int, site: Site
) -> None:
    """Let what was given to a call hold what came of it: `series.fillna(0, inplace=True)`, `correct(array)`."""
    places: list[tuple[forms.Expression, Value]] = []
    if receiver is not None and isinstance(call.function, forms.Field):
        places.append((call.function.object, receiver))
    positional = takewhile(lambda each: not each.stars, (each for each in call.arguments if each.keyword is None))
    places.extend(zip((each.value for each in positional), arguments.positional, strict=False))
    named = dict(arguments.keywords)
    places.extend((each.value, named[each.keyword]) for each in call.arguments if each.keyword in named)
    hold(vm, places, mark, site)


def hold(vm: Interpreter, places: list[tuple[forms.Expression, Value]], mark: int, site: Site) -> None:
    """Let the places that held columns which were written to since the `mark` hold what came of them."""
    for place, value in places:
        held = options(value)
        now = [_latest(vm, option, mark) if isinstance(option, Column) else option for option in held]
        changed = any(new is not old for old, new in zip(held, now, strict=True))
        if changed and isinstance(place, (forms.Name, forms.Field, forms.Key)):
            vm.assign(place, join_all_values(now) or value, site)
    if not vm.depth:
        vm.holding.rewritten.clear()


def _latest(vm: Interpreter, column: Column, mark: int) -> Column:
    """What came of a column since the mark; itself when nothing was written to it."""
    latest, is_written = column, False
    for step in vm.holding.rewritten[mark:]:
        if step.column is latest:
            latest, is_written = step.result, is_written or step.is_write
    return latest if is_written else column
