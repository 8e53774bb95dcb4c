"""Dicts that give points for an origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.labels import Dependence, Label, Labels, Mention
from originlint.interpreter.values import Content, Entries, Literal, Opaque, Value

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def gives_numbers(entries: Entries) -> bool:
    """Whether every value of a dict is a number."""
    return entries.rest is None and all(
        isinstance(value, Literal) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
        for _, value in entries.pairs
    )


def is_code_table(vm: Interpreter, entries: Entries, labels: Labels) -> bool:
    """See `Machine.is_code_table`."""
    keys = frozenset(str(key.value) for key, _ in entries.pairs if isinstance(key, Literal))
    verdict = vm.lexicon.classify_codes(keys) if len(keys) > 1 else None
    if verdict is not None and verdict.origin is True:
        return True
    of_origin = any(is_origin_itself(label) for label in labels)
    return of_origin and gives_points(entries, entries.rest and vm.load(entries.rest))


def gives_points(entries: Entries, rest: Content | Value | None) -> bool:
    """Whether a dict gives numbers for several keys, or was filled under keys that are not known but are an origin
    attribute: `rest` is what stands there, one thing each, as points are, and not lists of people."""
    if rest is None:
        return len(entries.pairs) > 1 and gives_numbers(entries)
    return isinstance(rest, (Opaque, Literal)) and any(
        isinstance(label.subject, Mention)
        and label.subject.verdict.kind.is_direct
        and label.dependence is Dependence.CONTROL
        for label in rest.labels
    )


def is_origin_itself(label: Label) -> bool:
    """Whether a label says that the value is an origin attribute, not merely that one decided it."""
    subject = label.subject
    return isinstance(subject, Mention) and subject.verdict.kind.is_direct and label.dependence is Dependence.DATA
