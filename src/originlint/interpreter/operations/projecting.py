"""Tables by expressions: polars, Spark, ibis and DuckDB select, add, filter and aggregate columns that they compute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Awaited, Dependence
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, subject, table
from originlint.interpreter.operations.grouping import is_grouped, per_group
from originlint.interpreter.operations.meeting import met, rest_of
from originlint.interpreter.operations.selection import Wanted, any_columns, wanted
from originlint.interpreter.operations.sqltext import expression_of
from originlint.interpreter.operations.writing import with_column
from originlint.interpreter.values import (
    Bound,
    Column,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Opaque,
    Value,
)


def owner(machine: Machine, call: Invocation) -> Value | None:
    """The table of a method; of an accessor (`df.na`, `df.write`), its owner."""
    value, content = subject(machine, call)
    return content.receiver if isinstance(content, Bound) else value


def given_expressions(machine: Machine, call: Invocation) -> tuple[Value, ...]:
    """The expressions that are passed: all that is positional, or under the parameters of the record."""
    passed = list(call.arguments.positional)
    if call.receiver is None and passed:
        passed = passed[1:]
    names = {slot.name for slot in call.record.slots if slot.kind in ("normal", "keyword")}
    passed.extend(value for name, value in call.arguments.keywords if name in names)
    if call.arguments.more is not None:
        passed.append(call.arguments.more)
    if call.record.option("sql"):
        passed = [_parsed(machine, value, call) for value in passed]
    return tuple(passed)


def _parsed(machine: Machine, value: Value, call: Invocation) -> Value:
    content = machine.load(value)
    if isinstance(content, Items):
        return machine.new(replace(content, items=tuple(_parsed(machine, item, call) for item in content.items)))
    if isinstance(content, Literal) and content.value != "*":
        return expression_of(machine, value, call.site)
    return value


def named_expressions(machine: Machine, call: Invocation) -> tuple[tuple[str, Value], ...]:
    """`name=expression` arguments, and those of dicts."""
    names = {slot.name for slot in call.record.slots if slot.kind in ("normal", "keyword")}
    found = [(name, value) for name, value in call.arguments.keywords if name not in names]
    for value in given_expressions(machine, call):
        content = machine.load(value)
        if isinstance(content, Entries):
            found.extend((str(key.value), item) for key, item in content.pairs if isinstance(key, Literal))
    return tuple(found)


def _expressions(machine: Machine, call: Invocation, frame: Frame) -> list[Entry]:
    entries: list[Entry] = []
    for value in given_expressions(machine, call):
        if not isinstance(machine.load(value), Entries):
            entries.extend(met(machine, frame, value, call.site))
    for name, value in named_expressions(machine, call):
        entries.extend(replace(entry, name=name) for entry in met(machine, frame, value, call.site))
    return entries


def _named_scores(machine: Machine, call: Invocation, frame: Frame, entries: list[Entry]) -> None:
    """Report the columns that are computed, or called otherwise than before, under the name of a score."""
    named = {name for value in given_expressions(machine, call) for name in _made(machine, value)}
    named.update(name for name, _ in named_expressions(machine, call))
    before = {(entry.name, entry.labels) for entry in frame.columns}
    for entry in entries:
        if isinstance(entry.name, str) and entry.name in named and (entry.name, entry.labels) not in before:
            labels = entry.labels.through(call.site, f"selected as `{entry.name}`", machine.depth)
            machine.score(entry.name, labels | frame.rows.weakened(Dependence.SELECTION), call.site)


def _made(machine: Machine, value: Value) -> Iterator[str]:
    """The names of columns that expressions compute or rename; not of those that pass on a column as it is."""
    for option in options(value):
        match machine.load(option):
            case Items(items=items):
                for item in items:
                    yield from _made(machine, item)
            case Column(name=str(name), each=None, labels=labels):
                if not all(isinstance(label.subject, Awaited) and label.subject.name == name for label in labels):
                    yield name


def project(machine: Machine, call: Invocation) -> Value:
    """`select(exprs, name=expr)`: just these columns."""
    value = owner(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    if any(_may_be_names(machine, value) for value in given_expressions(machine, call)):
        return machine.new(any_columns(frame, call.site))
    entries = _expressions(machine, call, frame)
    _named_scores(machine, call, frame, entries)
    opened = rest_of(frame, given_expressions(machine, call), machine, call.site)
    ordered = frame.ordered and not opened.rest and all(entry.certain for entry in entries)
    return machine.new(replace(opened, columns=_distinct(entries), ordered=ordered, index=()))


def _may_be_names(machine: Machine, value: Value) -> bool:
    """Whether something unseen may be a list of names; an expression would owe to the columns that it awaits."""
    content = machine.load(value)
    if isinstance(content, Items) and content.tail is not None and not content.items:
        content = machine.load(content.tail)
    return isinstance(content, Opaque) and not content.labels


def _distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    """Columns in order; of two with one name both stay, as Spark keeps them."""
    return tuple(entries)


def with_columns(machine: Machine, call: Invocation) -> Value:
    """`with_columns(exprs, name=expr)`, `withColumn(name, expr)`, `mutate`: columns added or replaced. All are computed
    from the table as it was."""
    value = owner(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    label = call.get("col_name")
    if label is not None:
        computed = call.get("col")
        labels = NONE
        for entry in met(machine, frame, computed, call.site) if computed is not None else ():
            labels = labels | entry.labels
        for name in wanted(machine, label) or (Wanted(None),):
            frame = with_column(machine, frame, name, labels, computed, call.site)
        return machine.new(frame)
    changed = frame
    for entry in _expressions(machine, call, frame):
        wanted_ = Wanted(entry.name, call.site, NONE, entry.certain)
        changed = with_column(machine, changed, wanted_, entry.labels, Opaque(), call.site)
    return machine.new(changed)


def aggregate(machine: Machine, call: Invocation) -> Value:
    """`group_by(keys).agg(exprs)`: a row for each group, its keys and these values. Without groups, one row."""
    value = owner(machine, call)
    content = machine.load(value) if value is not None else None
    frame = content if isinstance(content, Frame) else table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    shape = replace(frame, dialect=frame.dialect.removesuffix(" groups").removesuffix(" flat"), index=())
    keys = {key.name for key in frame.index}
    values = replace(shape, columns=tuple(entry for entry in shape.columns if entry.name not in keys))
    entries: list[Entry] = []
    for each in given_expressions(machine, call):
        loaded = machine.load(each)
        if isinstance(loaded, Entries):
            entries.extend(_by_dict(machine, shape, loaded, call))
        else:
            many = isinstance(loaded, Column) and loaded.each is not None and loaded.each.rest
            entries.extend(met(machine, values if many else shape, each, call.site))
    names = {slot.name for slot in call.record.slots if slot.kind in ("normal", "keyword")}
    for name, item in call.arguments.keywords:
        if name not in names:
            entries.extend(replace(entry, name=name) for entry in met(machine, shape, item, call.site))
    _named_scores(machine, call, frame, entries)
    if not is_grouped(frame):
        return machine.new(replace(shape, columns=tuple(entries), rest=(), shared=NONE))
    closed = replace(frame, rest=(), shared=NONE)
    return machine.new(per_group(machine, closed, _pivoted(frame, tuple(entries)), call.site))


def _by_dict(machine: Machine, frame: Frame, given: Entries, call: Invocation) -> list[Entry]:
    """Spark's `agg({"amount": "max"})` makes `max(amount)`."""
    found: list[Entry] = []
    for key, verb in given.pairs:
        word = constant(machine, verb)
        found.extend(
            replace(entry, name=f"{word}({entry.name})" if isinstance(word, str) else None)
            for entry in met(machine, frame, key, call.site)
        )
    return found


def aggregate_named(machine: Machine, call: Invocation) -> Value:
    """`group_by(keys).sum("a")`, `.count()`, `.mean()`: one statistic of the columns that are named, or of all. The
    option `call` puts the statistic around their names, `name` is the one of a count."""
    value = owner(machine, call)
    frame = machine.load(value) if value is not None else None
    if not isinstance(frame, Frame):
        return Opaque(machine.labels(value))
    label = call.record.option("name")
    keys = {key.name for key in frame.index}
    if isinstance(label, str):
        given = constant(machine, call.get("name"))
        entries: tuple[Entry, ...] = (Entry(given if isinstance(given, str) else label),)
        frame = replace(frame, rest=(), shared=NONE)
    else:
        asked = [entry for each in given_expressions(machine, call) for entry in met(machine, frame, each, call.site)]
        if asked:
            frame = replace(frame, rest=(), shared=NONE)
        entries = tuple(asked) or tuple(entry for entry in frame.columns if entry.name not in keys)
    if call.record.option("call"):
        word = call.record.callee.rpartition(".")[2]
        entries = tuple(
            replace(entry, name=f"{word}({entry.name})", certain=entry.certain and frame.dialect != "spark groups")
            for entry in entries
        )
    return machine.new(per_group(machine, frame, _pivoted(frame, entries), call.site))


def _pivoted(frame: Frame, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The values of a pivoted table: their names come from the data."""
    if frame.dataset != PIVOTED:
        return entries
    return tuple(replace(entry, name=None, certain=False) for entry in entries)


PIVOTED = "a pivoted table"


def pivot_groups(machine: Machine, call: Invocation) -> Value:
    """Spark's `groupBy(keys).pivot(column)`: the values of a column become names, and decide the values."""
    value = owner(machine, call)
    frame = machine.load(value) if value is not None else None
    if not isinstance(frame, Frame):
        return Opaque(machine.labels(value))
    labels = NONE
    for each in (*call.arguments.positional[:1],):
        for entry in met(machine, frame, each, call.site):
            labels = labels | entry.labels.weakened(Dependence.CONTROL)
    columns = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
    return machine.new(replace(frame, columns=columns, shared=frame.shared | labels, dataset=PIVOTED))


def numbered_rows(machine: Machine, call: Invocation) -> Value:
    """`with_row_index(name)`: a column of row numbers comes first."""
    value = owner(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    name = constant(machine, call.get("name"))
    entry = Entry(name if isinstance(name, str) else str(call.record.option("name", "index")))
    return machine.new(replace(frame, columns=(entry, *frame.columns)))


def one_column(machine: Machine, call: Invocation) -> Value:
    """`get_column(name)`, `to_series(0)`: a column of the table."""
    value = owner(machine, call)
    frame = table(machine, value, call.site)
    given = next(iter(call.arguments.positional), None)
    if frame is None:
        return Opaque(machine.labels(value))
    number = constant(machine, given) if given is not None else 0
    if isinstance(number, int) and frame.ordered and not frame.rest and number < len(frame.columns):
        entry = frame.columns[number]
    else:
        found = met(machine, frame, given, call.site) if given is not None else frame.columns[:1]
        entry = found[0] if found else Entry(None)
    return Column(entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset)


def dummies(machine: Machine, call: Invocation) -> Value:
    """`to_dummies(columns)`: columns named after the values, each from one column."""
    value = owner(machine, call)
    content = machine.load(value) if value is not None else None
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    asked = call.get("columns")
    names = {entry.name for entry in met(machine, frame, asked, call.site)} if asked is not None else None
    separator = constant(machine, call.get("separator"))
    between = separator if isinstance(separator, str) else "_"
    entries = tuple(
        replace(entry, name=Family(f"{entry.name}{between}"), certain=False)
        if (names is None or entry.name in names) and isinstance(entry.name, str)
        else entry
        for entry in frame.columns
    )
    dialect = content.dialect if isinstance(content, (Frame, Column)) else "polars"
    return machine.new(replace(frame, columns=entries, dialect=dialect, ordered=False))


PROJECTING_OPERATIONS: Mapping[str, Operation] = {
    "project": project,
    "with_columns": with_columns,
    "aggregate": aggregate,
    "aggregate.named": aggregate_named,
    "pivot.groups": pivot_groups,
    "number_rows": numbered_rows,
    "one_column": one_column,
    "dummies": dummies,
}
