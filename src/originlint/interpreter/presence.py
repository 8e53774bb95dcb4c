"""What it depends on whether something is there at all: the truth of a value, and whether it is None."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.classes import find_member
from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Labels, Mark, join_all
from originlint.interpreter.machine import Arguments
from originlint.interpreter.marks import PRESENCE
from originlint.interpreter.values import (
    Column,
    Content,
    Entries,
    Estimator,
    Frame,
    Instance,
    Items,
    Literal,
    Reference,
    Value,
)
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


TESTS = frozenset(
    {
        "isna",
        "isnull",
        "notna",
        "notnull",
        "isNull",
        "isNotNull",
        "isnotnull",
        "is_null",
        "is_not_null",
        "isnan",
        "isNaN",
        "is_nan",
        "is_not_nan",
    }
)
"""Functions and methods of libraries that ask for each value whether there is one."""

_NOTHING = frozenset({"", "?", "-", "na", "n/a", "nan", "none", "null", "unknown", "missing", "onbekend", "unbekannt"})
"""What registers write where they know nothing."""


def is_placeholder(content: Content | Value) -> bool:
    """Whether a constant stands for no value."""
    return isinstance(content, Literal) and isinstance(content.value, str) and content.value.strip().lower() in _NOTHING


def asked(vm: Interpreter, value: Value, site: Site) -> Value:
    """Answers to whether there is a value, a column or a table of them: which one it was no longer matters much."""

    def only(labels: Labels) -> Labels:
        return labels.through(site, PRESENCE, vm.depth, mark=Mark.PRESENCE)

    content = vm.load(value)
    match content:
        case Column():
            return replace(content, labels=only(content.labels))
        case Frame():
            columns = tuple(replace(entry, labels=only(entry.labels)) for entry in content.columns)
            return vm.new(replace(content, columns=columns))
        case _:
            return value


def presence(vm: Interpreter, value: Value) -> Labels:
    """The labels of the answer to `if value` or `value is None`. A record, list or table is there or not whatever it
    holds: that owes to what decided which one it is and who is in it. Of anything else, to all that it owes to."""
    return join_all(_presence(vm, option) for option in options(value))


def _presence(vm: Interpreter, value: Value) -> Labels:
    content = vm.load(value)
    match content:
        case Frame():
            held = content.rows.deciding()
        case Items(kind=kind) if kind not in ("set", "frozenset"):
            held = content.labels.deciding()
        case Entries(sure=True, rest=None):
            held = content.labels
        case Instance():
            own = next((name for name in ("__bool__", "__len__") if find_member(vm, content.class_, name)), None)
            answer = vm.call_method(value, own, Arguments(), Site("", 0)) if own is not None else None
            held = content.labels | (vm.labels(answer) if own is not None else NONE)
        case Estimator():
            held = NONE
        case _:
            return vm.labels(value)
    return value.labels | held if isinstance(value, Reference) else held
