"""Splits, folds, dataset objects, and datasets that come with a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from originlint.interpreter.joins import cell_with_labels, with_labels
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.operations.estimators_construct import settings
from originlint.interpreter.operations.estimators_features import features_of, select, without
from originlint.interpreter.operations.estimators_fit import names_in
from originlint.interpreter.values import (
    Column,
    Entries,
    Entry,
    Estimator,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Value,
)
from originlint.source.nameless import nameless

PROTECTED = "protected_attribute_names"
"""The setting of a fairness dataset that lists its columns which are groups."""


def split(machine: Machine, call: Invocation) -> Value:
    """`train_test_split(a, b, …)`: every table in two parts with the same columns. What they are stratified by decides
    who is in which."""
    given = [*call.arguments.positional]
    if call.arguments.more is not None:
        given.append(call.arguments.more)
    chosen = NONE
    for name, value in call.arguments.keywords:
        if name in ("stratify", "groups"):
            chosen = chosen | machine.labels(value).weakened(Dependence.SELECTION)
    if chosen:
        machine.use("displayed", chosen, call.site)
    count = 1 if call.record.option("parts") == 1 else 2
    parts = tuple(copied(machine, value, chosen) for value in given for _ in range(count))
    return parts[0] if len(parts) == 1 else machine.new(Items("list", parts))


def copied(machine: Machine, value: Value, rows: Labels = NONE) -> Value:
    """An object of its own with the same content, whose rows owe to further labels."""
    if isinstance(value, Reference):
        content = cell_with_labels(machine.load(value), rows)
        return machine.new(content)  # type: ignore[arg-type]
    if isinstance(value, Column):
        return replace(value, rows=value.rows | rows)
    return with_labels(value, rows)


def folds(machine: Machine, call: Invocation) -> Value:
    """`KFold().split(X, y, groups)`: pairs of row numbers, that owe to what they are grouped by."""
    labels = NONE
    for value in (call.get("groups"), call.get("y")):
        labels = labels | machine.labels(value).weakened(Dependence.SELECTION)
    pair = machine.new(Items("tuple", (Opaque(labels), Opaque(labels))))
    return machine.new(Items("list", (), pair))


def dataset(machine: Machine, call: Invocation) -> Value:
    """`xgb.DMatrix(data, label)`, `lgb.Dataset`, `catboost.Pool`, fairness datasets: a table under another type.

    Options: `data` and `target` name the parameters (the target may be the name of a column); `rename` the one with new
    column names; `drop` those that name columns which are removed, `keep` the one that lists columns which stay.
    """
    given = settings(machine, call)
    options = dict(given)
    frame = features_of(machine, options.get(str(call.record.option("data", "data"))), call.site)
    renamed = options.get(str(call.record.option("rename", "feature_names")))
    if renamed is not None:
        frame = _renamed(machine, frame, renamed)
    for name in _texts(call.record.option("keep")):
        chosen, names = select(machine, frame, options.get(name), call.site)
        if names:
            frame = chosen
    for name in _texts(call.record.option("drop")):
        frame = without(frame, names_in(machine, options.get(name)))
    target = options.get(str(call.record.option("target", "label")))
    if named := names_in(machine, target):
        chosen, _ = select(machine, frame, target, call.site)
        frame = without(frame, named)
        target = Column(named[0], machine.labels(replace(chosen, rows=NONE)), frame.rows, frame.dialect)
    trained = machine.labels(frame) | machine.labels(target)
    if target is not None:
        given = (*given, ("label", target))
    made = Estimator(call.record.callee, "dataset", options=given, fitted=frame, trained=trained)
    protected = call.record.option("protected")
    if isinstance(protected, str) and protected in options:
        seen, _ = select(machine, frame, options[protected], call.site)
        machine.use("measured", machine.labels(seen), call.site)
    return machine.new(made)


def _renamed(machine: Machine, frame: Frame, names: Value) -> Frame:
    content = machine.load(names)
    if isinstance(content, Names):
        return frame if frame.rest else replace(frame, columns=_zip(frame, [entry.name for entry in content.columns]))
    texts = names_in(machine, names)
    if frame.rest or len(texts) != len(frame.columns):
        return frame
    return replace(frame, columns=_zip(frame, texts))


def _zip(frame: Frame, names: Sequence[object]) -> tuple[Entry, ...]:
    if len(names) != len(frame.columns):
        return frame.columns
    return tuple(
        replace(entry, name=name) if isinstance(name, str) else entry
        for entry, name in zip(frame.columns, names, strict=True)
    )


def _texts(option: object) -> list[str]:
    if isinstance(option, tuple):
        return [str(item) for item in option]
    return [option] if isinstance(option, str) else []


def tensors(machine: Machine, call: Invocation) -> Value:
    """`TensorDataset(x, y)`: the first holds the features, the last the target."""
    given = call.arguments.positional
    frame = features_of(machine, given[0], call.site) if given else Frame()
    target = given[-1] if len(given) > 1 else None
    options = (("label", target),) if target is not None else ()
    trained = machine.labels(frame) | machine.labels(target)
    return machine.new(Estimator(call.record.callee, "dataset", options=options, fitted=frame, trained=trained))


def batches(machine: Machine, call: Invocation) -> Value:
    """`DataLoader(dataset)`: the rows of a dataset, batch by batch. A list of one stands for all."""
    value = call.get("dataset")
    content = machine.load(value) if value is not None else None
    if not isinstance(content, Estimator) or content.fitted is None:
        return machine.new(Items("list", (), Opaque(machine.labels(value))))
    features = machine.new(replace(content.fitted, dialect="numpy"))
    batch = machine.new(Items("tuple", (features, dict(content.options).get("label", Opaque()))))
    return machine.new(Items("list", (), batch))


def set_label(machine: Machine, call: Invocation) -> Value:
    """`dtrain.set_label(y)`, `set_weight(w)`: what the record's option names is set."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(content, Estimator) and call.receiver is not None and call.arguments.positional:
        name = str(call.record.option("parameter", "label"))
        machine.update(
            call.receiver, replace(content, options=(*content.options, (name, call.arguments.positional[0])))
        )
    return call.receiver if call.receiver is not None else Literal(None)


def known_dataset(machine: Machine, call: Invocation, name: str | None = None) -> Value:
    """A dataset that a library loads: its columns are those that the record lists.

    Options: `columns`, `target`, `dataset` (a name); `gives` is "frame", "pair" (X, y), "dataset" (one that knows its
    `groups`) or "bunch" (an object with `data`, `target`, `frame`); the argument `return_X_y` makes it a pair. `keep`
    names the parameters that list the columns to keep (the first decides whether any are left out), `drop` those that
    list columns to remove.
    """
    record = call.record
    name = name or str(record.option("dataset", record.callee))
    columns = tuple(
        Entry(column, machine.mention(column, call.site, "dataset of a library", name))
        for column in _texts(record.option("columns"))
    )
    columns = _asked_for(machine, call, columns)
    rest = () if columns else (Everything(name, frozenset(), (), call.site),)
    frame = Frame(columns, rest, dataset=name, ordered=bool(columns))
    target_name = str(record.option("target", "target"))
    target: Value = Column(target_name, machine.mention(target_name, call.site, "dataset of a library", name))
    flag = call.get("return_X_y")
    content = machine.load(flag) if flag is not None else None
    gives = str(record.option("gives", "bunch"))
    if isinstance(content, Literal) and content.value is True:
        gives = "pair"
    table = machine.new(frame)
    match gives:
        case "frame":
            whole = replace(frame, columns=(*columns, Entry(target_name)) if columns else ())
            return machine.new(whole)
        case "pair":
            return machine.new(Items("tuple", (table, target)))
        case "dataset":
            given = tuple(option for option in settings(machine, call) if option[0] != "label")
            if groups := _groups_unless_said(machine, call, dict(given)):
                given = (*given, groups)
            given = (*given, ("label", target))
            made = Estimator(record.callee, "dataset", (), given, frame, machine.labels(frame))
            return machine.new(made)
    whole_table = machine.new(replace(frame, columns=(*columns, Entry(target_name)) if columns else ()))
    members: tuple[tuple[str, Value], ...] = (("data", table), ("target", target), ("frame", whole_table))
    return machine.new(Estimator(record.callee, "bunch", options=members, trained=machine.labels(frame)))


def _groups_unless_said(machine: Machine, call: Invocation, given: dict[str, Value]) -> tuple[str, Value] | None:
    """The columns that are groups of a dataset that a library loads, where the call does not say which."""
    names = _texts(call.record.option("groups"))
    if not names or PROTECTED in given:
        return None
    return PROTECTED, machine.new(Items("list", tuple(Literal(name) for name in names)))


def _asked_for(machine: Machine, call: Invocation, columns: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The columns that the arguments keep and do not drop."""
    given = dict(settings(machine, call))
    lists = [names_in(machine, given.get(name)) for name in _texts(call.record.option("keep"))]
    if lists and lists[0]:
        kept = {name for names in lists for name in names}
        columns = tuple(entry for entry in columns if entry.name in kept)
    gone = {name for option in _texts(call.record.option("drop")) for name in names_in(machine, given.get(option))}
    return tuple(entry for entry in columns if entry.name not in gone)


def named_dataset(machine: Machine, call: Invocation) -> Value:
    """`fetch_openml(name=…, data_id=…)`: a dataset that is known under a name or number, else an open one."""
    for parameter in ("name", "data_id"):
        value = call.get(parameter)
        content = machine.load(value) if value is not None else None
        if isinstance(content, Literal) and content.value is not None:
            known = machine.library.lookup(f"{call.record.option('among')}.{str(content.value).lower()}")
            if known is not None:
                return known_dataset(machine, replace(call, record=replace(known, slots=call.record.slots)))
            return known_dataset(machine, call, f"{call.record.callee} {content.value}")
    return known_dataset(machine, call, nameless("the data fetched", call.site))


def task(machine: Machine, call: Invocation) -> Value:
    """`BasicProblem(features=[…], target=…, group=…)` of folktables: a list of features with a name."""
    given = settings(machine, call)
    return machine.new(Estimator(call.record.callee, "task", options=given))


def task_data(machine: Machine, call: Invocation) -> Value:
    """`ACSIncome.df_to_numpy(df)`: features, target and group of a task. The features of the tasks that come with the
    library stand in the record."""
    data = call.get("df")
    frame = features_of(machine, data, call.site)
    content = machine.load(call.receiver) if call.receiver is not None else None
    listed = call.record.option("columns")
    if isinstance(content, Estimator):
        features, _ = select(machine, frame, dict(content.options).get("features"), call.site)
        group, _ = select(machine, frame, dict(content.options).get("group", Literal(None)), call.site)
    else:
        names = machine.new(Items("list", tuple(Literal(name, site=call.site) for name in _texts(listed))))
        features, _ = select(machine, frame, names, call.site)
        group, _ = select(machine, frame, Literal(str(call.record.option("group", "")), site=call.site), call.site)
    dialect = "numpy" if call.record.callee.endswith("numpy") else "pandas"
    result = replace(features, rest=features.rest, dialect=dialect, rows=frame.rows)
    grouped = Column(None, machine.labels(replace(group, rows=NONE)), frame.rows, dialect)
    target = Column("target", NONE, frame.rows, dialect)
    return machine.new(Items("tuple", (machine.new(result), target, grouped)))


def unwrapped(machine: Machine, call: Invocation) -> Value:
    """`dataset.convert_to_dataframe()`, `get_data()`: the table inside, alone or (option `pair`) with attributes."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    frame = content.fitted if isinstance(content, Estimator) and content.fitted is not None else Frame()
    frame = replace(frame, dialect=str(call.record.option("dialect", "pandas")))
    table = machine.new(frame)
    if call.record.option("pair"):
        target = dict(content.options).get("label") if isinstance(content, Estimator) else None
        if isinstance(target, Column):
            table = machine.new(replace(frame, columns=(*frame.columns, Entry(target.name, target.labels))))
        return machine.new(Items("tuple", (table, machine.new(Entries()))))
    return table


def parts(machine: Machine, call: Invocation) -> Value:
    """`dataset.split([0.7])`: several datasets like the receiver."""
    if call.receiver is None:
        return Opaque()
    copies = tuple(copied(machine, call.receiver) for _ in range(int(str(call.record.option("count", 2)))))
    return machine.new(Items("list", copies))
