"""Operations that keep the columns of a table: cleaning, sorting, sampling, casting, arithmetic."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Labels, Mark
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.marks import PRESENCE, selecting
from originlint.interpreter.operations.frames import constant, put_back, subject
from originlint.interpreter.operations.grouping import is_grouped, row_by_row, some_rows
from originlint.interpreter.operations.selection import all_labels, any_columns, read_column, wanted
from originlint.interpreter.values import (
    Bound,
    Closure,
    Column,
    Content,
    Entries,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site


def keep(machine: Machine, call: Invocation) -> Value:
    """The same columns. What else is passed goes into every column, a table's columns into those of their name; with
    `rows` in the record it only decides which rows are there; `rows = "any"` says that all columns do when none is
    named, and `presence` that only whether there is a value does. `groups` says what becomes of a grouped table: "rows"
    are chosen in each group, "same" leaves it grouped, else it is computed row by row."""
    value, content = subject(machine, call)
    if isinstance(content, Bound):
        value, content = content.receiver, machine.load(content.receiver)
    labels, others = _given(machine, call, value)
    as_rows = labels.weakened(Dependence.SELECTION) if call.record.option("rows") else NONE
    if as_rows:
        labels = NONE
    if isinstance(content, (Frame, Column)) and is_grouped(content) and call.record.option("groups") != "same":
        if call.record.option("groups") == "rows":
            return some_rows(machine, call)
        return row_by_row(machine, content, labels, call.site)
    match content:
        case Column():
            for other in others:
                labels = labels | all_labels(other)
            if call.record.option("rows"):
                as_rows = as_rows | content.labels.weakened(Dependence.SELECTION)
            return replace(content, labels=content.labels | labels, rows=content.rows | as_rows)
        case Frame():
            return put_back(machine, call, _kept(machine, call, _with_columns_of(content, others), labels, as_rows))
        case Names() | None:
            return value if value is not None else Opaque()
        case Items() | Literal():
            return value if value is not None else Opaque()
        case _:
            return Opaque(machine.labels(value) | labels, getattr(content, "dataset", None), site=call.site)


def _given(machine: Machine, call: Invocation, value: Value | None) -> tuple[Labels, list[Frame]]:
    """The labels of what is passed, and the tables among it. A dict by column name is left to `_kept`."""
    labels: Labels = NONE
    others: list[Frame] = []
    if call.record.option("ignores"):
        return labels, others
    for each in (*(each for each in call.bound.values() if each is not value), *call.extra):
        content = machine.load(each)
        if isinstance(content, Frame):
            others.append(content)
        elif isinstance(content, Entries) and isinstance(machine.load(value or Opaque()), Frame):
            continue
        elif not isinstance(content, (Closure, Names)):
            labels = labels | machine.labels(each)
    return labels, others


def _with_columns_of(frame: Frame, others: list[Frame]) -> Frame:
    """The table after an operation that pairs its columns with those of other tables by name."""
    for other in others:
        theirs = {entry.name: entry for entry in other.columns}
        open_labels = other.shared if other.rest else NONE
        columns = [
            replace(
                entry, labels=entry.labels | (theirs.pop(entry.name).labels if entry.name in theirs else open_labels)
            )
            for entry in frame.columns
        ]
        more = tuple(replace(entry, certain=False) for entry in theirs.values() if not frame.rest)
        shared = frame.shared | (other.shared if frame.rest else NONE)
        frame = replace(frame, columns=(*columns, *more), shared=shared, rows=frame.rows | other.rows)
    return frame


def _kept(machine: Machine, call: Invocation, frame: Frame, labels: Labels, as_rows: Labels) -> Frame:
    named = call.get("subset") or call.get("by") or call.get("columns") if call.record.option("rows") else None
    columns = wanted(machine, named) if named is not None else None
    for name in columns or ():
        deciding = read_column(machine, frame, name, call.site).labels
        if call.record.option("presence"):
            deciding = deciding.through(call.site, PRESENCE, machine.depth, mark=Mark.PRESENCE)
        as_rows = as_rows | selecting(deciding, call.site, machine.depth)
    if (
        named is None
        and call.record.option("rows") == "any"
        and constant(machine, call.get("axis")) in (None, 0, "index")
    ):
        as_rows = as_rows | _all_deciding(frame, call.site, machine.depth)
    entries = frame.columns
    if labels:
        entries = tuple(replace(entry, labels=entry.labels | labels) for entry in entries)
    for column, value in _by_column(machine, call):
        entries = tuple(
            replace(entry, labels=entry.labels | machine.labels(value)) if entry.name == column else entry
            for entry in entries
        )
    shared = frame.shared | (labels if frame.rest else NONE)
    frame = replace(frame, columns=entries, shared=shared, rows=frame.rows | as_rows)
    if call.record.option("dialect"):
        frame = replace(frame, dialect=str(call.record.option("dialect")))
    if call.record.option("shuffles"):
        frame = replace(frame, ordered=False)
    if call.record.option("axes") and constant(machine, call.get("axis")) in (1, "columns"):
        frame = any_columns(frame, call.site)
    return frame


def _all_deciding(frame: Frame, site: Site, depth: int) -> Labels:
    """What is missing or repeated in any column decides which rows stay. That is a weak way to matter."""
    labels = all_labels(frame).weakened(Dependence.SELECTION).doubted(Certainty.POSSIBLE)
    return labels.through(site, "rows with a gap or a repeat go", depth, mark=Mark.CLEANING)


def _by_column(machine: Machine, call: Invocation) -> list[tuple[object, Value]]:
    """The pairs of dicts that are passed: values for columns by name."""
    pairs: list[tuple[object, Value]] = []
    for each in call.bound.values():
        content: Content | Value = machine.load(each)
        if isinstance(content, Entries) and not call.record.option("ignores"):
            pairs.extend((key.value, value) for key, value in content.pairs if isinstance(key, Literal))
    return pairs
