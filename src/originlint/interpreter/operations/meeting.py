"""Expressions that meet a table: what `pl.col("a") * 2`, `F.col("a")` or a text for a column is in it."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import (
    NONE,
    Awaited,
    Dependence,
    Everything,
    Label,
    Labels,
    Mark,
    Step,
)
from originlint.interpreter.machine import Machine
from originlint.interpreter.marks import MAPPED, PRESENCE, is_marked
from originlint.interpreter.operations.selection import Wanted, read_column, select_names, wanted
from originlint.interpreter.values import (
    Column,
    ColumnName,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site


def awaiting(name: str, site: Site) -> Labels:
    """The label of a column by name of a table that is yet to be met."""
    step = Step(site, f"column `{name}`", None, 1, 0)
    return Labels([Label(Awaited(name, site), Dependence.DATA, Certainty.DEFINITE, step)])


def is_awaiting(labels: Labels) -> bool:
    """Whether any of the labels waits for a table."""
    return any(isinstance(label.subject, Awaited) for label in labels)


def is_expression(machine: Machine, value: Value) -> bool:
    """Whether a value is a column of a table yet to come: then a table that takes it is none of pandas."""
    content = machine.load(value)
    return isinstance(content, Column) and (content.each is not None or is_awaiting(content.labels))


def resolved(machine: Machine, frame: Frame, labels: Labels, site: Site) -> Labels:
    """The labels with those of the table's columns in the place of awaited ones."""
    if not is_awaiting(labels):
        return labels
    result = Labels(label for label in labels if not isinstance(label.subject, Awaited))
    for label in labels:
        if isinstance(label.subject, Awaited):
            entry = read_column(machine, frame, Wanted(label.subject.name, label.subject.site), site)
            found = entry.labels.weakened(label.dependence)
            if is_marked(label, Mark.PRESENCE):
                found = found.through(site, PRESENCE, machine.depth, mark=Mark.PRESENCE)
            if is_marked(label, Mark.TABLE):
                found = found.through(site, MAPPED, machine.depth, mark=Mark.TABLE)
            result = result | found
    return result


def settled(machine: Machine, labels: Labels) -> Labels:
    """The labels of an expression that is used without a table: the names alone count."""
    if not is_awaiting(labels):
        return labels
    result = Labels(label for label in labels if not isinstance(label.subject, Awaited))
    for label in labels:
        if isinstance(label.subject, Awaited):
            born = machine.mention(label.subject.name, label.subject.site, "column")
            result = result | born.weakened(label.dependence)
    return result


def met(machine: Machine, frame: Frame, value: Value, site: Site) -> tuple[Entry, ...]:
    """The columns that an expression, a name or a list of these gives over a table, in order."""
    alternatives = options(value)
    if len(alternatives) > 1 and any(machine.labels(option) for option in alternatives):
        labels = resolved(machine, frame, machine.labels(value), site)
        return (Entry(None, labels),)
    if len(alternatives) > 1:
        every = [entry for option in alternatives for entry in met(machine, frame, option, site)]
        return tuple(replace(entry, certain=False) for entry in every)
    content = machine.load(value)
    match content:
        case Literal(value="*"):
            return frame.columns
        case Literal(value=None):
            return ()
        case Literal() if content.labels or not isinstance(content.value, str):
            return (Entry(None, resolved(machine, frame, content.labels, site)),)
        case Column(each=Names() as names):
            return _for_each(machine, frame, content, names, site)
        case Column():
            return (Entry(content.name, resolved(machine, frame, content.labels, site), True),)
        case Names():
            return _named(frame, content)
        case Items(items=items, tail=tail):
            parts = [entry for item in items for entry in met(machine, frame, item, site)]
            if tail is not None:
                parts.extend(replace(entry, certain=False) for entry in met(machine, frame, tail, site))
            return tuple(parts)
    names_ = wanted(machine, value)
    if names_ is None:
        return (Entry(None, resolved(machine, frame, machine.labels(value), site), False),)
    return tuple(read_column(machine, frame, name, site) for name in names_)


def _named(frame: Frame, names: Names) -> tuple[Entry, ...]:
    """The columns of a linked list of names, as they are now; of an open one also those that came to be known since."""
    listed = select_names(frame, names).columns
    known = {entry.name for entry in listed}
    since = [
        replace(entry, certain=False)
        for entry in frame.columns
        if isinstance(entry.name, str) and entry.name not in known and any(e.admits(entry.name) for e in names.rest)
    ]
    return (*listed, *since)


def _for_each(machine: Machine, frame: Frame, column: Column, names: Names, site: Site) -> tuple[Entry, ...]:
    """One column for each that the expression stands for."""
    added = resolved(machine, frame, column.labels, site)
    chosen: list[Entry] = [read_column(machine, frame, Wanted(each.name, site), site) for each in names.columns]
    known = {entry.name for entry in chosen}
    for entry in frame.columns:
        if entry.name in known or not names.rest:
            continue
        everything = names.rest[0]
        if not isinstance(entry.name, str):
            chosen.append(replace(entry, certain=False))
        elif everything.admits(entry.name):
            sure = all(test.holds(entry.name) for test in everything.matching)
            chosen.append(entry if sure else replace(entry, certain=False))
    return tuple(replace(entry, name=_around(entry.name, column.name), labels=entry.labels | added) for entry in chosen)


def _around(name: ColumnName, frame: ColumnName) -> ColumnName:
    if isinstance(frame, Family) and isinstance(name, str):
        return f"{frame.prefix}{name}{frame.suffix}"
    return name


def rest_of(frame: Frame, values: tuple[Value, ...], machine: Machine, site: Site) -> Frame:
    """The unseen columns of a table that expressions for many columns let through."""
    kept: list[Everything] = []
    for value in values:
        for option in options(value):
            content = machine.load(option)
            parts = content.items if isinstance(content, Items) else (option,)
            for part in parts:
                inner = machine.load(part)
                if isinstance(inner, Literal) and inner.value == "*":
                    kept.extend(replace(each, wildcard=inner.site or site) for each in frame.rest)
                else:
                    asked_rest = inner.rest if isinstance(inner, Names) else ()
                    if isinstance(inner, Column) and inner.each is not None:
                        asked_rest = inner.each.rest
                    for asked in asked_rest:
                        kept.extend(
                            replace(
                                each,
                                without=each.without | asked.without,
                                matching=(*each.matching, *asked.matching),
                                wildcard=asked.wildcard,
                            )
                            for each in frame.rest
                        )
    return replace(frame, rest=tuple(dict.fromkeys(kept)), shared=frame.shared if kept else NONE)
