"""What Python gives a query beside its text: `execute("INSERT … VALUES (?, ?)", row)`, or many such rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.relations.session import Session
from originlint.interpreter.values import Entries, Frame, Items, Literal, Value
from originlint.ir import relational
from originlint.ir.walk import walk

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

PLACEHOLDERS = ("?", "_s")
"""What is left of `?` and `%s`, which are filled in by order."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Labels by position and by name, and of everything that is given."""

    positions: tuple[Labels, ...] = ()
    names: tuple[tuple[str, Labels], ...] = ()
    everything: Labels = NONE


def parameters_of(vm: Interpreter, given: Value | None) -> Parameters:
    """What is given: a row, a mapping, or a list of rows of which each fills the same places."""
    if given is None:
        return Parameters()
    positions: list[Labels] = []
    names: dict[str, Labels] = {}
    for row in _rows(vm, given):
        for at, labels in enumerate(_cells(vm, row)):
            if at < len(positions):
                positions[at] = positions[at] | labels
            else:
                positions.append(labels)
        content = vm.load(row)
        for key, value in content.pairs if isinstance(content, Entries) else ():
            named = vm.load(key)
            if isinstance(named, Literal):
                name = str(named.value).lower()
                names[name] = names.get(name, NONE) | vm.labels(value)
    return Parameters(tuple(positions), tuple(sorted(names.items())), vm.labels(given))


def _rows(vm: Interpreter, given: Value) -> list[Value]:
    found: list[Value] = []
    for option in options(given):
        content = vm.load(option)
        inner = (
            (*content.items, *([content.tail] if content.tail is not None else ()))
            if isinstance(content, Items)
            else ()
        )
        rows = [each for item in inner for each in options(item) if isinstance(vm.load(each), (Items, Entries, Frame))]
        found.extend(rows or [option])
    return found


def _cells(vm: Interpreter, row: Value) -> list[Labels]:
    content = vm.load(row)
    match content:
        case Items() if content.tail is None:
            return [vm.labels(each) | content.labels for each in content.items]
        case Frame() if not content.rest:
            return [entry.labels | content.shared for entry in content.columns]
        case _:
            return []


def bind(session: Session, parameters: Parameters) -> None:
    """Let the placeholders of a statement stand for what is given."""
    for name in PLACEHOLDERS:
        session.variables[name] = parameters.everything
    for at, labels in enumerate(parameters.positions):
        session.variables[str(at + 1)] = labels
    for name, labels in parameters.names:
        session.variables[name] = session.variables[f"__{name}_s"] = labels
    session.bound = parameters.positions


def placeholders(value: relational.Value) -> int:
    """How many placeholders that are filled by order stand in a value."""
    return sum(map(_is_placeholder, walk((value,))))


def _is_placeholder(form: object) -> bool:
    match form:
        case relational.Variable(name=name) | relational.Column(parts=(name,)):
            return name in PLACEHOLDERS
        case _:
            return False
