"""Columns made from other columns: one-hot families, integer codes, and arrays with columns taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, table
from originlint.interpreter.operations.selection import read_column, wanted
from originlint.interpreter.values import (
    VALUES,
    Column,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Opaque,
    Value,
)


def one_hot(machine: Machine, call: Invocation) -> Value:
    """`get_dummies`: columns named after the values, each owing to its column."""
    value = call.get("data")
    content = machine.load(value) if value is not None else None
    prefix = call.get("prefix")
    if isinstance(content, Column):
        name = constant(machine, prefix)
        name = name if isinstance(name, str) else content.name if isinstance(content.name, str) else ""
        family = Family(f"{name}_") if isinstance(constant(machine, prefix), str) else Family("")
        labels = content.labels.through(call.site, "one-hot encoded", machine.depth)
        return machine.new(Frame((Entry(family, labels, False, "number"),), rows=content.rows))
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    asked = call.get("columns")
    names = wanted(machine, asked) if asked is not None and constant(machine, asked) != "None" else None
    if asked is not None and isinstance(machine.load(asked), Literal):
        names = None
    entries: list[Entry] = []
    encoded = {name.name for name in names or ()}
    for entry in frame.columns:
        if names is None or entry.name in encoded:
            if names is None:
                entries.append(replace(entry, certain=False))
            entries.append(_dummies(machine, call, entry))
        else:
            entries.append(entry)
    known = {entry.name for entry in frame.columns}
    for name in names or ():
        if name.name not in known:
            entries.append(_dummies(machine, call, read_column(machine, frame, name, call.site)))
        elif name.site is not None:
            entry = read_column(machine, frame, name, call.site)
            entries = [
                replace(each, labels=each.labels | entry.labels) if each.name == Family(f"{entry.name}_") else each
                for each in entries
            ]
    gone = frozenset(name.name for name in names or () if isinstance(name.name, str))
    rest = tuple(replace(each, without=each.without | gone) for each in frame.rest)
    return machine.new(replace(frame, columns=tuple(entries), rest=rest, ordered=False))


def _dummies(machine: Machine, call: Invocation, entry: Entry) -> Entry:
    labels = entry.labels.through(call.site, "one-hot encoded", machine.depth)
    name = entry.name
    return Entry(Family(f"{name}_") if isinstance(name, (str, int)) else name, labels, False, "number")


def without_columns(machine: Machine, call: Invocation) -> Value:
    """`np.delete(array, positions, axis=1)`: columns go by position."""
    value = call.get("arr")
    content = machine.load(value) if value is not None else None
    if not isinstance(content, Frame):
        return value if value is not None else Opaque()
    positions = machine.load(call.get("obj") or Opaque())
    numbers: list[int] = []
    for each in positions.items if isinstance(positions, Items) else (positions,):
        part = machine.load(each) if isinstance(each, VALUES) else each
        if not (isinstance(part, Literal) and isinstance(part.value, int)):
            return machine.new(replace(content, ordered=False))
        numbers.append(part.value)
    if constant(machine, call.get("axis")) not in (1, -1) or not content.ordered or content.rest:
        return machine.new(content)
    count = len(content.columns)
    gone = {number % count for number in numbers} if count else set()
    kept = tuple(entry for number, entry in enumerate(content.columns) if number not in gone)
    return machine.new(replace(content, columns=kept))


def encode_labels(machine: Machine, call: Invocation) -> Value:
    """`pd.factorize(column)`: codes and values."""
    value = next(iter(call.arguments.positional), None) or call.receiver
    content = machine.load(value) if value is not None else None
    if isinstance(content, Column):
        return machine.new(Items("tuple", (content, content)))
    return machine.new(Items("tuple", (Opaque(machine.labels(value)), Opaque(machine.labels(value)))))


ENCODING_OPERATIONS: Mapping[str, Operation] = {
    "one_hot": one_hot,
    "without_columns": without_columns,
    "encode_labels": encode_labels,
}
