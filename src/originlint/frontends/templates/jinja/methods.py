"""The methods of strings, lists and dicts that templates call. Whatever is not here is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from originlint.frontends.templates.jinja.limits import ITEMS, LENGTH, Unclear
from originlint.frontends.templates.jinja.values import Call, Unknown, Value, shown
from originlint.frontends.templates.traced import cut, joined, respelled

Method = Callable[[Any, Call], Value]

_FIELD = re.compile(r"\{\{|\}\}|\{(\w*)\}|\{[^{}]*\}")
_PERCENT = re.compile(r"%(?:\((\w+)\))?[sdif]|%%|%")


def text(value: Value) -> str:
    """The value as known text. Raises Unclear."""
    if isinstance(value, Unknown):
        raise Unclear
    return shown(value)


def fill(template: str, call: Call) -> str:
    """`template.format(…)`, for plain fields. Raises Unclear for any other."""
    return _bounded(list(_filled(template, call)))


def percent(template: str, value: Value) -> str:
    """`template % value`, for plain fields. Raises Unclear for any other."""
    values = list(value) if isinstance(value, (tuple, list)) else [value]
    parts: list[str] = []
    position = 0
    for match in _PERCENT.finditer(template):
        parts.append(cut(template, position, match.start()))
        position = match.end()
        if match.group() == "%%":
            parts.append("%")
        elif match.group() == "%" or (match.group(1) and not isinstance(value, dict)) or not values:
            raise Unclear
        elif match.group(1) and isinstance(value, dict):
            parts.append(shown(value.get(match.group(1), Unknown(match.group(1)))))
        else:
            parts.append(shown(values.pop(0)))
    return _bounded([*parts, cut(template, position, len(template))])


def replace(value: str, old: str, new: str) -> str:
    """`value.replace(old, new)` with the traces of both."""
    if not old:
        raise Unclear
    parts: list[str] = []
    position = 0
    while (found := value.find(old, position)) >= 0:
        parts += [cut(value, position, found), new]
        position = found + len(old)
    return _bounded([*parts, cut(value, position, len(value))]) if parts else value


def split(value: str, separator: str | None) -> list[str]:
    """`value.split(separator)` with traces."""
    if separator is None:
        return [cut(value, *match.span()) for match in re.finditer(r"\S+", value)]
    if not separator:
        raise Unclear
    parts: list[str] = []
    position = 0
    while (found := value.find(separator, position)) >= 0:
        parts.append(cut(value, position, found))
        position = found + len(separator)
    return [*parts, cut(value, position, len(value))]


def strip(value: str, characters: str | None = None, left: bool = True, right: bool = True) -> str:
    """`strip`, `lstrip` and `rstrip` with traces."""
    start = len(value) - len(value.lstrip(characters)) if left else 0
    end = len(value.rstrip(characters)) if right else len(value)
    return cut(value, start, max(start, end))


def join(separator: str, items: Value) -> str:
    """The texts of the items with the separator between them."""
    parts: list[str] = []
    for item in listed(items):
        parts += [separator, shown(item)]
    return _bounded(parts[1:])


def listed(value: Value) -> list[Value]:
    """The items of a known collection. Raises Unclear."""
    match value:
        case list() | tuple() | dict() | str():
            return [cut(value, index, index + 1) for index in range(len(value))] if isinstance(value, str) else [*value]
        case _:
            raise Unclear


def _bounded(parts: list[str]) -> str:
    """The parts joined, unless that is too long."""
    if sum(map(len, parts)) > LENGTH:
        raise Unclear
    return joined(parts)


def _filled(template: str, call: Call) -> Iterator[str]:
    position = counted = 0
    for match in _FIELD.finditer(template):
        yield cut(template, position, match.start())
        position = match.end()
        if match.group() in ("{{", "}}"):
            yield match.group()[0]
            continue
        name = match.group(1)
        if name is None:
            raise Unclear
        if name == "":
            name, counted = str(counted), counted + 1
        if name.isdigit():
            yield shown(call.get(int(name[:4]), name, Unknown("value")))
        else:
            yield shown(call.keywords.get(name, Unknown(name)))
    yield cut(template, position, len(template))


def _extend(value: list[Value], call: Call) -> Value:
    value.extend(listed(call.get(0, "iterable")))
    if len(value) > ITEMS:
        raise Unclear
    return None


def _get(value: dict[Value, Value], call: Call) -> Value:
    key = call.get(0, "key")
    if isinstance(key, Unknown):
        raise Unclear
    return value.get(key, call.get(1, "default"))


def _pop(value: list[Value], call: Call) -> Value:
    position = call.get(0, "index", -1)
    if not isinstance(position, int) or not -len(value) <= position < len(value):
        raise Unclear
    return value.pop(position)


def _pairs(value: dict[Value, Value]) -> list[Value]:
    return list(value.items())


def _optional(value: Value) -> str | None:
    return None if value is None else text(value)


def _starts(value: str, wanted: Value) -> bool:
    return value.startswith(tuple(map(text, wanted)) if isinstance(wanted, tuple) else text(wanted))


def _ends(value: str, wanted: Value) -> bool:
    return value.endswith(tuple(map(text, wanted)) if isinstance(wanted, tuple) else text(wanted))


STRING_METHODS: dict[str, Method] = {
    "upper": lambda value, call: respelled(value, value.upper()),
    "lower": lambda value, call: respelled(value, value.lower()),
    "title": lambda value, call: respelled(value, value.title()),
    "capitalize": lambda value, call: respelled(value, value.capitalize()),
    "strip": lambda value, call: strip(value, _optional(call.get(0, "chars"))),
    "lstrip": lambda value, call: strip(value, _optional(call.get(0, "chars")), right=False),
    "rstrip": lambda value, call: strip(value, _optional(call.get(0, "chars")), left=False),
    "replace": lambda value, call: replace(value, text(call.get(0, "old")), text(call.get(1, "new"))),
    "split": lambda value, call: split(value, _optional(call.get(0, "sep"))),
    "splitlines": lambda value, call: split(value, "\n"),
    "join": lambda value, call: join(value, call.get(0, "iterable")),
    "format": fill,
    "startswith": lambda value, call: _starts(value, call.get(0, "prefix")),
    "endswith": lambda value, call: _ends(value, call.get(0, "suffix")),
    "isdigit": lambda value, call: value.isdigit(),
    "isnumeric": lambda value, call: value.isnumeric(),
    "find": lambda value, call: value.find(text(call.get(0, "sub"))),
    "count": lambda value, call: value.count(text(call.get(0, "sub"))),
}

LIST_METHODS: dict[str, Method] = {
    "append": lambda value, call: value.append(call.get(0, "item")),
    "extend": _extend,
    "insert": lambda value, call: value.insert(int(text(call.get(0, "index"))), call.get(1, "item")),
    "pop": _pop,
    "remove": lambda value, call: value.remove(call.get(0, "item")),
    "index": lambda value, call: value.index(call.get(0, "item")),
    "count": lambda value, call: value.count(call.get(0, "item")),
    "copy": lambda value, call: list(value),
}

DICT_METHODS: dict[str, Method] = {
    "items": lambda value, call: _pairs(value),
    "keys": lambda value, call: list(value),
    "values": lambda value, call: list(value.values()),
    "get": _get,
    "update": lambda value, call: value.update(call.get(0, "other") if isinstance(call.get(0, "other"), dict) else {}),
    "setdefault": lambda value, call: value.setdefault(call.get(0, "key"), call.get(1, "default")),
    "copy": lambda value, call: dict(value),
}


def method(value: Value, name: str) -> Method | None:
    """The method of that name, if the value is known and has one that we know."""
    match value:
        case str():
            return STRING_METHODS.get(name)
        case list() | tuple():
            return LIST_METHODS.get(name)
        case dict():
            return DICT_METHODS.get(name)
        case _:
            return None
