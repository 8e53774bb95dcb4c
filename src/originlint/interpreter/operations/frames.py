"""The frame algebra: operations that take a table and give a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.labels import NONE, Everything, Labels
from originlint.interpreter.machine import Arguments, Invocation, Machine, Operation
from originlint.interpreter.operations.selection import (
    Wanted,
    any_columns,
    column_of,
    entry_named,
    filtered,
    read_column,
    source_of,
    wanted,
    without,
)
from originlint.interpreter.operations.writing import aligned, with_column
from originlint.interpreter.values import (
    Closure,
    Column,
    Entries,
    Entry,
    Frame,
    Items,
    Literal,
    Names,
    OneOf,
    Opaque,
    Present,
    Value,
)
from originlint.source.nameless import nameless
from originlint.source.site import Site


def table(machine: Machine, value: Value | None, site: Site) -> Frame | None:
    """The table that a value is: a frame, a column as a table of one, something unseen as an open one, whichever of
    several it is as one with the columns of all; else None."""
    if value is None:
        return None
    content = machine.load(value)
    match content:
        case Frame():
            return content
        case Column():
            return Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=content.dialect)
        case Opaque():
            dataset = content.dataset or nameless("the table", site)
            everything = Everything(dataset, frozenset(), (), content.site or site)
            return Frame(rest=(everything,), shared=content.labels, dialect="unknown", ordered=False, dataset=dataset)
        case OneOf(options=several):
            found = [frame for option in several if (frame := table(machine, option, site)) is not None]
            return reduce(join_frames, found) if len(found) == len(several) else None
        case _:
            return None


def is_true(machine: Machine, value: Value | None) -> bool:
    """Whether an option is the constant True (or something else that counts as true)."""
    content = machine.load(value) if value is not None else None
    return isinstance(content, Literal) and bool(content.value)


def constant(machine: Machine, value: Value | None) -> object:
    """The constant behind an argument, else None."""
    content = machine.load(value) if value is not None else None
    return content.value if isinstance(content, Literal) else None


def in_place(machine: Machine, call: Invocation, outcome: Value) -> Value:
    """The result of a call that may be asked to put it elsewhere: in the receiver with `inplace=True`, or in `out`."""
    content = machine.load(outcome)
    if not isinstance(content, (Frame, Column)):
        return outcome
    named = dict(call.arguments.keywords)
    if call.receiver is not None and is_true(machine, call.get("inplace") or named.get("inplace")):
        machine.update(call.receiver, content)
        return Literal(None)
    if "out" in named:
        machine.update(named["out"], content)
    return outcome


def put_back(machine: Machine, call: Invocation, frame: Frame) -> Value:
    """The result of a method that changes a table: a new table, or the receiver itself with `inplace=True`."""
    if is_true(machine, call.get("inplace")) and call.receiver is not None:
        machine.update(call.receiver, frame)
        return Literal(None)
    return machine.new(frame)


def subject(machine: Machine, call: Invocation) -> tuple[Value | None, object]:
    value = call.receiver if call.receiver is not None else next(iter(call.arguments.positional), None)
    return value, machine.load(value) if value is not None else None


def drop(machine: Machine, call: Invocation) -> Value:
    """`drop`: columns go by name; rows go when `axis` says so."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    columns = call.get("columns")
    labels = call.get("labels")
    axis = constant(machine, call.get("axis"))
    if columns is None and (axis in (1, "columns") or call.record.option("columns")):
        columns = labels
    elif columns is None and labels is not None and frame.dialect == "unknown" and _all_text(machine, labels):
        # Spark and polars drop columns by name; rows with texts for names are rare.
        others = [each for each in call.arguments.positional[1:] if _all_text(machine, each)]
        columns = machine.new(Items("list", (labels, *others)))
    if columns is None:
        index = call.get("index") or labels
        return put_back(machine, call, filtered(machine, frame, index, call.site) if index is not None else frame)
    columns = _by_name(machine, columns)
    names = _present(machine, frame, columns) or wanted(machine, columns)
    if names is None:
        content = machine.load(columns)
        if isinstance(content, Names):
            names = tuple(Wanted(entry.name, None, NONE, entry.certain) for entry in content.columns)
        else:
            return put_back(machine, call, any_columns(frame, call.site))
    for name in names:
        if isinstance(name.name, str):
            held = entry_named(frame, name.name)
            machine.use("dropped", _born(machine, name, held, frame, call.site), call.site)
    return put_back(machine, call, without(frame, names, call.site))


def _present(machine: Machine, frame: Frame, columns: Value) -> tuple[Wanted, ...]:
    """The names of a list of those that this table has: all of them are gone afterwards, whichever it had."""
    content = machine.load(columns)
    if isinstance(content, Names) and content.others is not None:
        return tuple(Wanted(entry.name) for entry in content.columns)
    kept = content.link if isinstance(content, Items) and isinstance(content.link, Present) else None
    table = machine.load(kept.table) if kept is not None else None
    if kept is None or not isinstance(table, Frame):
        return ()
    if not {each.dataset for each in frame.rest} <= {each.dataset for each in table.rest}:
        return ()
    return tuple(Wanted(str(name.value), name.site, name.labels) for name in kept.names)


def _by_name(machine: Machine, columns: Value) -> Value:
    """The columns to drop, those that are given as such by their names."""
    content = machine.load(columns)
    if isinstance(content, Column) and isinstance(content.name, str):
        return Literal(content.name)
    if isinstance(content, Items) and any(isinstance(machine.load(item), Column) for item in content.items):
        return machine.new(replace(content, items=tuple(_by_name(machine, item) for item in content.items)))
    return columns


def _born(machine: Machine, name: Wanted, held: Entry | None, frame: Frame, site: Site) -> Labels:
    dataset = source_of(frame, str(name.name)) if held is None else None
    return machine.mention(str(name.name), name.site or site, "column", dataset)


def _all_text(machine: Machine, value: Value) -> bool:
    names = wanted(machine, value)
    return bool(names) and all(isinstance(each.name, str) for each in names or ())


def assign(machine: Machine, call: Invocation) -> Value:
    """`assign(name=value)`, `with_columns`, `withColumn`, `insert`: columns are put in place, one after the other."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    given: list[tuple[Wanted, Value]] = []
    pairs = call.get("kwargs")
    content = machine.load(pairs) if pairs is not None else None
    if isinstance(content, Entries):
        for key, item in content.pairs:
            names = wanted(machine, key)
            if names:
                certain = content.sure and content.rest is None
                given.append((replace(names[0], site=names[0].site or call.site, certain=certain), item))
    name = call.get("column")
    if name is not None:
        given.extend((each, call.get("value") or Opaque()) for each in wanted(machine, name) or ())
    for each, item in given:
        computed = item
        if isinstance(item, Closure):
            computed = machine.call(item, Arguments((machine.new(frame),)), call.site)
        loaded = machine.load(computed)
        labels = machine.labels(computed)
        if isinstance(loaded, Column):
            labels = loaded.labels | aligned(frame, loaded.rows)
        frame = with_column(machine, frame, each, labels, computed, call.site)
    if call.record.option("inplace") and call.receiver is not None:
        machine.update(call.receiver, _moved(machine, frame, call.get("loc")))
        return Literal(None)
    return machine.new(frame)


def _moved(machine: Machine, frame: Frame, place: Value | None) -> Frame:
    """The frame with its last column at a position, as far as that is known."""
    number = constant(machine, place)
    if not isinstance(number, int) or number >= len(frame.columns):
        return frame if place is None else replace(frame, ordered=False)
    *others, last = frame.columns
    return replace(frame, columns=(*others[:number], last, *others[number:]))


def pop(machine: Machine, call: Invocation) -> Value:
    """`pop(name)`: the column comes out, and the table loses it."""
    value, content = subject(machine, call)
    frame = table(machine, value, call.site)
    names = wanted(machine, call.get("item") or Opaque()) if frame is not None else None
    if frame is None or not names:
        return Opaque(machine.labels(value))
    entry = read_column(machine, frame, names[0], call.site)
    if isinstance(content, Frame) and call.receiver is not None:
        machine.update(call.receiver, without(frame, names, call.site))
    return column_of(frame, entry)


def item(machine: Machine, call: Invocation) -> Value:
    """`get(key)`: the same as `frame[key]`."""
    key = call.get("key")
    return (
        machine.get_item(call.receiver, key, call.site) if call.receiver is not None and key is not None else Opaque()
    )


FRAME_OPERATIONS: Mapping[str, Operation] = {
    "drop": drop,
    "assign": assign,
    "pop": pop,
    "item": item,
}
