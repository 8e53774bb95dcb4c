"""Choosing columns and rows of a frame."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.attribute_rows import found_by, holds_values
from originlint.interpreter.frame_joins import join_entries
from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Dependence, Everything, Label, Labels, Step
from originlint.interpreter.machine import Machine
from originlint.interpreter.marks import selecting
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.values import (
    CONSTANT,
    Column,
    ColumnName,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Template,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.frozen import frozen
from originlint.source.site import Site

FACTS = frozenset({"shape", "size", "ndim", "dtypes", "dtype", "empty", "name", "nbytes", "schema", "flags"})
"""Fields of tables and columns that say something about them, and are no columns."""


@frozen
class Wanted:
    """One column that code asks for: by which name, written where, and what decided that name."""

    name: ColumnName
    site: Site | None = None
    labels: Labels = NONE
    certain: bool = True


def wanted(machine: Machine, key: Value) -> tuple[Wanted, ...] | None:
    """The columns that a key names, one or a list of them; None when it does not tell which."""
    result: list[Wanted] = []
    alternatives = options(key)
    for option in alternatives:
        content = machine.load(option)
        match content:
            case Literal(value=str() | int() as name) if not isinstance(name, bool):
                result.append(Wanted(name, content.site, content.labels, len(alternatives) == 1))
            case Literal(value=None):
                continue
            case Literal(value=tuple()):
                return None
            case Template(prefix=prefix, suffix=suffix) if prefix or suffix:
                result.append(Wanted(Family(prefix, suffix), content.site, content.labels, False))
            case Items(kind="list" | "tuple" | "set" | "generator", items=items, tail=tail):
                for item in (*items, *([tail] if tail is not None else [])):
                    inner = wanted(machine, item)
                    if inner is None:
                        return None
                    result.extend(replace(each, certain=each.certain and tail is None) for each in inner)
            case Entries(pairs=pairs, rest=None):
                for key, _ in pairs:
                    inner = wanted(machine, key)
                    if inner is None:
                        return None
                    result.extend(inner)
            case Names(rest=()):
                result.extend(Wanted(entry.name, None, NONE, entry.certain) for entry in content.columns)
            case _:
                return None
    return tuple(result)


def entry_named(frame: Frame, name: ColumnName) -> Entry | None:
    """What a frame holds under a name: the column itself, else a family of columns that may have that name."""
    found: Entry | None = None
    for entry in frame.columns:
        if entry.name == name:
            return entry
        both_known = isinstance(entry.name, str) and isinstance(name, str)
        if not both_known and _may_match(entry.name, name):
            loose = replace(entry, name=name, certain=False)
            found = loose if found is None else join_entries(found, loose)
    return found


def _may_match(held: ColumnName, name: ColumnName) -> bool:
    match held, name:
        case (Family() as family, str(text)) | (str(text), Family() as family):
            return family.covers(text)
        case Family(prefix=mine), Family(prefix=other):
            return mine.startswith(other) or other.startswith(mine)
        case None, _:
            return True
        case _:
            return False


def read_column(machine: Machine, frame: Frame, column: Wanted, site: Site, via: str = "column") -> Entry:
    """The entry of a column that is read by name. Its name is a mention, and shows that the dataset has it."""
    name = column.name
    held = entry_named(frame, name)
    labels = held.labels if held is not None else NONE
    place = column.site or site
    has_data = labels.tell
    if isinstance(name, str):
        if held is None:
            labels = labels | machine.mention(name, place, via, source_of(frame, name)) | frame.shared
            if not labels and not frame.rest:
                labels = all_labels(frame).doubted(Certainty.POSSIBLE)  # it has no such column: it was misunderstood
        elif held.type == CONSTANT and not has_data:
            pass
        elif not has_data or any(isinstance(label.subject, Everything) for label in labels):
            labels = labels | machine.mention(name, place, via, _admitted_from(labels))
    elif isinstance(name, Family):
        if len(name.prefix) + len(name.suffix) > 2 and not has_data:
            labels = labels | machine.mention(f"{name.prefix}{{}}{name.suffix}", place, via, None)
        if held is None:
            labels = labels | rest_labels(frame, (NameTest("prefix", name.prefix),))
    elif held is None and isinstance(name, int):
        labels = labels | all_labels(frame)
    chosen = column.labels.weakened(Dependence.CONTROL)
    certain = column.certain and (held is None or held.certain)
    if held is None:
        return Entry(name, labels | chosen, certain)
    return Entry(name, labels | chosen, certain, held.type, held.answer)


def _admitted_from(labels: Labels) -> str | None:
    """The dataset of which a wildcard let a column in, when it is one."""
    datasets = {label.subject.dataset for label in labels if isinstance(label.subject, Everything)}
    return datasets.pop() or None if len(datasets) == 1 else None


def source_of(frame: Frame, name: str) -> str | None:
    """The dataset that a column not yet known comes from: of several, the one of whose columns most is known that is
    true of this name."""
    admitting = [everything for everything in frame.rest if everything.admits(name)]
    return max(admitting, key=lambda everything: len(everything.matching)).dataset if admitting else None


def rest_labels(frame: Frame, tests: tuple[NameTest, ...] = ()) -> Labels:
    """The labels of the unseen columns that pass the tests."""
    labels = frame.shared if frame.rest else NONE
    for everything in frame.rest:
        narrowed = replace(everything, matching=(*everything.matching, *tests))
        step = Step(everything.wildcard, f"all remaining columns of {everything.dataset}", None, 1, 0)
        labels = labels | Labels([Label(narrowed, Dependence.DATA, Certainty.LIKELY, step)])
    return labels


def all_labels(frame: Frame) -> Labels:
    """The labels of all columns, seen and unseen."""
    labels = rest_labels(frame) | frame.shared
    for entry in frame.columns:
        labels = labels | entry.labels
    return labels


def column_of(frame: Frame, entry: Entry) -> Column:
    """A column as a value of its own."""
    index, answer, single = frame.index, entry.answer, frame.single
    return Column(
        entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset, index=index, answer=answer, single=single
    )


def select(machine: Machine, frame: Frame, columns: tuple[Wanted, ...], site: Site) -> Frame:
    """The frame of just these columns, in their order: the rest is closed."""
    via = "feature list" if len(columns) > 1 else "column"
    entries = tuple(read_column(machine, frame, column, site, via) for column in columns)
    return replace(frame, columns=entries, rest=(), shared=NONE, ordered=all(entry.certain for entry in entries))


def select_names(frame: Frame, names: Names) -> Frame:
    """The columns that a linked list of names still holds."""
    now = {entry.name: entry for entry in frame.columns}
    columns = [now.get(entry.name, entry) for entry in names.columns]
    return replace(frame, columns=tuple(columns), rest=names.rest, shared=frame.shared | names.shared)


def any_columns(frame: Frame, site: Site, decided: Labels = NONE) -> Frame:
    """Some of the columns, nobody knows which."""
    columns = tuple(replace(entry, certain=False) for entry in frame.columns)
    rest = tuple(replace(everything, wildcard=site) for everything in frame.rest)
    shared = frame.shared | decided.weakened(Dependence.CONTROL)
    return replace(frame, columns=columns, rest=rest, shared=shared, ordered=False)


def without(frame: Frame, names: tuple[Wanted, ...], site: Site) -> Frame:
    """The frame after these columns were taken away by name; only what is sure to go is gone."""
    gone = {each.name for each in names if each.certain}
    columns: list[Entry] = []
    for entry in frame.columns:
        if entry.name in gone:
            continue
        if isinstance(entry.name, Family) and sum(_may_match(entry.name, each.name) for each in names) > 1:
            entry = replace(entry, labels=entry.labels.doubted(Certainty.POSSIBLE))  # named one by one, perhaps all
        maybe = any(not each.certain and _may_match(each.name, entry.name) for each in names)
        columns.append(replace(entry, certain=entry.certain and not maybe))
    texts = frozenset(name for name in gone if isinstance(name, str))
    families = tuple(NameTest("prefix", name.prefix, True) for name in gone if isinstance(name, Family))
    rest = tuple(
        replace(each, without=each.without | texts, matching=(*each.matching, *families), wildcard=site)
        for each in frame.rest
    )
    return replace(frame, columns=tuple(columns), rest=rest)


def by_position(machine: Machine, frame: Frame, position: Value, site: Site) -> Frame | None:
    """The columns at positions: a number, a list of numbers or a slice; None when the order is not known."""
    content = machine.load(position)
    known = frame.columns if frame.ordered and all(entry.certain for entry in frame.columns) else ()
    closed = frame.ordered and not frame.rest
    match content:
        case Literal(value=int(number)) if (0 <= number < len(known)) or (closed and -len(known) <= number < 0):
            return replace(frame, columns=(known[number],), rest=(), shared=NONE)
        case Items(kind="list" | "tuple", items=items, tail=None):
            numbers = [machine.load(item) for item in items]
            chosen: list[Entry] = []
            for place in numbers:
                if not (isinstance(place, Literal) and isinstance(place.value, int)):
                    return None
                if not (0 <= place.value < len(known) or (closed and -len(known) <= place.value < 0)):
                    return None
                chosen.append(known[place.value])
            return replace(frame, columns=tuple(chosen), rest=(), shared=NONE)
        case Items(kind="slice", items=parts):
            bounds: list[int | None] = []
            for part in parts:
                bound = machine.load(part)
                if not isinstance(bound, Literal) or not (bound.value is None or isinstance(bound.value, int)):
                    return None
                bounds.append(bound.value)
            if len(bounds) != 3:
                return None
            start, stop, step = bounds
            if start is None and stop is None and step is None:
                return frame
            inside = stop is not None and 0 <= stop <= len(known) and (start or 0) >= 0
            if closed or inside:
                rest: tuple[Everything, ...] = ()
                return replace(frame, columns=known[slice(start, stop, step)], rest=rest, shared=NONE)
    return None


def filtered(machine: Machine, frame: Frame, mask: Value, site: Site) -> Frame:
    """The rows that a mask or row selector keeps: what it depends on selects them."""
    chosen = machine.labels(mask)
    labels = selecting(chosen, site, machine.depth)
    if looked_up := found_by(chosen):
        columns = tuple(
            replace(entry, labels=entry.labels | looked_up)
            if isinstance(entry.name, str) and holds_values(entry.name)
            else entry
            for entry in frame.columns
        )
        frame = replace(frame, columns=columns, shared=frame.shared | looked_up.doubted(Certainty.LIKELY))
    return replace(frame, rows=frame.rows | labels) if labels else frame
