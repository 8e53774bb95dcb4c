"""Looking at models: metrics, fairness measurements, explanations. None of these is a score."""

from __future__ import annotations

from originlint.interpreter.labels import NONE, Labels, Mark
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.operations.estimators_features import features_of
from originlint.interpreter.operations.estimators_fit import report_training
from originlint.interpreter.values import Column, Entries, Estimator, Literal, Opaque, Value
from originlint.lexicon.verdict import Certainty


def _argument_labels(machine: Machine, call: Invocation) -> Labels:
    labels = machine.labels(call.arguments.more)
    for value in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels


def metric(machine: Machine, call: Invocation) -> Value:
    """`accuracy_score(y_true, y_pred)`: a number that owes to what it is computed from. With `rows` in the record, one
    for each person."""
    labels = _argument_labels(machine, call)
    if call.record.option("rows"):
        return Opaque(labels)
    return Opaque(as_metric(machine, call, labels))


def as_metric(machine: Machine, call: Invocation, labels: Labels) -> Labels:
    """What a metric owes to. It is doubted, so that any other way to the same place is shown before it."""
    doubtful = labels.doubted(Certainty.POSSIBLE)
    return doubtful.through(call.site, "measured over all", machine.depth, mark=Mark.METRIC)


def measure(machine: Machine, call: Invocation) -> Value:
    """`MetricFrame(…, sensitive_features=…)`, `demographic_parity_difference`: fairness is measured by groups. The
    option `sensitive` names the parameters that say the groups."""
    machine.use("measured", _sensitive(machine, call), call.site)
    return Opaque()


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
    """`ExponentiatedGradient.fit(X, y, sensitive_features=A)`: X is trained on; A is what fairness is measured by."""
    data = call.get(str(call.record.option("data", "X")))
    machine.use("measured", _sensitive(machine, call), call.site)
    content = machine.load(call.receiver) if call.receiver is not None else None
    frame = features_of(machine, data, call.site)
    name = content.type.rpartition(".")[2] if isinstance(content, Estimator) else call.record.callee
    report_training(machine, call, frame, f"{name}.fit", raw=data)
    return call.receiver if call.receiver is not None else Opaque()


def explain(machine: Machine, call: Invocation) -> Value:
    """`shap.TreeExplainer(model)`, `permutation_importance(model, X, y)`: what is explained is looked at, no more."""
    machine.use("displayed", _argument_labels(machine, call), call.site)
    return Opaque()
