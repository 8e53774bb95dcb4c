"""Tables joined on keys: the columns of both, under the names that they get, and what the keys decide."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.frame_joins import join_entries, join_rests
from originlint.interpreter.labels import NONE, Dependence, Everything, Mark, Mention
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.operations.frames import constant, is_true, subject, table
from originlint.interpreter.operations.selection import Wanted, read_column, wanted
from originlint.interpreter.tables import is_origin_itself
from originlint.interpreter.values import Column, ColumnName, Entry, Family, Frame, Items, Literal, Opaque, Value
from originlint.source.frozen import frozen
from originlint.source.site import Site

WIDEST_LOOKUP = 8
"""A table with more columns than this is about something, and not a list of what stands for what."""


@frozen
class _Keys:
    """The keys of both sides; `shared` are names of columns that become one."""

    left: tuple[Entry, ...]
    right: tuple[Entry, ...]
    shared: frozenset[str] = frozenset()


def merge(machine: Machine, call: Invocation) -> Value:
    """`merge`, `join`: the columns of both; the keys decide which rows are there and which values they get.

    Options of the record: `index` when keys are row names where none are given, `how` the default way, `suffixes` what
    tells columns of one name apart (left, right), `first` when shared keys come before all other columns.
    """
    left_value, _ = subject(machine, call)
    left = table(machine, left_value, call.site)
    right_value = call.get("right") or call.get("other")
    rights = _tables(machine, right_value, call.site)
    if left is None or not rights:
        return Opaque(machine.labels(left_value) | machine.labels(right_value))
    how = constant(machine, call.get("how")) or call.record.option("how", "inner")
    for right in rights:
        left = _joined(machine, call, left, right, str(how))
    return machine.new(left)


def _tables(machine: Machine, value: Value | None, site: Site) -> list[Frame]:
    content = machine.load(value) if value is not None else None
    if isinstance(content, Items):
        return [found for item in content.items if (found := table(machine, item, site)) is not None]
    found = table(machine, value, site)
    return [found] if found is not None else []


def _joined(machine: Machine, call: Invocation, left: Frame, right: Frame, how: str) -> Frame:
    keys = _keys(machine, call, left, right, how)
    left, right = (
        _brought_forth(machine, left, right, keys, call.site),
        _brought_forth(machine, right, left, keys, call.site),
    )
    decides = NONE
    for key in (*keys.left, *keys.right):
        decides = decides | key.labels
    decided = decides.weakened(Dependence.CONTROL)
    if decided:
        mark = Mark.TABLE if _is_lookup(keys, right) else None
        decided = decided.through(call.site, "decides which row is joined", machine.depth, mark=mark)
    if how in ("semi", "anti", "leftsemi", "left_semi", "leftanti", "left_anti"):
        kept = _keys_first(left.columns, keys) if call.record.option("first") else left.columns
        return replace(left, columns=kept, rows=left.rows | right.rows | decided.weakened(Dependence.SELECTION))
    keeps_left = how in ("left", "leftouter", "left_outer")
    from_rows = right.rows.weakened(Dependence.CONTROL) if keeps_left else NONE
    added = tuple(replace(entry, labels=entry.labels | decided | from_rows) for entry in right.columns)
    if how in ("right", "outer", "full", "rightouter", "fullouter", "full_outer", "right_outer"):
        left = replace(left, columns=tuple(replace(e, labels=e.labels | decided) for e in left.columns))
    if call.record.option("drops") == "right" and how not in ("full", "outer"):
        gone = {entry.name for entry in keys.right} - keys.shared
        added = tuple(entry for entry in added if entry.name not in gone)
    columns = _named_apart(machine, call, left.columns, added, keys)
    if call.record.option("first"):
        columns = _keys_first(columns, keys)
    by_index = not keys.shared and bool(keys.left) and keys.left == left.index
    selected = NONE if keeps_left else decided.weakened(Dependence.SELECTION) | right.rows
    return replace(
        left,
        columns=columns,
        rest=join_rests(left.rest, right.rest),
        shared=left.shared | right.shared,
        rows=left.rows | selected,
        index=left.index if by_index or call.record.option("index") else (),
        ordered=left.ordered and right.ordered and not left.rest,
        dialect=left.dialect if left.dialect != "unknown" else right.dialect,
    )


def _brought_forth(machine: Machine, frame: Frame, other: Frame, keys: _Keys, site: Site) -> Frame:
    """The frame with those of its unseen columns that the other table has too, from the same dataset: of two columns of
    one name both get another."""
    columns = list(frame.columns)
    rest = frame.rest
    known = {*keys.shared, *(entry.name for entry in columns)}
    for entry in other.columns:
        if isinstance(entry.name, str) and entry.name not in known and _is_of_any(entry, rest):
            columns.append(read_column(machine, frame, Wanted(entry.name, site), site))
            rest = tuple(replace(each, without=each.without | {entry.name}) for each in rest)
    return replace(frame, columns=tuple(columns), rest=rest) if rest != frame.rest else frame


def _is_of_any(entry: Entry, rest: tuple[Everything, ...]) -> bool:
    """Whether a column is that of its name in one of the datasets of which these are the unseen columns."""
    datasets = {each.dataset for each in rest if each.admits(str(entry.name))}
    mentions = (label.subject for label in entry.labels if label.dependence is Dependence.DATA)
    return any(isinstance(each, Mention) and each.name == entry.name and each.dataset in datasets for each in mentions)


def _is_lookup(keys: _Keys, right: Frame) -> bool:
    """Whether a join looks values up by an origin: its only key is one, and the table has few columns, all known."""
    by_origin = len(keys.left) == 1 and any(map(is_origin_itself, keys.left[0].labels))
    return by_origin and not right.rest and 1 < len(right.columns) <= WIDEST_LOOKUP


def _keys(machine: Machine, call: Invocation, left: Frame, right: Frame, how: str) -> _Keys:
    on = call.get("on")
    left_on, right_on = call.get("left_on"), call.get("right_on")
    if how == "cross":
        return _Keys((), ())
    condition = machine.load(on) if on is not None else None
    if isinstance(condition, Column):
        return _Keys((Entry(None, condition.labels),), ())
    mine = _named(machine, left, on or left_on, call.site)
    if call.record.option("index") and right_on is None:
        return _Keys(mine or left.index, right.index)
    if on is not None:
        shared = frozenset(entry.name for entry in mine if isinstance(entry.name, str))
        return _Keys(mine, _named(machine, right, on, call.site), shared)
    theirs = _named(machine, right, right_on, call.site)
    if is_true(machine, call.get("left_index")):
        mine = left.index
    if is_true(machine, call.get("right_index")):
        theirs = right.index
    if mine or theirs or left_on is not None or right_on is not None:
        names = {entry.name for entry in mine} & {entry.name for entry in theirs}
        return _Keys(mine, theirs, frozenset(name for name in names if isinstance(name, str)))
    if is_true(machine, call.get("left_index")) or call.arguments.more is not None:
        return _Keys((), ())
    common = {entry.name for entry in left.columns} & {entry.name for entry in right.columns}
    return _Keys(
        tuple(entry for entry in left.columns if entry.name in common),
        tuple(entry for entry in right.columns if entry.name in common),
        frozenset(name for name in common if isinstance(name, str)),
    )


def _named(machine: Machine, frame: Frame, given: Value | None, site: Site) -> tuple[Entry, ...]:
    """The key columns that an argument names; a column given as such is one."""
    if given is None:
        return ()
    content = machine.load(given)
    if isinstance(content, Column):
        return (Entry(content.name, content.labels),)
    names = wanted(machine, given)
    if names is None:
        return (Entry(None, machine.labels(given)),)
    return tuple(read_column(machine, frame, name, site) for name in names)


def _named_apart(
    machine: Machine, call: Invocation, left: tuple[Entry, ...], right: tuple[Entry, ...], keys: _Keys
) -> tuple[Entry, ...]:
    """The columns of both sides. Those of one name get suffixes, unless they are a shared key and become one."""
    mine, theirs = _suffixes(machine, call)
    both = {entry.name for entry in left} & {entry.name for entry in right} - keys.shared
    by_name = {entry.name: entry for entry in right}
    columns: list[Entry] = []
    for entry in left:
        if entry.name in keys.shared and entry.name in by_name:
            columns.append(entry)
        else:
            columns.append(replace(entry, name=_suffixed(entry.name, mine)) if entry.name in both else entry)
    known = {entry.name: number for number, entry in enumerate(columns)}
    for entry in right:
        if entry.name in keys.shared and entry.name in known:
            continue
        if entry.name in both:
            entry = replace(entry, name=_suffixed(entry.name, theirs))
        place = known.get(entry.name)
        if place is None:
            columns.append(entry)
        else:
            columns[place] = join_entries(columns[place], entry)
    return tuple(columns)


def _keys_first(columns: tuple[Entry, ...], keys: _Keys) -> tuple[Entry, ...]:
    """Spark puts the keys that both sides share first, in the order in which they are given."""
    places: dict[ColumnName, int] = {
        entry.name: number for number, entry in enumerate(keys.left) if entry.name in keys.shared
    }
    return tuple(sorted(columns, key=lambda entry: places.get(entry.name, len(places))))


def _suffixes(machine: Machine, call: Invocation) -> tuple[str | None, str | None]:
    given = call.record.option("suffixes", ("_x", "_y"))
    mine, theirs = given if isinstance(given, tuple) else ("_x", "_y")
    content = machine.load(call.get("suffixes") or Literal(None))
    parts = content.items if isinstance(content, Items) and len(content.items) == 2 else ()
    named = (call.get("lsuffix"), call.get("rsuffix") or call.get("suffix"))
    found = [str(mine), str(theirs)]
    result: list[str | None] = []
    for place, usual in enumerate(found):
        value = parts[place] if parts else named[place]
        text = constant(machine, value) if value is not None else usual
        result.append(text if isinstance(text, str) else "" if value is not None and text is None else usual)
    return result[0], result[1]


def _suffixed(name: object, suffix: str | None) -> str | int | Family | None:
    match name:
        case str(text):
            return text + (suffix or "")
        case Family():
            return Family(name.prefix, name.suffix + (suffix or ""))
        case int():
            return name
        case _:
            return None
