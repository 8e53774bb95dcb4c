"""Looking at models: metrics, fairness measurements, explanations. None of these is a score."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.marks import measured
from originlint.interpreter.operations.estimators_features import features_of
from originlint.interpreter.operations.estimators_fit import report_training
from originlint.interpreter.operations.estimators_stages import remember
from originlint.interpreter.values import Column, Entries, Estimator, Literal, Opaque, Value


def _argument_labels(machine: Machine, call: Invocation) -> Labels:
    labels = machine.labels(call.receiver) | machine.labels(call.arguments.more)
    for value in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels


def metric(machine: Machine, call: Invocation) -> Value:
    """`accuracy_score(y_true, y_pred)`: a number that owes to what it is computed from. With `rows` in the record, one
    for each person."""
    labels = _argument_labels(machine, call)
    if call.record.option("rows"):
        return Opaque(labels)
    return Opaque(measured(labels, call.site, machine.depth))


def measure(machine: Machine, call: Invocation) -> Value:
    """`MetricFrame(…, sensitive_features=…)`, `demographic_parity_difference`: fairness is measured by groups, a figure
    that owes to these and to what is measured. The option `sensitive` names the parameters that say the groups."""
    groups = _sensitive(machine, call)
    machine.use("measured", groups, call.site)
    return Opaque(measured(_argument_labels(machine, call) | groups, call.site, machine.depth))


def _sensitive(machine: Machine, call: Invocation) -> Labels:
    names = call.record.option("sensitive", ("sensitive_features",))
    labels = NONE
    for name in names if isinstance(names, tuple) else (names,):
        value = call.get(str(name))
        if value is not None:
            labels = labels | machine.labels(value) | _named_groups(machine, value, call)
    return labels


def _named_groups(machine: Machine, value: Value, call: Invocation) -> Labels:
    """Groups may be given as column names: `["race", "sex"]`, `{"race": 1}`, `[{"race": 1}]`."""
    content = machine.load(value)
    match content:
        case Literal(value=str(name)):
            return machine.mention(name, content.site or call.site, "fairness group")
        case Entries(pairs=pairs):
            labels = NONE
            for key, _ in pairs:
                labels = labels | _named_groups(machine, key, call)
            return labels
        case Column() | Opaque() | Estimator():
            return NONE
        case _:
            spread = machine.spread(value, None)
            labels = NONE
            for item in spread.items[:32]:
                if isinstance(machine.load(item), (Literal, Entries)):
                    labels = labels | _named_groups(machine, item, call)
            return labels


def measured_fit(machine: Machine, call: Invocation) -> Value:
    """`ExponentiatedGradient.fit(X, y, sensitive_features=A)`: X is trained on; A is what fairness is measured by while
    the model takes its form."""
    data = call.get(str(call.record.option("data", "X")))
    groups = _sensitive(machine, call)
    machine.use("measured", groups, call.site)
    content = machine.load(call.receiver) if call.receiver is not None else None
    frame = features_of(machine, data, call.site)
    name = content.type.rpartition(".")[2] if isinstance(content, Estimator) else call.record.callee
    report_training(machine, call, frame, f"{name}.fit", raw=data)
    if call.receiver is not None:
        remember(machine, call.receiver, frame, call.get("y"))
        fitted = machine.load(call.receiver)
        if isinstance(fitted, Estimator):
            formed = measured(groups, call.site, machine.depth)
            machine.update(
                call.receiver, replace(fitted, trained=fitted.trained | formed, target=fitted.target | formed)
            )
    return call.receiver if call.receiver is not None else Opaque()


def explain(machine: Machine, call: Invocation) -> Value:
    """`shap.TreeExplainer(model)`, `permutation_importance(model, X, y)`: what is explained is looked at. What
    comes out are figures about a model, which owe to all that went in."""
    shown = _argument_labels(machine, call)
    machine.use("displayed", shown, call.site)
    return Opaque(measured(shown, call.site, machine.depth))
