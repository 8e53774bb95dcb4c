"""Operations that give columns other names, or another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, put_back, subject, table
from originlint.interpreter.operations.keeping import keep
from originlint.interpreter.operations.renaming import new_name, renamed_all, renamed_each
from originlint.interpreter.operations.selection import Wanted, read_column, select, wanted
from originlint.interpreter.values import (
    Closure,
    Column,
    Entries,
    Entry,
    External,
    Family,
    Frame,
    Literal,
    Opaque,
    Value,
)
from originlint.source.site import Site


def rename(machine: Machine, call: Invocation) -> Value:
    """`rename(columns={old: new})`: labels move to the new names; a new name may say what the old one hid."""
    value, content = subject(machine, call)
    if isinstance(content, Column):
        name = constant(machine, call.get("index") or call.get("mapper") or call.get("name"))
        return replace(content, name=name) if isinstance(name, str) else content
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    mapper = call.get("columns") or call.get("mapper")
    mapping = machine.load(mapper) if mapper is not None else None
    if isinstance(mapping, (Closure, External)):
        return put_back(machine, call, _renamed_by_function(machine, frame, mapping, call.site))
    if not isinstance(mapping, Entries):
        return put_back(machine, call, frame)
    renamed: dict[str, tuple[Wanted, Wanted]] = {}
    for old, new in mapping.pairs:
        before, after = wanted(machine, old), wanted(machine, new)
        if before and after and isinstance(before[0].name, str):
            renamed[before[0].name] = (before[0], after[0])
    entries: list[Entry] = []
    for entry in frame.columns:
        known = renamed.pop(entry.name, None) if isinstance(entry.name, str) else None
        if known is not None:
            entry = _renamed(machine, read_column(machine, frame, known[0], call.site), known[1], call.site)
        entries.append(entry)
    for name, pair in renamed.items():
        if any(each.admits(name) for each in frame.rest):
            entry = read_column(machine, frame, pair[0], call.site)
            entries.append(_renamed(machine, entry, pair[1], call.site))
            frame = replace(frame, rest=tuple(replace(each, without=each.without | {name}) for each in frame.rest))
    return put_back(machine, call, replace(frame, columns=tuple(entries)))


def _renamed(machine: Machine, entry: Entry, name: Wanted, site: Site) -> Entry:
    labels = entry.labels
    if isinstance(entry.name, str) and isinstance(name.name, str):
        machine.renames(labels, entry.name, name.name)
    if labels:
        labels = labels.through(name.site or site, f"renamed to `{name.name}`", machine.depth)
    elif isinstance(name.name, str):
        labels = machine.mention(name.name, name.site or site, "column", None)
    return replace(entry, name=name.name, labels=labels)


def _renamed_by_function(machine: Machine, frame: Frame, function: Value, site: Site) -> Frame:
    """Every name as the function makes it; one that it cannot be worked out for is not known any more. Of unseen
    columns those get their new names that the function itself speaks of."""
    known = [entry.name for entry in frame.columns if isinstance(entry.name, str)]
    names = [Literal(name) for name in known] + [each for each in machine.spoken(function) if each.value not in known]
    pairs = [(name, new_name(machine, function, str(name.value), site)) for name in names]
    return renamed_each(machine, frame, pairs, site)


def rename_one(machine: Machine, call: Invocation) -> Value:
    """`withColumnRenamed(existing, new)`: one column gets another name."""
    existing, new = call.get("existing"), call.get("new")
    if existing is None or new is None:
        return call.receiver if call.receiver is not None else Opaque()
    mapping = machine.new(Entries(((existing, new),)))
    return rename(machine, replace(call, bound={"columns": mapping}))


def affix(machine: Machine, call: Invocation) -> Value:
    """`add_prefix(text)`, `add_suffix(text)`: every column's name gets it."""
    value, content = subject(machine, call)
    frame = content if isinstance(content, Frame) else None
    text = constant(machine, call.get("prefix") or call.get("suffix"))
    if frame is None or not isinstance(text, str):
        return value if value is not None else Opaque()
    front, back = ("", text) if call.get("suffix") is not None else (text, "")
    entries = tuple(replace(entry, name=_affixed(entry, front, back)) for entry in frame.columns)
    return machine.new(replace(frame, columns=entries))


def _affixed(entry: Entry, front: str, back: str) -> str | Family | None:
    match entry.name:
        case str() | int() as name:
            return f"{front}{name}{back}"
        case Family(prefix, suffix):
            return Family(front + prefix, suffix + back)
        case _:
            return None


def set_axis(machine: Machine, call: Invocation) -> Value:
    """`set_axis(labels, axis=1)`, `toDF(*names)`: all columns get names, in order."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    labels = call.get("labels")
    by_row = constant(machine, call.get("axis")) not in (1, "columns") and not call.record.option("columns")
    if frame is None or labels is None or by_row:
        return value if value is not None else Opaque()
    return put_back(machine, call, renamed_all(machine, frame, labels, call.site))


def reindex(machine: Machine, call: Invocation) -> Value:
    """`reindex(columns=names)`: these columns, in this order, filled where there are none; of rows, those that are
    named."""
    value, _ = subject(machine, call)
    frame = table(machine, value, call.site)
    columns = call.get("columns")
    if columns is None and constant(machine, call.get("axis")) in (1, "columns"):
        columns = call.get("labels")
    names = wanted(machine, columns) if columns is not None else None
    if frame is None or not names:
        return keep(machine, call)
    chosen = select(machine, frame, names, call.site)
    present = tuple(replace(entry, certain=name.certain) for entry, name in zip(chosen.columns, names, strict=True))
    return machine.new(replace(chosen, columns=present, ordered=all(entry.certain for entry in present)))


NAMING_OPERATIONS: Mapping[str, Operation] = {
    "rename": rename,
    "rename.one": rename_one,
    "affix": affix,
    "set_axis": set_axis,
    "reindex": reindex,
}
