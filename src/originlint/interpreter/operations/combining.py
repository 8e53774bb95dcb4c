"""Tables put together and taken apart: merge, concatenate, group, and move columns into the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.joins import join_frames, join_rests
from originlint.interpreter.labels import NONE, Dependence, Everything
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, is_true, put_back, subject, table
from originlint.interpreter.operations.selection import (
    read_column,
    wanted,
    without,
)
from originlint.interpreter.values import (
    Column,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Opaque,
    Value,
)


def merge(machine: Machine, call: Invocation) -> Value:
    """`merge`, `join`: the columns of both; the keys decide which rows are there and which values they get."""
    left_value, _ = subject(machine, call)
    left = table(machine, left_value, call.site)
    right_value = call.get("right") or call.get("other")
    others = machine.load(right_value) if right_value is not None else None
    if isinstance(others, Items):
        right: Frame | None = None
        for item in others.items:
            part = table(machine, item, call.site)
            right = part if right is None or part is None else _side_by_side(right, part)
    else:
        right = table(machine, right_value, call.site)
    if left is None or right is None:
        return Opaque(machine.labels(left_value) | machine.labels(right_value))
    keys = NONE
    for parameter, frame in (("on", left), ("left_on", left), ("right_on", right)):
        given = call.get(parameter)
        for name in (wanted(machine, given) if given is not None else ()) or ():
            if isinstance(name.name, str):
                keys = keys | read_column(machine, frame, name, call.site).labels
    how = constant(machine, call.get("how"))
    selected = keys.weakened(Dependence.SELECTION) if how not in ("left",) else NONE
    decided = keys.weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "decides which row is joined", machine.depth)
    added = replace(right, columns=tuple(replace(entry, labels=entry.labels | decided) for entry in right.columns))
    joined = _side_by_side(left, added)
    rest = joined.rest
    return machine.new(replace(joined, rest=rest, rows=joined.rows | selected))


def _side_by_side(left: Frame, right: Frame) -> Frame:
    columns = list(left.columns)
    held = {entry.name: number for number, entry in enumerate(columns)}
    for entry in right.columns:
        if entry.name in held:
            number = held[entry.name]
            columns[number] = replace(columns[number], labels=columns[number].labels | entry.labels)
        else:
            columns.append(entry)
    rest = _both(left.rest, right.rest)
    return replace(
        left,
        columns=tuple(columns),
        rest=rest,
        shared=left.shared | right.shared,
        rows=left.rows | right.rows,
        ordered=left.ordered and right.ordered and not left.rest,
    )


def _both(left: tuple[Everything, ...], right: tuple[Everything, ...]) -> tuple[Everything, ...]:
    return join_rests(left, right)


def concat(machine: Machine, call: Invocation) -> Value:
    """`concat`, `append`, `hstack`, `column_stack`: tables one below the other, or side by side with `axis=1`."""
    parts: list[Value] = []
    given = call.get("objs")
    if call.receiver is not None:
        parts.append(call.receiver)
    if given is not None:
        content = machine.load(given)
        if isinstance(content, Items):
            parts.extend([*content.items, *([content.tail] if content.tail is not None else [])])
        elif isinstance(content, Entries):
            parts.extend(value for _, value in content.pairs)
        else:
            parts.append(given)
    beside = call.record.option("beside") or constant(machine, call.get("axis")) in (1, "columns", -1)
    result: Frame | None = None
    labels = NONE
    for part in parts:
        frame = table(machine, part, call.site)
        if frame is None:
            labels = labels | machine.labels(part)
            continue
        joined = _side_by_side if beside else join_frames
        result = frame if result is None else joined(result, frame)
    if result is None:
        return Opaque(labels)
    if labels:
        result = replace(result, columns=(*result.columns, Entry(None, labels, False)))
    return machine.new(result)


def group(machine: Machine, call: Invocation) -> Value:
    """`groupby`, `pivot`-like: the keys decide which rows a result is made from."""
    value, content = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    keys: list[Entry] = []
    labels = NONE
    for each in (call.get("by"), call.get("cols"), *call.extra):
        names = wanted(machine, each) if each is not None else ()
        if names is None:
            labels = labels | machine.labels(each)
            continue
        keys.extend(
            read_column(machine, frame, name, call.site) for name in names if isinstance(name.name, (str, Family))
        )
    for key in keys:
        labels = labels | key.labels
    decided = labels.weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "groups the rows", machine.depth)
    if isinstance(content, Column):
        return replace(content, labels=content.labels | decided)
    named = {key.name for key in keys}
    entries = tuple(
        entry if entry.name in named else replace(entry, labels=entry.labels | decided) for entry in frame.columns
    )
    missing = tuple(key for key in keys if key.name not in {entry.name for entry in entries})
    shared = frame.shared | (decided if frame.rest else NONE)
    return machine.new(replace(frame, columns=(*entries, *missing), shared=shared, ordered=False))


def set_index(machine: Machine, call: Invocation) -> Value:
    """`set_index(keys)`: the columns move into the index, unseen by a model but kept."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    keys = call.get("keys")
    names = wanted(machine, keys) if keys is not None else None
    if frame is None:
        return Opaque(machine.labels(value))
    if names is None:
        return put_back(machine, call, frame)
    index = tuple(read_column(machine, frame, name, call.site) for name in names)
    kept = frame if constant(machine, call.get("drop")) is False else without(frame, names, call.site)
    return put_back(machine, call, replace(kept, index=(*frame.index, *index)))


def reset_index(machine: Machine, call: Invocation) -> Value:
    """`reset_index`: the index comes back as columns unless it is dropped."""
    value, content = subject(machine, call)
    if isinstance(content, Column):
        return machine.new(Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=content.dialect))
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    back = () if is_true(machine, call.get("drop")) else frame.index
    return put_back(machine, call, replace(frame, columns=(*back, *frame.columns), index=()))


COMBINING_OPERATIONS: Mapping[str, Operation] = {
    "merge": merge,
    "concat": concat,
    "group": group,
    "set_index": set_index,
    "reset_index": reset_index,
}
