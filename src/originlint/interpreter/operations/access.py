"""Subscripts, fields and iteration of frames, columns, names and estimators."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Mark
from originlint.interpreter.machine import Machine
from originlint.interpreter.marks import MAPPED, selecting
from originlint.interpreter.operations.estimators_fields import estimator_field, estimator_item
from originlint.interpreter.operations.grouping import is_grouped, parts
from originlint.interpreter.operations.rows import row_field, row_item, row_items
from originlint.interpreter.operations.selection import (
    FACTS,
    Wanted,
    all_labels,
    any_columns,
    by_position,
    column_of,
    filtered,
    read_column,
    select,
    select_names,
    wanted,
)
from originlint.interpreter.text import is_text
from originlint.interpreter.values import (
    Bound,
    Column,
    Content,
    Entries,
    Estimator,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Template,
    Value,
)
from originlint.source.site import Site

_ACCESSORS = frozenset(
    {"loc", "iloc", "at", "iat", "ix", "str", "dt", "cat", "plot", "style", "sparse", "na", "write", "writeTo"}
)
_EXPRESSIONS = frozenset({"polars", "spark", "ibis"})
_QUERIES = frozenset({"sqlalchemy", "django"})
_SAME_QUERY = frozenset({"c", "columns", "statement", "subquery", "exported_columns", "selectable"})
_EXPRESSION_ACCESSORS = frozenset({"name", "list", "arr", "struct", "str", "dt", "cat", "bin"})
_SAME = frozenset({"values", "array", "T", "real", "data", "rdd", "to_numpy"})


def get_item(machine: Machine, receiver: Value, content: Content | Value, key: Value, site: Site) -> Value | None:
    """`receiver[key]`; None when it means nothing here."""
    match content:
        case Bound(receiver=owner, name=name):
            return _accessor_item(machine, owner, name, key, site)
        case Frame(dialect="sql" | "rows" | "row"):
            return row_item(machine, content, key, site)
        case Frame(dialect=dialect) if dialect in _QUERIES and not is_text(machine.load(key)):
            return row_item(machine, content, key, site)
        case Frame(dialect="answer") if _is_number(machine.load(key)):
            return row_item(machine, content, key, site)
        case Frame():
            return _frame_item(machine, content, key, site)
        case Column():
            return _column_item(machine, content, key, site)
        case Names():
            return _names_item(machine, content, key)
        case Estimator():
            return estimator_item(machine, receiver, content, key, site)
    return None


def _is_number(key: Content | Value) -> bool:
    return isinstance(key, Literal) and isinstance(key.value, int)


def _frame_item(machine: Machine, frame: Frame, key: Value, site: Site) -> Value:
    given = machine.load(key)
    match given:
        case Literal(value=str()) | Template():
            names = wanted(machine, key)
            if names:
                return column_of(frame, read_column(machine, frame, names[0], site))
            return Column(None, all_labels(frame), frame.rows, frame.dialect, frame.dataset)
        case Literal(value=int()) if frame.dialect != "numpy":
            names = wanted(machine, key)
            if names:
                return column_of(frame, read_column(machine, frame, names[0], site))
        case Column() | Frame() | Opaque(hint="bool"):
            return machine.new(filtered(machine, frame, key, site))
        case Names():
            return machine.new(select_names(frame, given))
        case Items(kind="slice") | Literal():
            return machine.new(frame)
        case Items() if _are_truths(machine, given):
            return machine.new(filtered(machine, frame, key, site))
        case Items(kind="tuple", items=(rows, columns)) if frame.dialect in ("numpy", "unknown"):
            if frame.dialect == "numpy" or not _are_names(machine, key):
                return _at(machine, frame, rows, columns, site, positional=True)
    names = wanted(machine, key)
    if names is not None and (names or isinstance(given, Items)):
        if names and all(isinstance(each.name, int) for each in names) and frame.dialect == "numpy":
            return machine.new(frame)
        if isinstance(given, (Items, Entries)):
            return machine.new(select(machine, frame, names, site))
        return _alternatives(machine, frame, names, site)
    labels = machine.labels(key)
    if labels:
        return machine.new(any_columns(filtered(machine, frame, key, site), site))
    return machine.new(any_columns(frame, site))


def _alternatives(machine: Machine, frame: Frame, names: tuple[Wanted, ...], site: Site) -> Value:
    """One of several columns."""
    labels = NONE
    for each in names:
        labels = labels | read_column(machine, frame, each, site).labels
    return Column(None if len(names) > 1 else names[0].name, labels, frame.rows, frame.dialect, frame.dataset)


def _are_names(machine: Machine, key: Value) -> bool:
    names = wanted(machine, key)
    return bool(names) and all(isinstance(each.name, str) for each in names or ())


def _are_truths(machine: Machine, given: Items) -> bool:
    """Whether a list holds results of comparisons: a mask, which chooses rows."""
    held = [machine.load(item) for item in (*given.items, *([given.tail] if given.tail is not None else []))]
    return bool(held) and all(isinstance(each, Opaque) and each.hint == "bool" for each in held)


def _column_item(machine: Machine, column: Column, key: Value, site: Site) -> Value:
    given = machine.load(key)
    if isinstance(given, Column) and column.dialect in _EXPRESSIONS:
        mark = None if column.labels else Mark.TABLE  # a map of constants
        looked_up = given.labels.weakened(Dependence.CONTROL).through(site, MAPPED, machine.depth, mark=mark)
        return replace(column, labels=column.labels | looked_up, rows=column.rows | given.rows)
    if isinstance(given, Column):
        return replace(column, rows=column.rows | selecting(machine.labels(key), site, machine.depth))
    if isinstance(given, Literal) and isinstance(given.value, str):
        labels = machine.mention(given.value, given.site or site, "key", column.dataset if not column.labels else None)
        return replace(column, name=given.value, labels=column.labels | labels)
    chosen = machine.labels(key).weakened(Dependence.CONTROL)
    return replace(column, labels=column.labels | chosen) if chosen else column


def _names_item(machine: Machine, names: Names, key: Value) -> Value:
    """`df.columns[3:]`, `df.columns[0]`: by position while the order is known, else any of them."""
    given = machine.load(key)
    if isinstance(given, Names):
        return replace(given, others=None)
    frame = Frame(names.columns, names.rest, names.shared)
    chosen = by_position(machine, frame, key, Site("", 0))
    if chosen is not None:
        if isinstance(given, Literal) and len(chosen.columns) == 1 and isinstance(chosen.columns[0].name, (str, int)):
            return Literal(chosen.columns[0].name, names.labels)
        return Names(chosen.columns, chosen.rest, chosen.shared, names.labels)
    if isinstance(given, Literal) and isinstance(given.value, int):
        return Template("", "", names.labels)
    loose = tuple(replace(entry, certain=False) for entry in names.columns)
    return Names(loose, names.rest, names.shared, names.labels | machine.labels(key))


def _accessor_item(machine: Machine, owner: Value, name: str, key: Value, site: Site) -> Value | None:
    content = machine.load(owner)
    if isinstance(content, Column):
        return _column_item(machine, content, key, site)
    if not isinstance(content, Frame) or name not in ("loc", "iloc", "at", "iat", "ix"):
        return None
    given = machine.load(key)
    if isinstance(given, Items) and given.kind == "tuple" and len(given.items) == 2:
        rows, columns = given.items
        return _at(machine, content, rows, columns, site, positional=name in ("iloc", "iat"))
    return machine.new(filtered(machine, content, key, site))


def _at(machine: Machine, frame: Frame, rows: Value, columns: Value, site: Site, *, positional: bool) -> Value:
    """The part of a frame at some rows and columns: a column when one is named, else a frame."""
    part = filtered(machine, frame, rows, site)
    given = machine.load(columns)
    if isinstance(given, Items) and given.kind == "slice":
        return machine.new(_column_slice(machine, part, given, columns, site, positional))
    if isinstance(given, Names):
        return machine.new(select_names(part, given))
    if positional:
        chosen = by_position(machine, part, columns, site)
        if chosen is None:
            loose = any_columns(part, site)
            if isinstance(given, Literal):
                return Column(None, all_labels(loose), loose.rows, loose.dialect, loose.dataset)
            return machine.new(loose)
        if isinstance(given, Literal) and len(chosen.columns) == 1:
            return column_of(chosen, chosen.columns[0])
        return machine.new(chosen)
    names = wanted(machine, columns)
    if names is None:
        if isinstance(given, Column):
            return machine.new(any_columns(filtered(machine, part, columns, site), site))
        return machine.new(any_columns(part, site))
    if isinstance(given, Items):
        return machine.new(select(machine, part, names, site))
    return _alternatives(machine, part, names, site)


def _column_slice(machine: Machine, frame: Frame, given: Items, columns: Value, site: Site, positional: bool) -> Frame:
    start, stop, _ = (machine.load(part) for part in given.items)
    if isinstance(start, Literal) and start.value is None and isinstance(stop, Literal) and stop.value is None:
        return frame
    if positional:
        chosen = by_position(machine, frame, columns, site)
        return chosen if chosen is not None else any_columns(frame, site)
    names = [entry.name for entry in frame.columns]
    if frame.ordered and not frame.rest and isinstance(start, Literal) and isinstance(stop, Literal):
        first = names.index(start.value) if start.value in names else 0
        last = names.index(stop.value) + 1 if stop.value in names else len(names)
        return replace(frame, columns=frame.columns[first:last])
    return any_columns(frame, site)


def get_field(machine: Machine, receiver: Value, content: Content | Value, name: str, site: Site) -> Value | None:
    """`receiver.name`; None for a method."""
    match content:
        case Frame():
            return _frame_field(machine, receiver, content, name, site)
        case Column():
            if content.dialect in _EXPRESSIONS and name in _EXPRESSION_ACCESSORS:
                return Bound(receiver, name, site)
            if name == "index":
                return _index_of(content)
            if name in FACTS:
                return Literal(content.name) if name == "name" and isinstance(content.name, str) else Opaque()
            if name in _SAME:
                return replace(content, dialect="numpy") if name == "values" else content
            return None
        case Names():
            if name in ("str",):
                return Bound(receiver, name, site)
            return content if name in ("values", "T", "names", "array") else None
        case Bound(receiver=owner, name="dt" | "cat" | "str"):
            column = machine.load(owner)
            if isinstance(column, Column) and not machine.describes(content, name):
                return column
            return None
        case Estimator():
            return estimator_field(machine, receiver, content, name, site)
        case _:
            return None


def _frame_field(machine: Machine, receiver: Value, frame: Frame, name: str, site: Site) -> Value | None:
    if frame.dialect in _QUERIES and name in _SAME_QUERY:
        return receiver
    if name in ("columns", "feature_names"):
        return Names(frame.columns, frame.rest, frame.shared)
    if name in FACTS:
        return Opaque()
    if name == "index":
        return _index_of(frame)
    if frame.dialect == "row":
        return row_field(machine, frame, name, site)
    if name in _SAME:
        return machine.new(replace(frame, dialect="numpy"))
    if name in _ACCESSORS or (name == "stat" and frame.dialect == "spark"):
        return Bound(receiver, name, site)
    if machine.describes(frame, name):
        return None
    return column_of(frame, read_column(machine, frame, Wanted(name, site), site, "field"))


def _index_of(content: Frame | Column) -> Column:
    """What the rows are named by, as a column; that there are numbers owes to nothing."""
    labels = NONE
    for entry in content.index:
        labels = labels | entry.labels
    name = content.index[0].name if len(content.index) == 1 else "index"
    return Column(name, labels, content.rows, content.dialect, content.dataset, index=content.index)


def iterate(machine: Machine, content: Content | Value, site: Site) -> Value | None:
    """What iterating gives: the names of a frame, the elements of a column, the rows of an array."""
    match content:
        case Frame(dialect="numpy"):
            row = machine.new(content)
            return machine.new(Items("list", (), row, content.rows.weakened(Dependence.SELECTION)))
        case Frame() | Column() if is_grouped(content):
            return machine.new(Items("list", (), parts(machine, content, site)))
        case Frame(dialect="sql" | "rows" | "row" | "sqlalchemy" | "django" | "answer"):
            return row_items(machine, content)
        case Frame():
            return iterate(machine, Names(content.columns, content.rest, content.shared), site)
        case Names():
            known = tuple(Literal(entry.name) for entry in content.columns if isinstance(entry.name, (str, int)))
            open_ = content.rest or len(known) < len(content.columns)
            return machine.new(Items("list", known, Template("", "") if open_ else None, content.labels))
        case Column():
            rows = content.rows.weakened(Dependence.SELECTION)
            if content.single:  # the letters of a text, the items of a list
                return machine.new(Items("list", (), Opaque(content.labels), content.labels.deciding()))
            if content.answer:
                one = Column(None, content.labels | rows, dialect=content.dialect, answer=content.answer, single=True)
                return machine.new(Items("list", (), one, rows))
            return machine.new(Items("list", (), Opaque(content.labels | rows), rows))
        case _:
            return None
