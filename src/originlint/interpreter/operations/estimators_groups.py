"""Fairness datasets: tables that know which of their columns are groups, and what uses no others of them."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Dependence, Labels, Mark
from originlint.interpreter.machine import Invocation, Machine, SinkKind
from originlint.interpreter.operations.estimators_data import PROTECTED, copied
from originlint.interpreter.operations.estimators_features import features_of, select
from originlint.interpreter.values import Column, Entries, Estimator, Items, Literal, Opaque, Value
from originlint.source.site import Site

_FIELDS = {"labels": "label", "instance_weights": "weight"}


def group_labels(machine: Machine, content: Estimator, site: Site, names: Value | None = None) -> Labels:
    """The labels of the columns of a dataset that are groups, or of those of them that `names` lists; of all columns,
    where it is not known which these are."""
    if content.fitted is None:
        return content.trained
    chosen = names if names is not None else dict(content.options).get(PROTECTED)
    if chosen is None:
        return machine.labels(replace(content.fitted, rows=NONE))
    frame, known = select(machine, content.fitted, chosen, site)
    return machine.labels(replace(frame if known else content.fitted, rows=NONE))


def dataset_field(machine: Machine, content: Estimator, name: str, site: Site) -> Value | None:
    """A field of a fairness dataset; None when it is none of these. `features` keeps the groups, unless dropped."""
    if content.fitted is None:
        return None
    given = dict(content.options)
    match name:
        case "features":
            return machine.new(replace(content.fitted, dialect="numpy"))
        case "labels":
            return given.get("label", Opaque())
        case "scores":
            return given.get("scores", given.get("label", Opaque()))
        case "protected_attributes":
            return Opaque(group_labels(machine, content, site))
        case "instance_weights":
            return given.get("weight", Opaque())
        case _:
            return None


def with_field(machine: Machine, content: Estimator, name: str, value: Value, site: Site) -> Estimator:
    """The dataset after `dataset.<name> = value`: columns that are set by position keep their names."""
    if name == "features":
        frame = features_of(machine, value, site)
        old = content.fitted
        if old is not None and not (old.rest or frame.rest) and len(old.columns) == len(frame.columns):
            named = (replace(new, name=was.name) for was, new in zip(old.columns, frame.columns, strict=True))
            frame = replace(frame, columns=tuple(named))
        return replace(content, fitted=frame)
    options = dict(content.options)
    options[_FIELDS.get(name, name)] = value
    return replace(content, options=tuple(options.items()))


def reweighed(machine: Machine, call: Invocation) -> Value:
    """`Reweighing(…).fit_transform(dataset)`: the same dataset, whose rows have weights by group and target."""
    value = next(iter(call.arguments.positional), None) or call.get("dataset")
    content = machine.load(value) if value is not None else None
    if not isinstance(content, Estimator) or content.fitted is None:
        return Opaque(machine.labels(value))
    labels = group_labels(machine, content, call.site)
    weight = Opaque(labels | machine.labels(dict(content.options).get("label")))
    return machine.new(replace(content, options=(*content.options, ("weight", weight))))


def postprocessor_fit(machine: Machine, call: Invocation) -> Value:
    """`EqOddsPostprocessing(…).fit(true, predicted)`: how often each group was answered right is measured; what is
    learnt owes to the groups and to the answers, to no other column."""
    learnt = NONE
    for parameter in ("dataset_true", "dataset_pred"):
        value = call.get(parameter)
        groups, answers = _read(machine, call, value)
        machine.use("measured", groups, call.site)
        learnt = learnt | groups | answers
    content = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(content, Estimator) and call.receiver is not None:
        machine.update(call.receiver, replace(content, target=content.target | learnt))
    return call.receiver if call.receiver is not None else Opaque(learnt)


def postprocessed(machine: Machine, call: Invocation) -> Value:
    """`EqOddsPostprocessing(…).predict(dataset)`: a dataset in which the group decides what becomes of an answer."""
    value = call.get("dataset") or call.get("dataset_pred")
    groups, answers = _read(machine, call, value)
    content = machine.load(call.receiver) if call.receiver is not None else None
    learnt = content.target if isinstance(content, Estimator) else NONE
    name = ".".join(call.record.callee.split(".")[-2:])
    machine.sink(SinkKind.APPLIED, name, groups, call.site)
    labels = (groups | answers).through(call.site, f"scored by `{name}`", machine.depth, mark=Mark.MODEL) | learnt
    data = machine.load(value) if value is not None else None
    if value is None or not isinstance(data, Estimator):
        return Opaque(labels)
    answer = Column(None, labels, data.fitted.rows if data.fitted is not None else NONE, "numpy", answer=name)
    kept = tuple(option for option in data.options if option[0] not in ("label", "scores"))
    made = copied(machine, value)
    machine.update(made, replace(data, options=(*kept, ("label", answer))))
    return made


def fit_postprocessed(machine: Machine, call: Invocation) -> Value:
    """`EqOddsPostprocessing(…).fit_predict(true, predicted)`."""
    postprocessor_fit(machine, call)
    return postprocessed(machine, call)


def _read(machine: Machine, call: Invocation, value: Value | None) -> tuple[Labels, Labels]:
    """What a postprocessor reads of a dataset: the groups that it was told, and the answers given so far."""
    data = machine.load(value) if value is not None else None
    if not isinstance(data, Estimator):
        return machine.labels(value), NONE
    receiver = machine.load(call.receiver) if call.receiver is not None else None
    names = _told(machine, receiver) if isinstance(receiver, Estimator) else None
    groups = group_labels(machine, data, call.site, names).weakened(Dependence.CONTROL)
    given = dict(data.options)
    return groups, machine.labels(given.get("label")) | machine.labels(given.get("scores"))


def _told(machine: Machine, content: Estimator) -> Value | None:
    """The names of the columns in `privileged_groups=[{"race": 1}]`; None when they are not known."""
    given = dict(content.options)
    keys: list[Value] = []
    for parameter in ("privileged_groups", "unprivileged_groups"):
        value = given.get(parameter)
        if value is None:
            return None
        entries = machine.load(value)
        members = (entries,) if isinstance(entries, Entries) else map(machine.load, machine.spread(value, None).items)
        for member in members:
            if not isinstance(member, Entries) or not all(isinstance(key, Literal) for key, _ in member.pairs):
                return None
            keys.extend(key for key, _ in member.pairs)
    return machine.new(Items("list", tuple(keys))) if keys else None
