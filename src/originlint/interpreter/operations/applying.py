"""Functions applied to columns, rows, tables and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.joins import shallow_labels
from originlint.interpreter.labels import NONE, Dependence
from originlint.interpreter.machine import Arguments, Invocation, Machine, Operation
from originlint.interpreter.marks import as_value
from originlint.interpreter.operations.columns import column_subject
from originlint.interpreter.operations.frames import constant
from originlint.interpreter.operations.grouping import applied, is_grouped
from originlint.interpreter.operations.mapping import mapped_labels, table_behind
from originlint.interpreter.operations.meeting import is_expression
from originlint.interpreter.operations.projecting import aggregate
from originlint.interpreter.operations.selection import all_labels, select, wanted
from originlint.interpreter.values import (
    Closure,
    Column,
    Content,
    Entries,
    Entry,
    External,
    Frame,
    Items,
    Literal,
    Opaque,
    Value,
)


def apply(machine: Machine, call: Invocation) -> Value:
    """`apply`, `map`, `transform`, `pipe`: a function is called with the column, the row or the table; a dict is looked
    up."""
    value, content = column_subject(machine, call)
    function = call.get("func") or call.get("arg") or next(iter(call.arguments.positional), None)
    if isinstance(content, Frame) and any(is_expression(machine, each) for each in call.arguments.positional):
        return aggregate(machine, call)
    if isinstance(content, (Frame, Column)) and is_grouped(content):
        return applied(machine, call, content)
    if function is None:
        return value if value is not None else Opaque()
    mapper = machine.load(function)
    match content:
        case Column():
            return _apply_to_column(machine, call, content, function, mapper)
        case Frame():
            if call.record.option("whole"):
                given = call.arguments
                first = (value,) if value is not None else ()
                rest = tuple((name, item) for name, item in given.keywords if item is not function)
                passed = tuple(item for item in given.positional if item is not function)
                return machine.call(function, Arguments((*first, *passed), rest, given.more), call.site)
            return _apply_to_frame(machine, call, value, content, function, mapper)
        case _:
            labels = machine.labels(value)
            if isinstance(mapper, Closure):
                return Opaque(machine.labels(machine.call(function, Arguments((Opaque(labels),)), call.site)) | labels)
            return Opaque(labels | machine.labels(function))


def _apply_to_column(
    machine: Machine, call: Invocation, column: Column, function: Value, mapper: Content | Value
) -> Value:
    mapper = table_behind(machine, function) or mapper
    match mapper:
        case Entries():
            values = NONE
            for each in (*(value for _, value in mapper.pairs), mapper.rest):
                values = values | machine.labels(each)
            labels = mapped_labels(machine, column.labels, mapper, call.site)
            return replace(column, labels=labels | as_value(values | mapper.labels))
        case Closure():
            outcome = machine.call(function, Arguments((Opaque(column.labels),)), call.site)
            result = machine.labels(outcome)
            loaded = machine.load(outcome)
            if isinstance(loaded, (Frame, Items)) and not isinstance(loaded, Items):
                return outcome
            return replace(column, labels=result)
        case Column():
            chosen = NONE
            for entry in mapper.index:
                chosen = chosen | entry.labels.weakened(Dependence.CONTROL)
            return replace(column, labels=column.labels | mapper.labels | chosen)
        case _:
            return replace(column, labels=column.labels | shallow_labels(function))


def _apply_to_frame(
    machine: Machine, call: Invocation, value: Value | None, frame: Frame, function: Value, mapper: Content | Value
) -> Value:
    by_row = constant(machine, call.get("axis")) in (1, "columns", "index=1")
    if isinstance(mapper, Closure) and by_row:
        row = machine.new(replace(frame, single=True))
        outcome = machine.call(function, Arguments((row,)), call.site)
        loaded = machine.load(outcome)
        if isinstance(loaded, Frame):
            return machine.new(replace(loaded, single=False))
        if isinstance(loaded, Column):
            return replace(loaded, rows=frame.rows, single=False)
        return Column(None, machine.labels(outcome), frame.rows, frame.dialect, frame.dataset)
    if by_row:
        labels = all_labels(frame) | machine.labels(function)
        return Column(None, labels, frame.rows, frame.dialect, frame.dataset)
    if isinstance(mapper, Closure) and not call.record.option("elements"):
        entries: list[Entry] = []
        for entry in frame.columns[:64]:
            column = Column(entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset)
            outcome = machine.call(function, Arguments((column,)), call.site)
            entries.append(replace(entry, labels=entry.labels | machine.labels(outcome)))
        return machine.new(replace(frame, columns=(*entries, *frame.columns[64:])))
    if isinstance(mapper, Entries):
        names = [each for name, _ in mapper.pairs for each in wanted(machine, name) or ()]
        return machine.new(select(machine, frame, tuple(names), call.site))
    labels = NONE if isinstance(mapper, (Closure, External, Literal, Entries, Items)) else machine.labels(function)
    if not labels:
        return machine.new(frame)
    changed = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
    return machine.new(replace(frame, columns=changed, shared=frame.shared | labels))


def searched(machine: Machine, call: Invocation) -> Value:
    """`minimize(loss, start)`: functions that are given are called again and again. What is found owes to what they
    give, which may owe to more than goes in here."""
    given = (*call.arguments.positional, *(value for _, value in call.arguments.keywords))
    labels = machine.labels(call.arguments.more)
    for value in given:
        labels = labels | machine.labels(value)
    passed = labels
    for value in given:
        content = machine.load(value)
        if isinstance(content, Closure):
            needed = sum(
                1 for each in content.function.parameters if each.default is None and "variadic" not in each.kind
            )
            bound = 1 if content.receiver is not None else 0
            unknown = tuple(Opaque(passed) for _ in range(max(needed - bound, 0)))
            labels = labels | machine.labels(machine.call(value, Arguments(unknown), call.site))
    name = call.record.callee.rpartition(".")[2]
    return Opaque(labels.through(call.site, f"computed by `{name}`", machine.depth))


APPLYING_OPERATIONS: Mapping[str, Operation] = {"apply": apply, "searched": searched}
