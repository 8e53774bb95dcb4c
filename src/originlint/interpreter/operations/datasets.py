"""Reading and writing datasets: files, tables and queries, by the name under which the catalog keeps them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.joins import options
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.databases import dialect_of
from originlint.interpreter.operations.frames import constant, table
from originlint.interpreter.operations.renaming import renamed_all
from originlint.interpreter.operations.selection import select, wanted
from originlint.interpreter.text import part_of
from originlint.interpreter.values import (
    Bound,
    Column,
    Entries,
    Estimator,
    External,
    Frame,
    Items,
    Literal,
    Opaque,
    Template,
    Value,
)
from originlint.source.nameless import nameless

_READS = ("query", "dbtable", "path")
_QUERY = re.compile(
    r"\s*(?:\((?P<inner>\s*(?:select|with)\s.*)\)\s*(?:as\s+)?\w*\s*|(?P<whole>select\s.*))\Z", re.I | re.S
)

_PLACES = (
    "path",
    "filepath_or_buffer",
    "io",
    "name",
    "table_name",
    "table",
    "path_or_buf",
    "fname",
    "file",
    "buf",
    "con",
)


def names_of(machine: Machine, value: Value | None) -> tuple[str, ...]:
    """The names that a path or table name may be."""
    result: list[str] = []
    for option in options(value) if value is not None else ():
        content = machine.load(option)
        match content:
            case Literal(value=str(text)) if text:
                result.append(text)
            case Template(suffix=suffix) if len(suffix) > 3:
                result.append(suffix)
            case Opaque(dataset=str(dataset)):
                result.append(dataset)
            case Items(items=items):
                for item in items:
                    result.extend(names_of(machine, item))
    return tuple(dict.fromkeys(result))


def _place(call: Invocation) -> Value | None:
    for name in _PLACES:
        value = call.get(name)
        if value is not None:
            return value
    return next(iter(call.arguments.positional), None)


def reader_option(machine: Machine, call: Invocation) -> Value:
    """`spark.read.format(…).options(query=text)`: the reader, which remembers what it is to read."""
    given = ((constant(machine, call.get("key")), call.get("value")), *call.arguments.keywords)
    told = tuple((str(key), value) for key, value in given if key in _READS and value is not None)
    class_name = call.record.callee.rpartition(".")[0]
    if told:
        return machine.new(Estimator(class_name, "client", options=told))
    return call.receiver or External(class_name)


def _set_before(machine: Machine, call: Invocation) -> Value | None:
    """What a reader was told to read."""
    reader = machine.load(call.receiver) if call.receiver is not None else None
    return next((value for _, value in reader.options), None) if isinstance(reader, Estimator) else None


def _in_brackets(machine: Machine, place: Value) -> Value | None:
    """The query that stands where the name of a table would: `(SELECT …) t`."""
    content = machine.load(place)
    if isinstance(content, Literal) and (found := _QUERY.match(str(content.value))) is not None:
        return part_of(content, *found.span(found.lastgroup or 0))
    return None


def read(machine: Machine, call: Invocation) -> Value:
    """`read_csv(path)` and its like: what the catalog knows under that name, with the columns that `usecols` or
    `names` say."""
    dialect = str(call.record.option("dialect", "pandas"))
    place = _place(call) or _set_before(machine, call)
    if place is not None and (text := _in_brackets(machine, place)) is not None:
        result = machine.load(machine.query(text, call.site, dialect, None))
        return machine.new(replace(result, dialect=dialect)) if isinstance(result, Frame) else Opaque()
    names = names_of(machine, place) or (nameless("the data read", call.site),)
    frame: Frame | None = None
    for name in names:
        part = machine.read_dataset(name, call.site, dialect)
        frame = part if frame is None else join_frames(frame, part)
    assert frame is not None
    for option in ("dtype", "converters"):
        _declared(machine, call.get(option), names)
    given = call.get("names")
    if given is not None and wanted(machine, given):
        frame = renamed_all(machine, replace(frame, rest=(), columns=()), given, call.site)
    chosen = call.get("usecols") or call.get("columns")
    asked = wanted(machine, chosen) if chosen is not None else None
    if asked and all(isinstance(each.name, str) for each in asked):
        frame = select(machine, frame, asked, call.site)
    elif asked and frame.ordered and not frame.rest:
        positions = [each.name for each in asked if isinstance(each.name, int)]
        if all(0 <= number < len(frame.columns) for number in positions):
            frame = replace(frame, columns=tuple(frame.columns[number] for number in positions))
    index = call.get("index_col")
    keys = wanted(machine, index) if index is not None and constant(machine, index) is not False else None
    if keys and all(isinstance(each.name, str) for each in keys):
        kept = {each.name for each in keys}
        frame = replace(frame, columns=tuple(entry for entry in frame.columns if entry.name not in kept))
    elif keys and keys[0].name == 0 and frame.ordered and frame.columns and not frame.rest:
        frame = replace(frame, columns=frame.columns[1:])
    return machine.new(frame)


def _declared(machine: Machine, given: Value | None, datasets: tuple[str, ...]) -> None:
    """A dict of types by column name shows which columns there are."""
    content = machine.load(given) if given is not None else None
    if isinstance(content, Entries):
        for key, _ in content.pairs:
            if isinstance(key, Literal) and isinstance(key.value, str) and key.site is not None:
                for dataset in datasets:
                    machine.mention(key.value, key.site, "column", dataset)


def read_query(machine: Machine, call: Invocation) -> Value:
    """`read_sql(text)`: the result of the query; a bare name is a table."""
    text = call.get("sql") or call.get("query") or next(iter(call.arguments.positional), None)
    if text is None:
        return Opaque()
    content = machine.load(text)
    if isinstance(content, Frame):
        return machine.new(replace(content, dialect=str(call.record.option("makes", "pandas"))))
    if isinstance(content, Literal) and isinstance(content.value, str) and " " not in content.value.strip():
        return machine.new(machine.read_dataset(content.value, call.site, str(call.record.option("makes", "pandas"))))
    result = machine.query(text, call.site, dialect_of(machine, call), None)
    frame = machine.load(result)
    if not isinstance(frame, Frame):
        return result
    frame = replace(frame, dialect=str(call.record.option("makes", "pandas")))
    parameters = call.get("params")
    if parameters is not None and (decided := machine.labels(parameters)):
        frame = replace(frame, rows=frame.rows | decided)
    return machine.new(frame)


def write(machine: Machine, call: Invocation) -> Value:
    """`to_csv(path)`, `to_sql(name)`, `saveAsTable`: stored for every later reader. The option `value` names the
    parameter that is stored when there is no receiver (`np.save(path, array)`)."""
    given = call.receiver if call.receiver is not None else call.get(str(call.record.option("value", "")))
    accessor = machine.load(given) if given is not None else None
    if isinstance(accessor, Bound):
        given = accessor.receiver
    frame = table(machine, given, call.site)
    if frame is not None and isinstance(machine.load(given or Opaque()), (Frame, Column)):
        for name in names_of(machine, _place(call)):
            machine.write_dataset(name, frame, call.site)
    return Literal(None)


DATASET_OPERATIONS: Mapping[str, Operation] = {
    "read": read,
    "read_query": read_query,
    "reader_option": reader_option,
    "write": write,
}
