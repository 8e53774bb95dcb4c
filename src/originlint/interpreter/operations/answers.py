"""What decides on a model's answers once they are given: thresholds, corrections and exceptions for some people."""

from __future__ import annotations

from originlint.interpreter.labels import Dependence, Label, Labels, Mark
from originlint.interpreter.machine import Machine, SinkKind
from originlint.interpreter.marks import is_marked
from originlint.interpreter.values import Column, Value
from originlint.source.site import Site

_THRESHOLDS = frozenset({"<", "<=", ">", ">="})
_CORRECTIONS = frozenset({"+", "-", "*", "/"})

_ELSEWHERE = (Mark.MODEL, Mark.METRIC, Mark.GROUPS, Mark.PRESENCE, Mark.CLEANING)
"""What another model gave, a measurement, and each group in its turn decide nothing here."""


def changed(machine: Machine, operator: str, operands: tuple[Value, ...], site: Site) -> str:
    """Whose answers they still are after an operator: held against a threshold, or corrected. An origin attribute in
    the threshold or the correction decides the score. A comparison with what really happened is a measurement."""
    contents = [machine.load(operand) for operand in operands]
    answers = [content for content in contents if isinstance(content, Column) and content.answer]
    if len(answers) != 1 or len(operands) != 2 or operator not in _THRESHOLDS | _CORRECTIONS:
        return answers[0].answer if len(operands) == 1 and answers else ""
    other = operands[1] if contents[0] is answers[0] else operands[0]
    decide(machine, answers[0].answer, answers[0].labels, machine.labels(other), site)
    is_row_by_row = isinstance(machine.load(other), Column)
    return answers[0].answer if operator in _THRESHOLDS or not is_row_by_row else ""


def decide(machine: Machine, answer: str, before: Labels, labels: Labels, site: Site, *, written: bool = False) -> None:
    """Report that these labels decide on a model's answers, which owed to those `before`. Where something is `written`
    for each group in its turn, the groups decide."""
    known = {label.subject.identity for label in before}
    elsewhere = _ELSEWHERE if not written else tuple(mark for mark in _ELSEWHERE if mark is not Mark.GROUPS)
    deciding = Labels(label for label in labels if label.subject.identity not in known and _decides(label, elsewhere))
    if answer and deciding:
        machine.sink(SinkKind.DECISION, answer, deciding, site)


def _decides(label: Label, elsewhere: tuple[Mark, ...]) -> bool:
    return label.dependence is not Dependence.SELECTION and not any(is_marked(label, mark) for mark in elsewhere)
