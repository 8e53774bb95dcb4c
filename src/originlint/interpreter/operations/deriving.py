"""Operators on columns, frames and lists of names."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Everything
from originlint.interpreter.machine import Machine
from originlint.interpreter.operations.answers import changed
from originlint.interpreter.operations.expressions import selected
from originlint.interpreter.operations.selection import (
    Wanted,
    all_labels,
    wanted,
    without,
)
from originlint.interpreter.values import (
    Column,
    Content,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Value,
)
from originlint.source.site import Site

_EXPRESSIONS = frozenset({"polars", "spark", "ibis"})


def derive(machine: Machine, operator: str, operands: tuple[Value, ...], site: Site) -> Value | None:
    """An operator on columns and frames; None when none of the operands is one."""
    contents = [machine.load(operand) for operand in operands]
    frames = [content for content in contents if isinstance(content, Frame)]
    columns = [content for content in contents if isinstance(content, Column)]
    if any(isinstance(content, Names) for content in contents) and not frames and not columns:
        return _derive_names(machine, operator, contents)
    labels, rows = NONE, NONE
    values: frozenset[str] = frozenset()
    for operand, content in zip(operands, contents, strict=True):
        match content:
            case Column():
                labels, rows, values = labels | content.labels, rows | content.rows, values | content.values
            case Frame():
                rows = rows | content.rows
            case Literal(value=str(text)):
                values = values | {text}
                labels = labels | content.labels
            case _:
                labels = labels | machine.labels(operand)
    if operator == "@":
        for frame in frames:
            labels = labels | all_labels(frame)
        return Column(None, labels, rows, "numpy")
    if frames:
        if len(frames) == len(contents) == 1 or len(frames) == 1:
            entries = tuple(replace(entry, labels=entry.labels | labels) for entry in frames[0].columns)
            shared = frames[0].shared | (labels if frames[0].rest else NONE)
            return machine.new(replace(frames[0], columns=entries, shared=shared, rows=rows))
        merged: dict[object, Entry] = {}
        for frame in frames:
            for entry in frame.columns:
                held = merged.get(entry.name)
                merged[entry.name] = entry if held is None else replace(held, labels=held.labels | entry.labels)
        rest = tuple(each for frame in frames for each in frame.rest)
        shared = labels
        for frame in frames:
            shared = shared | frame.shared
        return machine.new(replace(frames[0], columns=tuple(merged.values()), rest=rest, shared=shared, rows=rows))
    if not columns:
        return None
    names = {column.name for column in columns}
    name = columns[0].name if len(names) == 1 else None
    dialect = columns[0].dialect
    if dialect == "polars":
        name = columns[0].name if contents[0] is columns[0] else "literal"
    elif dialect in _EXPRESSIONS:
        name = None
    each = next((column.each for column in columns if column.each is not None), None)
    if each is not None:
        if len(columns) == 2 and all(column.each is not None and not column.labels for column in columns):
            return selected(operator, columns[0], columns[1], site)
        if len(columns) == 1 and operator == "~" and not columns[0].labels:
            return selected(operator, columns[0], columns[0], site)
        name = columns[0].name if isinstance(columns[0].name, Family) else None
    answer = changed(machine, operator, operands, site)
    return Column(
        name, labels, rows, dialect, columns[0].dataset, values, each=each, answer=answer, single=columns[0].single
    )


def _derive_names(machine: Machine, operator: str, contents: list[Content | Value]) -> Value | None:
    first, *others = contents
    names = first if isinstance(first, Names) else next(each for each in contents if isinstance(each, Names))
    for other in others:
        asked = wanted(machine, other) if isinstance(other, (Literal,)) else _asked(machine, other)
        if asked is None:
            continue
        frame = Frame(names.columns, names.rest, names.shared)
        if operator in ("-", "^"):
            frame = without(frame, asked, Site("", 0)) if asked else frame
            names = Names(frame.columns, tuple(_kept(frame, names)), frame.shared, names.labels)
        elif operator in ("|", "+"):
            known = {entry.name for entry in names.columns}
            more = tuple(Entry(each.name) for each in asked if each.name not in known)
            names = replace(names, columns=(*names.columns, *more))
    return names


def _kept(frame: Frame, names: Names) -> list[Everything]:
    return [replace(new, wildcard=old.wildcard) for new, old in zip(frame.rest, names.rest, strict=True)]


def _asked(machine: Machine, content: Content | Value) -> tuple[Wanted, ...] | None:
    if isinstance(content, Items):
        joined = [wanted(machine, item) for item in content.items]
        if content.tail is not None or any(each is None for each in joined):
            return None
        return tuple(one for each in joined for one in each or ())
    if isinstance(content, Names) and not content.rest:
        return tuple(Wanted(entry.name) for entry in content.columns)
    return None
