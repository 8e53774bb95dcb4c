"""Operations on columns: computing with them, choosing between them, and taking them as arrays, lists and records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Labels, Mark, join_all
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import DECIDES
from originlint.interpreter.operations.answers import decide
from originlint.interpreter.operations.filtering import filter_rows
from originlint.interpreter.operations.frames import constant, put_back, table
from originlint.interpreter.operations.mapping import is_chain_of_codes
from originlint.interpreter.operations.meeting import is_expression
from originlint.interpreter.operations.selection import Wanted, all_labels, read_column
from originlint.interpreter.operations.writing import with_column
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
from originlint.source.site import Site


def column_subject(machine: Machine, call: Invocation) -> tuple[Value | None, Content | Value | None]:
    """What a method is called on, or a function's first argument; of an accessor (`series.str`), the column."""
    value = call.receiver if call.receiver is not None else next(iter(call.arguments.positional), None)
    content = machine.load(value) if value is not None else None
    if isinstance(content, Bound) and content.name in ("str", "dt", "cat"):
        value = content.receiver
        content = machine.load(value)
    return value, content


def compute(machine: Machine, call: Invocation) -> Value:
    """A column computed from columns, element by element: it owes to all of them."""
    value, content = column_subject(machine, call)
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
        name = constant(machine, call.get("name")) if call.record.option("named") else None
        return replace(first, labels=labels, rows=rows, name=name if isinstance(name, str) else first.name)
    if call.record.option("named"):
        name = constant(machine, call.get("name"))
        dialect = str(call.record.option("dialect", "pandas"))
        return Column(name if isinstance(name, str) else None, labels, rows, dialect)
    return Opaque(labels)


def choose(machine: Machine, call: Invocation) -> Value:
    """`np.where(condition, a, b)`, `np.select`, `Series.where`, `when`: the condition decides which value it is."""
    condition = call.get("condition") or call.get("cond") or call.get("condlist")
    if call.receiver is not None and condition is not None and is_expression(machine, condition):
        return filter_rows(machine, call)
    others = [each for name, each in call.bound.items() if name not in ("condition", "cond", "condlist")]
    decided = machine.labels(condition).weakened(Dependence.CONTROL)
    if decided:
        mark = Mark.TABLE if is_chain_of_codes(machine, condition, others) else None
        decided = decided.through(call.site, DECIDES, machine.depth, mark=mark)
    value, content = column_subject(machine, call)
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
    given = (*others, *call.extra, *([call.receiver] if call.receiver is not None else []))
    parts = [part for part in map(machine.load, given) if isinstance(part, Column)]
    answer = next((part.answer for part in parts if part.answer), "")
    decide(machine, answer, join_all(part.labels for part in parts), decided, call.site)
    return Column(name, labels, rows, answer=answer)


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


def flat(machine: Machine, call: Invocation) -> Value:
    """`array.ravel()`, `flatten()`, `reshape(…)`: one array of all values, which owes to all columns."""
    _, content = column_subject(machine, call)
    if not isinstance(content, Frame):
        return array(machine, call)
    return Column(None, all_labels(content), content.rows, "numpy", content.dataset)


def rows_of(machine: Machine, call: Invocation) -> Value:
    """`iterrows`, `itertuples`: rows are views of the table, in which columns are read by name."""
    value, content = column_subject(machine, call)
    if not isinstance(content, Frame):
        return machine.new(Items("list", (), Opaque(machine.labels(value))))
    row: Value = machine.new(replace(content, single=True))
    if call.record.option("makes") == "row":
        index = () if constant(machine, call.get("index")) is False else (Entry("Index", NONE),)
        row = machine.new(replace(content, columns=(*index, *content.columns), dialect="row"))
    if call.record.option("pairs"):
        row = machine.new(Items("tuple", (Opaque(), row)))
    return machine.new(Items("list", (), row, content.rows.weakened(Dependence.SELECTION)))


def records(machine: Machine, call: Invocation) -> Value:
    """`to_dict(orient)`: records by column name."""
    value, content = column_subject(machine, call)
    if not isinstance(content, Frame):
        return Opaque(machine.labels(value))
    rows = content.rows.weakened(Dependence.SELECTION)
    pairs = tuple(
        (Literal(entry.name), Opaque(entry.labels | rows))
        for entry in content.columns
        if isinstance(entry.name, (str, int))
    )
    rest = Opaque(content.shared | rows, content.dataset) if content.rest else None
    record = Entries(pairs, rest, NONE, content.dataset if content.rest else None)
    if constant(machine, call.get("orient")) in ("records", "rows") or call.record.option("rows"):
        return machine.new(Items("list", (), machine.new(record), rows))
    return machine.new(replace(record, labels=rows))


def value_list(machine: Machine, call: Invocation) -> Value:
    """`tolist`, `to_list`, `columns.tolist()`: the values as a list; the names of a table stay linked to it."""
    value, content = column_subject(machine, call)
    match content:
        case Column():
            rows = content.rows.weakened(Dependence.SELECTION)
            return machine.new(Items("list", (), Opaque(content.labels | rows), rows))
        case Frame():
            return machine.new(replace(content, dialect="numpy"))
        case _:
            return value if value is not None else Opaque()


def evaluated(machine: Machine, call: Invocation) -> Value:
    """`query("…")`, `eval("…")`: the names in the text are read. `query` selects rows by them, `eval` computes a
    column, and puts it in the table when the text says `name = …`."""
    value, _ = column_subject(machine, call)
    frame = table(machine, value, call.site)
    text = machine.load(call.get("expr") or Opaque())
    if frame is None or not (isinstance(text, Literal) and isinstance(text.value, str)):
        return value if value is not None else Opaque()
    if call.record.option("rows"):
        selected = _names_in(machine, frame, text.value, text.site, call.site).weakened(Dependence.SELECTION)
        if selected:
            selected = selected.through(call.site, "selects the rows", machine.depth)
        return put_back(machine, call, replace(frame, rows=frame.rows | selected))
    stored, labels = False, NONE
    for line in text.value.strip().splitlines():
        target = _ASSIGNED.match(line)
        labels = _names_in(machine, frame, line[target.end() :] if target else line, text.site, call.site)
        if target is not None:
            frame = with_column(machine, frame, Wanted(target[1], text.site), labels, Opaque(labels), call.site)
            stored = True
    return put_back(machine, call, frame) if stored else Column(None, labels, frame.rows)


_ASSIGNED = re.compile(r"\s*([A-Za-z_]\w*)\s*=(?!=)")
_NAME = re.compile(r"(?<![@.\w])`([^`]+)`|(?<![@.\w])([A-Za-z_]\w*)")
_NO_COLUMNS = frozenset({"and", "or", "not", "in", "True", "False", "None", "index"})


def _names_in(machine: Machine, frame: Frame, code: str, place: Site | None, site: Site) -> Labels:
    labels = NONE
    for name in dict.fromkeys(_NAME.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "", code))):
        word = name[0] or name[1]
        if word not in _NO_COLUMNS:
            labels = labels | read_column(machine, frame, Wanted(word, place), site).labels
    return labels


COLUMN_OPERATIONS: Mapping[str, Operation] = {
    "compute": compute,
    "choose": choose,
    "fresh_array": fresh_array,
    "array": array,
    "array.flat": flat,
    "rows_of": rows_of,
    "records": records,
    "value_list": value_list,
    "evaluated": evaluated,
}
