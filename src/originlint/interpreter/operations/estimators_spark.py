"""Spark ML: transformers add columns to a table, models read one column that holds a vector of features."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.operations.estimators_features import mapped, pick, select
from originlint.interpreter.operations.estimators_formula import formula_features
from originlint.interpreter.values import Entry, Estimator, Frame, Items, Literal, Value
from originlint.source.site import Site

_INPUTS = ("inputCols", "inputCol", "featuresCol")
_OUTPUTS = ("outputCols", "outputCol")


def spark_view(machine: Machine, model: Estimator, frame: Frame, site: Site) -> Frame:
    """What a Spark model sees of a table: its features column. The frame itself for models of other libraries."""
    column = _features_column(machine, model)
    if column is None:
        return frame
    name = column.value if isinstance(column.value, str) else "features"
    known = {entry.name for entry in frame.columns}
    if name not in known and frame.rest:
        return frame
    return replace(frame, columns=(pick(machine, frame, name, column.site or site),), rest=(), ordered=True)


def _features_column(machine: Machine, model: Estimator) -> Literal | None:
    class_ = machine.library.class_of(model.type)
    default = class_.option("features") if class_ is not None else None
    if default is None:
        return None
    given = dict(model.options).get("featuresCol")
    content = machine.load(given) if given is not None else None
    return content if isinstance(content, Literal) else Literal(default)


def spark_output(machine: Machine, transformer: Estimator, frame: Frame, site: Site) -> Frame | None:
    """The table with the columns that a Spark transformer or fitted model adds; None for those of other libraries."""
    if not is_spark(machine, transformer):
        return None
    class_ = machine.library.class_of(transformer.type)
    if class_ is None:
        return None
    if class_.option("features") is not None:
        return predicted(machine, transformer, frame, site)
    given = dict(transformer.options)
    source = next((given[name] for name in _INPUTS if name in given), None)
    if "formula" in given:
        named = formula_features(machine, given["formula"], machine.new(frame), site)
        name = (_texts(machine, given.get("featuresCol")) or ["features"])[0]
        return replace(frame, columns=(*frame.columns, Entry(name, _all(machine, named))), dialect="spark")
    chosen, _ = select(machine, frame, source, site)
    chosen = mapped(chosen, site, f"put together by `{transformer.type.rpartition('.')[2]}`", machine.depth)
    outputs = _texts(machine, next((given[name] for name in _OUTPUTS if name in given), None))
    one_by_one = class_.option("output") != "mix" and len(outputs) == len(chosen.columns)
    everything = _all(machine, chosen)
    added = [
        Entry(name, chosen.columns[number].labels if one_by_one else everything)
        for number, name in enumerate(outputs or ["features"])
    ]
    names = {entry.name for entry in added}
    return replace(frame, columns=(*(e for e in frame.columns if e.name not in names), *added), dialect="spark")


def predicted(machine: Machine, model: Estimator, frame: Frame, site: Site) -> Frame:
    """A table with the columns that a Spark model adds."""
    labels = _all(machine, spark_view(machine, model, frame, site)) | model.target
    given = dict(model.options)
    names = {
        key: _texts(machine, given.get(f"{key}Col")) or [key] for key in ("prediction", "probability", "rawPrediction")
    }
    added = tuple(Entry(name, labels) for found in names.values() for name in found)
    kept = tuple(entry for entry in frame.columns if all(entry.name != other.name for other in added))
    return replace(frame, columns=(*kept, *added), dialect="spark")


def is_spark(machine: Machine, estimator: Estimator) -> bool:
    """Whether an estimator takes and gives tables of Spark."""
    return machine.library.is_kind_of(estimator.type, "pyspark.ml.Estimator")


def set_parameter(machine: Machine, call: Invocation) -> Value:
    """`setInputCols([...])` and other setters: the parameter that the record names; the receiver comes back."""
    assert call.receiver is not None
    content = machine.load(call.receiver)
    value = call.arguments.positional[0] if call.arguments.positional else None
    if value is None and call.arguments.keywords:
        value = call.arguments.keywords[0][1]
    name = str(call.record.option("parameter", ""))
    if isinstance(content, Estimator) and value is not None and name:
        kept = tuple((key, known) for key, known in content.options if key != name)
        machine.update(call.receiver, replace(content, options=(*kept, (name, value))))
    return call.receiver


def _all(machine: Machine, frame: Frame) -> Labels:
    return machine.labels(replace(frame, rows=NONE))


def _texts(machine: Machine, value: Value | None) -> list[str]:
    """The names that a value spells: one, or a list of them."""
    content = machine.load(value) if value is not None else None
    match content:
        case Literal(value=str(name)):
            return [name]
        case Items(items=items):
            found = [machine.load(item) for item in items]
            return [item.value for item in found if isinstance(item, Literal) and isinstance(item.value, str)]
        case _:
            return []
