"""Columns of tables by name, whatever the case: put in, taken away, called otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.relations.scope import spellings
from originlint.interpreter.values import Entry, Frame
from originlint.ir.relational import (
    Name,
)


def with_entry(frame: Frame, entry: Entry) -> Frame:
    """The frame with a column in place of the one of that name, or behind the others."""
    name = str(entry.name).lower()
    columns = list(frame.columns)
    for place, each in enumerate(columns):
        if str(each.name).lower() == name:
            columns[place] = replace(entry, name=each.name)
            break
    else:
        columns.append(entry)
    rest = tuple(replace(each, without=each.without | spellings(str(entry.name))) for each in frame.rest)
    return replace(frame, columns=tuple(columns), rest=rest)


def without_columns(frame: Frame, names: Iterable[str]) -> Frame:
    """The frame without the columns of these names."""
    gone = {name.lower() for name in names}
    columns = tuple(entry for entry in frame.columns if str(entry.name).lower() not in gone)
    spelled = frozenset().union(*(spellings(name) for name in names)) if gone else frozenset()
    rest = tuple(replace(each, without=each.without | spelled) for each in frame.rest)
    return replace(frame, columns=columns, rest=rest)


def renamed(frame: Frame, names: tuple[Name, ...]) -> Frame:
    """The frame with its first columns called by these names."""
    if not names:
        return frame
    if frame.rest and len(frame.columns) < len(names):
        labels = frame.shared
        made = [Entry(name.text, labels, False) for name in names[len(frame.columns) :]]
        columns = [replace(entry, name=name.text) for entry, name in zip(frame.columns, names, strict=False)]
        return replace(frame, columns=(*columns, *made))
    columns = [
        replace(entry, name=names[place].text) if place < len(names) else entry
        for place, entry in enumerate(frame.columns)
    ]
    return replace(frame, columns=tuple(columns))


def stacked(left: Frame, right: Frame) -> Frame:
    """Two tables one below the other: columns meet by position."""
    if left.rest or right.rest:
        return join_frames(left, spelled_as(right, left))
    entries = [
        Entry(mine.name, mine.labels | other.labels, True, mine.type)
        for mine, other in zip(left.columns, right.columns, strict=False)
    ]
    entries.extend(left.columns[len(entries) :])
    return replace(left, columns=tuple(entries), shared=left.shared | right.shared, rows=left.rows | right.rows)


def spelled_as(frame: Frame, model: Frame) -> Frame:
    """The frame with its columns spelled as those of another one."""
    known = {str(entry.name).lower(): entry.name for entry in model.columns}
    columns = tuple(replace(entry, name=known.get(str(entry.name).lower(), entry.name)) for entry in frame.columns)
    return replace(frame, columns=columns)
