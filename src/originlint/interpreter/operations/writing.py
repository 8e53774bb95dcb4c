"""Writing into frames and columns: by name, by position, and by the rows that were chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import as_value
from originlint.interpreter.operations.answers import decide
from originlint.interpreter.operations.estimators_groups import with_field
from originlint.interpreter.operations.renaming import renamed_all
from originlint.interpreter.operations.selection import (
    FACTS,
    Wanted,
    all_labels,
    by_position,
    read_column,
    wanted,
    without,
)
from originlint.interpreter.values import (
    CONSTANT,
    Bound,
    Column,
    Content,
    Entry,
    Estimator,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.source.site import Site


def set_item(machine: Machine, receiver: Value, content: Content | Value, key: Value, value: Value, site: Site) -> None:
    """`receiver[key] = value`."""
    match content:
        case Frame():
            machine.update(receiver, written(machine, content, key, value, site))
        case Bound(receiver=owner):
            frame = machine.load(owner)
            given = machine.load(key)
            if not isinstance(frame, Frame):
                return
            rows: Value | None = key
            columns: Value | None = None
            if isinstance(given, Items) and given.kind == "tuple" and len(given.items) == 2:
                rows, columns = given.items
            machine.update(owner, _written_part(machine, frame, rows, columns, value, site))
        case Column() | Names():
            return


def written(machine: Machine, frame: Frame, key: Value, value: Value, site: Site) -> Frame:
    """The frame after `frame[key] = value`."""
    given = machine.load(key)
    if isinstance(given, (Column, Frame)) or (isinstance(given, Items) and given.kind == "slice"):
        return _written_part(machine, frame, key, None, value, site)
    if isinstance(given, Items) and given.kind == "tuple" and frame.dialect == "numpy" and len(given.items) == 2:
        return _written_part(machine, frame, given.items[0], given.items[1], value, site)
    names = wanted(machine, key)
    if not names:
        return _written_anywhere(machine, frame, value, site)
    parts = machine.load(value)
    whole = value
    for number, name in enumerate(names):
        labels, value = machine.labels(whole), whole
        if isinstance(parts, Frame) and len(names) == len(parts.columns) and not parts.rest:
            labels = parts.columns[number].labels | aligned(frame, parts.rows)
            value = Literal(None) if parts.columns[number].type == CONSTANT else whole
        elif isinstance(parts, Column):
            labels = parts.labels | aligned(frame, parts.rows)
        frame = with_column(machine, frame, name, labels, value, site)
    return frame


def aligned(frame: Frame, rows: Labels) -> Labels:
    """What a column owes to having been taken from other rows than the frame has: where there are none, nothing is
    written."""
    return rows.beyond(frame.rows).deciding()


def with_column(machine: Machine, frame: Frame, name: Wanted, labels: Labels, value: Value | None, site: Site) -> Frame:
    """The frame with one column put in place. An origin name says what an unlabelled column is."""
    if isinstance(name.name, str):
        if not labels.tell and not _is_constant(machine, value):
            labels = labels | machine.mention(name.name, name.site or site, "column", None)
        labels = as_value(labels, frame.rows).through(site, f"assigned to column `{name.name}`", machine.depth)
        machine.score(name.name, labels | frame.rows.weakened(Dependence.SELECTION), site)
    whole = machine.load(value) if value is not None else None
    answer = whole.answer if isinstance(whole, Column) else ""
    entry = Entry(name.name, labels, name.certain, CONSTANT if _is_constant(machine, value) else "", answer)
    columns = list(frame.columns)
    for place, held in enumerate(columns):
        if held.name == name.name:
            columns[place] = entry if name.certain else replace(entry, labels=entry.labels | held.labels)
            break
    else:
        columns.append(entry)
    rest = frame.rest
    if isinstance(name.name, str) and name.certain:
        rest = tuple(replace(each, without=each.without | {name.name}) for each in rest)
    return replace(frame, columns=tuple(columns), rest=rest)


def _is_constant(machine: Machine, value: Value | None) -> bool:
    return value is None or isinstance(machine.load(value), Literal)


def _written_anywhere(machine: Machine, frame: Frame, value: Value, site: Site) -> Frame:
    """A write to a column whose name is not known. A value that owes to nothing but this frame as a whole is the
    column itself, worked over in a loop: then every column keeps its own labels."""
    labels = machine.labels(value)
    everything = {label.key for label in all_labels(frame)}
    if all(label.key in everything for label in labels if label.dependence is Dependence.DATA):
        return frame
    moved = labels.through(site, "assigned to a column", machine.depth)
    columns = tuple(replace(entry, labels=entry.labels | moved) for entry in frame.columns)
    if frame.rest:
        return replace(frame, columns=columns, shared=frame.shared | moved)
    return replace(frame, columns=(*columns, Entry(None, moved, False)))


def _written_part(
    machine: Machine, frame: Frame, rows: Value | None, columns: Value | None, value: Value, site: Site
) -> Frame:
    """A write to some rows: what chose them decides the value."""
    mask = machine.labels(rows) if rows is not None else NONE
    decided = as_value(mask, frame.rows).weakened(Dependence.CONTROL)
    labels = machine.labels(value) | decided
    labels = labels.through(site, "written to the rows that were chosen", machine.depth)
    if columns is None:
        changed = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
        return replace(frame, columns=changed, shared=frame.shared | (labels if frame.rest else NONE))
    names = wanted(machine, columns)
    if frame.dialect == "numpy" or not names:
        part = by_position(machine, frame, columns, site)
        targets = {entry.name for entry in part.columns} if part is not None and not part.rest else None
        changed = tuple(
            replace(entry, labels=entry.labels | labels) if targets is None or entry.name in targets else entry
            for entry in frame.columns
        )
        keys = {label.key for label in all_labels(frame)}
        spreads = targets is None and not all(label.key in keys for label in labels)
        return replace(frame, columns=changed if targets is not None or spreads else frame.columns)
    everywhere = _is_everywhere(machine, rows)
    given = machine.load(value)
    for name in names:
        kept = isinstance(name.name, str) and not everywhere
        held = read_column(machine, frame, replace(name, labels=NONE), site) if kept else None
        before = held.labels if held is not None else NONE
        answer = (held.answer if held is not None else "") or (given.answer if isinstance(given, Column) else "")
        by_mask = rows is not None and isinstance(machine.load(rows), Column)
        decide(machine, answer, before, labels, site, written=by_mask)
        frame = with_column(machine, frame, name, before | labels, value, site)
    return frame


def overwrite(machine: Machine, call: Invocation) -> Value:
    """`np.putmask(a, mask, values)`, `array.fill(value)`, `series.update(other)`: the parameters that the record calls
    `target` (else the receiver), `rows` and `value`; with `whole`, nothing stays of what was there."""
    rows, value, target = (call.get(str(call.record.option(key, ""))) for key in ("rows", "value", "target"))
    target = target or call.receiver or Opaque()
    whole = machine.new(Items("slice", (Literal(None),) * 3)) if call.record.option("whole") else None
    content = machine.load(target)
    match content:
        case Column():
            changed = written_rows(machine, content, rows or whole or Opaque(), value or Opaque(), call.site)
            machine.update(target, changed)
        case Frame():
            machine.update(target, _written_part(machine, content, rows, None, value or Opaque(), call.site))
    return Literal(None)


def written_rows(machine: Machine, column: Column, rows: Value, value: Value, site: Site) -> Column:
    """A column after a write to some of its rows: what chose them decides the value."""
    decided = as_value(machine.labels(rows), column.rows).weakened(Dependence.CONTROL)
    given = machine.load(value)
    if isinstance(given, Column):
        decided = decided | given.labels | given.rows.beyond(column.rows).deciding()
    else:
        decided = decided | machine.labels(value)
    labels = decided.through(site, "written to the rows that were chosen", machine.depth)
    answer = column.answer or (given.answer if isinstance(given, Column) else "")
    decide(machine, answer, column.labels, labels, site, written=isinstance(machine.load(rows), Column))
    return replace(column, labels=labels if _is_everywhere(machine, rows) else column.labels | labels)


def _is_everywhere(machine: Machine, rows: Value | None) -> bool:
    """Whether `:` chooses all rows, so that nothing stays of what was there."""
    content = machine.load(rows) if rows is not None else None
    if not isinstance(content, Items) or content.kind != "slice":
        return False
    bounds = [machine.load(part) for part in content.items]
    return all(isinstance(bound, Literal) and bound.value is None for bound in bounds)


def delete_item(machine: Machine, receiver: Value, content: Content | Value, key: Value, site: Site) -> None:
    """`del receiver[key]`."""
    names = wanted(machine, key)
    if isinstance(content, Frame) and names:
        machine.update(receiver, without(content, names, site))


def set_field(machine: Machine, receiver: Value, content: Content | Value, name: str, value: Value, site: Site) -> None:
    """`receiver.name = value`."""
    match content:
        case Frame() if name == "columns":
            machine.update(receiver, renamed_all(machine, content, value, site))
        case Frame() if name not in FACTS and name != "index":
            machine.update(receiver, written(machine, content, Literal(name, site=site), value, site))
        case Estimator(role="dataset"):
            machine.update(receiver, with_field(machine, content, name, value, site))
        case Estimator():
            options = dict(content.options)
            options[name] = value
            machine.update(receiver, replace(content, options=tuple(options.items())))


WRITING_OPERATIONS: Mapping[str, Operation] = {"overwrite": overwrite}
