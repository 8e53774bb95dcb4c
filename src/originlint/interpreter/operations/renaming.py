"""Giving all columns of a table new names at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column, rest_labels, wanted
from originlint.interpreter.values import (
    CONSTANT,
    ColumnName,
    Content,
    Entry,
    External,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Renamed,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site


def renamed_each(machine: Machine, frame: Frame, pairs: Iterable[tuple[Literal, Value]], site: Site) -> Frame:
    """The frame in which columns of these names have new ones: one that is not known makes the column's name unknown.
    Columns not seen so far come forth where they change their name."""
    held = {entry.name for entry in frame.columns}
    entries: list[Entry] = []
    names: dict[ColumnName, str | None] = {}
    for literal, value in pairs:
        name, new = literal.value, machine.load(value)
        text = new.value if isinstance(new, Literal) and isinstance(new.value, str) else None
        if not isinstance(name, str):
            continue
        names[name] = text
        if text not in (None, name) and name not in held and any(each.admits(name) for each in frame.rest):
            entry = read_column(machine, frame, Wanted(name, literal.site), site)
            entries.append(replace(entry, name=text))
            frame = replace(frame, rest=tuple(replace(each, without=each.without | {name}) for each in frame.rest))
    for entry in frame.columns:
        new_name = names.get(entry.name, entry.name)
        entries.append(replace(entry, name=new_name, certain=entry.certain and new_name is not None))
    return replace(frame, columns=tuple(entries), ordered=frame.ordered and len(entries) == len(frame.columns))


def renamed_all(machine: Machine, frame: Frame, names: Value, site: Site) -> Frame:
    """The frame after `frame.columns = names`: known columns get the names in order; an open one is closed by them."""
    given = machine.load(names)
    if isinstance(given, Names):
        return renamed_each(machine, frame, given.renamed, site)
    if isinstance(given, Items) and isinstance(given.link, Renamed) and frame.rest:
        frame = renamed_each(machine, frame, given.link.pairs, site)
    asked = wanted(machine, names)
    if asked is None and frame.rest:
        return _perhaps_renamed(frame, _spoken(machine, given))
    if asked is None:
        loose = all_labels(frame)
        spread = machine.labels(names)
        return replace(frame, columns=(Entry(None, loose | spread, False),) if not frame.rest else frame.columns)
    if frame.rest and not all(name.certain for name in asked):
        return _perhaps_renamed(frame, asked)
    exact = frame.ordered and all(isinstance(entry.name, (str, int)) and entry.certain for entry in frame.columns)
    same = exact and not frame.rest and len(frame.columns) == len(asked)
    any_of_them = NONE if same else _known_labels(frame).doubted(Certainty.POSSIBLE)
    entries: list[Entry] = []
    for number, name in enumerate(asked):
        labels, type = (frame.columns[number].labels, frame.columns[number].type) if same else (any_of_them, "")
        if isinstance(name.name, str) and type != CONSTANT:
            labels = labels | machine.mention(name.name, name.site or site, "column", None)
        entries.append(Entry(name.name, labels, name.certain, type))
    return replace(frame, columns=tuple(entries), rest=(), shared=NONE, ordered=True)


def _spoken(machine: Machine, names: Content | Value) -> tuple[Wanted, ...]:
    """The names that a list surely may hold, where it may hold any."""
    items = (*names.items, *([names.tail] if names.tail is not None else [])) if isinstance(names, Items) else ()
    found = [machine.load(option) for item in items for option in options(item)]
    return tuple(
        Wanted(each.value, each.site, certain=False)
        for each in found
        if isinstance(each, Literal) and isinstance(each.value, str)
    )


def _perhaps_renamed(frame: Frame, names: tuple[Wanted, ...]) -> Frame:
    """An open frame some of whose columns may have these names now: each may be any of them."""
    labels = (_known_labels(frame) | rest_labels(frame)).doubted(Certainty.POSSIBLE)
    held = {entry.name for entry in frame.columns}
    renamed = tuple(Entry(name.name, labels, False) for name in names if name.name not in held)
    return replace(frame, columns=(*frame.columns, *renamed), ordered=False)


def _known_labels(frame: Frame) -> Labels:
    """What any of the columns that are known owes to, and what all others do."""
    labels = frame.shared
    for entry in frame.columns:
        labels = labels | entry.labels
    return labels


def new_name(machine: Machine, function: Value, name: str, site: Site) -> Value:
    """What a function makes of a name: one of the project, or a method of texts such as `str.lower`."""
    content = machine.load(function)
    if isinstance(content, External) and content.name.rpartition(".")[0] in ("str", "builtins.str"):
        outcome = machine.call_method(Literal(name), content.name.rpartition(".")[2], Arguments(), site)
        return outcome if outcome is not None else Opaque()
    return machine.call(function, Arguments((Literal(name),)), site)
