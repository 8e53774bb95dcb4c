"""Command lines: the options that a program declares are the fields of what it parses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.values import Entries, Estimator, Items, Literal, Opaque, Value


def declare(machine: Machine, call: Invocation) -> Value:
    """`add_argument("--columns", default=[…])`: the parser has an option of that name, and its value when not given."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    name = _destination(machine, call)
    if isinstance(content, Estimator) and call.receiver is not None and name:
        default = call.get("default")
        value = default if default is not None else Opaque(machine.mention(name, call.site, "field"))
        kept = tuple((known, item) for known, item in content.options if known != name)
        machine.update(call.receiver, replace(content, options=(*kept, (name, value))))
    return Opaque()


def parse(machine: Machine, call: Invocation) -> Value:
    """`parse_args()`: an object with a field for each option, each as it is when not given."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    if not isinstance(content, Estimator):
        return Opaque()
    pairs = tuple((Literal(name), value) for name, value in content.options)
    parsed = machine.new(Entries(pairs, Opaque()))
    return machine.new(Items("tuple", (parsed, Opaque()))) if call.record.option("gives") == "two" else parsed


def _destination(machine: Machine, call: Invocation) -> str | None:
    """The field that an option is put in: `dest`, else its first long name, else its name."""
    given = machine.load(call.get("dest") or Literal(None))
    if isinstance(given, Literal) and isinstance(given.value, str):
        return given.value
    names = [machine.load(value) for value in call.arguments.positional]
    texts = [name.value for name in names if isinstance(name, Literal) and isinstance(name.value, str)]
    chosen = next((text for text in texts if text.startswith("--")), texts[0] if texts else None)
    return chosen.lstrip("-").replace("-", "_") if chosen is not None else None


ARGUMENT_OPERATIONS: Mapping[str, Operation] = {"arguments.declare": declare, "arguments.parse": parse}
