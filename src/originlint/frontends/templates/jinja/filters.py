"""Jinja's filters and tests, as far as templates of SQL use them, and dbt's own. An unknown input stays unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from originlint.frontends.templates.jinja.limits import NUMBER, Unclear
from originlint.frontends.templates.jinja.methods import join, listed, replace, strip, text
from originlint.frontends.templates.jinja.values import Call, Relation, Unknown, Value, shown, truth
from originlint.frontends.templates.traced import joined, respelled

Operation = Callable[[Any, Call], Value]


def default(value: Value, call: Call) -> Value:
    """`x | default(y)`: what a run would take when it knows no better."""
    replaced = isinstance(value, Unknown) or (truth(call.get(1, "boolean", False)) is True and not value)
    return call.get(0, "default_value", "") if replaced else value


def _attribute(value: Value, name: Value) -> Value:
    for part in text(name).split("."):
        match value:
            case dict() if part in value:
                value = value[part]
            case _:
                value = Unknown(part)
    return value


def _map(value: Value, call: Call) -> Value:
    items = listed(value)
    if "attribute" in call.keywords:
        return [_attribute(item, call.keywords["attribute"]) for item in items]
    applied = FILTERS.get(text(call.get(0, "filter")))
    if applied is None:
        raise Unclear
    rest = Call(call.positional[1:], call.keywords)
    return [item if isinstance(item, Unknown) else applied(item, rest) for item in items]


def _pick(value: Value, call: Call, wanted: bool) -> Value:
    name = call.get(0, "test", None)
    rest = Call(call.positional[1:], call.keywords)
    kept = []
    for item in listed(value):
        answer = truth(item) if name is None else holds(text(name), item, rest)
        if answer is None or answer is wanted:
            kept.append(item)
    return kept


def _pick_by(value: Value, call: Call, wanted: bool) -> Value:
    attribute, name = call.get(0, "attribute"), call.get(1, "test", None)
    rest = Call(call.positional[2:], call.keywords)
    kept = []
    for item in listed(value):
        field = _attribute(item, attribute)
        answer = truth(field) if name is None else holds(text(name), field, rest)
        if answer is None or answer is wanted:
            kept.append(item)
    return kept


def _unique(value: Value, call: Call) -> Value:
    kept: list[Value] = []
    for item in listed(value):
        if item not in kept:
            kept.append(item)
    return kept


def _indent(value: Value, call: Call) -> Value:
    width = call.get(0, "width", 4)
    if not isinstance(width, int) or not 0 <= width <= 100:
        raise Unclear
    return replace(text(value), "\n", "\n" + " " * width)


def _int(value: Value, call: Call) -> Value:
    try:
        number = int(float(str(value)) if isinstance(value, str) and "." in value else value)  # type: ignore[call-overload]
    except (ValueError, TypeError, OverflowError):
        return call.get(0, "default", 0)
    return number if abs(number) < NUMBER else 0


def _float(value: Value, call: Call) -> Value:
    try:
        return float(value)  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        return call.get(0, "default", 0.0)


def _sum(value: Value, call: Call) -> Value:
    items = listed(value)
    if not all(isinstance(item, (int, float)) for item in items):
        raise Unclear
    return sum(item for item in items if isinstance(item, (int, float)))


def _ends(value: Value, position: int) -> Value:
    items = listed(value)
    return items[position] if items else Unknown("item")


def _batch(value: Value, call: Call) -> Value:
    items, size = listed(value), call.get(0, "linecount", 1)
    if not isinstance(size, int) or size < 1:
        raise Unclear
    return [items[start : start + size] for start in range(0, len(items), size)]


def _sorted(value: Value, call: Call) -> Value:
    items = listed(value)
    return sorted(items, key=shown, reverse=truth(call.get(0, "reverse", False)) is True)


def _same(value: Value, call: Call) -> Value:
    return value


FILTERS: dict[str, Operation] = {
    "as_bool": _same,
    "as_native": _same,
    "as_number": _same,
    "as_text": _same,
    "batch": _batch,
    "capitalize": lambda value, call: respelled(text(value), text(value).capitalize()),
    "count": lambda value, call: len(listed(value)),
    "default": default,
    "d": default,
    "dictsort": lambda value, call: sorted(value.items(), key=lambda pair: shown(pair[0])),
    "e": _same,
    "escape": _same,
    "first": lambda value, call: _ends(value, 0),
    "float": _float,
    "indent": _indent,
    "int": _int,
    "items": lambda value, call: list(value.items()),
    "join": lambda value, call: join(text(call.get(0, "d", "")), value),
    "last": lambda value, call: _ends(value, -1),
    "length": lambda value, call: len(listed(value)),
    "list": lambda value, call: listed(value),
    "lower": lambda value, call: respelled(text(value), text(value).lower()),
    "map": _map,
    "reject": lambda value, call: _pick(value, call, False),
    "rejectattr": lambda value, call: _pick_by(value, call, False),
    "replace": lambda value, call: replace(text(value), text(call.get(0, "old")), text(call.get(1, "new"))),
    "reverse": lambda value, call: list(reversed(listed(value))),
    "safe": _same,
    "select": lambda value, call: _pick(value, call, True),
    "selectattr": lambda value, call: _pick_by(value, call, True),
    "sort": _sorted,
    "sqlsafe": _same,
    "string": lambda value, call: text(value),
    "sum": _sum,
    "title": lambda value, call: respelled(text(value), text(value).title()),
    "trim": lambda value, call: strip(text(value)),
    "unique": _unique,
    "upper": lambda value, call: respelled(text(value), text(value).upper()),
    # Of JinjaSQL and of Airflow and its relatives: the value quoted, or as a list in parentheses.
    "bind": _same,
    "inclause": lambda value, call: joined(["(", join(", ", value), ")"]),
    "ds": _same,
    "ts": _same,
}

_TESTS: dict[str, Callable[[Any, Call], bool]] = {
    "defined": lambda value, call: True,
    "undefined": lambda value, call: False,
    "none": lambda value, call: value is None,
    "boolean": lambda value, call: isinstance(value, bool),
    "false": lambda value, call: value is False,
    "true": lambda value, call: value is True,
    "integer": lambda value, call: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value, call: isinstance(value, float),
    "number": lambda value, call: isinstance(value, (int, float)),
    "string": lambda value, call: isinstance(value, str),
    "mapping": lambda value, call: isinstance(value, dict),
    "sequence": lambda value, call: isinstance(value, (list, tuple, str, dict)),
    "iterable": lambda value, call: isinstance(value, (list, tuple, str, dict)),
    "callable": lambda value, call: not isinstance(value, (str, int, float, list, tuple, dict, Relation)),
    "sameas": lambda value, call: value is call.get(0, "other"),
    "odd": lambda value, call: value % 2 == 1,
    "even": lambda value, call: value % 2 == 0,
    "divisibleby": lambda value, call: value % call.get(0, "num") == 0,
    "lower": lambda value, call: text(value).islower(),
    "upper": lambda value, call: text(value).isupper(),
    "in": lambda value, call: value in listed(call.get(0, "seq")),
    "eq": lambda value, call: bool(value == call.get(0, "other")),
    "equalto": lambda value, call: bool(value == call.get(0, "other")),
    "==": lambda value, call: bool(value == call.get(0, "other")),
    "ne": lambda value, call: bool(value != call.get(0, "other")),
    "!=": lambda value, call: bool(value != call.get(0, "other")),
    "gt": lambda value, call: bool(value > call.get(0, "other")),
    "lt": lambda value, call: bool(value < call.get(0, "other")),
    "ge": lambda value, call: bool(value >= call.get(0, "other")),
    "le": lambda value, call: bool(value <= call.get(0, "other")),
}


def holds(name: str, value: Value, call: Call) -> bool | None:
    """Whether a test holds; None when only a run knows."""
    test = _TESTS.get(name)
    if test is None or isinstance(value, Unknown):
        return None
    try:
        return test(value, call)
    except (Unclear, TypeError, ValueError, ArithmeticError):
        return None


def filtered(name: str, value: Value, call: Call) -> Value:
    """The value behind a filter; unknown when the value or the filter is. Raises Unclear when the result is."""
    applied = FILTERS.get(name)
    if isinstance(value, Unknown) and name not in ("default", "d"):
        return value
    if applied is None:
        raise Unclear
    try:
        return applied(value, call)
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        raise Unclear from None
