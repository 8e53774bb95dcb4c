"""Tables made from lists, records and arrays, or by mixing columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels, join_all
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, subject, table
from originlint.interpreter.operations.renaming import renamed_all
from originlint.interpreter.operations.selection import (
    all_labels,
    read_column,
    rest_labels,
    select,
    wanted,
)
from originlint.interpreter.operations.writing import with_column
from originlint.interpreter.values import (
    Bound,
    Column,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Opaque,
    Reference,
    Value,
)
from originlint.source.nameless import nameless
from originlint.source.site import Site


def mix(machine: Machine, call: Invocation) -> Value:
    """`pivot_table`, `melt`, `stack`, `crosstab`, `T`: cells and names change places; everything owes to all."""
    value, content = subject(machine, call)
    labels = NONE
    for each in (value, *call.bound.values(), *call.extra):
        part = machine.load(each) if each is not None else None
        labels = labels | (all_labels(part) | part.rows if isinstance(part, Frame) else machine.labels(each))
    names = NONE
    frame = content if isinstance(content, Frame) else None
    for each in call.bound.values():
        for name in wanted(machine, each) or () if frame is not None else ():
            if frame is not None and isinstance(name.name, str) and not isinstance(each, Reference):
                names = names | read_column(machine, frame, name, call.site).labels
    rows = frame.rows if frame is not None else NONE
    return machine.new(Frame((Entry(None, labels | names, False),), rows=rows, dialect="pandas", ordered=False))


def melt(machine: Machine, call: Invocation) -> Value:
    """`melt(id_vars, value_vars)`: identifying columns stay, the others come below each other, beside their names."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    kept = _entries(machine, frame, call.get("id_vars") or call.get("index"), call.site)
    molten = _entries(machine, frame, call.get("value_vars") or call.get("on"), call.site)
    known = {entry.name for entry in kept}
    parts = molten or tuple(entry for entry in frame.columns if entry.name not in known)
    labels = NONE if molten else rest_labels(frame)
    for entry in parts:
        labels = labels | entry.labels
    name = constant(machine, call.get("var_name") or call.get("variable_name"))
    held = constant(machine, call.get("value_name"))
    made = (
        Entry(name if isinstance(name, str) else "variable"),
        Entry(held if isinstance(held, str) else "value", labels),
    )
    return machine.new(replace(frame, columns=(*kept, *made), rest=(), shared=NONE, index=(), ordered=True))


def pivot(machine: Machine, call: Invocation) -> Value:
    """`pivot_table(values, index, columns)`: cells of `values` for each pair of keys; the values of `columns` become
    names."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    index = _entries(machine, frame, call.get("index"), call.site)
    across = _entries(machine, frame, call.get("columns") or call.get("on"), call.site)
    cells = _entries(machine, frame, call.get("values"), call.site)
    keys = {entry.name for entry in (*index, *across)}
    decided = NONE
    for entry in (*index, *across):
        decided = decided | entry.labels.weakened(Dependence.CONTROL)
    listed = bool(cells)
    cells = cells or tuple(entry for entry in frame.columns if entry.name not in keys)
    made = tuple(
        replace(entry, labels=entry.labels | decided, name=Family("") if across else entry.name, certain=not across)
        for entry in cells
    )
    rest = () if listed or across else frame.rest
    shared = NONE if listed else rest_labels(frame) if across else frame.shared | decided
    result = Frame(made, rest, shared, frame.rows | decided, index, frame.dialect, listed and not across)
    if call.record.option("flat"):
        result = replace(result, columns=(*index, *made), index=())
    return machine.new(result)


def _entries(machine: Machine, frame: Frame, given: Value | None, site: Site) -> tuple[Entry, ...]:
    names = wanted(machine, given) if given is not None else None
    return tuple(read_column(machine, frame, name, site) for name in names or ())


def expand(machine: Machine, call: Invocation) -> Value:
    """`str.split(expand=True)`, `str.extract`, `str.get_dummies`: one column becomes several, whose names the data or
    a pattern say."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(content, Bound):
        content = machine.load(content.receiver)
    if not isinstance(content, Column):
        return Opaque(machine.labels(call.receiver))
    asked = constant(machine, call.get("expand"))
    if asked is False or (asked is None and call.record.callee.endswith("split")):
        return content
    labels = content.labels
    return machine.new(Frame((Entry(None, labels, False),), (), NONE, content.rows, content.index, content.dialect))


def make(machine: Machine, call: Invocation) -> Value:
    """`DataFrame(data, columns=…)`: from a dict, records, rows or another table."""
    data = call.get("data")
    columns = call.get("columns")
    content = machine.load(data) if data is not None else None
    dialect = str(call.record.option("dialect", "pandas"))
    frame = frame_from(machine, content, dialect, call.site)
    if columns is not None:
        asked = wanted(machine, columns)
        by_name = isinstance(content, (Entries, Frame)) and not (
            isinstance(content, Frame) and content.dialect in ("numpy", "rows", "sql")
        )
        if asked is not None and by_name:
            frame = select(machine, frame, asked, call.site)
        elif asked is not None and isinstance(content, Opaque):
            frame = renamed_all(machine, replace(frame, rest=()), columns, call.site)
            frame = replace(
                frame,
                shared=NONE,
                columns=tuple(replace(entry, labels=entry.labels | machine.labels(data)) for entry in frame.columns),
            )
        else:
            frame = renamed_all(machine, frame, columns, call.site)
    return machine.new(replace(frame, dialect=dialect))


def frame_from(machine: Machine, content: object, dialect: str, site: Site) -> Frame:
    match content:
        case Frame():
            return content
        case Column():
            return Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=dialect)
        case Entries(pairs=pairs, rest=rest):
            frame = Frame((), dialect=dialect)
            for key, value in pairs:
                names = wanted(machine, key)
                for name in names or ():
                    name = replace(name, certain=name.certain and content.sure)
                    labels, rows = _cells(machine, value)
                    frame = replace(frame, rows=frame.rows | rows)
                    frame = with_column(machine, frame, name, labels, Opaque(labels), site)
            if rest is not None or content.dataset:
                dataset = content.dataset or nameless("the record", site)
                everything = Everything(dataset, frozenset(), (), site)
                labels, rows = _cells(machine, rest)
                shared = labels | content.labels
                frame = replace(frame, rest=(everything,), shared=shared, rows=frame.rows | rows, ordered=False)
            return replace(frame, rows=frame.rows | content.labels.weakened(Dependence.SELECTION))
        case Items(items=items, tail=tail):
            result: Frame | None = None
            rows = content.labels.weakened(Dependence.SELECTION)
            for item in (*items[:64], *([tail] if tail is not None else [])):
                inner = machine.load(item)
                if isinstance(inner, Items):
                    part = Frame(tuple(Entry(number, machine.labels(each)) for number, each in enumerate(inner.items)))
                    if inner.tail is not None:
                        part = replace(part, columns=(*part.columns, Entry(None, machine.labels(inner.tail), False)))
                else:
                    part = frame_from(machine, inner, dialect, site)
                result = part if result is None else join_frames(result, part)
            made = result if result is not None else Frame(dialect=dialect)
            return replace(made, rows=made.rows | rows)
        case Opaque():
            dataset = content.dataset or nameless("the table", site)
            everything = Everything(dataset, frozenset(), (), content.site or site)
            return Frame(rest=(everything,), shared=content.labels, dialect=dialect, ordered=False, dataset=dataset)
        case None:
            return Frame(dialect=dialect)
        case _:
            return Frame((Entry(0, machine.labels(content) if content is not None else NONE),), dialect=dialect)  # type: ignore[arg-type]


def _cells(machine: Machine, value: Value | None) -> tuple[Labels, Labels]:
    """The labels of what becomes a column, and those of the choice of its rows, which becomes that of the table's."""
    held = [machine.load(option) for option in options(value)] if value is not None else []
    labels = join_all(each.labels if isinstance(each, Column) else machine.labels(each) for each in held)
    return labels, join_all(each.rows for each in held if isinstance(each, Column))


MAKING_OPERATIONS: Mapping[str, Operation] = {
    "mix": mix,
    "melt": melt,
    "pivot": pivot,
    "expand": expand,
    "make": make,
}
