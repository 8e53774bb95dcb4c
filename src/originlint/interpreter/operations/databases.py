"""Queries that Python sends to a database: cursors, connections, engines and what they give back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.orm import queried
from originlint.interpreter.text import join_parts, part_of
from originlint.interpreter.values import Estimator, Frame, Literal, Opaque, Reference, Template, Value

_SQL = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*|\(\s*)*(?:select|with|insert|update|delete|merge|create|replace|drop|alter|truncate|"
    r"exec|execute|call|begin|declare|set|from|values|pivot|copy|explain|do|describe|summarize|use|show|pragma)\b",
    re.I | re.S,
)
_ROWS = re.compile(r"\((?P<columns>[^()]*)\)\s*VALUES\s*(?P<rows>%s)", re.I)
_URL = re.compile(r"(\w+)(?:\+\w+)?://")

CONNECTION = "sql.Connection"
"""The class of what runs queries, of whatever library."""


def run(machine: Machine, call: Invocation) -> Value:
    """`execute(text)`, `spark.sql(text)`, `client.query(text)`: the result of the query. What ran it remembers the
    rows, since cursors are asked for them. Text that is no SQL makes it an unknown call."""
    text = call.get("statement") or next(iter(call.arguments.positional), None)
    if text is None:
        return Opaque()
    built = machine.table_of(text, call.site)
    if call.record.callee.endswith(".query") and not is_sql(machine, text):
        built = queried(machine, call.arguments.positional, call.site, "sqlalchemy")
        if built is not None:
            return machine.new(built)
    if built is not None:
        return _yielded(machine, call, built)
    if not is_sql(machine, text):
        machine.unresolved(f".{call.record.callee.rpartition('.')[2]}", call.site)
        return Opaque(_labels(machine, call))
    parameters = call.get("parameters")
    if call.record.option("rows"):
        text = _with_row(machine, text)
    result = machine.query(text, call.site, dialect_of(machine, call), parameters)
    frame = machine.load(result)
    if not isinstance(frame, Frame):
        return result
    if parameters is not None and (decided := machine.labels(parameters)):
        frame = replace(frame, rows=frame.rows | decided)
    return _yielded(machine, call, frame)


def _yielded(machine: Machine, call: Invocation, frame: Frame) -> Value:
    """What the connection gives for a query, and remembers."""
    frame = replace(frame, dialect=str(call.record.option("makes", "sql")))
    _remember(machine, call.receiver, frame)
    return machine.new(frame)


def _with_row(machine: Machine, text: Value) -> Value:
    """The text with a placeholder for each column in the place of the one that stands for whole rows."""
    content = machine.load(text)
    found = _ROWS.search(content.value) if isinstance(content, Literal) and isinstance(content.value, str) else None
    if not isinstance(content, Literal) or found is None:
        return text
    row = Literal(", ".join("%s" for _ in found["columns"].split(",")).join("()"))
    start, end = found.span("rows")
    whole = len(str(content.value))
    return join_parts([part_of(content, 0, start), row, part_of(content, end, whole)], machine)


def is_sql(machine: Machine, text: Value) -> bool:
    """Whether a value is, or may be, the text of a query."""
    for option in options(text):
        content = machine.load(option)
        match content:
            case Literal(value=str(known)):
                if _SQL.match(known):
                    return True
            case Template():
                if not content.prefix.strip() or _SQL.match(content.prefix + " "):
                    return True
            case _:
                return False
    return False


def dialect_of(machine: Machine, call: Invocation) -> str | None:
    """The dialect that a call says: by itself, by the library of the connection, or by the engine's address."""
    own = call.record.option("dialect")
    if isinstance(own, str):
        return own
    for value in (call.receiver, call.get("con"), call.get("connection")):
        content = machine.load(value) if value is not None else None
        if not isinstance(content, Estimator):
            continue
        for _, given in content.options[:1]:
            address = machine.load(given)
            found = _URL.match(str(address.value)) if isinstance(address, Literal) else None
            if found is not None:
                return found.group(1)
        class_ = machine.library.class_of(content.type)
        named = class_.option("dialect") if class_ is not None else None
        if isinstance(named, str):
            return named
    return None


def _remember(machine: Machine, receiver: Value | None, frame: Frame) -> None:
    if not isinstance(receiver, Reference):
        return
    content = machine.load(receiver)
    match content:
        case Estimator():
            machine.update(receiver, replace(content, fitted=frame))
        case Opaque():
            machine.update(receiver, Estimator(CONNECTION, "client", fitted=frame))


def fetch(machine: Machine, call: Invocation) -> Value:
    """`fetchall()`, `df()`, `to_dataframe()`: the rows of the last query as a table."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    frame = content.fitted if isinstance(content, Estimator) else content
    if call.arguments.positional and not isinstance(content, Frame):
        frame = machine.table_of(call.arguments.positional[0], call.site) or frame
    if not isinstance(frame, Frame):
        return Opaque(machine.labels(call.receiver))
    return machine.new(replace(frame, dialect=str(call.record.option("makes", "pandas"))))


def register(machine: Machine, call: Invocation) -> Value:
    """`register(name, frame)`: a table of that name from now on."""
    name = machine.load(call.get("name") or Opaque())
    frame = machine.load(call.get("frame") or Opaque())
    if isinstance(name, Literal) and isinstance(name.value, str) and isinstance(frame, Frame):
        machine.write_dataset(name.value, frame, call.site)
    return call.receiver or Literal(None)


def _labels(machine: Machine, call: Invocation) -> Labels:
    labels = machine.labels(call.receiver) if call.receiver is not None else NONE
    for value in (*call.arguments.positional, *(value for _, value in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels


DATABASE_OPERATIONS: Mapping[str, Operation] = {
    "query.run": run,
    "query.fetch": fetch,
    "query.register": register,
}
