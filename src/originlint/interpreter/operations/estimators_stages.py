"""What data becomes on its way through transformers, and what a model at the end of the way sees."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.operations.estimators_features import (
    beside,
    column_labels,
    data_labels,
    doubted,
    features_of,
    mapped,
    select,
    without,
)
from originlint.interpreter.operations.estimators_outputs import output_of
from originlint.interpreter.operations.estimators_spark import spark_output, spark_view
from originlint.interpreter.values import (
    Closure,
    Estimator,
    External,
    Frame,
    Instance,
    Literal,
    Opaque,
    Reference,
    Stage,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

MODELS = frozenset({"model", "ensemble", "cluster"})
"""Roles whose training and use are scores."""


def each_object(value: Value) -> tuple[Value, ...]:
    """Every object that a value may be, one by one."""
    found: list[Value] = []
    for option in options(value):
        if isinstance(option, Reference):
            found.extend(Reference((address,)) for address in option.addresses)
        else:
            found.append(option)
    return tuple(found)


def is_model(machine: Machine, value: Value) -> bool | None:
    """Whether fitting it is training a model: its own role, or that of the last step. None when it is not known."""
    answers = [_is_model(machine, option) for option in each_object(value)]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _is_model(machine: Machine, value: Value) -> bool | None:
    content = machine.load(value)
    match content:
        case Estimator(role=role) if role in MODELS:
            return True
        case Estimator(role="pipeline" | "search", stages=stages):
            return is_model(machine, stages[-1].estimator) if stages else None
        case Estimator() | Closure():
            return False
        case Literal(value="passthrough" | "drop" | None):
            return False
        case Instance():
            predict = machine.get_field(value, "predict", Site("", 0))
            return True if isinstance(predict, Closure) else None
        case _:
            return None


def seen_by(machine: Machine, value: Value, frame: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    """The frame that the model (or models) inside `value` gets when `value` gets `frame`. With `fit`, the transformers
    on the way are fitted to it, and every part remembers what it was fitted to."""
    views = [_seen_by(machine, option, frame, target, site, fit) for option in each_object(value)]
    return views[0] if len(views) == 1 else beside(views) if views else frame


def _seen_by(machine: Machine, value: Value, frame: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    content = machine.load(value)
    if not isinstance(content, Estimator):
        return frame
    if fit:
        remember(machine, value, frame, target)
    if content.role == "pipeline":
        for stage in content.stages[:-1]:
            frame = transformed(machine, stage.estimator, frame, target, site, fit)
        if content.stages:
            return seen_by(machine, content.stages[-1].estimator, frame, target, site, fit)
        return frame
    if content.role in ("search", "ensemble"):
        inner = [stage for stage in content.stages if not _is_constant(machine, stage.estimator)]
        views = [seen_by(machine, stage.estimator, frame, target, site, fit) for stage in inner]
        return beside(views) if views else frame
    return spark_view(machine, content, frame, site)


def _is_constant(machine: Machine, value: Value) -> bool:
    return isinstance(machine.load(value), Literal)


def remember(machine: Machine, value: Value, frame: Frame, target: Value | None) -> None:
    """Note in an estimator what it is fitted to."""
    content = machine.load(value)
    if isinstance(content, Estimator):
        taught = machine.labels(target)
        trained = content.trained | column_labels(machine, frame) | taught
        machine.update(value, replace(content, fitted=frame, trained=trained, target=data_labels(taught)))


def transformed(machine: Machine, value: Value, frame: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    """What a transformer makes of a frame. With `fit` it is fitted to it first."""
    results = [_transformed(machine, option, frame, target, site, fit) for option in each_object(value)]
    return results[0] if len(results) == 1 else beside(results) if results else frame


def _transformed(machine: Machine, value: Value, frame: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    content = machine.load(value)
    match content:
        case Estimator():
            return _by_estimator(machine, value, content, frame, target, site, fit)
        case Literal(value="drop"):
            return replace(frame, columns=(), rest=(), shared=NONE)
        case Literal(value="passthrough"):
            rest = tuple(replace(everything, wildcard=content.site or site) for everything in frame.rest)
            return replace(frame, rest=rest)
        case Literal(value=None):
            return frame
        case Instance():
            return _by_instance(machine, value, frame, target, site, fit)
        case Closure() | External():
            return features_of(machine, machine.call(value, Arguments((machine.new(frame),)), site), site)
        case _:
            return unknown_output(machine, value, frame, site)


def unknown_output(machine: Machine, value: Value, frame: Frame, site: Site) -> Frame:
    """What an unseen transformer makes of a frame: perhaps less, perhaps mixed, never more than went in."""
    machine.unresolved("a transformer", site)
    columns = tuple(replace(entry, certain=False) for entry in frame.columns)
    own = machine.labels(value) if isinstance(value, Opaque) else NONE
    unsure = doubted(replace(frame, columns=columns, ordered=False, shared=frame.shared | own), Certainty.LIKELY)
    return mapped(unsure, site, "transformed", machine.depth)


def _by_instance(machine: Machine, value: Value, frame: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    """A transformer of the project: its own code is run."""
    given = machine.new(frame)
    if fit:
        with_target = Arguments((given, target if target is not None else Literal(None)))
        machine.call_method(value, "fit", with_target, site)
    result = machine.call_method(value, "transform", Arguments((given,)), site)
    return features_of(machine, result, site) if result is not None else unknown_output(machine, value, frame, site)


def _by_estimator(
    machine: Machine, value: Value, content: Estimator, frame: Frame, target: Value | None, site: Site, fit: bool
) -> Frame:
    if fit:
        remember(machine, value, frame, target)
    match content.role:
        case "pipeline":
            for stage in content.stages:
                frame = transformed(machine, stage.estimator, frame, target, site, fit)
            return frame
        case "columns":
            return _by_columns(machine, content, frame, target, site, fit)
        case "union":
            return beside([transformed(machine, s.estimator, frame, target, site, fit) for s in content.stages])
        case "search" if content.stages:
            return transformed(machine, content.stages[0].estimator, frame, target, site, fit)
        case "function":
            function = dict(content.options).get("func")
            if function is None or _is_constant(machine, function):
                return frame
            return transformed(machine, function, frame, target, site, fit)
    in_spark = spark_output(machine, content, frame, site)
    if in_spark is not None:
        return in_spark
    targets: Labels = machine.labels(target)
    return output_of(machine, content, frame, targets, site)


def _by_columns(
    machine: Machine, content: Estimator, frame: Frame, target: Value | None, site: Site, fit: bool
) -> Frame:
    """A ColumnTransformer: each branch gets its columns; the remainder is dropped unless it says otherwise."""
    parts: list[Frame] = []
    taken: set[str] = set()
    for stage in content.stages:
        chosen, names = select(machine, frame, stage.columns, site)
        if names is not None:
            taken |= names
        elif not _is_constant(machine, stage.estimator):
            taken |= {str(entry.name) for entry in chosen.columns if entry.certain}
        parts.append(_branch(machine, stage, chosen, target, site, fit))
    remainder = dict(content.options).get("remainder")
    if remainder is not None:
        parts.append(transformed(machine, remainder, without(frame, taken), target, site, fit))
    result = beside(parts) if parts else replace(frame, columns=(), rest=())
    return replace(result, dialect="numpy", ordered=False, rows=frame.rows)


def _branch(machine: Machine, stage: Stage, chosen: Frame, target: Value | None, site: Site, fit: bool) -> Frame:
    return transformed(machine, stage.estimator, chosen, target, site, fit)
