"""Operations on columns: computing with them, mapping, choosing between them, one-hot encoding, summarising."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.joins import shallow_labels
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Arguments, Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant, is_true, table
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column, wanted
from originlint.interpreter.values import (
    Bound,
    Closure,
    Column,
    Content,
    Entries,
    Entry,
    External,
    Frame,
    Items,
    Literal,
    Opaque,
    Reference,
    Value,
)


def _subject(machine: Machine, call: Invocation) -> tuple[Value | None, Content | Value | None]:
    value = call.receiver if call.receiver is not None else next(iter(call.arguments.positional), None)
    content = machine.load(value) if value is not None else None
    if isinstance(content, Bound) and content.name in ("str", "dt", "cat"):
        value = content.receiver
        content = machine.load(value)
    return value, content


def compute(machine: Machine, call: Invocation) -> Value:
    """A column computed from columns, element by element: it owes to all of them."""
    value, content = _subject(machine, call)
    labels = NONE
    rows = NONE
    everything = [
        *([value] if value is not None else []),
        *call.arguments.positional,
        *(each for _, each in call.arguments.keywords),
    ]
    first: Column | None = content if isinstance(content, Column) else None
    frame: Frame | None = content if isinstance(content, Frame) else None
    for each in everything:
        part = machine.load(each)
        match part:
            case Column():
                labels, rows = labels | part.labels, rows | part.rows
                first = first or part
            case Frame():
                frame = frame or part
                if part is not frame:
                    labels = labels | all_labels(part)
            case Closure() | External():
                continue
            case _:
                labels = labels | machine.labels(each)
    if frame is not None and first is None:
        entries = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
        return machine.new(replace(frame, columns=entries, shared=frame.shared | (labels if frame.rest else NONE)))
    if first is not None:
        if frame is not None:
            labels = labels | all_labels(frame)
        return replace(first, labels=labels, rows=rows)
    return Opaque(labels)


def apply(machine: Machine, call: Invocation) -> Value:
    """`apply`, `map`, `transform`, `pipe`: a function is called with the column, the row or the table; a dict is looked
    up."""
    value, content = _subject(machine, call)
    function = call.get("func") or call.get("arg") or next(iter(call.arguments.positional), None)
    if function is None:
        return value if value is not None else Opaque()
    mapper = machine.load(function)
    extra = call.extra if not isinstance(call.get("args"), Reference) else ()
    match content:
        case Column():
            return _apply_to_column(machine, call, content, function, mapper)
        case Frame():
            if call.record.option("whole"):
                return machine.call(function, Arguments((value, *extra) if value is not None else extra), call.site)
            return _apply_to_frame(machine, call, value, content, function, mapper)
        case _:
            labels = machine.labels(value)
            if isinstance(mapper, Closure):
                return Opaque(machine.labels(machine.call(function, Arguments((Opaque(labels),)), call.site)) | labels)
            return Opaque(labels | machine.labels(function))


def _apply_to_column(
    machine: Machine, call: Invocation, column: Column, function: Value, mapper: Content | Value
) -> Value:
    match mapper:
        case Entries():
            values = NONE
            for _, each in mapper.pairs:
                values = values | machine.labels(each)
            labels = column.labels.through(
                call.site, "mapped by a table", machine.depth, table=machine.is_code_table(mapper)
            )
            return replace(column, labels=labels | values)
        case Closure():
            outcome = machine.call(function, Arguments((Opaque(column.labels),)), call.site)
            result = machine.labels(outcome)
            loaded = machine.load(outcome)
            if isinstance(loaded, (Frame, Items)) and not isinstance(loaded, Items):
                return outcome
            return replace(column, labels=result)
        case Column():
            return replace(column, labels=column.labels | mapper.labels)
        case _:
            return replace(column, labels=column.labels | shallow_labels(function))


def _apply_to_frame(
    machine: Machine, call: Invocation, value: Value | None, frame: Frame, function: Value, mapper: Content | Value
) -> Value:
    by_row = constant(machine, call.get("axis")) in (1, "columns", "index=1")
    if isinstance(mapper, Closure) and by_row:
        row = machine.new(frame)
        outcome = machine.call(function, Arguments((row,)), call.site)
        loaded = machine.load(outcome)
        if isinstance(loaded, Frame):
            return outcome
        if isinstance(loaded, Column):
            return replace(loaded, rows=frame.rows)
        return Column(None, machine.labels(outcome), frame.rows, frame.dialect, frame.dataset)
    if isinstance(mapper, Closure) and not call.record.option("elements"):
        entries: list[Entry] = []
        for entry in frame.columns[:64]:
            column = Column(entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset)
            outcome = machine.call(function, Arguments((column,)), call.site)
            entries.append(replace(entry, labels=entry.labels | machine.labels(outcome)))
        return machine.new(replace(frame, columns=(*entries, *frame.columns[64:])))
    if isinstance(mapper, Entries):
        for name, _ in mapper.pairs:
            for each in wanted(machine, name) or ():
                read_column(machine, frame, each, call.site)
    labels = NONE if isinstance(mapper, (Closure, External, Literal, Entries, Items)) else machine.labels(function)
    if not labels:
        return machine.new(frame)
    changed = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
    return machine.new(replace(frame, columns=changed, shared=frame.shared | labels))


def choose(machine: Machine, call: Invocation) -> Value:
    """`np.where(condition, a, b)`, `np.select`, `Series.where`, `when`: the condition decides which value it is."""
    condition = call.get("condition") or call.get("cond") or call.get("condlist")
    others = [each for name, each in call.bound.items() if name not in ("condition", "cond", "condlist")]
    decided = machine.labels(condition).weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "decides the value", machine.depth)
    value, content = _subject(machine, call)
    labels = decided
    rows = NONE
    if call.receiver is not None and content is not None:
        if isinstance(content, Frame):
            entries = tuple(replace(entry, labels=entry.labels | labels) for entry in content.columns)
            return machine.new(replace(content, columns=entries, shared=content.shared | labels))
        labels = labels | machine.labels(value)
    for each in (*others, *call.extra):
        part = machine.load(each)
        labels = labels | (part.labels if isinstance(part, Column) else machine.labels(each))
        if isinstance(part, Column):
            rows = rows | part.rows
    if not others and call.receiver is None:
        return Opaque(decided)
    name = content.name if isinstance(content, Column) else None
    return Column(name, labels, rows)


def summarise(machine: Machine, call: Invocation) -> Value:
    """`mean`, `sum`, `value_counts` …: fewer values from the same columns. With `shows` in the record, the result is
    for people to look at."""
    value, content = _subject(machine, call)
    if call.record.option("shows"):
        machine.use("displayed", machine.labels(value), call.site)
    match content:
        case Column():
            return content
        case Frame():
            if constant(machine, call.get("axis")) in (1, "columns"):
                return Column(None, all_labels(content), content.rows, content.dialect, content.dataset)
            return machine.new(replace(content, ordered=content.ordered))
        case Items():
            return Opaque(machine.labels(value))
        case _:
            return Opaque(machine.labels(value))


def show(machine: Machine, call: Invocation) -> Value:
    """Plots and prints: whatever goes in is displayed. Columns named in the arguments are mentions."""
    _, content = _subject(machine, call)
    frame = content if isinstance(content, Frame) else None
    data = call.get("data")
    if data is not None:
        loaded = machine.load(data)
        frame = loaded if isinstance(loaded, Frame) else frame
    labels = machine.labels(content) if not isinstance(content, Frame) else NONE
    for each in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        part = machine.load(each)
        if isinstance(part, Literal) and isinstance(part.value, str) and frame is not None:
            entry = read_column(machine, frame, Wanted(part.value, part.site), call.site)
            labels = labels | entry.labels
        elif not isinstance(part, Frame):
            labels = labels | machine.labels(each)
    machine.use("displayed", labels, call.site)
    return Opaque()


def fresh_array(machine: Machine, call: Invocation) -> Value:
    """`np.zeros`, `np.arange`, `np.random…`: an array that owes to nothing."""
    return Column(None, NONE, NONE, "numpy")


def array(machine: Machine, call: Invocation) -> Value:
    """`np.array`, `np.asarray`, `reshape`, `ravel`: the same columns as an array."""
    value = call.receiver or call.get("a") or call.get("object") or next(iter(call.arguments.positional), None)
    content = machine.load(value) if value is not None else None
    match content:
        case Frame():
            return machine.new(replace(content, dialect="numpy"))
        case Column():
            return replace(content, dialect="numpy")
        case Items():
            from originlint.interpreter.operations.making import frame_from

            inner = [machine.load(item) for item in content.items]
            if any(isinstance(each, (Items, Entries, Frame)) for each in inner):
                return machine.new(replace(frame_from(machine, content, "numpy", call.site), dialect="numpy"))
            return Column(None, machine.labels(value), NONE, "numpy")
        case Opaque() if isinstance(value, Reference):
            return value
        case _:
            return content if isinstance(content, Opaque) else Opaque(machine.labels(value))


def rows_of(machine: Machine, call: Invocation) -> Value:
    """`iterrows`, `itertuples`: rows are views of the table, in which columns are read by name."""
    value, content = _subject(machine, call)
    if not isinstance(content, Frame):
        return machine.new(Items("list", (), Opaque(machine.labels(value))))
    row: Value = machine.new(content)
    if call.record.option("pairs"):
        row = machine.new(Items("tuple", (Opaque(), row)))
    return machine.new(Items("list", (), row, content.rows.weakened(Dependence.SELECTION)))


def records(machine: Machine, call: Invocation) -> Value:
    """`to_dict(orient)`: records by column name."""
    value, content = _subject(machine, call)
    if not isinstance(content, Frame):
        return Opaque(machine.labels(value))
    pairs = tuple(
        (Literal(entry.name), Opaque(entry.labels)) for entry in content.columns if isinstance(entry.name, (str, int))
    )
    rest = Opaque(content.shared, content.dataset) if content.rest else None
    record: Value = machine.new(Entries(pairs, rest, NONE, content.dataset if content.rest else None))
    if constant(machine, call.get("orient")) in ("records", "rows"):
        return machine.new(Items("list", (), record, content.rows.weakened(Dependence.SELECTION)))
    return record


def value_list(machine: Machine, call: Invocation) -> Value:
    """`tolist`, `to_list`, `columns.tolist()`: the values as a list; the names of a table stay linked to it."""
    value, content = _subject(machine, call)
    match content:
        case Column():
            return machine.new(Items("list", (), Opaque(content.labels), content.rows.weakened(Dependence.SELECTION)))
        case Frame():
            return machine.new(replace(content, dialect="numpy"))
        case _:
            return value if value is not None else Opaque()


def evaluated(machine: Machine, call: Invocation) -> Value:
    """`query("…")`, `eval("…")`: the names in the text are read; `query` selects rows by them."""
    import re

    value, _ = _subject(machine, call)
    frame = table(machine, value, call.site)
    text = machine.load(call.get("expr") or Opaque())
    if frame is None or not (isinstance(text, Literal) and isinstance(text.value, str)):
        return value if value is not None else Opaque()
    code = re.sub(r"'[^']*'|\"[^\"]*\"", "", text.value)
    labels: Labels = NONE
    for name in dict.fromkeys(re.findall(r"(?<![@.\w])`([^`]+)`|(?<![@.\w])([A-Za-z_]\w*)", code)):
        word = name[0] or name[1]
        if word not in ("and", "or", "not", "in", "True", "False", "None", "index"):
            labels = labels | read_column(machine, frame, Wanted(word, text.site), call.site).labels
    if call.record.option("rows"):
        selected = labels.weakened(Dependence.SELECTION)
        if selected:
            selected = selected.through(call.site, "selects the rows", machine.depth)
        result = replace(frame, rows=frame.rows | selected)
        if is_true(machine, call.get("inplace")) and call.receiver is not None:
            machine.update(call.receiver, result)
            return Literal(None)
        return machine.new(result)
    return Column(None, labels, frame.rows)


COLUMN_OPERATIONS: Mapping[str, Operation] = {
    "compute": compute,
    "apply": apply,
    "choose": choose,
    "summarise": summarise,
    "show": show,
    "fresh_array": fresh_array,
    "array": array,
    "rows_of": rows_of,
    "records": records,
    "value_list": value_list,
    "evaluated": evaluated,
}
