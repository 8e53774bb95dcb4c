"""Values looked up under the name of an attribute: `WHERE attribuut = 'NATIONALITEIT1'`."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.interpreter.attribute_rows import LOOKED_UP, holds_names
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.relations.scope import Scope
from originlint.interpreter.relations.session import Session
from originlint.ir.relational import Apply, Choose, Column, Constant, Value


def looked_up(session: Session, scope: Scope, tests: tuple[Value, ...]) -> Labels:
    """The attributes that tests of this kind ask for: what is found then is a value of it."""
    labels = NONE
    for test in tests:
        for column, constant in _comparisons(test):
            text = constant.value
            if isinstance(text, str) and holds_names(column.parts[-1]) and session.world.names_attribute(text):
                labels = labels | session.world.mention(text, session.site(constant.place), LOOKED_UP, None)
    return labels


_CODES = 3
"""A CASE that gives numbers to so many codes, in more than one arm, is a table."""


def is_table(choice: Choose) -> bool:
    """Whether a CASE is a table in other words: it gives numbers to the codes that one column may hold."""
    numbers = all(isinstance(each, Constant) and isinstance(each.value, (int, float)) for each in choice.values)
    if not numbers or len(choice.tests) < 2:
        return False
    codes: dict[tuple[str, ...], set[object]] = {}
    for test in choice.tests:
        for column, constant in _comparisons(test):
            codes.setdefault(column.parts, set()).add(constant.value)
    return any(len(each) >= _CODES for each in codes.values())


def _comparisons(test: Value) -> Iterator[tuple[Column, Constant]]:
    """The columns that a condition compares with constants, each with the constant."""
    match test:
        case Apply(function="=" | "in" | "like", arguments=(Column() as column, *constants)):
            for constant in constants:
                if isinstance(constant, Constant):
                    yield column, constant
        case Apply(function="=", arguments=(Constant() as constant, Column() as column)):
            yield column, constant
        case Apply(function="and" | "or" | "case", arguments=arguments):
            for argument in arguments:
                yield from _comparisons(argument)
