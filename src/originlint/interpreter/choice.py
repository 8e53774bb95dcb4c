"""What decides a value from outside: control where it is written, the choice among objects and functions, and
exceptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.joins import with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.values import (
    ClassObject,
    Closure,
    Entries,
    Instance,
    Items,
    Opaque,
    Reference,
    Value,
)

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def controlled(vm: Interpreter, value: Value) -> Value:
    """The value as it is when written here. Which table, record or object it is owes to control as well; of data tables
    and models only the content counts."""
    if isinstance(value, Reference):
        content = vm.load(value)
        if isinstance(content, Opaque):
            vm.update(value, replace(content, labels=content.labels | vm.control))
        if not isinstance(content, (Items, Entries, Instance, ClassObject)):
            return value
    return with_labels(value, vm.control)


def apply(vm: Interpreter, value: Value, action: Callable[[Value], Value]) -> Value:
    """Apply to one value. What decided that it is this object or function decides what comes of it."""
    labels = value.labels if isinstance(value, (Reference, Closure)) else NONE
    if not labels:
        return action(value)
    with vm.under(labels):
        return with_labels(action(value), labels.weakened(Dependence.CONTROL))


def may_raise(vm: Interpreter, deciding: Labels, content: Labels, surely: bool) -> None:
    """Note that here an exception may be raised, or surely is, decided by these labels, for the nearest `try` around
    it. `content` is what the exception carries."""
    for activation in reversed(vm.active):
        if activation.raises:
            frame = activation.raises[-1]
            frame.deciding = frame.deciding | deciding.weakened(Dependence.CONTROL)
            frame.content = frame.content | content
            if surely:
                frame.states.append(vm.store.changes_since(frame.level))
            return
