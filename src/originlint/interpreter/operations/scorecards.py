"""Libraries for scorecards and feature stores: columns chosen or renamed as they are binned, and scores added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import Mark
from originlint.interpreter.machine import Invocation, Machine, Operation, SinkKind
from originlint.interpreter.operations.estimators_data import copied
from originlint.interpreter.operations.estimators_features import column_labels, features_of, labels_of, select, without
from originlint.interpreter.operations.estimators_fit import argument, names_in
from originlint.interpreter.operations.selection import any_columns
from originlint.interpreter.values import Entries, Entry, Family, Frame, Items, Literal, Opaque, Value


def select_some(machine: Machine, call: Invocation) -> Value:
    """Some of the columns, as the data decide: of those that the parameter in `keep` lists, without those in `drop`."""
    frame = features_of(machine, argument(call, "data", "dt"), call.site)
    listed = call.get(str(call.record.option("keep", "")))
    if listed is not None and names_in(machine, listed):
        frame, _ = select(machine, frame, listed, call.site)
    dropped = call.record.option("drop", ())
    for name in dropped if isinstance(dropped, tuple) else ():
        frame = without(frame, names_in(machine, call.get(str(name))))
    return machine.new(any_columns(frame, call.site))


def suffixed(machine: Machine, call: Invocation) -> Value:
    """Each column may be there under its name with a suffix instead."""
    frame = features_of(machine, argument(call, "data", "dt"), call.site)
    suffix = str(call.record.option("suffix", ""))
    loose = tuple(replace(entry, certain=False) for entry in frame.columns)
    binned = tuple(replace(e, name=f"{e.name}{suffix}") for e in loose if isinstance(e.name, str))
    shared = Entry(Family("", suffix), frame.shared, False)
    more = (shared,) if frame.rest else ()
    return machine.new(replace(frame, columns=(*loose, *binned, *more), ordered=False))


def split_dict(machine: Machine, call: Invocation) -> Value:
    """A dict of two parts of a table, "train" and "test"."""
    given = next(iter(call.arguments.positional), None)
    if given is None:
        return Opaque()
    pairs = tuple((Literal(name), copied(machine, given)) for name in ("train", "test"))
    return machine.new(Entries(pairs))


def score_table(machine: Machine, call: Invocation) -> Value:
    """A function that scores a table: whatever its columns are, they decide the score."""
    data = argument(call, "data", "data")
    if data is None:
        return Opaque()
    frame = features_of(machine, data, call.site)
    name = call.record.callee.rpartition(".")[2]
    machine.sink(SinkKind.APPLIED, name, labels_of(machine, frame), call.site)
    labels = column_labels(machine, frame).through(call.site, f"scored by `{name}`", machine.depth, mark=Mark.MODEL)
    scored = Entry("score", labels)
    return machine.new(replace(frame, columns=(*frame.columns, scored), ordered=False))


def feature_columns(machine: Machine, call: Invocation) -> Value:
    """`get_historical_features(entity_df, features=["view:column"])`: the entities, and the columns that are listed."""
    entities = call.get(str(call.record.option("entities", "")))
    frame = features_of(machine, entities, call.site) if entities is not None else Frame()
    listed = machine.load(call.get(str(call.record.option("features", ""))) or Literal(None))
    made: list[Entry] = []
    for item in listed.items if isinstance(listed, Items) else ():
        text = machine.load(item)
        if isinstance(text, Literal) and isinstance(text.value, str):
            view, _, column = text.value.rpartition(":")
            name = column or text.value
            made.append(Entry(name, machine.mention(name, text.site or call.site, "feature list", view or None)))
    return machine.new(replace(frame, columns=(*frame.columns, *made)))


SCORECARD_OPERATIONS: Mapping[str, Operation] = {
    "select_some": select_some,
    "suffixed": suffixed,
    "split_dict": split_dict,
    "estimator.score_table": score_table,
    "feature_columns": feature_columns,
}
