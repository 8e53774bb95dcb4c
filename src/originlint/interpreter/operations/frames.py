"""The frame algebra: operations that take a table and give a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from originlint.interpreter.joins import join_frames, join_rests
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels, NameTest
from originlint.interpreter.machine import Arguments, Invocation, Machine
from originlint.interpreter.operations.access import renamed_all, with_column
from originlint.interpreter.operations.selection import (
    Wanted,
    all_labels,
    any_columns,
    column_of,
    entry_named,
    filtered,
    read_column,
    select,
    wanted,
    without,
)
from originlint.interpreter.values import (
    Closure,
    Column,
    Entries,
    Entry,
    External,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Value,
)
from originlint.source.site import Site

Operation = Callable[[Machine, Invocation], Value]


def table(machine: Machine, value: Value | None, site: Site) -> Frame | None:
    """The table that a value is: a frame, a column as a table of one, something unseen as an open one; else None."""
    if value is None:
        return None
    content = machine.load(value)
    match content:
        case Frame():
            return content
        case Column():
            return Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=content.dialect)
        case Opaque():
            dataset = content.dataset or f"the table at {site.path}:{site.node}"
            everything = Everything(dataset, frozenset(), (), content.site or site)
            return Frame(rest=(everything,), shared=content.labels, dialect="unknown", ordered=False, dataset=dataset)
        case _:
            return None


def is_true(machine: Machine, value: Value | None) -> bool:
    """Whether an option is the constant True (or something else that counts as true)."""
    content = machine.load(value) if value is not None else None
    return isinstance(content, Literal) and bool(content.value)


def constant(machine: Machine, value: Value | None) -> object:
    """The constant behind an argument, else None."""
    content = machine.load(value) if value is not None else None
    return content.value if isinstance(content, Literal) else None


def put_back(machine: Machine, call: Invocation, frame: Frame) -> Value:
    """The result of a method that changes a table: a new table, or the receiver itself with `inplace=True`."""
    if is_true(machine, call.get("inplace")) and call.receiver is not None:
        machine.update(call.receiver, frame)
        return Literal(None)
    return machine.new(frame)


def _receiver(machine: Machine, call: Invocation) -> tuple[Value | None, object]:
    value = call.receiver if call.receiver is not None else next(iter(call.arguments.positional), None)
    return value, machine.load(value) if value is not None else None


def keep(machine: Machine, call: Invocation) -> Value:
    """The same columns: cleaning, sorting, sampling, casting. What else is passed goes into every column; with
    `rows` in the record it only decides which rows are there."""
    value, content = _receiver(machine, call)
    given = [each for each in call.bound.values() if each is not value]
    labels = NONE
    for each in (*given, *call.extra):
        if not isinstance(machine.load(each), (Frame, Closure, Names)):
            labels = labels | machine.labels(each)
    if call.record.option("ignores"):
        labels = NONE
    as_rows = labels.weakened(Dependence.SELECTION) if call.record.option("rows") else NONE
    if as_rows:
        labels = NONE
    match content:
        case Column():
            result = replace(content, labels=content.labels | labels, rows=content.rows | as_rows)
            if is_true(machine, call.get("inplace")):
                return Literal(None)
            return result
        case Frame():
            subset = call.get("subset") or call.get("by") if call.record.option("rows") else None
            columns = wanted(machine, subset) if subset is not None else None
            for name in columns or ():
                entry = read_column(machine, content, name, call.site)
                as_rows = as_rows | entry.labels.weakened(Dependence.SELECTION)
            entries = content.columns
            if labels:
                entries = tuple(replace(entry, labels=entry.labels | labels) for entry in entries)
            shared = content.shared | (labels if content.rest else NONE)
            frame = replace(content, columns=entries, shared=shared, rows=content.rows | as_rows)
            if call.record.option("dialect"):
                frame = replace(frame, dialect=str(call.record.option("dialect")))
            if call.record.option("shuffles"):
                frame = replace(frame, ordered=False)
            return put_back(machine, call, frame)
        case Names() | None:
            return value if value is not None else Opaque()
        case Items() | Literal():
            return value if value is not None else Opaque()
        case _:
            return Opaque(machine.labels(value) | labels, getattr(content, "dataset", None), site=call.site)


def drop(machine: Machine, call: Invocation) -> Value:
    """`drop`: columns go by name; rows go when `axis` says so."""
    value, _ = _receiver(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    columns = call.get("columns")
    labels = call.get("labels")
    axis = constant(machine, call.get("axis"))
    if columns is None and (axis in (1, "columns") or call.record.option("columns")):
        columns = labels
    if columns is None and labels is not None and axis is None and _all_text(machine, labels) and not frame.index:
        columns = None
    if columns is None:
        index = call.get("index") or labels
        return put_back(machine, call, filtered(machine, frame, index, call.site) if index is not None else frame)
    names = wanted(machine, columns)
    if names is None:
        content = machine.load(columns)
        if isinstance(content, Names):
            names = tuple(Wanted(entry.name, None, NONE, entry.certain) for entry in content.columns)
        else:
            return put_back(machine, call, any_columns(frame, call.site))
    for name in names:
        if isinstance(name.name, str):
            held = entry_named(frame, name.name)
            machine.use("dropped", _born(machine, name, held, frame, call.site), call.site)
    return put_back(machine, call, without(frame, names, call.site))


def _born(machine: Machine, name: Wanted, held: Entry | None, frame: Frame, site: Site) -> Labels:
    dataset = next((each.dataset for each in frame.rest if each.admits(str(name.name))), None)
    return machine.mention(str(name.name), name.site or site, "column", dataset if held is None else None)


def _all_text(machine: Machine, value: Value) -> bool:
    names = wanted(machine, value)
    return bool(names) and all(isinstance(each.name, str) for each in names or ())


def rename(machine: Machine, call: Invocation) -> Value:
    """`rename(columns={old: new})`: labels move to the new names; a new name may say what the old one hid."""
    value, content = _receiver(machine, call)
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
        entries.append(entry if known is None else _renamed(machine, entry, known[1], call.site))
    for name, pair in renamed.items():
        if any(each.admits(name) for each in frame.rest):
            entry = read_column(machine, frame, pair[0], call.site)
            entries.append(_renamed(machine, entry, pair[1], call.site))
            frame = replace(frame, rest=tuple(replace(each, without=each.without | {name}) for each in frame.rest))
    return put_back(machine, call, replace(frame, columns=tuple(entries)))


def _renamed(machine: Machine, entry: Entry, name: Wanted, site: Site) -> Entry:
    labels = entry.labels
    if labels:
        labels = labels.through(name.site or site, f"renamed to `{name.name}`", machine.depth)
    elif isinstance(name.name, str):
        labels = machine.mention(name.name, name.site or site, "column", None)
    return replace(entry, name=name.name, labels=labels)


def _renamed_by_function(machine: Machine, frame: Frame, function: Value, site: Site) -> Frame:
    entries: list[Entry] = []
    for entry in frame.columns:
        if isinstance(entry.name, str):
            outcome = machine.call(function, Arguments((Literal(entry.name),)), site)
            name = machine.load(outcome)
            if isinstance(name, Literal) and isinstance(name.value, str):
                entry = replace(entry, name=name.value)
        entries.append(entry)
    return replace(frame, columns=tuple(entries))


def assign(machine: Machine, call: Invocation) -> Value:
    """`assign(name=value)`, `with_columns`, `withColumn`, `insert`: columns are put in place, one after the other."""
    value, _ = _receiver(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    given: list[tuple[Wanted, Value]] = []
    pairs = call.get("kwargs")
    content = machine.load(pairs) if pairs is not None else None
    if isinstance(content, Entries):
        for key, item in content.pairs:
            names = wanted(machine, key)
            if names:
                given.append((replace(names[0], site=names[0].site or call.site), item))
    name = call.get("column")
    if name is not None:
        given.extend((each, call.get("value") or Opaque()) for each in wanted(machine, name) or ())
    for each, item in given:
        computed = item
        if isinstance(item, Closure):
            computed = machine.call(item, Arguments((machine.new(frame),)), call.site)
        loaded = machine.load(computed)
        labels = loaded.labels if isinstance(loaded, Column) else machine.labels(computed)
        frame = with_column(machine, frame, each, labels, computed, call.site)
    if call.record.option("inplace") and call.receiver is not None:
        machine.update(call.receiver, frame)
        return Literal(None)
    return machine.new(frame)


def pop(machine: Machine, call: Invocation) -> Value:
    """`pop(name)`: the column comes out, and the table loses it."""
    value, content = _receiver(machine, call)
    frame = table(machine, value, call.site)
    names = wanted(machine, call.get("item") or Opaque()) if frame is not None else None
    if frame is None or not names:
        return Opaque(machine.labels(value))
    entry = read_column(machine, frame, names[0], call.site)
    if isinstance(content, Frame) and call.receiver is not None:
        machine.update(call.receiver, without(frame, names, call.site))
    return column_of(frame, entry)


def filter_columns(machine: Machine, call: Invocation) -> Value:
    """`filter(items, like, regex)`, `select_dtypes`: columns by a condition on their names or types."""
    value, _ = _receiver(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    items = call.get("items")
    if items is not None:
        names = wanted(machine, items)
        if names is not None:
            return machine.new(select(machine, frame, names, call.site))
    test = NameTest("dtype", "")
    for parameter, kind in (("like", "contains"), ("regex", "regex")):
        text = constant(machine, call.get(parameter))
        if isinstance(text, str):
            test = NameTest(kind, text)
    columns: list[Entry] = []
    for entry in frame.columns:
        holds = test.holds(entry.name) if isinstance(entry.name, str) else None
        if isinstance(entry.name, Family) and test.kind == "contains":
            holds = True if str(test.operand) in entry.name.prefix else None
        if holds is not False:
            columns.append(entry if holds else replace(entry, certain=False))
    rest = tuple(replace(each, matching=(*each.matching, test), wildcard=call.site) for each in frame.rest)
    return machine.new(replace(frame, columns=tuple(columns), rest=rest, ordered=frame.ordered and not frame.rest))


def merge(machine: Machine, call: Invocation) -> Value:
    """`merge`, `join`: the columns of both; the keys decide which rows are there and which values they get."""
    left_value, _ = _receiver(machine, call)
    left = table(machine, left_value, call.site)
    right_value = call.get("right") or call.get("other")
    others = machine.load(right_value) if right_value is not None else None
    if isinstance(others, Items):
        right: Frame | None = None
        for item in others.items:
            part = table(machine, item, call.site)
            right = part if right is None or part is None else _side_by_side(right, part)
    else:
        right = table(machine, right_value, call.site)
    if left is None or right is None:
        return Opaque(machine.labels(left_value) | machine.labels(right_value))
    keys = NONE
    for parameter, frame in (("on", left), ("left_on", left), ("right_on", right)):
        given = call.get(parameter)
        for name in (wanted(machine, given) if given is not None else ()) or ():
            if isinstance(name.name, str):
                keys = keys | read_column(machine, frame, name, call.site).labels
    how = constant(machine, call.get("how"))
    selected = keys.weakened(Dependence.SELECTION) if how not in ("left",) else NONE
    decided = keys.weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "decides which row is joined", machine.depth)
    added = replace(right, columns=tuple(replace(entry, labels=entry.labels | decided) for entry in right.columns))
    joined = _side_by_side(left, added)
    rest = joined.rest
    return machine.new(replace(joined, rest=rest, rows=joined.rows | selected))


def _side_by_side(left: Frame, right: Frame) -> Frame:
    columns = list(left.columns)
    held = {entry.name: number for number, entry in enumerate(columns)}
    for entry in right.columns:
        if entry.name in held:
            number = held[entry.name]
            columns[number] = replace(columns[number], labels=columns[number].labels | entry.labels)
        else:
            columns.append(entry)
    rest = _both(left.rest, right.rest)
    return replace(
        left,
        columns=tuple(columns),
        rest=rest,
        shared=left.shared | right.shared,
        rows=left.rows | right.rows,
        ordered=left.ordered and right.ordered and not left.rest,
    )


def _both(left: tuple[Everything, ...], right: tuple[Everything, ...]) -> tuple[Everything, ...]:
    return join_rests(left, right)


def concat(machine: Machine, call: Invocation) -> Value:
    """`concat`, `append`, `hstack`, `column_stack`: tables one below the other, or side by side with `axis=1`."""
    parts: list[Value] = []
    given = call.get("objs")
    if call.receiver is not None:
        parts.append(call.receiver)
    if given is not None:
        content = machine.load(given)
        if isinstance(content, Items):
            parts.extend([*content.items, *([content.tail] if content.tail is not None else [])])
        elif isinstance(content, Entries):
            parts.extend(value for _, value in content.pairs)
        else:
            parts.append(given)
    beside = call.record.option("beside") or constant(machine, call.get("axis")) in (1, "columns", -1)
    result: Frame | None = None
    labels = NONE
    for part in parts:
        frame = table(machine, part, call.site)
        if frame is None:
            labels = labels | machine.labels(part)
            continue
        joined = _side_by_side if beside else join_frames
        result = frame if result is None else joined(result, frame)
    if result is None:
        return Opaque(labels)
    if labels:
        result = replace(result, columns=(*result.columns, Entry(None, labels, False)))
    return machine.new(result)


def group(machine: Machine, call: Invocation) -> Value:
    """`groupby`, `pivot`-like: the keys decide which rows a result is made from."""
    value, content = _receiver(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    keys: list[Entry] = []
    labels = NONE
    for each in (call.get("by"), call.get("cols"), *call.extra):
        names = wanted(machine, each) if each is not None else ()
        if names is None:
            labels = labels | machine.labels(each)
            continue
        keys.extend(
            read_column(machine, frame, name, call.site) for name in names if isinstance(name.name, (str, Family))
        )
    for key in keys:
        labels = labels | key.labels
    decided = labels.weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "groups the rows", machine.depth)
    if isinstance(content, Column):
        return replace(content, labels=content.labels | decided)
    named = {key.name for key in keys}
    entries = tuple(
        entry if entry.name in named else replace(entry, labels=entry.labels | decided) for entry in frame.columns
    )
    missing = tuple(key for key in keys if key.name not in {entry.name for entry in entries})
    shared = frame.shared | (decided if frame.rest else NONE)
    return machine.new(replace(frame, columns=(*entries, *missing), shared=shared, ordered=False))


def set_index(machine: Machine, call: Invocation) -> Value:
    """`set_index(keys)`: the columns move into the index, unseen by a model but kept."""
    value, _ = _receiver(machine, call)
    frame = table(machine, value, call.site)
    keys = call.get("keys")
    names = wanted(machine, keys) if keys is not None else None
    if frame is None:
        return Opaque(machine.labels(value))
    if names is None:
        return put_back(machine, call, frame)
    index = tuple(read_column(machine, frame, name, call.site) for name in names)
    kept = frame if constant(machine, call.get("drop")) is False else without(frame, names, call.site)
    return put_back(machine, call, replace(kept, index=(*frame.index, *index)))


def reset_index(machine: Machine, call: Invocation) -> Value:
    """`reset_index`: the index comes back as columns unless it is dropped."""
    value, content = _receiver(machine, call)
    if isinstance(content, Column):
        return machine.new(Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=content.dialect))
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    back = () if is_true(machine, call.get("drop")) else frame.index
    return put_back(machine, call, replace(frame, columns=(*back, *frame.columns), index=()))


def mix(machine: Machine, call: Invocation) -> Value:
    """`pivot_table`, `melt`, `stack`, `crosstab`, `T`: cells and names change places; everything owes to all."""
    value, content = _receiver(machine, call)
    labels = NONE
    for each in (value, *call.bound.values(), *call.extra):
        part = machine.load(each) if each is not None else None
        labels = labels | (all_labels(part) | part.rows if isinstance(part, Frame) else machine.labels(each))
    names = NONE
    frame = content if isinstance(content, Frame) else None
    for each in call.bound.values():
        for name in wanted(machine, each) or () if frame is not None else ():
            if frame is not None and isinstance(name.name, str) and not isinstance(each, Reference):
                names = names | read_column(machine, frame, name, call.site).labels
    rows = frame.rows if frame is not None else NONE
    return machine.new(Frame((Entry(None, labels | names, False),), rows=rows, dialect="pandas", ordered=False))


def make(machine: Machine, call: Invocation) -> Value:
    """`DataFrame(data, columns=…)`: from a dict, records, rows or another table."""
    data = call.get("data")
    columns = call.get("columns")
    content = machine.load(data) if data is not None else None
    dialect = str(call.record.option("dialect", "pandas"))
    frame = _made(machine, content, dialect, call.site)
    if columns is not None:
        asked = wanted(machine, columns)
        by_name = isinstance(content, (Entries, Frame)) and not (
            isinstance(content, Frame) and content.dialect == "numpy"
        )
        if asked is not None and by_name:
            frame = select(machine, frame, asked, call.site)
        elif asked is not None and isinstance(content, Opaque):
            frame = renamed_all(machine, replace(frame, rest=()), columns, call.site)
            frame = replace(
                frame,
                shared=NONE,
                columns=tuple(replace(entry, labels=entry.labels | machine.labels(data)) for entry in frame.columns),
            )
        else:
            frame = renamed_all(machine, frame, columns, call.site)
    return machine.new(replace(frame, dialect=dialect))


def _made(machine: Machine, content: object, dialect: str, site: Site) -> Frame:
    match content:
        case Frame():
            return content
        case Column():
            return Frame((Entry(content.name, content.labels),), rows=content.rows, dialect=dialect)
        case Entries(pairs=pairs, rest=rest):
            frame = Frame((), dialect=dialect)
            for key, value in pairs:
                names = wanted(machine, key)
                for name in names or ():
                    loaded = machine.load(value)
                    labels = loaded.labels if isinstance(loaded, Column) else machine.labels(value)
                    frame = with_column(machine, frame, name, labels, Opaque(labels), site)
            if rest is not None or content.dataset:
                dataset = content.dataset or f"the record at {site.path}:{site.node}"
                everything = Everything(dataset, frozenset(), (), site)
                frame = replace(frame, rest=(everything,), shared=machine.labels(rest) | content.labels, ordered=False)
            return replace(frame, rows=frame.rows | content.labels.weakened(Dependence.SELECTION))
        case Items(items=items, tail=tail):
            result: Frame | None = None
            rows = content.labels.weakened(Dependence.SELECTION)
            for item in (*items[:64], *([tail] if tail is not None else [])):
                inner = machine.load(item)
                if isinstance(inner, Items):
                    part = Frame(tuple(Entry(number, machine.labels(each)) for number, each in enumerate(inner.items)))
                    if inner.tail is not None:
                        part = replace(part, columns=(*part.columns, Entry(None, machine.labels(inner.tail), False)))
                else:
                    part = _made(machine, inner, dialect, site)
                result = part if result is None else join_frames(result, part)
            made = result if result is not None else Frame(dialect=dialect)
            return replace(made, rows=made.rows | rows)
        case Opaque():
            dataset = content.dataset or f"the table at {site.path}:{site.node}"
            everything = Everything(dataset, frozenset(), (), content.site or site)
            return Frame(rest=(everything,), shared=content.labels, dialect=dialect, ordered=False, dataset=dataset)
        case None:
            return Frame(dialect=dialect)
        case _:
            return Frame((Entry(0, machine.labels(content) if content is not None else NONE),), dialect=dialect)  # type: ignore[arg-type]


FRAME_OPERATIONS: Mapping[str, Operation] = {
    "keep": keep,
    "drop": drop,
    "rename": rename,
    "assign": assign,
    "pop": pop,
    "filter_columns": filter_columns,
    "merge": merge,
    "concat": concat,
    "group": group,
    "set_index": set_index,
    "reset_index": reset_index,
    "mix": mix,
    "make": make,
}
