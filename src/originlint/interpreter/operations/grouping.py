"""Groups: a table whose rows are grouped by keys, and what is made of each group.

A grouped table is a frame with all of its columns and the keys in `index`, and a dialect that ends in " groups"
(" flat groups" when its results keep the keys as columns).
"""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Labels, Mark, join_all
from originlint.interpreter.machine import Arguments, Invocation, Machine
from originlint.interpreter.operations.frames import constant, subject, table
from originlint.interpreter.operations.meeting import met, resolved
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column, wanted
from originlint.interpreter.values import (
    Closure,
    Column,
    ColumnName,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Opaque,
    Value,
)
from originlint.source.site import Site


def is_grouped(content: object) -> bool:
    """Whether a table or column is grouped."""
    return isinstance(content, (Frame, Column)) and content.dialect.endswith(" groups")


def group(machine: Machine, call: Invocation) -> Value:
    """`groupby(keys)`: the same table, its rows grouped by keys."""
    value, content = subject(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    if isinstance(content, Column):
        frame = replace(frame, index=content.index)
    named = (call.get(name) for name in ("by", "cols", "on", "group_by", "index_column"))
    given = [each for each in (*named, *call.extra) if each is not None]
    cols = machine.load(call.get("keys") or Literal(None))
    given.extend(cols.items if isinstance(cols, Items) else ())
    keys = tuple(key for each in given for key in _keys(machine, frame, each, call.site))
    if not given and frame.index:
        keys = frame.index
    flat = call.record.option("flat") or constant(machine, call.get("as_index")) is False
    dialect = f"{_plain(frame.dialect)}{' flat' if flat else ''} groups"
    if isinstance(content, Column):
        return replace(content, dialect=dialect, index=keys)
    return machine.new(replace(frame, dialect=dialect, index=keys))


def _keys(machine: Machine, frame: Frame, given: Value, site: Site) -> list[Entry]:
    content = machine.load(given)
    match content:
        case Column(each=None):
            return [Entry(content.name, resolved(machine, frame, content.labels, site))]
        case Column():
            return list(met(machine, frame, given, site))
        case Closure() | Entries():  # asked for each row about its index
            return [Entry(None, machine.labels(given) | join_all(entry.labels for entry in frame.index))]
        case Items(items=items) if any(isinstance(machine.load(item), Column) for item in items):
            return [key for item in items for key in _keys(machine, frame, item, site)]
    names = wanted(machine, given)
    if names is None:
        return [Entry(None, machine.labels(given))]
    return [read_column(machine, frame, name, site) for name in names]


def _plain(dialect: str) -> str:
    return dialect.removesuffix(" groups").removesuffix(" flat")


def decided_by(machine: Machine, keys: tuple[Entry, ...], site: Site) -> Labels:
    """What the keys add to every value that is made of a group."""
    labels = NONE
    for key in keys:
        labels = labels | key.labels
    decided = labels.weakened(Dependence.CONTROL)
    return decided.through(site, "groups the rows", machine.depth) if decided else NONE


def per_group(machine: Machine, grouped: Frame | Column, entries: tuple[Entry, ...], site: Site) -> Frame:
    """A table of one row for each group: the keys, in the index or before the other columns, and these columns."""
    decided = decided_by(machine, grouped.index, site)
    made = tuple(replace(entry, labels=entry.labels | decided) for entry in entries)
    rows = grouped.rows | decided.weakened(Dependence.SELECTION)
    keys = grouped.index
    flat = "flat" in grouped.dialect
    named = tuple(key for key in keys if key.name is not None)
    rest = grouped.rest if isinstance(grouped, Frame) else ()
    shared = grouped.shared | (decided if rest else NONE) if isinstance(grouped, Frame) else NONE
    gone = {key.name for key in keys if isinstance(key.name, str)}
    return Frame(
        (*named, *made) if flat else made,
        tuple(replace(each, without=each.without | gone) for each in rest),
        shared,
        rows,
        () if flat else keys,
        _plain(grouped.dialect),
        not rest,
        grouped.dataset,
    )


def values_of(frame: Frame) -> tuple[Entry, ...]:
    """The columns of a grouped table without its keys."""
    keys = {key.name for key in frame.index if key.name is not None}
    return tuple(entry for entry in frame.columns if entry.name not in keys)


def summarised(machine: Machine, grouped: Frame | Column, site: Site) -> Value:
    """`grouped.mean()`: one value for each group and column."""
    if isinstance(grouped, Frame):
        return machine.new(per_group(machine, grouped, values_of(grouped), site))
    return _as_column(machine, per_group(machine, grouped, (Entry(grouped.name, grouped.labels),), site))


def statistics(machine: Machine, grouped: Frame | Column, site: Site) -> Value:
    """`grouped.describe()`: several values for each group and column, under names of their own."""
    if isinstance(grouped, Column):
        entries: tuple[Entry, ...] = (Entry(None, grouped.labels, False),)
    else:
        entries = tuple(replace(entry, name=_several(entry.name)) for entry in values_of(grouped))
    return machine.new(per_group(machine, grouped, entries, site))


def _as_column(machine: Machine, frame: Frame) -> Value:
    """A column with the keys in its index; a table when the keys are columns too."""
    if len(frame.columns) != 1 or frame.rest:
        return machine.new(frame)
    (entry,) = frame.columns
    return Column(entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset, index=frame.index)


def size(machine: Machine, call: Invocation) -> Value:
    """`grouped.size()`: how many rows each group has."""
    _, content = subject(machine, call)
    if not isinstance(content, (Frame, Column)) or not is_grouped(content):
        return Opaque(machine.labels(call.receiver))
    closed = replace(content, rest=(), shared=NONE) if isinstance(content, Frame) else content
    name = str(call.record.option("name", "size")) if "flat" in content.dialect else None
    return _as_column(machine, per_group(machine, closed, (Entry(name),), call.site))


def numbered(machine: Machine, call: Invocation) -> Value:
    """`grouped.cumcount()`, `ngroup()`: a number for each row, decided by the keys."""
    _, content = subject(machine, call)
    if not isinstance(content, (Frame, Column)):
        return Opaque(machine.labels(call.receiver))
    decided = decided_by(machine, content.index, call.site)
    return Column(None, decided, content.rows, _plain(content.dialect), content.dataset)


def row_by_row(machine: Machine, grouped: Frame | Column, labels: Labels, site: Site) -> Value:
    """`grouped.transform(f)`, `rank()`, `cumsum()`: as many rows as there were, each decided by its group."""
    added = decided_by(machine, grouped.index, site) | labels
    dialect = _plain(grouped.dialect)
    if isinstance(grouped, Column):
        return replace(grouped, labels=grouped.labels | added, dialect=dialect, index=())
    entries = tuple(replace(entry, labels=entry.labels | added) for entry in values_of(grouped))
    shared = grouped.shared | (added if grouped.rest else NONE)
    return machine.new(replace(grouped, columns=entries, shared=shared, dialect=dialect, index=()))


def some_rows(machine: Machine, call: Invocation) -> Value:
    """`grouped.head(1)`, `nth(0)`, `get_group(name)`, `filter(f)`, `sample(3)`: rows that their group chose."""
    _, content = subject(machine, call)
    if not isinstance(content, (Frame, Column)):
        return Opaque(machine.labels(call.receiver))
    labels = decided_by(machine, content.index, call.site)
    function = call.get("func")
    if function is not None and isinstance(content, Frame) and isinstance(machine.load(function), Closure):
        labels = labels | machine.labels(
            machine.call(function, Arguments((_part(machine, content, call.site),)), call.site)
        )
    rows = content.rows | labels.weakened(Dependence.SELECTION)
    result = replace(content, rows=rows, dialect=_plain(content.dialect), index=())
    return machine.new(result) if isinstance(result, Frame) else result


def _part(machine: Machine, grouped: Frame | Column, site: Site) -> Value:
    """One group as a table or column of its own."""
    keys = NONE
    for key in grouped.index:
        keys = keys | key.labels.weakened(Dependence.SELECTION)
    rows = grouped.rows | keys.through(site, "takes each group in turn", machine.depth, mark=Mark.GROUPS)
    part = replace(grouped, rows=rows, dialect=_plain(grouped.dialect), index=())
    return machine.new(part) if isinstance(part, Frame) else part


def parts(machine: Machine, grouped: Frame | Column, site: Site) -> Value:
    """What iterating gives: pairs of a key and the table of its rows."""
    labels = NONE
    for key in grouped.index:
        labels = labels | key.labels
    return machine.new(Items("tuple", (Opaque(labels), _part(machine, grouped, site))))


def applied(machine: Machine, call: Invocation, grouped: Frame | Column) -> Value:
    """`grouped.agg(…)`, `apply(f)`, `transform(f)`: what functions make of each group."""
    verb = call.record.callee.rpartition(".")[2]
    function = call.get("func")
    if verb == "transform":
        return _transformed(machine, call, grouped, function)
    if verb in ("agg", "aggregate"):
        return _aggregated(machine, call, grouped, function)
    if not isinstance(machine.load(function or Literal(None)), Closure) or function is None:
        return summarised(machine, grouped, call.site)
    part = _part(machine, grouped, call.site)
    outcome = machine.call(function, Arguments((part,)), call.site)
    content = machine.load(outcome)
    if isinstance(content, Frame):
        entries = content.columns
        return machine.new(per_group(machine, replace(content, index=grouped.index), entries, call.site))
    closed = replace(grouped, rest=(), shared=NONE) if isinstance(grouped, Frame) else grouped
    name = grouped.name if isinstance(grouped, Column) else None
    return _as_column(machine, per_group(machine, closed, (Entry(name, machine.labels(outcome)),), call.site))


def _transformed(machine: Machine, call: Invocation, grouped: Frame | Column, function: Value | None) -> Value:
    labels = NONE
    if function is not None and isinstance(machine.load(function), Closure):
        entries = values_of(grouped) if isinstance(grouped, Frame) else (Entry(grouped.name, grouped.labels),)
        made = []
        for entry in entries[:64]:
            column = Column(entry.name, entry.labels, grouped.rows, _plain(grouped.dialect), grouped.dataset)
            outcome = machine.labels(machine.call(function, Arguments((column,)), call.site))
            made.append(replace(entry, labels=entry.labels | outcome))
        if isinstance(grouped, Frame):
            grouped = replace(grouped, columns=(*made, *entries[64:]))
        else:
            labels = made[0].labels
    return row_by_row(machine, grouped, labels, call.site)


def _aggregated(machine: Machine, call: Invocation, grouped: Frame | Column, function: Value | None) -> Value:
    """`agg`: of listed columns, under given names (`total=("amount", "sum")`), or several values of each column."""
    content = machine.load(function) if function is not None else None
    named = machine.load(call.get("kwargs") or Literal(None))
    made: list[Entry] = []
    if isinstance(named, Entries) and named.pairs and function is None:
        for key, value in named.pairs:
            name = constant(machine, key)
            made.append(Entry(name if isinstance(name, str) else None, _named_source(machine, grouped, value, call)))
    elif isinstance(content, Entries) and isinstance(grouped, Frame):
        for key, value in content.pairs:
            several = isinstance(machine.load(value), Items)
            for each in wanted(machine, key) or ():
                entry = read_column(machine, grouped, each, call.site)
                made.append(replace(entry, name=_several(entry.name)) if several else entry)
    elif isinstance(content, Items) and isinstance(grouped, Column):
        names = wanted(machine, function) if function is not None else None
        made = [Entry(name.name, grouped.labels) for name in names or ()] or [Entry(None, grouped.labels, False)]
    elif isinstance(content, Items) and isinstance(grouped, Frame):
        made = [replace(entry, name=_several(entry.name)) for entry in values_of(grouped)]
    else:
        return summarised(machine, grouped, call.site)
    closed = replace(grouped, rest=(), shared=NONE) if isinstance(grouped, Frame) else grouped
    return machine.new(per_group(machine, closed, tuple(made), call.site))


def _several(name: ColumnName) -> ColumnName:
    """The name of the columns that several functions make of one: pandas puts it before theirs."""
    return Family(name) if isinstance(name, str) else name


def _named_source(machine: Machine, grouped: Frame | Column, value: Value, call: Invocation) -> Labels:
    pair = machine.load(value)
    if isinstance(grouped, Column):
        return grouped.labels
    first = pair.items[0] if isinstance(pair, Items) and pair.items else None
    names = wanted(machine, first) if first is not None else None
    if not names:
        return all_labels(grouped)
    labels = NONE
    for each in names:
        labels = labels | read_column(machine, grouped, Wanted(each.name, each.site), call.site).labels
    return labels
