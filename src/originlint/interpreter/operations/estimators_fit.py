"""Training: which columns a model is trained on, and what weights the training."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE
from originlint.interpreter.machine import Invocation, Machine, SinkKind
from originlint.interpreter.marks import measured
from originlint.interpreter.operations.estimators_construct import inputs_of
from originlint.interpreter.operations.estimators_features import (
    data_labels,
    doubted,
    features_of,
    is_tabular,
    labels_of,
    select,
    without,
)
from originlint.interpreter.operations.estimators_formula import formula_features
from originlint.interpreter.operations.estimators_stages import (
    each_object,
    is_model,
    remember,
    seen_by,
    transformed,
)
from originlint.interpreter.values import Estimator, Frame, Instance, Items, Literal, Opaque, Value
from originlint.lexicon.verdict import Certainty

_TRANSFORMER_HINTS = ("scaler", "encoder", "imputer", "vectorizer", "transformer", "tokenizer", "binarizer", "selector")


def fit(machine: Machine, call: Invocation) -> Value:
    """Train. A model is trained on the columns that reach it; a transformer only remembers them. Gives the estimator
    back (or what the option `returns` says: "nothing" or "history")."""
    receiver = call.receiver
    if receiver is None:
        return Opaque()
    data = argument(call, "data", "X")
    target = argument(call, "target", "y")
    if data is None and call.record.callee.startswith("any."):
        return Opaque(machine.labels(receiver))
    for target_object in each_object(receiver):
        content = machine.load(target_object)
        if isinstance(content, Estimator):
            _fit_estimator(machine, call, target_object, content, data, target)
        elif data is not None:
            _fit_unseen(machine, call, target_object, content, data, target)
    if call.record.option("returns") == "nothing":
        return Literal(None)
    return receiver


def argument(call: Invocation, role: str, default: str) -> Value | None:
    """The argument that plays a role: of the parameter that the record's option names, else of the usual one."""
    return call.get(str(call.record.option(role, default)))


def _fit_estimator(
    machine: Machine, call: Invocation, receiver: Value, content: Estimator, data: Value | None, target: Value | None
) -> None:
    if data is None and call.record.option("stored"):
        given = dict(content.options)
        data = given.get(str(call.record.option("stored")))
        target = given.get(str(call.record.option("target", "")))
        weight = given.get(str(call.record.option("weight", "")))
        report_weight(machine, call, weight)
    frame = training_frame(machine, call, content, data)
    if target is None:
        target = _split_target(machine, data)
    if target is None or names_in(machine, target):
        target = _left_out(machine, call, content, data)
    trains = is_model(machine, receiver)
    if trains is False:
        transformed(machine, receiver, frame, target, call.site, True)
        return
    view = seen_by(machine, receiver, frame, target, call.site, True)
    if trains is None:
        view = doubted(view, Certainty.LIKELY)
    if named := inputs_of(machine, content):
        view = replace(view, shared=view.shared | named)
    report_training(machine, call, view, _sink_name(content, call), raw=data if view is frame else None)
    report_weight(machine, call, _weight(call))
    report_weight(machine, call, dict(content.options).get("weight"))
    remember(machine, receiver, frame, target)


def _weight(call: Invocation) -> Value | None:
    """The weights of the rows, also those for a step of a pipeline (`clf__sample_weight=…`)."""
    weight = argument(call, "weight", "sample_weight")
    for name, value in call.arguments.keywords:
        if weight is None and name.endswith("sample_weight"):
            weight = value
    return weight


def training_frame(machine: Machine, call: Invocation, content: Estimator | None, data: Value | None) -> Frame:
    """The data with only the columns that the call says are features: listed ones, or all but the target."""
    frame = features_of(machine, data, call.site)
    given = dict(content.options) if content is not None else {}
    formula = call.get(str(call.record.option("formula", "")))
    if formula is not None and not _is_none(machine, formula):
        return formula_features(machine, formula, data, call.site)
    listed = call.record.option("columns")
    if isinstance(listed, str):
        chosen = call.get(listed) or given.get(listed)
        if chosen is not None and not _is_none(machine, chosen):
            frame, _ = select(machine, frame, chosen, call.site)
    excluded = call.record.option("exclude")
    if isinstance(excluded, str):
        excluded = (excluded,)
    if isinstance(excluded, tuple):
        for name in excluded:
            column = call.get(str(name)) or given.get(str(name))
            frame = without(frame, names_in(machine, column))
    return frame


def _left_out(machine: Machine, call: Invocation, content: Estimator, data: Value | None) -> Value | None:
    """The columns that are no features because the call names them as something else, such as the target."""
    excluded = call.record.option("exclude")
    given = dict(content.options)
    names = _spark_labels(machine, content) + [
        name
        for option in (excluded if isinstance(excluded, tuple) else (excluded,))
        if isinstance(option, str) and not option.startswith("ignore")
        for name in names_in(machine, call.get(option) or given.get(option))
    ]
    if not names:
        return None
    listed = machine.new(Items("list", tuple(Literal(name) for name in names)))
    chosen, _ = select(machine, features_of(machine, data, call.site), listed, call.site)
    return Opaque(machine.labels(replace(chosen, rows=NONE)))


def _spark_labels(machine: Machine, content: Estimator) -> list[str]:
    """The columns that a model of Spark, or a step of a pipeline, is told to learn."""
    given = dict(content.options)
    names = [name for option in ("labelCol", "label_col") for name in names_in(machine, given.get(option))]
    for inner in (*(stage.estimator for stage in content.stages), given.get("estimator"), given.get("classifier")):
        step = machine.load(inner) if inner is not None else None
        if isinstance(step, Estimator) and step is not content:
            names += _spark_labels(machine, step)
    return names


def names_in(machine: Machine, value: Value | None) -> list[str]:
    """The texts in a value: one, or a list of them."""
    content = machine.load(value) if value is not None else None
    match content:
        case Literal(value=str(name)):
            return [name]
        case Items(items=items):
            return [name for item in items for name in names_in(machine, item)]
        case _:
            return []


def _is_none(machine: Machine, value: Value) -> bool:
    content = machine.load(value)
    return isinstance(content, Literal) and content.value is None


def _split_target(machine: Machine, data: Value | None) -> Value | None:
    """The label column of a DMatrix, Pool or Dataset."""
    content = machine.load(data) if data is not None else None
    if isinstance(content, Estimator):
        given = dict(content.options)
        return given.get("label") or given.get("y")
    return None


def _fit_unseen(
    machine: Machine, call: Invocation, receiver: Value, content: object, data: Value, target: Value | None
) -> None:
    """`self.model.fit(X, y)` where nothing is known of the receiver: likely a model, when it gets a target."""
    if not (is_tabular(machine, data) or is_tabular(machine, target)):
        return
    certainty = Certainty.LIKELY
    if isinstance(content, Opaque):
        hint = (content.hint or "").lower()
        if any(word in hint for word in _TRANSFORMER_HINTS):
            return
        if target is None and "model" not in hint:
            certainty = Certainty.POSSIBLE
    elif isinstance(content, Instance):
        certainty = Certainty.DEFINITE
    view = doubted(features_of(machine, data, call.site), certainty)
    report_training(machine, call, view, call.record.callee.rpartition(".")[2], raw=data, certainty=certainty)
    report_weight(machine, call, _weight(call))


def report_training(
    machine: Machine,
    call: Invocation,
    view: Frame,
    name: str,
    raw: Value | None = None,
    certainty: Certainty = Certainty.DEFINITE,
) -> None:
    """Report that a model is trained on a frame. `raw` is the value as passed, when it says more than the frame."""
    labels = labels_of(machine, view)
    content = machine.load(raw) if raw is not None else None
    if isinstance(content, Opaque) and certainty is Certainty.DEFINITE and not view.rest:
        machine.sink(SinkKind.TRAINED, name, raw if raw is not None else labels, call.site)
    else:
        machine.sink(SinkKind.TRAINED, name, labels, call.site)


def report_weight(machine: Machine, call: Invocation, weight: Value | None) -> None:
    """Report what weights the training."""
    if weight is None:
        return
    labels = data_labels(machine.labels(weight))
    if labels:
        machine.sink(SinkKind.WEIGHT, call.record.callee.rpartition(".")[2], labels, call.site)


def _sink_name(content: Estimator, call: Invocation) -> str:
    return f"{content.type.rpartition('.')[2]}.{call.record.callee.rpartition('.')[2]}"


def search(machine: Machine, call: Invocation) -> Value:
    """`cross_val_score(model, X, y)` and its like: trains and scores the given estimator. The result are numbers, or
    predictions when the record says so."""
    model = call.get(str(call.record.option("model", "estimator")))
    data = argument(call, "data", "X")
    target = argument(call, "target", "y")
    if model is None or data is None:
        return Opaque(machine.labels(data))
    frame = features_of(machine, data, call.site)
    if is_model(machine, model) is False:
        return Opaque(labels_of(machine, frame))
    view = seen_by(machine, model, frame, target, call.site, True)
    report_training(machine, call, view, call.record.callee.rpartition(".")[2], raw=data if view is frame else None)
    report_weight(machine, call, call.get("sample_weight"))
    labels = data_labels(labels_of(machine, view) | machine.labels(target))
    if call.record.option("gives") == "predictions":
        return Opaque(labels)
    return Opaque(measured(labels, call.site, machine.depth))


def train_native(machine: Machine, call: Invocation) -> Value:
    """`xgb.train(params, dtrain)`, `lgb.train`, `catboost.train`, `xgb.cv`: functions that train on a dataset object.
    The option `makes` is the class of the model that comes out."""
    data = argument(call, "data", "dtrain")
    frame = training_frame(machine, call, None, data)
    report_training(machine, call, frame, call.record.callee, raw=data)
    content = machine.load(data) if data is not None else None
    if isinstance(content, Estimator):
        report_weight(machine, call, dict(content.options).get("weight"))
    made = call.record.option("makes")
    taught = machine.labels(_split_target(machine, data)) | machine.labels(argument(call, "target", "y"))
    trained = machine.labels(data) | taught
    if not isinstance(made, str):
        return Opaque(measured(data_labels(trained), call.site, machine.depth))
    class_ = machine.library.class_of(made)
    role = class_.role if class_ is not None else "model"
    return machine.new(Estimator(made, role, fitted=frame, trained=trained, target=data_labels(taught)))
