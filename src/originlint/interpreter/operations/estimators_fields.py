"""Reading fields and items of estimators: parts of pipelines, fitted feature names, tables inside datasets."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE
from originlint.interpreter.machine import Machine
from originlint.interpreter.operations.estimators_features import known_slice
from originlint.interpreter.operations.estimators_groups import dataset_field
from originlint.interpreter.operations.estimators_stages import transformed
from originlint.interpreter.values import (
    Entries,
    Estimator,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.source.site import Site

_BEST = frozenset({"best_estimator_", "estimator_", "estimator", "base_estimator", "base_estimator_", "bestModel"})
_PARTS = frozenset({"named_steps", "named_transformers_", "named_estimators_", "named_estimators"})
_LISTS = frozenset({"steps", "transformers", "transformers_", "stages", "transformer_list", "estimators"})
_ESTIMATORS = frozenset({"estimators_", "calibrated_classifiers_"})
_NAMES = frozenset({"feature_names_in_", "feature_name_", "feature_names_", "feature_names", "variables_"})


def estimator_field(machine: Machine, receiver: Value, content: Estimator, name: str, site: Site) -> Value | None:
    """The value of a field of an estimator; None when it may be a method."""
    if content.role in ("bunch", "task"):
        return _member(machine, content, name)
    if content.role == "dataset":
        found = dataset_field(machine, content, name, site)
        if found is not None:
            return found
    if name in _BEST and content.stages:
        return content.stages[0].estimator
    if name in _PARTS:
        return machine.new(Entries(tuple((Literal(stage.name), stage.estimator) for stage in content.stages)))
    if name in _LISTS:
        return _as_list(machine, content)
    if name in _ESTIMATORS:
        return machine.new(Items("list", tuple(stage.estimator for stage in content.stages)))
    if name in _NAMES and content.fitted is not None:
        return names_of(content.fitted)
    if content.role == "pipeline":
        for stage in content.stages:
            if stage.name == name:
                return stage.estimator
    if name.endswith("_") and not name.startswith("_"):
        return Opaque()
    if machine.library.method(content.type, name) is None:
        return dict(content.options).get(name, Opaque())
    return None


def names_of(frame: Frame) -> Names:
    """The column names of a frame, linked to it."""
    return Names(frame.columns, frame.rest, frame.shared)


def _member(machine: Machine, content: Estimator, name: str) -> Value | None:
    found = dict(content.options).get(name)
    if found is not None:
        return found
    data = dict(content.options).get("data")
    frame = machine.load(data) if data is not None else None
    if name == "feature_names" and isinstance(frame, Frame):
        return names_of(frame)
    if machine.library.method(content.type, name) is not None or machine.library.lookup(f"{content.type}.{name}"):
        return None
    return Opaque()


def _as_list(machine: Machine, content: Estimator) -> Value:
    pairs = tuple(
        machine.new(
            Items(
                "tuple",
                (Literal(stage.name), stage.estimator, *([stage.columns] if stage.columns is not None else [])),
            )
        )
        for stage in content.stages
    )
    return machine.new(Items("list", pairs))


def estimator_item(machine: Machine, receiver: Value, content: Estimator, key: Value, site: Site) -> Value | None:
    """`pipeline["clf"]`, `pipeline[0]`, `pipeline[:-1]`, `bunch["data"]`; None when it is none of these."""
    given = machine.load(key)
    if content.role in ("bunch", "task") and isinstance(given, Literal) and isinstance(given.value, str):
        return _member(machine, content, given.value)
    stages = content.stages
    match given:
        case Literal(value=str(name)):
            return next((stage.estimator for stage in stages if stage.name == name), None)
        case Literal(value=int(position)) if -len(stages) <= position < len(stages):
            return stages[position].estimator
        case Items(kind="slice", items=parts):
            cut = known_slice(machine, parts)
            if cut is not None:
                return machine.new(replace(content, stages=stages[cut], trained=NONE))
    return None


def feature_names_out(machine: Machine, receiver: Value, site: Site) -> Value:
    """The names of the columns that a fitted transformer gives."""
    content = machine.load(receiver)
    if not isinstance(content, Estimator) or content.fitted is None:
        return Opaque()
    frame = transformed(machine, receiver, content.fitted, None, site, False)
    return names_of(frame)
