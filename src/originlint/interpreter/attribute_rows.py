"""Tables with a row for each attribute of a person: columns that hold names of attributes, and columns of values."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from originlint.interpreter.joins import with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels, Mention
from originlint.interpreter.values import Column, Value
from originlint.ir import forms
from originlint.source.words import shipped_words

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

LOOKED_UP = "code"
"""How a mention is called that is the name of an attribute, given as a value."""


_words = partial(shipped_words, "originlint.interpreter", "attribute_rows")


def holds_names(column: str) -> bool:
    """Whether a column of that name can hold the names of attributes."""
    return any(word.lower() in _words("names") for word in _WORD.findall(column))


def holds_values(column: str) -> bool:
    """Whether a column of that name can hold the values of attributes."""
    return any(word in _words("values") for word in column.lower().split("_"))


def asking(vm: Interpreter, expression: forms.Compare, result: Value) -> Value:
    """The result of a comparison, which owes to the attribute that it asks for, as in `df.attribuut ==
    "NATIONALITEIT1"`: the rows that are found hold values of it."""
    labels = _asked_for(vm, expression, isinstance(result, Column))
    return with_labels(result, labels) if labels else result


def _asked_for(vm: Interpreter, expression: forms.Compare, is_column: bool) -> Labels:
    column, value = _column(expression.left), expression.right
    if not column:
        column, value = _column(expression.right), expression.left
    if expression.operator not in ("==", "in") or not holds_names(column):
        return NONE
    if not is_column and column.lower() in _words("of_columns_only"):
        return NONE
    labels = NONE
    for constant in value.items if isinstance(value, forms.Sequence) else (value,):
        match constant:
            case forms.Constant(value=str(text), node=node) if vm.names_attribute(text):
                labels = labels | vm.mention(text, vm.site(node), LOOKED_UP, None)
    return labels


def _column(expression: forms.Expression) -> str:
    match expression:
        case forms.Key(key=forms.Constant(value=str(name))) | forms.Field(name=name):
            return name
        case forms.Call(
            function=forms.Field(name="col") | forms.Name(name="col"),
            arguments=(forms.Argument(value=forms.Constant(value=str(name))),),
        ):
            return name
        case _:
            return ""


def found_by(mask: Labels) -> Labels:
    """Of what a mask of rows owes to, the attributes whose values the rows hold."""
    return Labels(
        label
        for label in mask
        if isinstance(label.subject, Mention)
        and label.subject.via == LOOKED_UP
        and label.dependence is not Dependence.SELECTION
    )
