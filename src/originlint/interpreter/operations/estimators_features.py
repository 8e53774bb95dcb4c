"""Training and scoring data as frames: whatever is passed as X, selections from it, and what is put side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from originlint.interpreter.frame_joins import join_entries, join_frames, join_rests
from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.values import (
    Closure,
    Column,
    ColumnName,
    Entries,
    Entry,
    Estimator,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site


def features_of(machine: Machine, value: Value | None, site: Site) -> Frame:
    """The columns of whatever is passed as features: a table, a column, an array, lists of rows, a dict, a DMatrix."""
    if value is None:
        return Frame()
    result: Frame | None = None
    for option in options(value):
        if isinstance(option, Literal) and option.value is None:
            continue
        frame = _one(machine, option, site)
        result = frame if result is None else join_frames(result, frame)
    return result if result is not None else Frame()


def _one(machine: Machine, value: Value, site: Site) -> Frame:
    content = machine.load(value)
    match content:
        case Frame():
            return content
        case Column():
            return Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=content.dialect)
        case Estimator(fitted=Frame() as fitted):
            return fitted
        case Entries():
            columns = tuple(Entry(_name(machine, key), machine.labels(item)) for key, item in content.pairs)
            shared = content.labels | machine.labels(content.rest)
            open_ = (Entry(None, shared, certain=False),) if content.rest is not None or content.labels else ()
            return Frame((*columns, *open_))
        case Items():
            return _from_items(machine, content, site)
        case Opaque(dataset=str(dataset)):
            everything = Everything(dataset, frozenset(), (), content.site or site)
            return Frame(rest=(everything,), shared=content.labels, dialect="unknown", ordered=False, dataset=dataset)
        case _:
            return Frame((Entry(None, machine.labels(value), certain=False),), dialect="unknown", ordered=False)


def _from_items(machine: Machine, items: Items, site: Site) -> Frame:
    """A list: of tables or columns side by side (several inputs of a network), of rows, or one row of values."""
    members = [machine.load(item) for item in items.items]
    if items.tail is None and members and all(isinstance(member, (Frame, Column)) for member in members):
        return beside([_one(machine, item, site) for item in items.items])
    if members and all(isinstance(member, (Items, Entries)) for member in members):
        rows = [_one(machine, item, site) for item in items.items]
        result = rows[0]
        for row in rows[1:]:
            result = join_frames(result, row)
        return replace(result, rows=result.rows | items.labels)
    columns = [Entry(number, machine.labels(item)) for number, item in enumerate(items.items)]
    if items.tail is not None:
        columns.append(Entry(None, machine.labels(items.tail), certain=False))
    return Frame(tuple(columns), rows=items.labels, dialect="numpy")


def _name(machine: Machine, key: Value) -> ColumnName:
    content = machine.load(key)
    return content.value if isinstance(content, Literal) and isinstance(content.value, (str, int)) else None


def labels_of(machine: Machine, frame: Frame) -> Labels:
    """All labels in a frame: columns, rest and rows."""
    return machine.labels(frame)


def column_labels(machine: Machine, frame: Frame) -> Labels:
    """The labels of a frame's columns and rest, without what decided its rows."""
    return labels_of(machine, replace(frame, rows=NONE, index=()))


def is_tabular(machine: Machine, value: Value | None) -> bool:
    """Whether a value looks like data about people: a table, a column, or something that owes to an attribute."""
    if value is None:
        return False
    for option in options(value):
        content = machine.load(option)
        match content:
            case Frame() | Column():
                return True
            case Opaque():
                if content.dataset is not None or content.labels:
                    return True
            case Items() | Entries():
                if machine.labels(content):
                    return True
                if isinstance(content, Items) and any(
                    isinstance(machine.load(i), (Frame, Items)) for i in content.items
                ):
                    return True
            case Estimator(role="dataset"):
                return True
    return False


def mapped(frame: Frame, site: Site, text: str, depth: int) -> Frame:
    """The same frame, with one more step in the witness of each column."""
    moved: dict[int, Labels] = {}

    def on(labels: Labels) -> Labels:
        # Wide tables have many columns with one set of labels between them.
        known = moved.get(id(labels))
        if known is None:
            known = moved[id(labels)] = labels.through(site, text, depth)
        return known

    columns = tuple(replace(entry, labels=on(entry.labels)) if entry.labels else entry for entry in frame.columns)
    return replace(frame, columns=columns, shared=on(frame.shared))


def doubted(frame: Frame, certainty: Certainty) -> Frame:
    """The same frame, with labels that are at most so sure."""
    columns = tuple(replace(entry, labels=entry.labels.doubted(certainty)) for entry in frame.columns)
    return replace(frame, columns=columns, shared=frame.shared.doubted(certainty), rows=frame.rows.doubted(certainty))


def beside(frames: Iterable[Frame]) -> Frame:
    """The columns of several frames, one after the other; columns of one name are joined, and then no place is sure."""
    entries: dict[ColumnName, Entry] = {}
    twice = False
    unnamed: list[Entry] = []
    result: Frame | None = None
    for frame in frames:
        for entry in frame.columns:
            if entry.name is None:
                unnamed.append(entry)
            elif entry.name in entries:
                entries[entry.name] = join_entries(entries[entry.name], entry)
                twice = True
            else:
                entries[entry.name] = entry
        if result is None:
            result = frame
        else:
            result = replace(
                result,
                rest=join_rests(result.rest, frame.rest),
                shared=result.shared | frame.shared,
                rows=result.rows | frame.rows,
                ordered=result.ordered and frame.ordered and not result.rest,
                dataset=result.dataset if result.dataset == frame.dataset else None,
            )
    if result is None:
        return Frame()
    return replace(result, columns=(*entries.values(), *unnamed), ordered=result.ordered and not twice)


def select(machine: Machine, frame: Frame, chosen: Value | None, site: Site) -> tuple[Frame, frozenset[str] | None]:
    """The columns that a selection names, and those names; all of them, and None, when the selection is not known.

    A selection is a name, a position, a list of these, a slice, a linked list of names, or a function of the frame.
    """
    if chosen is None:
        return frame, None
    content = machine.load(chosen)
    match content:
        case Literal(value=str(name)):
            return replace(frame, columns=(pick(machine, frame, name, content.site or site),), rest=()), frozenset(
                {name}
            )
        case Literal(value=int(position)) if not isinstance(content.value, bool):
            return _at(frame, slice(position, position + 1 or None))
        case Names():
            frame_ = replace(frame, columns=content.columns, rest=content.rest, shared=frame.shared | content.labels)
            known = frozenset(str(entry.name) for entry in content.columns)
            return _with_labels_of(frame_, frame), known if not content.rest else None
        case Items(kind="slice", items=parts):
            positions = known_slice(machine, parts)
            return _at(frame, positions) if positions is not None else (frame, None)
        case Items(tail=None):
            return _listed(machine, frame, content, site)
        case Items():
            listed, _ = _listed(machine, frame, content, site)
            return beside([listed, frame]), None
        case Estimator(role="selector"):
            return _by_selector(machine, frame, content, site), None
        case Closure():
            answer = machine.call(chosen, Arguments((machine.new(frame),)), site)
            if isinstance(machine.load(answer), Closure):
                return frame, None
            return select(machine, frame, answer, site)
        case _:
            return frame, None


def known_slice(machine: Machine, parts: tuple[Value, ...]) -> slice | None:
    """The slice whose bounds are these, when all are known numbers or absent."""
    bounds: list[int | None] = []
    for part in parts:
        content = machine.load(part)
        if not isinstance(content, Literal) or not (content.value is None or type(content.value) is int):
            return None
        bounds.append(content.value)
    return slice(*bounds)


def _with_labels_of(chosen: Frame, frame: Frame) -> Frame:
    """Columns picked by a linked list of names carry what they carry now, not when the list was made."""
    now = {entry.name: entry for entry in frame.columns}
    return replace(chosen, columns=tuple(now.get(entry.name, entry) for entry in chosen.columns))


def _listed(machine: Machine, frame: Frame, items: Items, site: Site) -> tuple[Frame, frozenset[str] | None]:
    entries: list[Entry] = []
    names: set[str] = set()
    for item in items.items:
        for option in options(item):
            content = machine.load(option)
            if isinstance(content, Literal) and isinstance(content.value, str):
                entries.append(pick(machine, frame, content.value, content.site or site))
                names.add(content.value)
            elif isinstance(content, Literal) and type(content.value) is int:
                found, chosen = _at(frame, slice(content.value, content.value + 1 or None))
                if chosen is None:
                    return frame, None
                entries.extend(found.columns)
                names |= chosen
            else:
                return frame, None
    return replace(frame, columns=tuple(entries), rest=(), shared=frame.shared), frozenset(names)


def _at(frame: Frame, positions: slice) -> tuple[Frame, frozenset[str] | None]:
    """Columns by position, when positions are known."""
    if not frame.ordered or frame.rest or any(isinstance(entry.name, Family) for entry in frame.columns):
        return frame, None
    chosen = frame.columns[positions]
    return replace(frame, columns=chosen), frozenset(str(entry.name) for entry in chosen)


def pick(machine: Machine, frame: Frame, name: str, site: Site) -> Entry:
    """One column by name. One that nothing shows to be there is taken to be in the rest; the name is then a mention."""
    for entry in frame.columns:
        if entry.name == name:
            return entry
    for entry in frame.columns:
        if isinstance(entry.name, Family) and entry.name.covers(name):
            return Entry(name, entry.labels)
    labels = machine.mention(name, site, "feature list", frame.dataset)
    unnamed = [entry.labels for entry in frame.columns if entry.name is None]
    for each in unnamed:
        labels = labels | each
    if not frame.rest and not unnamed:
        labels = labels.doubted(Certainty.LIKELY)
    return Entry(name, labels | frame.shared)


def without(frame: Frame, names: Iterable[str]) -> Frame:
    """The frame without the columns of those names."""
    gone = frozenset(names)
    return replace(
        frame,
        columns=tuple(entry for entry in frame.columns if str(entry.name) not in gone),
        rest=tuple(replace(everything, without=everything.without | gone) for everything in frame.rest),
    )


def _by_selector(machine: Machine, frame: Frame, selector: Estimator, site: Site) -> Frame:
    """What `make_column_selector` may choose: by pattern, and by types that a name does not tell."""
    given = dict(selector.options)
    tests: list[NameTest] = []
    columns = frame.columns
    pattern = machine.load(given["pattern"]) if "pattern" in given else None
    if isinstance(pattern, Literal) and isinstance(pattern.value, str):
        tests.append(NameTest("regex", pattern.value))
        try:
            expression = re.compile(pattern.value)
        except re.error:
            expression = re.compile("")
        columns = tuple(entry for entry in columns if not isinstance(entry.name, str) or expression.search(entry.name))
    if "dtype_include" in given or "dtype_exclude" in given:
        tests.append(NameTest("dtype", ""))
        columns = tuple(replace(entry, certain=False) for entry in columns)
    rest = tuple(
        replace(everything, matching=tuple(dict.fromkeys((*everything.matching, *tests))), wildcard=site)
        for everything in frame.rest
    )
    return replace(frame, columns=columns, rest=rest)


def data_labels(labels: Labels) -> Labels:
    """Only the labels of what a value says, not of who is there."""
    return Labels(label for label in labels if label.dependence is not Dependence.SELECTION)
