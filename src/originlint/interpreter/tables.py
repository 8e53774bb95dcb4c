"""Dicts that give points for an origin."""

from __future__ import annotations

from originlint.interpreter.labels import Dependence, Label, Mention
from originlint.interpreter.values import Entries, Literal


def gives_numbers(entries: Entries) -> bool:
    """Whether every value of a dict is a number."""
    return entries.rest is None and all(
        isinstance(value, Literal) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
        for _, value in entries.pairs
    )


def is_origin_itself(label: Label) -> bool:
    """Whether a label says that the value is an origin attribute, not merely that one decided it."""
    subject = label.subject
    return isinstance(subject, Mention) and subject.verdict.kind.is_direct and label.dependence is Dependence.DATA
