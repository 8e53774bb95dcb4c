"""Units of a round: module bodies, scripts, functions and classes that are evaluated on their own.

Where a file reads what a later one writes, the program is evaluated once more. Most units then read nothing that has
changed, so what they did in the round before is kept: what they observed, made, called and wrote. A unit is kept only
if it could come out in no other way: all that it read from the catalog is still the same object, the units whose
variables and objects it could read are kept too, and what others have written to these before it is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from originlint.interpreter.catalog import Reads
from originlint.interpreter.cells import numbers_in, same
from originlint.interpreter.limits import Limits
from originlint.interpreter.recorder import Recorder
from originlint.interpreter.relations.session import Library
from originlint.interpreter.relevance import Function
from originlint.interpreter.store import Cell, Changes
from originlint.interpreter.store import Key as StoreKey
from originlint.interpreter.values import Closure, Reference, Value

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

T = TypeVar("T")

Key: TypeAlias = tuple[object, ...]
"""What tells a unit from others of its round: its sort, its path, and which part of that file it is."""


@dataclass(slots=True, eq=False)
class Unit:
    """One unit as it was evaluated: what it read, what it did, and what came of it."""

    key: Key
    taken: int
    """The steps that others had taken before it."""
    recorder: Recorder = field(default_factory=Recorder)
    reads: Reads = field(default_factory=dict)
    asked: dict[Function, bool] = field(default_factory=dict)
    """Functions of which it asked whether they had been called before, and the answers."""
    routines: Library | None = None
    """What other SQL had made that its SQL could call."""
    needs: set[Unit] = field(default_factory=set)
    """The units whose variables and objects it was given."""
    saw: dict[Unit, Changes] = field(default_factory=dict)
    """The units whose variables and objects it could read, through others too, with what others had written there."""
    wrote: Changes = field(default_factory=dict)
    """What it left in variables and objects of others."""
    own: Changes = field(default_factory=dict)
    """What its variables and objects held when it ended, of those that others have written to since in this round."""
    given: set[Unit] = field(default_factory=set)
    """The units that what others wrote there leads to."""
    called: set[Function] = field(default_factory=set)
    made: list[Callable[[Made], None]] = field(default_factory=list)
    steps: int = 0
    is_mixed: bool = False
    """Whether another unit was evaluated within it, or it wrote to what it was never given."""
    result: object = None


@dataclass(slots=True)
class Made:
    """What a round has made so far: the functions and classes that were met, by path and node, the values of
    configuration files with the unit that holds them, and the namespaces of modules."""

    functions: dict[str, dict[int, Closure]] = field(default_factory=dict)
    classes: dict[str, dict[int, Reference]] = field(default_factory=dict)
    configs: dict[str, tuple[Value, Unit]] = field(default_factory=dict)
    called: set[Function] = field(default_factory=set)


class Units:
    """The units of the present round, and those of the round before."""

    def __init__(self) -> None:
        self.made = Made()
        self._outside = self._present = Unit((), 0)
        self._before: dict[Key, Unit] = {}
        self._round: dict[Key, Unit] = {}
        self._kept: set[Unit] = set()
        self._bounds: list[int] = [0]
        self._owners: list[Unit] = [self._outside]
        """Which unit was evaluated while the numbers from each bound on were given to addresses and scopes."""

    def begin_round(self, vm: Interpreter) -> None:
        """Begin anew, and remember what the last round did."""
        self.made = Made()
        self._before, self._round, self._kept = self._round, {}, set()
        self._present = self._outside
        vm.recorder = Recorder()

    def end_round(self, vm: Interpreter) -> None:
        """Let the recorder hold what all units observed."""
        for unit in self._round.values():
            vm.recorder.add(unit.recorder)

    def run(self, vm: Interpreter, key: Key, action: Callable[[], T], *, reaching: Value | None = None) -> T:
        """What the action gives, or gave in the round before where it would do the same again. `reaching` is the
        function or class that it evaluates."""
        self._present.is_mixed = True
        before = self._before.get(key)
        if before is not None and self._can_be_kept(vm, before):
            self._keep(vm, before)
            return before.result  # type: ignore[return-value]
        unit = Unit(key, vm.taken)
        outer, recorder, reads = self._present, vm.recorder, vm.catalog.reads
        outer.needs.add(unit)
        self._round[key] = unit
        self._present, vm.recorder, vm.catalog.reads = unit, unit.recorder, unit.reads
        self._own(vm.store.fresh(), unit)
        if reaching is not None:
            self.reach(reaching)
        vm.store.begin()
        try:
            unit.result = result = action()
        finally:
            self._end(vm, unit)
            self._present, vm.recorder, vm.catalog.reads = outer, recorder, reads
            self._own(vm.store.fresh(), outer)
        return result

    def _end(self, vm: Interpreter, unit: Unit) -> None:
        unit.steps = vm.taken - unit.taken
        changed = vm.store.changed()
        for each in _reached(unit):
            unit.saw[each] = {key: changed[key] if key in changed else vm.store.get(key) for key in each.own}
        for key, before in changed.items():
            owner = self._owner_of(key)
            if owner is not unit:
                unit.is_mixed = unit.is_mixed or owner not in unit.saw
                unit.wrote[key] = vm.store.get(key)
                self._write(owner, key, before, unit.wrote[key])
        vm.store.commit()

    def _write(self, owner: Unit, key: StoreKey, before: Cell, now: Cell) -> None:
        """Note that another unit wrote to what a unit holds."""
        owner.own.setdefault(key, before)
        owner.given.update(map(self._owner, numbers_in(now)))

    def reach(self, value: Value) -> None:
        """Note that the present unit can read what a value leads to."""
        for number in numbers_in(value):
            self._present.needs.add(self._owner(number))

    def config(self, path: str) -> Value | None:
        """The value of a configuration file, if it was evaluated already."""
        value, unit = self.made.configs.get(path, (None, self._outside))
        if value is not None:
            self._present.needs.add(unit)
        return value

    def make_config(self, path: str, value: Value) -> None:
        unit = self._present
        self._make(lambda made: made.configs.__setitem__(path, (value, unit)))

    def make_function(self, path: str, closure: Closure, *, instead: bool = False) -> None:
        """Note a function of that file; one that was met before stays, unless this one is there `instead` of it."""
        node = closure.function.node

        def note(made: Made) -> None:
            functions = made.functions.setdefault(path, {})
            functions[node] = closure if instead else functions.get(node, closure)

        self._make(note)

    def make_class(self, path: str, node: int, reference: Reference) -> None:
        self._make(lambda made: made.classes.setdefault(path, {}).__setitem__(node, reference))

    def _make(self, note: Callable[[Made], None]) -> None:
        self._present.made.append(note)
        note(self.made)

    def call(self, function: Function) -> None:
        """Note that a function is called."""
        self._present.called.add(function)
        self.made.called.add(function)

    def is_called(self, function: Function) -> bool:
        """Whether a function was called before in this round."""
        answer = function in self.made.called
        if function not in self._present.called:
            self._present.asked.setdefault(function, answer)
        return answer

    def see_routines(self, vm: Interpreter) -> None:
        """Note that the present unit evaluates SQL, which may call what other SQL has made."""
        if self._present.routines is None:
            self._present.routines = vm.sql.copy()

    def _can_be_kept(self, vm: Interpreter, unit: Unit) -> bool:
        return (
            not unit.is_mixed
            and all(self._is_as(vm, each, saw) for each, saw in unit.saw.items())
            and _has_as_many_steps(vm.limits, unit, vm.taken)
            and all((function in self.made.called) is answer for function, answer in unit.asked.items())
            and (unit.routines is None or unit.routines.is_as(vm.sql))
            and vm.catalog.still(unit.reads)
        )

    def _is_as(self, vm: Interpreter, unit: Unit, saw: Changes) -> bool:
        """Whether a unit is kept, and others have written the same to what it holds."""
        return (
            unit in self._kept
            and unit.own.keys() == saw.keys()
            and all(same(vm.store.get(key), cell) for key, cell in saw.items())
        )

    def _keep(self, vm: Interpreter, unit: Unit) -> None:
        self._round[unit.key] = unit
        self._kept.add(unit)
        self._present.needs.add(unit)
        for key, cell in unit.own.items():
            vm.store.restore(key, cell)
        unit.own, unit.given = {}, set()
        for key, cell in unit.wrote.items():
            self._write(self._owner_of(key), key, vm.store.get(key), cell)
            vm.store.restore(key, cell)
        for note in unit.made:
            note(self.made)
        self.made.called |= unit.called
        vm.catalog.read_again(unit.reads)
        unit.taken = vm.taken
        vm.taken += unit.steps

    def _own(self, number: int, unit: Unit) -> None:
        self._bounds.append(number)
        self._owners.append(unit)

    def _owner_of(self, key: StoreKey) -> Unit:
        return self._owner(key[0] if isinstance(key, tuple) else key)

    def _owner(self, number: int) -> Unit:
        return self._owners[bisect_right(self._bounds, number) - 1]


def _reached(unit: Unit) -> set[Unit]:
    """The units whose variables and objects a unit could read."""
    reached: set[Unit] = set()
    last = [unit]
    while last:
        found = (each for at in last for each in (*at.needs, *at.given))
        last = [each for each in found if each is not unit and each not in reached]
        reached.update(last)
    return reached


def _has_as_many_steps(limits: Limits, unit: Unit, taken: int) -> bool:
    """Whether a unit that begins after so many steps has the same budgets as it had."""
    bounds = (limits.round_steps // 4, limits.round_steps)
    before = {bisect_right(bounds, each) for each in (unit.taken, unit.taken + unit.steps)}
    return {bisect_right(bounds, each) for each in (taken, taken + unit.steps)} == before and len(before) == 1
