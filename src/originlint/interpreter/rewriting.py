"""Columns that are written to. A column is a value and has no address: what holds it then holds another one."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.machine import Arguments
from originlint.interpreter.operations import writing
from originlint.interpreter.values import Bound, Column, Value
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


def write_rows(vm: Interpreter, place: forms.Expression, receiver: Value, key: Value, value: Value, site: Site) -> None:
    """`series[rows] = value`, `array[i] = value`, `series.loc[rows] = value`."""
    if isinstance(place, forms.Field) and isinstance(receiver, Bound):
        place, receiver = place.object, receiver.receiver
    mark = len(vm.rewritten)
    for option in options(receiver):
        if isinstance(option, Column):
            vm.update(option, writing.written_rows(vm, option, key, value, site))
    hold(vm, [(place, receiver)], mark, site)


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
        vm.rewritten.clear()


def _latest(vm: Interpreter, column: Column, mark: int) -> Column:
    """What came of a column since the mark; itself when nothing was written to it."""
    latest, is_written = column, False
    for step in vm.rewritten[mark:]:
        if step.column is latest:
            latest, is_written = step.result, is_written or step.is_write
    return latest if is_written else column
