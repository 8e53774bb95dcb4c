"""Tables put together and taken apart: merge, concatenate, group, and move columns into the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from originlint.interpreter.frame_joins import join_frames, join_rests
from originlint.interpreter.labels import NONE, Everything
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, is_true, put_back, subject, table
from originlint.interpreter.operations.grouping import group, numbered, size, some_rows
from originlint.interpreter.operations.merging import merge
from originlint.interpreter.operations.selection import (
    read_column,
    wanted,
    without,
)
from originlint.interpreter.values import (
    Column,
    ColumnName,
    Entries,
    Entry,
    Frame,
    Items,
    Opaque,
    Value,
)


def _side_by_side(left: Frame, right: Frame) -> Frame:
    columns = list(left.columns)
    held = {entry.name: number for number, entry in enumerate(columns)}
    for entry in right.columns:
        if entry.name in held and left.dialect == "numpy":
            columns.append(replace(entry, name=_free(columns)))
        elif entry.name in held:
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


def _free(columns: list[Entry]) -> int:
    """A number that no column has for its name: where the next one stands, as arrays number them."""
    taken = {entry.name for entry in columns}
    return next(number for number in count(len(columns)) if number not in taken)


def _one_below(left: Frame, right: Frame) -> Frame:
    """Arrays below each other: columns meet by position, tables' by name."""
    places = len(left.columns) == len(right.columns) and left.ordered and right.ordered
    if left.dialect != "numpy" or not places or left.rest or right.rest:
        return join_frames(left, right)
    names = [entry.name for entry in left.columns]
    moved = tuple(replace(entry, name=name) for entry, name in zip(right.columns, names, strict=True))
    return join_frames(left, replace(right, columns=moved, dialect="numpy"))


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
    along = constant(machine, call.get("axis") or call.get("dim"))
    beside = call.record.option("beside") or along in (1, "columns", -1)
    result: Frame | None = None
    labels = NONE
    for part in parts:
        frame = table(machine, part, call.site)
        if frame is None:
            labels = labels | machine.labels(part)
            continue
        if call.record.option("dialect"):
            frame = replace(frame, dialect=str(call.record.option("dialect")), index=())
        joined = _side_by_side if beside else _one_below
        result = frame if result is None else joined(result, frame)
    if result is None:
        return Opaque(labels)
    if labels:
        result = replace(result, columns=(*result.columns, Entry(None, labels, False)))
    return machine.new(result)


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
    """`reset_index`: the index comes back as columns unless it is dropped. A table has at least its row numbers."""
    value, content = subject(machine, call)
    dropped = is_true(machine, call.get("drop"))
    if isinstance(content, Column):
        if dropped:
            return replace(content, index=())
        name = constant(machine, call.get("name"))
        entry = Entry(name if isinstance(name, str) else _unnamed(content), content.labels)
        back = _back(content.index)
        return machine.new(Frame((*back, entry), rows=content.rows, dialect=content.dialect, dataset=content.dataset))
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    leaving = _levels(machine, call.get("level"), frame.index)
    staying = tuple(entry for entry in frame.index if entry not in leaving)
    back = () if dropped else _back(leaving)
    return put_back(machine, call, replace(frame, columns=(*back, *frame.columns), index=staying))


def _levels(machine: Machine, given: Value | None, index: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The parts of the index that are named or numbered; all when none is, or what is meant is not known."""
    names = wanted(machine, given) if given is not None else None
    if not names:
        return index
    found = [entry for place, entry in enumerate(index) if any(name.name in (entry.name, place) for name in names)]
    return tuple(found) or index


def _back(index: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return index or (Entry("index"),)


def _unnamed(column: Column) -> ColumnName:
    return 0 if column.name is None else column.name


def to_frame(machine: Machine, call: Invocation) -> Value:
    """`series.to_frame(name)`: a table of one column."""
    value, content = subject(machine, call)
    if not isinstance(content, Column):
        return value if value is not None else Opaque()
    name = constant(machine, call.get("name"))
    entry = Entry(name if isinstance(name, str) else _unnamed(content), content.labels)
    return machine.new(Frame((entry,), (), NONE, content.rows, content.index, content.dialect, dataset=content.dataset))


COMBINING_OPERATIONS: Mapping[str, Operation] = {
    "merge": merge,
    "concat": concat,
    "group": group,
    "group.size": size,
    "group.number": numbered,
    "group.rows": some_rows,
    "set_index": set_index,
    "reset_index": reset_index,
    "to_frame": to_frame,
}
