"""Pickled values that are made of constants: a list of columns, thresholds, a table of points."""

from __future__ import annotations

from originlint.frontends.artefacts.limits import LONGEST_TEXT, MOST_ITEMS, NESTING
from originlint.frontends.artefacts.objects import Made, Pairs
from originlint.frontends.artefacts.texts import texts
from originlint.ir.forms import Constant, Expression, Mapping, Sequence


def plain_value(value: object) -> Expression | None:
    """A pickled value as a constant; None when there is anything in it that is no constant or list of columns."""
    try:
        return _Reader().of(value, 0)
    except _NotPlain:
        return None


class _NotPlain(Exception):
    pass


class _Reader:
    def __init__(self) -> None:
        self._left = MOST_ITEMS

    def of(self, value: object, depth: int) -> Expression:
        self._left -= 1
        if depth > NESTING or self._left < 0:
            raise _NotPlain
        match value:
            case None | bool() | int() | float():
                return Constant(0, value)
            case str() if len(value) <= LONGEST_TEXT:
                return Constant(0, value)
            case list() | tuple():
                kind = "list" if isinstance(value, list) else "tuple"
                return Sequence(0, kind, tuple(self.of(item, depth + 1) for item in value))
            case Pairs(items=items):
                return Mapping(0, tuple((self.of(key, depth + 1), self.of(each, depth + 1)) for key, each in items))
            case Made(class_name="_new_Index"):
                return Sequence(0, "list", tuple(Constant(0, name) for name in texts(value)))
            case _:
                raise _NotPlain
