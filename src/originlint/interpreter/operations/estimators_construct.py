"""Making estimators: constructors, pipelines, column transformers, and what changes their settings."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Arguments, Invocation, Machine
from originlint.interpreter.values import Entries, Estimator, External, Items, Literal, Opaque, Stage, Value

_STEPS = ("steps", "transformers", "transformer_list", "estimators", "stages", "layers")
"""Parameters that hold named parts, in the libraries that follow scikit-learn's or Spark's ways."""

_INNER = ("estimator", "base_estimator", "regressor", "classifier", "final_estimator", "unfair_model", "model")
"""Parameters that hold one wrapped estimator."""


def construct(machine: Machine, call: Invocation) -> Value:
    """Make an estimator of the role that its class has, with its parts as stages."""
    record = call.record
    class_ = machine.library.class_of(record.callee)
    role = class_.role if class_ is not None else str(record.option("role", ""))
    given = settings(machine, call)
    return machine.new(Estimator(record.callee, role, stages_of(machine, given, call), given))


def named_input(machine: Machine, call: Invocation) -> Value:
    """`keras.Input(shape, name="age")`: the place where data of that name go into a model."""
    name = machine.load(call.get("name") or Literal(None))
    if not (isinstance(name, Literal) and isinstance(name.value, str)):
        return Opaque()
    return Opaque(name.labels | machine.mention(name.value, name.site or call.site, "feature list"))


def inputs_of(machine: Machine, model: Estimator) -> Labels:
    """What the named inputs of a model say that it takes."""
    class_ = machine.library.class_of(model.type)
    name = class_.option("inputs") if class_ is not None else None
    return machine.labels(dict(model.options).get(str(name))) if name is not None else NONE


def settings(machine: Machine, call: Invocation) -> tuple[tuple[str, Value], ...]:
    """The arguments of a constructor by parameter name; those of `**others` under their own."""
    found: list[tuple[str, Value]] = []
    for slot in call.record.slots:
        value = call.get(slot.name)
        if value is None:
            continue
        content = machine.load(value)
        if slot.kind == "variadic keyword" and isinstance(content, Entries):
            found.extend((str(key.value), item) for key, item in content.pairs if isinstance(key, Literal))
        else:
            found.append((slot.name, value))
    return tuple(found)


def stages_of(machine: Machine, given: tuple[tuple[str, Value], ...], call: Invocation) -> tuple[Stage, ...]:
    """The parts of a composite estimator: named steps, unnamed ones, or the one that is wrapped."""
    stages: list[Stage] = []
    for name, value in given:
        if name in _STEPS:
            spread = machine.spread(value, call.site)
            members = [*spread.items, *([spread.tail] if spread.tail is not None else [])]
            stages.extend(_stage(machine, member, number) for number, member in enumerate(members))
        elif name in _INNER:
            stages.append(Stage(name, _instantiated(machine, value, call)))
    return tuple(stages)


def _stage(machine: Machine, value: Value, number: int) -> Stage:
    """One part: (name, estimator), (name, transformer, columns), (transformer, columns), or an estimator alone."""
    content = machine.load(value)
    if isinstance(content, Items) and content.kind in ("tuple", "list"):
        parts = content.items
        first = machine.load(parts[0]) if parts else None
        match parts, first:
            case (_, estimator, columns, *_), Literal(value=str(name)):
                return Stage(name, estimator, columns)
            case (_, estimator), Literal(value=str(name)) if name not in ("drop", "passthrough"):
                return Stage(name, estimator)
            case (estimator, columns), _:
                return Stage(str(number), estimator, columns)
    return Stage(str(number), value)


def _instantiated(machine: Machine, value: Value, call: Invocation) -> Value:
    """A wrapped class that is given itself (`KerasClassifier(build_fn)`, `BaggingClassifier(SVC)`) is called."""
    content = machine.load(value)
    if isinstance(content, External) and machine.library.class_of(content.name) is not None:
        return machine.call(value, Arguments(), call.site)
    return value


def make_composite(machine: Machine, call: Invocation) -> Value:
    """`make_pipeline(a, b)`, `make_column_transformer((a, columns), …)`, `make_union(a, b)`: parts without names."""
    type_ = str(call.record.option("makes", ""))
    class_ = machine.library.class_of(type_)
    stages = [_stage(machine, value, number) for number, value in enumerate(call.arguments.positional)]
    if call.arguments.more is not None:
        stages.append(_stage(machine, call.arguments.more, len(stages)))
    role = class_.role if class_ is not None else ""
    return machine.new(Estimator(type_, role, tuple(stages), call.arguments.keywords))


def set_params(machine: Machine, call: Invocation) -> Value:
    """`set_params(clf=…, prep__cat=…)`: replaces parts and settings, also of inner estimators."""
    if call.receiver is None:
        return Literal(None)
    for path, value in call.arguments.keywords:
        _set(machine, call.receiver, path.split("__"), value)
    return call.receiver


def _set(machine: Machine, target: Value, path: list[str], value: Value) -> None:
    content = machine.load(target)
    if not isinstance(content, Estimator):
        return
    name, *inner = path
    if inner:
        for stage in content.stages:
            if stage.name == name:
                _set(machine, stage.estimator, inner, value)
        return
    if any(stage.name == name for stage in content.stages):
        stages = tuple(replace(stage, estimator=value) if stage.name == name else stage for stage in content.stages)
        machine.update(target, replace(content, stages=stages))
        return
    kept = tuple((key, known) for key, known in content.options if key != name)
    machine.update(target, replace(content, options=(*kept, (name, value))))


def set_output(machine: Machine, call: Invocation) -> Value:
    """`set_output(transform="pandas")`: what comes out of `transform` is then a table with names."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    wanted = call.get("transform")
    if isinstance(content, Estimator) and call.receiver is not None and wanted is not None:
        machine.update(call.receiver, replace(content, options=(*content.options, ("set_output", wanted))))
    return call.receiver if call.receiver is not None else Literal(None)


def itself(machine: Machine, call: Invocation) -> Value:
    """Methods that give the estimator back (`compile`, `to`, `eval`, `setMaxIter`)."""
    return call.receiver if call.receiver is not None else Literal(None)


def cloned(machine: Machine, call: Invocation) -> Value:
    """`clone(estimator)`: the same, not fitted yet."""
    value = call.arguments.positional[0] if call.arguments.positional else call.receiver
    content = machine.load(value) if value is not None else None
    if isinstance(content, Estimator):
        return machine.new(content)
    return value if value is not None else Literal(None)


def set_stages(machine: Machine, call: Invocation) -> Value:
    """`Pipeline().setStages([...])` of Spark."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    value = call.get("value")
    if isinstance(content, Estimator) and call.receiver is not None and value is not None:
        machine.update(call.receiver, replace(content, stages=stages_of(machine, (("stages", value),), call)))
    return call.receiver if call.receiver is not None else Literal(None)
