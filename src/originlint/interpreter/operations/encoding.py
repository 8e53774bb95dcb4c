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
    Entries,
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
    names = wanted(machine, asked) if asked is not None and not isinstance(machine.load(asked), Literal) else None
    entries: list[Entry] = []
    encoded = {name.name: number for number, name in enumerate(names or ())}
    for entry in frame.columns:
        if names is None:
            entries.append(replace(entry, certain=False))
            entries.append(_dummies(machine, call, entry, None))
        elif entry.name not in encoded:
            entries.append(entry)
    for name in names or ():
        column = read_column(machine, frame, name, call.site)
        entries.append(_dummies(machine, call, column, encoded[name.name]))
    gone = frozenset(name.name for name in names or () if isinstance(name.name, str))
    rest = tuple(replace(each, without=each.without | gone) for each in frame.rest)
    return machine.new(replace(frame, columns=tuple(entries), rest=rest, ordered=False))


def _dummies(machine: Machine, call: Invocation, entry: Entry, number: int | None) -> Entry:
    labels = entry.labels.through(call.site, "one-hot encoded", machine.depth)
    name = entry.name
    if isinstance(name, (str, int)):
        separator = constant(machine, call.get("prefix_sep"))
        front = _prefix(machine, call.get("prefix"), name, number)
        return Entry(Family(f"{front}{separator if isinstance(separator, str) else '_'}"), labels, False, "number")
    return Entry(name, labels, False, "number")


def _prefix(machine: Machine, prefix: Value | None, name: str | int, number: int | None) -> str:
    """What stands before the values in the new names: the column's name, or what `prefix` says for it."""
    given = machine.load(prefix) if prefix is not None else None
    found: Value | None = None
    match given:
        case Literal(value=str()):
            found = given
        case Entries(pairs=pairs):
            found = next((value for key, value in pairs if constant(machine, key) == name), None)
        case Items(items=items) if number is not None and number < len(items):
            found = items[number]
    text = constant(machine, found)
    return text if isinstance(text, str) else str(name)


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
