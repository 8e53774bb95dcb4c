"""Using models and transformers: what a score is computed from, and what a transformer gives."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels, Mark
from originlint.interpreter.machine import Invocation, Machine, SinkKind
from originlint.interpreter.marks import measured
from originlint.interpreter.operations.estimators_construct import inputs_of
from originlint.interpreter.operations.estimators_data import copied
from originlint.interpreter.operations.estimators_features import (
    column_labels,
    data_labels,
    doubted,
    features_of,
    is_tabular,
    labels_of,
)
from originlint.interpreter.operations.estimators_fit import argument, fit
from originlint.interpreter.operations.estimators_spark import is_spark, predicted
from originlint.interpreter.operations.estimators_stages import (
    each_object,
    is_model,
    remember,
    seen_by,
    transformed,
    unknown_output,
)
from originlint.interpreter.values import Column, Entry, Estimator, Frame, Items, Opaque, Reference, Value
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site


def predict(machine: Machine, call: Invocation) -> Value:
    """Apply a model: the columns that reach it decide the score. The result owes to them, and to what it was taught."""
    receiver = call.receiver
    data = argument(call, "data", "X")
    if receiver is None:
        return Opaque()
    labels, rows, name = NONE, NONE, ""
    also = machine.labels(call.get(str(call.record.option("also", ""))))
    for target in each_object(receiver):
        content = machine.load(target)
        if isinstance(content, Estimator):
            view = _view(machine, call, target, content, data)
            name = f"{content.type.rpartition('.')[2]}.{_short(call)}"
            labels = labels | content.target
        elif is_tabular(machine, data):
            view = features_of(machine, data, call.site)
            # a model that is not seen may read any of the columns of an open table, and all of those listed for it
            view = doubted(view, Certainty.POSSIBLE if view.rest else Certainty.LIKELY)
            name = _short(call)
        else:
            labels = labels | machine.labels(data)
            continue
        view = replace(view, shared=view.shared | also)
        machine.sink(SinkKind.APPLIED, name, labels_of(machine, view), call.site)
        rows = rows | view.rows
        labels = labels | _given(column_labels(machine, view), call.site, name, machine.depth)
    if call.record.option("gives") == "number":
        return Opaque(measured(data_labels(labels), call.site, machine.depth))
    return Column(None, labels, rows, "numpy", answer=name)


def _given(labels: Labels, site: Site, name: str, depth: int) -> Labels:
    """What a model's answer owes to."""
    return labels.through(site, f"scored by `{name}`", depth, mark=Mark.MODEL)


def _view(machine: Machine, call: Invocation, receiver: Value, content: Estimator, data: Value | None) -> Frame:
    if data is None:
        frame = content.fitted if content.fitted is not None else Frame()
    else:
        frame = _as_fitted(machine, content, features_of(machine, data, call.site), call)
    view = seen_by(machine, receiver, frame, None, call.site, False)
    named = inputs_of(machine, content)
    return replace(view, shared=view.shared | named) if named else view


def _as_fitted(machine: Machine, content: Estimator, frame: Frame, call: Invocation) -> Frame:
    """An open table that a model accepts has the columns that the model was fitted to: libraries refuse others, or
    read these by name."""
    fitted = content.fitted
    if not frame.rest or fitted is None or fitted.rest or not fitted.columns:
        return frame
    if frame.dialect not in ("pandas", "unknown", "polars") or is_spark(machine, content):
        return frame
    if not all(isinstance(entry.name, str) and entry.certain for entry in fitted.columns):
        return frame
    now = {entry.name: entry for entry in frame.columns}
    text = "the same columns as in training"
    columns = tuple(
        now.get(entry.name, replace(entry, labels=entry.labels.through(call.site, text, machine.depth)))
        for entry in fitted.columns
    )
    return replace(frame, columns=columns, rest=())


def _short(call: Invocation) -> str:
    return call.record.callee.rpartition(".")[2]


def transform(machine: Machine, call: Invocation) -> Value:
    """Apply a transformer, or a fitted Spark model (a score)."""
    data = argument(call, "data", "X")
    if call.receiver is None:
        return Opaque(machine.labels(data))
    if data is None or _is_no_data(machine, call, data):
        return Opaque(machine.labels(call.receiver) | _argument_labels(machine, call))
    return _through(machine, call, data, fitting=False)


def fit_transform(machine: Machine, call: Invocation) -> Value:
    """Fit a transformer and apply it. A pipeline that ends in a model cannot be used so."""
    data = argument(call, "data", "X")
    if call.receiver is None or data is None:
        return Opaque(_argument_labels(machine, call))
    return _through(machine, call, data, fitting=True)


def _is_no_data(machine: Machine, call: Invocation, data: Value) -> bool:
    """Whether the receiver may be no transformer at all: unseen, and given no data (`groupby(…).transform("mean")`)."""
    assert call.receiver is not None
    unseen = isinstance(machine.load(call.receiver), Opaque)
    return unseen and not is_tabular(machine, data)


def _argument_labels(machine: Machine, call: Invocation) -> Labels:
    labels = machine.labels(call.arguments.more)
    for value in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels


def _through(machine: Machine, call: Invocation, data: Value, fitting: bool) -> Value:
    assert call.receiver is not None
    target = argument(call, "target", "y")
    frame = features_of(machine, data, call.site)
    results: list[Frame] = []
    for receiver in each_object(call.receiver):
        content = machine.load(receiver)
        if isinstance(content, Estimator) and _scores(machine, receiver, content):
            view = seen_by(machine, receiver, frame, target, call.site, fitting)
            kind = SinkKind.TRAINED if fitting else SinkKind.APPLIED
            machine.sink(kind, f"{content.type.rpartition('.')[2]}.{_short(call)}", labels_of(machine, view), call.site)
            results.append(_model_output(machine, receiver, content, frame, view, call))
        elif isinstance(content, Estimator):
            results.append(transformed(machine, receiver, frame, target, call.site, fitting))
        else:
            results.append(unknown_output(machine, receiver, frame, call.site))
    return _shaped(machine, data, results, call)


def _scores(machine: Machine, receiver: Value, content: Estimator) -> bool:
    """Whether transforming is scoring: for Spark models, and pipelines that end in one."""
    if content.role == "pipeline" and not content.stages:
        return True
    return is_model(machine, receiver) is True and content.role != "cluster"


def _model_output(
    machine: Machine, receiver: Value, content: Estimator, frame: Frame, view: Frame, call: Invocation
) -> Frame:
    if is_spark(machine, content):
        last = receiver
        inner: object = content
        while isinstance(inner, Estimator) and inner.role in ("pipeline", "search") and inner.stages:
            if inner.role == "pipeline":
                for stage in inner.stages[:-1]:
                    frame = transformed(machine, stage.estimator, frame, None, call.site, False)
            last = inner.stages[-1].estimator
            inner = machine.load(last)
        if isinstance(inner, Estimator):
            return predicted(machine, inner, frame, call.site)
    labels = column_labels(machine, view)
    return Frame((Entry(None, labels),), rows=view.rows, dialect="numpy")


def _shaped(machine: Machine, data: Value, results: list[Frame], call: Invocation) -> Value:
    """A column that stays one column comes out as a column."""
    result = results[0]
    for other in results[1:]:
        result = replace(result, columns=(*result.columns, *other.columns), ordered=False)
    content = machine.load(data)
    if isinstance(content, Column) and len(result.columns) == 1 and not result.rest:
        (entry,) = result.columns
        if isinstance(entry.name, str) or entry.name is None:
            return replace(content, labels=entry.labels, dialect=result.dialect, name=content.name)
    return machine.new(result)


def fit_predict(machine: Machine, call: Invocation) -> Value:
    """Train and score in one call (clustering, outlier detection)."""
    fit(machine, call)
    return predict(machine, call)


def apply_function(machine: Machine, call: Invocation) -> Value:
    """A described function that works like a transformer without state (`scale(X)`, `normalize(X)`). The option `first`
    names a constant column that comes before the others."""
    data = argument(call, "data", "X")
    if data is None:
        return Opaque(_argument_labels(machine, call))
    type_ = str(call.record.option("like", ""))
    worker = machine.new(Estimator(type_, "transformer", options=call.arguments.keywords))
    frame = features_of(machine, data, call.site)
    made = transformed(machine, worker, frame, None, call.site, False)
    constant = call.record.option("first")
    if isinstance(constant, str):
        in_front = call.get("prepend") is None
        made = replace(made, columns=(Entry(constant), *made.columns), ordered=made.ordered and in_front)
    return _shaped(machine, data, [made], call)


def inverse(machine: Machine, call: Invocation) -> Value:
    """`inverse_transform`: the columns that were fitted, from what is given."""
    data = argument(call, "data", "X")
    content = machine.load(call.receiver) if call.receiver is not None else None
    given = features_of(machine, data, call.site)
    if isinstance(content, Estimator) and content.fitted is not None and content.fitted.columns:
        labels = column_labels(machine, given)
        columns = tuple(replace(entry, labels=labels) for entry in content.fitted.columns)
        result = replace(content.fitted, columns=columns, rest=(), rows=given.rows, dialect="numpy")
        return _shaped(machine, data, [result], call) if data is not None else machine.new(result)
    return data if data is not None and isinstance(data, (Reference, Column)) else Opaque(machine.labels(data))


def resample(machine: Machine, call: Invocation) -> Value:
    """`fit_resample(X, y)`: rows are chosen or made so that classes get the same weight; the columns stay. Which rows
    there are then owes to the target."""
    data, target = argument(call, "data", "X"), argument(call, "target", "y")
    if data is None:
        return Opaque()
    if isinstance(machine.load(call.receiver) if call.receiver else None, Estimator):
        assert call.receiver is not None
        remember(machine, call.receiver, features_of(machine, data, call.site), target)
    decides = data_labels(machine.labels(target))
    if decides:
        machine.sink(SinkKind.WEIGHT, call.record.callee.rpartition(".")[2], decides, call.site)
    parts = tuple(copied(machine, value) for value in (data, target) if value is not None)
    return machine.new(Items("tuple", parts))
