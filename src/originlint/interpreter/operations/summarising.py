"""Fewer values from more: statistics, counts, one column from many, and what is shown to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import NONE
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import counted
from originlint.interpreter.operations.columns import column_subject
from originlint.interpreter.operations.frames import constant, is_true
from originlint.interpreter.operations.grouping import decided_by, is_grouped, statistics, summarised
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column, wanted
from originlint.interpreter.values import (
    Column,
    Entry,
    Frame,
    Items,
    Literal,
    Opaque,
    Value,
)


def across(machine: Machine, call: Invocation) -> Value:
    """`df.duplicated()`, `df.sum(axis=1)`: one column, computed from all columns row by row."""
    value, content = column_subject(machine, call)
    if isinstance(content, Column):
        return replace(content, dialect="pandas" if content.dialect == "numpy" else content.dialect)
    if not isinstance(content, Frame):
        return Opaque(machine.labels(value))
    labels = NONE
    named = call.get("subset")
    names = wanted(machine, named) if named is not None else None
    for name in names or ():
        labels = labels | read_column(machine, content, name, call.site).labels
    return Column(None, labels if names else all_labels(content), content.rows, content.dialect, content.dataset)


def summarise(machine: Machine, call: Invocation) -> Value:
    """`mean`, `sum`, `value_counts` …: fewer values from the same columns. With `shows` in the record, the result is
    for people to look at."""
    value, content = column_subject(machine, call)
    if call.record.option("shows"):
        machine.use("displayed", machine.labels(value), call.site)
    if call.record.option("gives") == "text":
        return Opaque(machine.labels(value))
    match content:
        case Frame() | Column() if is_grouped(content):
            if call.record.option("gives") == "statistics":
                return statistics(machine, content, call.site)
            return summarised(machine, content, call.site)
        case Column():
            return replace(content, labels=counted(content.labels, call.site, machine.depth), answer="")
        case Frame():
            if constant(machine, call.get("axis")) in (1, "columns"):
                return Column(None, all_labels(content), content.rows, content.dialect, content.dataset)
            if content.dialect == "numpy" and constant(machine, call.get("axis")) is None:
                return Opaque(machine.labels(value))
            entries = tuple(
                replace(entry, labels=counted(entry.labels, call.site, machine.depth)) for entry in content.columns
            )
            return machine.new(replace(content, columns=entries, index=()))
        case Items():
            return Opaque(machine.labels(value))
        case _:
            return Opaque(machine.labels(value))


def product(machine: Machine, call: Invocation) -> Value:
    """`np.dot`, `X.dot(weights)`: one number for each row, from all of its columns."""
    given = [*call.arguments.positional, *(value for _, value in call.arguments.keywords)]
    if call.receiver is not None:
        given.insert(0, call.receiver)
    labels, rows = NONE, NONE
    for each in given:
        content = machine.load(each)
        match content:
            case Frame():
                labels, rows = labels | all_labels(content), rows | content.rows
            case Column():
                labels, rows = labels | content.labels, rows | content.rows
            case _:
                labels = labels | machine.labels(each)
    return Column(None, labels, rows, "numpy")


def value_counts(machine: Machine, call: Invocation) -> Value:
    """`value_counts()`: how often each value, or combination of values, occurs; the values are the row names."""
    value, content = column_subject(machine, call)
    machine.use("displayed", machine.labels(value), call.site)
    name = "proportion" if is_true(machine, call.get("normalize")) else "count"
    match content:
        case Column():
            index = (*content.index, Entry(content.name, content.labels)) if is_grouped(content) else None
            labels = content.labels | decided_by(machine, content.index, call.site) if index else content.labels
            own = (Entry(content.name, content.labels),)
            return Column(name, labels, content.rows, "pandas", content.dataset, index=index or own)
        case Frame():
            labels = all_labels(content)
            return Column(name, labels, content.rows, "pandas", content.dataset, index=content.columns)
        case _:
            return Opaque(machine.labels(value))


def show(machine: Machine, call: Invocation) -> Value:
    """Plots and prints: whatever goes in is displayed. Columns named in the arguments are mentions.

    Options: `columns` are the keywords that name columns; the text of any other says how a plot looks.
    """
    _, content = column_subject(machine, call)
    frame = content if isinstance(content, Frame) else None
    data = call.get("data")
    if data is not None:
        loaded = machine.load(data)
        frame = loaded if isinstance(loaded, Frame) else frame
    labels = machine.labels(content) if not isinstance(content, Frame) else NONE
    option = call.record.option("columns")
    naming = option if isinstance(option, tuple) else ()
    arguments = [(each, True) for each in call.arguments.positional]
    arguments += [(each, keyword in naming) for keyword, each in call.arguments.keywords]
    for each, may_name in arguments:
        part = machine.load(each)
        if may_name and isinstance(part, Literal) and isinstance(part.value, str) and frame is not None:
            entry = read_column(machine, frame, Wanted(part.value, part.site), call.site)
            labels = labels | entry.labels
        elif not isinstance(part, Frame):
            labels = labels | machine.labels(each)
    machine.use("displayed", labels, call.site)
    return Opaque()


SUMMARISING_OPERATIONS: Mapping[str, Operation] = {
    "across": across,
    "summarise": summarise,
    "product": product,
    "value_counts": value_counts,
    "show": show,
}
