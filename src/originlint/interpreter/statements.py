"""Execution of statements: branches that join, loops to a bounded fixpoint, early exits, exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter import classes, deleting, functions, hints, opaque, operators, refinement, shown
from originlint.interpreter.comprehensions import names_of
from originlint.interpreter.joins import join_cells, join_values
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Arguments
from originlint.interpreter.presence import presence
from originlint.interpreter.scopes import LoopFrame, RaiseFrame
from originlint.interpreter.store import Changes
from originlint.interpreter.values import Bound, Column, Items, Literal, OneOf, Opaque, Reference, Template, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

ROUNDS = 3
"""A loop whose items are not known is evaluated at most so often; labels settle earlier in all but contrived code."""

PRESENCE = 5
"""That somebody has a value at all says less than which one: in a witness, such a branch counts as so many hops."""


def execute(vm: Interpreter, block: tuple[forms.Statement, ...]) -> bool:
    """Run statements in order; tell whether the end can be reached."""
    return all(_execute(vm, statement) for statement in block)


def _execute(vm: Interpreter, statement: forms.Statement) -> bool:
    vm.step()
    if vm.here.raises:
        vm.control = vm.control | vm.here.raises[-1].deciding
    site = vm.site(statement.node)
    match statement:
        case forms.Assign():
            value = vm.evaluate(statement.value)
            if statement.annotation is not None:
                value = hints.cast(vm, value, statement.annotation, site)
            if isinstance(value, Opaque) and isinstance(statement.target, (forms.Name, forms.Field)):
                value = opaque.boxed(vm, value, site)
            vm.assign(statement.target, value, site)
        case forms.Evaluate():
            vm.evaluate(statement.value)
        case forms.Branch():
            return _branch(vm, statement)
        case forms.Loop():
            return _loop(vm, statement)
        case forms.Return():
            value = Literal(None) if statement.value is None else vm.evaluate(statement.value)
            vm.here.returned.append(_returned(vm, value, statement))
            if vm.store.level == vm.here.level + 1:
                vm.here.at_end = True  # in no branch, loop or `try`
            else:
                vm.here.exits.append(vm.store.changes_since(vm.here.level))
            return False
        case forms.Raise():
            thrown = NONE if statement.value is None else vm.labels(vm.evaluate(statement.value))
            vm.may_raise(vm.control, thrown, True)
            return False
        case forms.Break():
            if vm.here.loops:
                vm.here.loops[-1].leaving = vm.here.loops[-1].leaving | vm.control
                vm.here.loops[-1].breaks.append(vm.store.changes_since(vm.here.loops[-1].level))
            return False
        case forms.Continue():
            if vm.here.loops:
                vm.here.loops[-1].continues.append(vm.store.changes_since(vm.here.loops[-1].level))
            return False
        case forms.Define():
            closure: Value = functions.close(vm, statement.function)
            closure = functions_decorated(vm, closure, statement.decorators, site)
            vm.assign(forms.Name(statement.node, statement.function.name), closure, site)
        case forms.DefineClass():
            classes.define(vm, statement)
        case forms.Import():
            vm.import_statement(statement)
        case forms.Try():
            return _try(vm, statement)
        case forms.Enter():
            return _enter(vm, statement)
        case forms.Delete():
            deleting.delete(vm, statement.target, site)
        case forms.Declare():
            pass
        case forms.Query():
            text = vm.evaluate(statement.text)
            result = vm.query(text, site, statement.dialect, None)
            if statement.target is not None:
                vm.assign(statement.target, result, site)
        case forms.Shown():
            shown.learn(vm, vm.evaluate(statement.table), statement.columns, site)
    return True


def _returned(vm: Interpreter, value: Value, statement: forms.Return) -> Value:
    value = vm.controlled(value)
    match value:
        case Literal() | Opaque() | Template() | Column() | OneOf():
            return value
        case Reference() if vm.control and isinstance(vm.load(value), Items):
            content = vm.load(value)
            assert isinstance(content, Items)
            marked = tuple(vm.controlled(item) for item in content.items)
            return vm.new(Items(content.kind, marked, content.tail, content.labels))
        case _:
            return value


def functions_decorated(
    vm: Interpreter, function: Value, decorators: tuple[forms.Expression, ...], site: object
) -> Value:
    """Apply decorators, innermost last in the tuple."""
    for decorator in reversed(decorators):
        function = classes.decorate(vm, function, decorator)
    return function


# ------------------------------------------------------------------------------------------------------- branches


def _branch(vm: Interpreter, statement: forms.Branch) -> bool:
    test = vm.evaluate(statement.test)
    known = operators.truth(vm, test) if refinement.is_settled(vm, statement.test, test, statement.then) else None
    if known is not None:
        if known:
            refinement.ask(vm, statement.test)
        return vm.execute(statement.then if known else statement.otherwise)
    hops = PRESENCE if refinement.asks_presence(statement.test) else 1
    labels = presence(vm, test).through(vm.site(statement.test.node), "decides the branch", vm.depth, hops=hops)
    residue = vm.control
    vm.control = residue | labels.weakened(Dependence.CONTROL)
    vm.store.begin()
    narrowed_then = refinement.refine(vm, statement.test, True)
    then_falls = vm.execute(statement.then)
    then = vm.store.rollback()
    after_then = vm.control
    vm.control = residue | labels.weakened(Dependence.CONTROL)
    vm.store.begin()
    narrowed_otherwise = refinement.refine(vm, statement.test, False)
    otherwise_falls = vm.execute(statement.otherwise)
    otherwise = vm.store.rollback()
    refinement.keep_apart(vm, then, otherwise, narrowed_then)
    refinement.keep_apart(vm, otherwise, then, narrowed_otherwise)
    after_otherwise = vm.control
    ways: list[Changes] = [*([then] if then_falls else []), *([otherwise] if otherwise_falls else [])]
    vm.store.merge(ways, join_cells)
    vm.control = residue
    if then_falls and otherwise_falls:
        vm.control = residue | _beyond(after_then, residue, labels) | _beyond(after_otherwise, residue, labels)
    elif then_falls or otherwise_falls:
        leaves = statement.otherwise if then_falls else statement.then
        refuses = _only_raises(leaves) and not vm.here.raises
        guard = labels.weakened(Dependence.SELECTION if refuses else Dependence.CONTROL)
        if refuses and vm.here.function is None:
            guard = NONE  # a script that gives up does so for everybody
        vm.control = residue | guard | _beyond(after_then if then_falls else after_otherwise, residue, labels)
    return then_falls or otherwise_falls


def _beyond(after: Labels, before: Labels, branch: Labels) -> Labels:
    """What early exits inside an arm left behind: control that the arm did not start with."""
    started = {label.key for label in before} | {label.key for label in branch.weakened(Dependence.CONTROL)}
    return Labels(label for label in after if label.key not in started)


def _only_raises(block: tuple[forms.Statement, ...]) -> bool:
    return bool(block) and isinstance(block[-1], forms.Raise)


# ---------------------------------------------------------------------------------------------------------- loops


def _loop(vm: Interpreter, statement: forms.Loop) -> bool:
    residue = vm.control
    if statement.iterable is not None and statement.target is not None:
        iterated = vm.evaluate(statement.iterable)
        spread = vm.spread(iterated, vm.site(statement.iterable.node))
        vm.control = residue | spread.labels.weakened(Dependence.SELECTION)
        frame = _iterate(vm, statement, spread)
    else:
        frame = _repeat(vm, statement)
    vm.control = residue
    _otherwise(vm, statement, frame)
    endless = (
        statement.test is not None
        and isinstance(statement.test, forms.Constant)
        and bool(statement.test.value)
        and not _has_break(statement.body)
    )
    return not endless


def _otherwise(vm: Interpreter, statement: forms.Loop, frame: LoopFrame) -> None:
    """The `else` of a loop, which runs unless the loop was left."""
    if not statement.otherwise:
        return
    if not frame.breaks:
        vm.store.begin()  # what follows the loop is evaluated even when this returns
        vm.execute(statement.otherwise)
        vm.store.commit()
        return
    with vm.under(frame.leaving):
        vm.store.begin()
        falls = vm.execute(statement.otherwise)
        changes = vm.store.rollback()
    vm.store.merge([{}, changes] if falls else [{}], join_cells)


def _has_break(block: tuple[forms.Statement, ...]) -> bool:
    for statement in block:
        match statement:
            case forms.Break() | forms.Return():
                return True
            case forms.Branch() if _has_break(statement.then) or _has_break(statement.otherwise):
                return True
            case forms.Try() if _has_break(statement.body) or any(_has_break(h.body) for h in statement.handlers):
                return True
            case forms.Enter() if _has_break(statement.body):
                return True
    return False


def _iterate(vm: Interpreter, statement: forms.Loop, spread: Items) -> LoopFrame:
    assert statement.target is not None
    frame = LoopFrame(vm.store.level, frozenset(names_of(statement.target)))
    vm.here.loops.append(frame)
    vm.store.begin()
    alive = True
    for item in spread.items[: vm.limits.unroll]:
        if not alive:
            break
        alive = _round(vm, statement, item, frame)
    rest = spread.tail
    for item in spread.items[vm.limits.unroll :]:
        rest = item if rest is None else join_values(rest, item)
    if alive and rest is not None:
        for _ in range(ROUNDS if len(vm.here.loops) == 1 else ROUNDS - 1):
            vm.store.begin()
            falls = _round(vm, statement, rest, frame)
            changes = vm.store.rollback()
            if not vm.store.merge([{}, changes] if falls else [{}], join_cells):
                break
    vm.here.loops.pop()
    vm.store.close(frame.breaks, alive, join_cells)
    return frame


def _round(vm: Interpreter, statement: forms.Loop, item: Value | None, frame: LoopFrame) -> bool:
    """One iteration; tell whether the next one can follow."""
    level = vm.store.level
    outer = frame.level
    vm.store.begin()
    frame.continues = []
    kept = frame.level
    frame.level = level
    breaks_before = len(frame.breaks)
    if item is not None and statement.target is not None:
        vm.assign(statement.target, _element(vm, item), vm.site(statement.node))
    falls = vm.execute(statement.body)
    frame.level = kept
    vm.store.close(frame.continues, falls, join_cells)
    for position in range(breaks_before, len(frame.breaks)):
        frame.breaks[position] = {**vm.store.changes_since(outer), **frame.breaks[position]}
    return falls or bool(frame.continues)


def _element(vm: Interpreter, item: Value) -> Value:
    """What the loop variable holds: something unseen gets an address, so that it can turn out to be a record."""
    return vm.new(item) if isinstance(item, Opaque) and item.dataset else item


def _repeat(vm: Interpreter, statement: forms.Loop) -> LoopFrame:
    assert statement.test is not None
    frame = LoopFrame(vm.store.level)
    vm.here.loops.append(frame)
    residue = vm.control
    vm.store.begin()
    for _ in range(ROUNDS if len(vm.here.loops) == 1 else ROUNDS - 1):
        test = vm.evaluate(statement.test)
        vm.control = residue | presence(vm, test).weakened(Dependence.CONTROL)
        vm.store.begin()
        falls = _round(vm, statement, None, frame)
        changes = vm.store.rollback()
        if not vm.store.merge([{}, changes] if falls else [{}], join_cells):
            break
    vm.here.loops.pop()
    vm.store.close(frame.breaks, True, join_cells)
    return frame


# ------------------------------------------------------------------------------------------------- exceptions, with


def _try(vm: Interpreter, statement: forms.Try) -> bool:
    residue = vm.control
    frame = RaiseFrame(vm.store.level)
    vm.here.raises.append(frame)
    vm.store.begin()
    falls = vm.execute(statement.body)
    body_changes = vm.store.changes_since(frame.level)
    vm.here.raises.pop()
    vm.control = vm.control | frame.deciding
    if falls:
        falls = vm.execute(statement.otherwise)
    done = vm.store.rollback()
    guarded = vm.control
    removes = refinement.only_removes(vm, statement.body)
    ways: list[Changes] = [done] if falls else []
    leaves = False
    for handler in statement.handlers:
        vm.control = guarded
        vm.store.begin()
        before = [] if removes else [{}, *frame.states]
        vm.store.merge([body_changes, *before], join_cells)
        if handler.name is not None:
            error = Opaque(frame.content | frame.deciding)
            vm.assign(forms.Name(statement.node, handler.name), error, vm.site(statement.node))
        handled = vm.execute(handler.body)
        changes = vm.store.rollback()
        if handled:
            ways.append(changes)
        elif not _only_raises(handler.body):
            leaves = True
    vm.store.merge(ways, join_cells)
    vm.control = guarded.beyond(Labels() if leaves else frame.deciding.beyond(residue))
    reachable = falls or len(ways) > 0 or (not statement.handlers and falls)
    if statement.final:
        return vm.execute(statement.final) and reachable
    return reachable


def _enter(vm: Interpreter, statement: forms.Enter) -> bool:
    context = vm.evaluate(statement.context)
    site = vm.site(statement.node)
    if statement.target is not None:
        entered = vm.call_method(context, "__enter__", Arguments(), site)
        if isinstance(context, Opaque):
            context = opaque.boxed(vm, context, site)
        is_own = not isinstance(context, Bound) and not isinstance(vm.load(context), Opaque)
        vm.assign(statement.target, entered if is_own and entered is not None else context, site)
    return vm.execute(statement.body)
