"""Saving and loading objects: a model that one script saves is the model that another one loads."""

from __future__ import annotations

from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.values import Estimator, Literal, Opaque, Template, Value


def dump(machine: Machine, call: Invocation) -> Value:
    """`joblib.dump(model, path)`, `pickle.dump(model, file)`, `model.save(path)`: options `value` and `path` name the
    parameters; the value of a method is its receiver."""
    value = call.receiver if call.receiver is not None else call.get(str(call.record.option("value", "value")))
    name = path_of(machine, call.get(str(call.record.option("path", "path"))))
    if value is None:
        return Literal(None)
    machine.use("stored", value, call.site)
    if name is not None:
        machine.write_object(name, value)
    return Literal(None)


def load(machine: Machine, call: Invocation) -> Value:
    """`joblib.load(path)`: what was saved there, else something unseen of the class that the record says."""
    name = path_of(machine, call.get(str(call.record.option("path", "path"))))
    if name is not None:
        found = machine.read_object(name)
        if found is not None:
            return found
    made = call.record.option("makes")
    if isinstance(made, str):
        class_ = machine.library.class_of(made)
        return machine.new(Estimator(made, class_.role if class_ is not None else "model"))
    return Opaque(hint=name)


def load_into(machine: Machine, call: Invocation) -> Value:
    """`booster.load_model(path)`: the receiver becomes what was saved there."""
    name = path_of(machine, call.get("path"))
    found = machine.read_object(name) if name is not None else None
    content = machine.load(found) if found is not None else None
    if isinstance(content, Estimator) and call.receiver is not None:
        machine.update(call.receiver, content)
    return call.receiver if call.receiver is not None else Literal(None)


def open_file(machine: Machine, call: Invocation) -> Value:
    """A file object stands for its path."""
    path = call.get(str(call.record.option("path", "path")))
    return path if path is not None else Opaque()


def path_of(machine: Machine, value: Value | None) -> str | None:
    """The path in a value: text, or text whose end is known (folders are often not)."""
    content = machine.load(value) if value is not None else None
    match content:
        case Literal(value=str(name)):
            return name
        case Template(suffix=suffix) if len(suffix) > 4:
            return suffix
        case Opaque(dataset=str(name)):
            return name
        case _:
            return None
