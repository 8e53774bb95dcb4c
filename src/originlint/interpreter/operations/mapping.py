"""Values replaced by a table: a dict from values to values, or two lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from originlint.interpreter.labels import Dependence, Labels, Mark, Mention
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import DECIDES, MAPPED
from originlint.interpreter.operations.frames import put_back
from originlint.interpreter.operations.keeping import keep
from originlint.interpreter.operations.meeting import is_awaiting
from originlint.interpreter.tables import gives_numbers, is_origin_itself
from originlint.interpreter.values import Bound, Column, Content, Entries, Frame, Items, Literal, Value
from originlint.source.site import Site

MAPS = frozenset({"get", "__getitem__"})
"""Methods of a dict that look a value up."""


def table_behind(machine: Machine, mapper: Value | None) -> Entries | None:
    """The dict that a mapper looks values up in: itself, or the one that its bound method belongs to."""
    content = machine.load(mapper) if mapper is not None else None
    if isinstance(content, Bound) and content.name in MAPS:
        content = machine.load(content.receiver)
    return content if isinstance(content, Entries) else None


def mapped_labels(machine: Machine, labels: Labels, mapper: Entries, site: Site) -> Labels:
    """The labels of a column whose values a dict replaces. Of a column that is still to come, any table of numbers may
    turn out to be one of countries."""
    to_come = len(mapper.pairs) > 1 and is_awaiting(labels) and gives_numbers(mapper)
    mark = Mark.TABLE if to_come or machine.is_code_table(mapper, labels) else None
    return labels.through(site, MAPPED, machine.depth, mark=mark)


def replace_values(machine: Machine, call: Invocation) -> Value:
    """`replace({old: new})`, `replace([old], [new])`, `replace({column: {old: new}})`: the same columns, and a table of
    what stands for what."""
    mapper = _pairs(machine, call)
    result = keep(machine, call)
    content = machine.load(result)
    if mapper is None:
        return result
    if isinstance(content, Column):
        return replace(content, labels=mapped_labels(machine, content.labels, mapper, call.site))
    changed = content if isinstance(content, Frame) else machine.load(call.receiver) if call.receiver else None
    by_column = {
        key.value: inner
        for key, value in mapper.pairs
        if isinstance(key, Literal) and isinstance(inner := machine.load(value), Entries)
    }
    if not isinstance(changed, Frame) or not by_column:
        return result
    columns = tuple(
        replace(entry, labels=mapped_labels(machine, entry.labels, by_column[entry.name], call.site))
        if isinstance(entry.name, (str, int)) and entry.name in by_column
        else entry
        for entry in changed.columns
    )
    return put_back(machine, call, replace(changed, columns=columns))


def _pairs(machine: Machine, call: Invocation) -> Entries | None:
    """What is replaced by what."""
    old = machine.load(first) if (first := call.get("to_replace")) is not None else None
    new = machine.load(second) if (second := call.get("value")) is not None else None
    if isinstance(old, Entries):
        return old
    if isinstance(old, Items) and isinstance(new, Items) and old.tail is None and new.tail is None:
        return Entries(tuple(zip(old.items, new.items, strict=False)))
    return None


def is_chain_of_codes(machine: Machine, condition: Value | None, outcomes: Iterable[Value]) -> bool:
    """Whether a choice is a table in other words: several conditions on one attribute, each of which gives a number
    (`np.select`, `np.where` in `np.where`)."""
    origins = {
        label.subject.name.lower()
        for label in machine.labels(condition)
        if is_origin_itself(label) and isinstance(label.subject, Mention)
    }
    conditions = machine.load(condition) if condition is not None else None
    several = isinstance(conditions, Items) and len(conditions.items) > 1
    for outcome in outcomes:
        content = machine.load(outcome)
        if isinstance(content, Column):
            several = several or any(
                isinstance(label.subject, Mention)
                and label.subject.name.lower() in origins
                and label.dependence is Dependence.CONTROL
                and label.witness.text == DECIDES
                for label in content.labels
            )
        elif not _are_numbers(machine, content):
            return False
    return bool(origins) and several


def _are_numbers(machine: Machine, content: Content | Value) -> bool:
    if isinstance(content, Items):
        return content.tail is None and all(_are_numbers(machine, machine.load(item)) for item in content.items)
    return isinstance(content, Literal) and isinstance(content.value, (int, float))


MAPPING_OPERATIONS: Mapping[str, Operation] = {"replace": replace_values}
