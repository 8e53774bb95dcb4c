"""What a query gives to plain Python: rows, of which each is a tuple whose items have names too.

A frame of dialect "sql" is a result, one of dialect "rows" a list of rows, and one of dialect "row" a single row.
"""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import Dependence, Labels
from originlint.interpreter.machine import Machine
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column, wanted
from originlint.interpreter.values import Bound, Frame, Items, Literal, Opaque, Template, Value
from originlint.source.site import Site


def row_items(machine: Machine, frame: Frame) -> Value:
    """What iterating gives: the rows, or the items of a row."""
    rows = _rows(frame)
    if frame.dialect != "row":
        return machine.new(Items("list", (), machine.new(replace(frame, dialect="row")), rows))
    if frame.rest or not frame.ordered:
        return machine.new(Items("tuple", (), Opaque(all_labels(frame) | rows)))
    return machine.new(Items("tuple", tuple(Opaque(entry.labels | frame.shared | rows) for entry in frame.columns)))


def row_item(machine: Machine, frame: Frame, key: Value, site: Site) -> Value:
    """`rows[0]`, `row[1]`, `row["name"]`."""
    given = machine.load(key)
    match given:
        case Literal(value=str()) | Template():
            names = wanted(machine, key)
            return _item(machine, frame, names[0], site) if names else Opaque(all_labels(frame))
        case Literal(value=int(place)) if frame.dialect == "row":
            if frame.rest or not frame.ordered or not -len(frame.columns) <= place < len(frame.columns):
                return Opaque(all_labels(frame) | _rows(frame))
            return Opaque(frame.columns[place].labels | frame.shared | _rows(frame))
        case Items(kind="slice"):
            return machine.new(frame)
        case _ if frame.dialect == "row":
            return Opaque(all_labels(frame) | _rows(frame))
        case _:
            return machine.new(replace(frame, dialect="row"))


def row_field(machine: Machine, frame: Frame, name: str, site: Site) -> Value | None:
    """`row.name`."""
    if name in ("_mapping", "_t"):
        return machine.new(frame)
    if name in ("_asdict", "keys", "values", "items", "get", "index", "count"):
        return Bound(machine.new(frame), name, site)
    return _item(machine, frame, Wanted(name, site), site)


def _item(machine: Machine, frame: Frame, column: Wanted, site: Site) -> Value:
    return Opaque(read_column(machine, frame, column, site, "field").labels | frame.shared | _rows(frame))


def _rows(frame: Frame) -> Labels:
    return frame.rows.weakened(Dependence.SELECTION)
