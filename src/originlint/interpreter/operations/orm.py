"""Queries that object mappers build: `select(Person.age).join(…)`, `session.query(Person)`, `Person.objects`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import DECIDES
from originlint.interpreter.operations.meeting import awaiting, met
from originlint.interpreter.operations.selection import all_labels
from originlint.interpreter.values import Column, Entries, Entry, Frame, Items, Literal, Opaque, Value
from originlint.source.site import Site


def queried(machine: Machine, given: tuple[Value, ...], site: Site, dialect: str) -> Frame | None:
    """A query for these columns and tables; None when there are none among them."""
    query: Frame | None = None
    entries: list[Entry] = []
    for value in given:
        table = machine.table_of(value, site)
        content = machine.load(value)
        if table is not None:
            query = table if query is None else join_frames(query, table)
        elif isinstance(content, Column):
            query = query or Frame(dialect=dialect)
            entries.append(Entry(content.name, content.labels))
        elif isinstance(content, Items):
            inner = queried(machine, content.items, site, dialect)
            query = inner if query is None else query
            entries.extend(inner.columns if inner is not None and query is not inner else ())
        else:
            entries.append(Entry(None, machine.labels(value), False))
    if query is None:
        return None
    return replace(query, columns=(*query.columns, *entries), dialect=dialect, dataset=None)


def query(machine: Machine, call: Invocation) -> Value:
    """`select(Person.age, Person.name)`, `session.query(Person)`."""
    dialect = str(call.record.option("dialect", "sqlalchemy"))
    found = queried(machine, call.arguments.positional, call.site, dialect)
    if found is None:
        columns = tuple(Entry(None, machine.labels(value), False) for value in call.arguments.positional)
        found = Frame(columns, dialect=dialect, ordered=False)
    return machine.new(found)


def column(machine: Machine, call: Invocation) -> Value:
    """`Column("name", String)`: a column that a class or table declares; its name where it is given."""
    name = machine.load(call.arguments.positional[0]) if call.arguments.positional else None
    known = name.value if isinstance(name, Literal) and isinstance(name.value, str) else None
    return Column(known, dialect="sqlalchemy")


def join(machine: Machine, call: Invocation) -> Value:
    """`query.join(other, condition)`: what the rows meet by decides which there are, and what is in their columns."""
    frame = machine.load(call.receiver) if call.receiver is not None else None
    if not isinstance(frame, Frame):
        return Opaque(machine.labels(call.receiver))
    deciding = NONE
    for value in (*call.arguments.positional, *(value for _, value in call.arguments.keywords)):
        content = machine.load(value)
        deciding = deciding | (content.labels if isinstance(content, Column) else NONE)
    if not deciding:
        return machine.new(frame)
    decided = deciding.weakened(Dependence.CONTROL).through(call.site, "joins by it", machine.depth)
    columns = tuple(replace(entry, labels=entry.labels | decided) for entry in frame.columns)
    for entry in columns:
        if isinstance(entry.name, str):
            machine.score(entry.name, decided, call.site)
    rows = frame.rows | deciding.weakened(Dependence.SELECTION)
    return machine.new(replace(frame, columns=columns, shared=frame.shared | decided, rows=rows))


def case(machine: Machine, call: Invocation) -> Value:
    """`case((condition, value), …, else_=value)`: the conditions decide which value it is."""
    labels = NONE
    for pair in _pairs(machine, call.arguments.positional):
        for number, part in enumerate(pair):
            own = machine.labels(part)
            decided = own.weakened(Dependence.CONTROL)
            labels = labels | (decided.through(call.site, DECIDES, machine.depth) if number == 0 and decided else own)
    for _, value in call.arguments.keywords:
        labels = labels | machine.labels(value)
    return Column(None, labels, dialect="sqlalchemy")


def _pairs(machine: Machine, given: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    """The conditions with their values: one after the other, in a list, or in a dict."""
    for value in given:
        content = machine.load(value)
        match content:
            case Items(items=items) if items and all(isinstance(machine.load(each), Items) for each in items):
                yield from _pairs(machine, items)
            case Items(items=items):
                yield items
            case Entries(pairs=pairs):
                yield from pairs
            case _:
                yield (value,)


def condition(machine: Machine, call: Invocation) -> Value:
    """`Q(nationality="NL") | Q(age__gt=18)`: a condition on columns of a table yet to come."""
    labels = NONE
    for value in call.arguments.positional:
        labels = labels | machine.labels(value)
    for name, value in call.arguments.keywords:
        labels = labels | awaiting(name.partition("__")[0], call.site) | machine.labels(value)
    return Column(None, labels, dialect="django")


def when(machine: Machine, call: Invocation) -> Value:
    """`When(nationality="NL", then=value)`: names and conditions decide that it is this value."""
    deciding, labels = NONE, NONE
    for name, value in call.arguments.keywords:
        own = machine.labels(value)
        if name == "then":
            labels = labels | own
        else:
            deciding = deciding | own
            if name != "condition":
                deciding = deciding | awaiting(name.partition("__")[0], call.site)
    for number, value in enumerate(call.arguments.positional):
        own = machine.labels(value)
        deciding, labels = (deciding | own, labels) if number == 0 else (deciding, labels | own)
    decided = deciding.weakened(Dependence.CONTROL).through(call.site, DECIDES, machine.depth)
    return Column(None, labels | decided, dialect="django")


def values(machine: Machine, call: Invocation) -> Value:
    """`insert(table).values(column=value)`, `query.update({column: value})`, `objects.create(column=value)`: what is
    written into columns, of the rows that were chosen."""
    frame = machine.load(call.receiver) if call.receiver is not None else None
    rows = frame.rows.weakened(Dependence.SELECTION).deciding() if isinstance(frame, Frame) else NONE
    for name, value in _written(machine, call):
        own = _resolved(machine, frame, value, call.site)
        machine.score(name, own | rows, call.site)
    return call.receiver or Opaque()


def _resolved(machine: Machine, frame: object, value: Value, site: Site) -> Labels:
    if not isinstance(frame, Frame) or not isinstance(machine.load(value), Column):
        return machine.labels(value)
    labels = NONE
    for entry in met(machine, frame, value, site):
        labels = labels | entry.labels
    return labels


def _written(machine: Machine, call: Invocation) -> Iterator[tuple[str, Value]]:
    for name, value in call.arguments.keywords:
        content = machine.load(value)
        if name == "defaults" and isinstance(content, Entries):
            yield from _of_record(machine, content)
        else:
            yield name, value
    for value in call.arguments.positional:
        content = machine.load(value)
        records = content.items if isinstance(content, Items) else (value,)
        for record in (*records, *([content.tail] if isinstance(content, Items) and content.tail is not None else [])):
            inner = machine.load(record)
            if isinstance(inner, Entries):
                yield from _of_record(machine, inner)


def _of_record(machine: Machine, record: Entries) -> Iterator[tuple[str, Value]]:
    for key, value in record.pairs:
        name = machine.load(key)
        if isinstance(name, Literal) and isinstance(name.value, str):
            yield name.value, value
        elif isinstance(name, Column) and isinstance(name.name, str):
            yield name.name, value


def scalar(machine: Machine, call: Invocation) -> Value:
    """`query.scalar_subquery()`, `query.count()`: one value, which owes to the columns and to the choice of rows."""
    frame = machine.load(call.receiver) if call.receiver is not None else None
    if not isinstance(frame, Frame):
        return Opaque(machine.labels(call.receiver))
    rows = frame.rows.weakened(Dependence.CONTROL)
    own = NONE if call.record.option("rows") else all_labels(frame)
    return Column(None, own | rows, dialect=frame.dialect)


ORM_OPERATIONS: Mapping[str, Operation] = {
    "orm.query": query,
    "orm.column": column,
    "orm.join": join,
    "orm.case": case,
    "orm.condition": condition,
    "orm.when": when,
    "orm.values": values,
    "orm.scalar": scalar,
}
