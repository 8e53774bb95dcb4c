"""Text templates that code fills: `str.format`, `%`, `string.Template` and Jinja. Names go into their holes; of what a
Jinja template does beyond that, the front end for templates renders what is run as SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from originlint.interpreter.labels import NONE, join_all
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.text import join_parts, part_of
from originlint.interpreter.values import Entries, Items, Literal, Template, Value

_FORMAT = re.compile(r"\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::[^{}]*)?\}")
_PERCENT = re.compile(r"%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?[sdfrixeEgG]|%%")
_DOLLAR = re.compile(r"\$(?:\$|(\w+)|\{(\w+)\})")
_JINJA = re.compile(r"\{\{-?\s*([A-Za-z_]\w*)\s*-?\}\}")
_TAG = re.compile(r"\{[{%]")
_UNSAFE = re.compile(r"['\\{}]")

_Filling = Callable[["re.Match[str]"], "Value | str | None"]
"""What comes into a hole: a value, a text that stands for itself, or None when nothing is known of it."""


def percent(vm: Machine, template: Value, operand: Value) -> Value:
    """`template % operand`."""
    if not isinstance(template, Literal):
        return Template("", "", vm.labels(operand))
    content = vm.load(operand)
    named = _by_key(vm, content)
    filled = list(content.items) if isinstance(content, Items) and content.tail is None else [operand]
    following = iter(filled)

    def filling(hole: re.Match[str]) -> Value | str | None:
        if hole.group() == "%%":
            return "%"
        return named.get(hole.group(1)) if hole.group(1) else next(following, None)

    return _fill(vm, template, _PERCENT, filling, Template("", "", vm.labels(operand)))


def format_text(vm: Machine, template: Literal, arguments: Arguments) -> Value:
    """`template.format(…)`."""
    names = dict(arguments.keywords)
    automatic = iter(range(len(arguments.positional)))

    def filling(hole: re.Match[str]) -> Value | str | None:
        if hole.group() in ("{{", "}}"):
            return hole.group()[0]
        name = hole.group(1) or ""
        index = next(automatic, -1) if not name else int(name) if name.isdigit() else None
        if index is None:
            return names.get(name)
        return arguments.positional[index] if 0 <= index < len(arguments.positional) else None

    return _fill(vm, template, _FORMAT, filling, _unseen(vm, arguments))


def format_map(vm: Machine, template: Literal, arguments: Arguments) -> Value:
    """`template.format_map(values)`."""
    return format_text(vm, template, _as_keywords(vm, arguments))


def substitute(vm: Machine, template: Literal, arguments: Arguments) -> Value:
    """`string.Template(text).substitute(…)`."""
    given = _as_keywords(vm, arguments)
    names = dict(given.keywords)

    def filling(hole: re.Match[str]) -> Value | str | None:
        return "$" if hole.group() == "$$" else names.get(hole.group(1) or hole.group(2))

    return _fill(vm, template, _DOLLAR, filling, _unseen(vm, given))


def render(vm: Machine, template: Literal, arguments: Arguments) -> Value:
    """`jinja2.Template(text).render(…)`. What the text does with a value beyond showing it is left in, with the value
    set in front of it."""
    given = _as_keywords(vm, arguments)
    names = dict(given.keywords)

    def filling(hole: re.Match[str]) -> Value | str | None:
        value = names.get(hole.group(1))
        if value is None or isinstance(vm.load(value), (Items, Entries)):
            return hole.group()
        return value

    text = str(template.value)
    filled = _fill(vm, template, _JINJA, filling, _unseen(vm, given))
    if not _TAG.search(_JINJA.sub(lambda hole: "" if hole.group(1) in names else hole.group(), text)):
        return filled
    front: list[Value] = []
    for name, value in names.items():
        written = _written(vm, value)
        if written and re.search(rf"\b{re.escape(name)}\b", text):
            front += [Literal(f"{{% set {name} = "), *written, Literal(" %}")]
    return join_parts([*front, filled], vm) if front else filled


def replaced(vm: Machine, template: Literal, arguments: Arguments) -> Value:
    """`text.replace(old, new)`."""
    old, new, *_ = (*arguments.positional, Literal(None), Literal(None))
    wanted = vm.load(old)
    if not (isinstance(wanted, Literal) and isinstance(wanted.value, str) and wanted.value):
        return _unseen(vm, Arguments((template, *arguments.positional)))
    return _fill(vm, template, re.compile(re.escape(wanted.value)), lambda hole: new, Literal(""))


def _written(vm: Machine, value: Value) -> list[Value]:
    """A value as Jinja writes it, in parts; none when it cannot be written."""
    content = vm.load(value)
    match content:
        case Literal(value=str(text)) if not _UNSAFE.search(text):
            return [Literal("'"), content, Literal("'")]
        case Literal(value=bool(truth)):
            return [Literal(str(truth).lower())]
        case Literal(value=int() | float() as number):
            return [Literal(str(number))]
        case Items(items=items, tail=None):
            parts = [written for item in items if (written := _written(vm, item))]
            return [Literal("["), *(each for part in parts for each in (*part, Literal(", "))), Literal("]")]
        case Entries(pairs=pairs, rest=None):
            both = [(_written(vm, key), _written(vm, item)) for key, item in pairs]
            parts = [[*key, Literal(": "), *item] for key, item in both if key and item]
            return [Literal("{"), *(each for part in parts for each in (*part, Literal(", "))), Literal("}")]
        case _:
            return []


def _fill(vm: Machine, template: Literal, holes: re.Pattern[str], filling: _Filling, unknown: Value) -> Value:
    """The text with what belongs there in its holes, and `unknown` where that is not known."""
    text = str(template.value)
    parts: list[Value] = []
    position = 0
    for hole in holes.finditer(text):
        parts.append(part_of(template, position, hole.start()))
        position = hole.end()
        value = filling(hole)
        if isinstance(value, str):
            kept = value == hole.group()
            parts.append(part_of(template, hole.start(), hole.end()) if kept else Literal(value))
        else:
            parts.append(unknown if value is None else value)
    parts.append(part_of(template, position, len(text)))
    return join_parts(parts, vm)


def _by_key(vm: Machine, content: object) -> dict[str, Value]:
    """The values of a dict with known keys, by them."""
    pairs = content.pairs if isinstance(content, Entries) else ()
    keys = ((vm.load(key), value) for key, value in pairs)
    return {str(key.value): value for key, value in keys if isinstance(key, Literal)}


def _as_keywords(vm: Machine, arguments: Arguments) -> Arguments:
    """The arguments with those of a dict that is passed first among the others."""
    first = vm.load(arguments.positional[0]) if arguments.positional else None
    return Arguments(arguments.positional, (*_by_key(vm, first).items(), *arguments.keywords), arguments.more)


def _unseen(vm: Machine, arguments: Arguments) -> Value:
    labels = join_all(vm.labels(value) for value in (*arguments.positional, *(item for _, item in arguments.keywords)))
    return Template("", "", labels | (vm.labels(arguments.more) if arguments.more is not None else NONE))


FILLINGS: Mapping[str, Callable[[Machine, Literal, Arguments], Value]] = {
    "format": format_text,
    "format_map": format_map,
    "substitute": substitute,
    "safe_substitute": substitute,
    "render": render,
    "replace": replaced,
}
"""By the names of the methods: those of templates too, since a template stands for its text."""
