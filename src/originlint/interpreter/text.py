"""Text values: constants are computed, and of the rest at least the ends are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.values import Items, Literal, Opaque, Piece, Template, Value

COMBINATIONS = 32
"""So many texts at most come out of parts with alternatives."""

PARTS = 256
"""So many constants and holes of a text are kept apart."""

_UNCHANGED = frozenset({"encode", "decode", "expandtabs"})
_CONCRETE = frozenset(
    {
        "lower",
        "upper",
        "title",
        "capitalize",
        "casefold",
        "swapcase",
        "strip",
        "lstrip",
        "rstrip",
        "replace",
        "removeprefix",
        "removesuffix",
        "zfill",
        "center",
        "ljust",
        "rjust",
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "isupper",
        "islower",
        "isnumeric",
        "isidentifier",
        "count",
        "find",
        "index",
        "split",
        "rsplit",
        "splitlines",
        "partition",
        "rpartition",
    }
)


def is_text(value: Value) -> bool:
    """Whether the value surely is text."""
    return isinstance(value, Template) or (isinstance(value, Literal) and isinstance(value.value, str))


def is_path(value: Value) -> bool:
    """Whether `/` on the value joins paths: constants that look like one. Paths are kept as text."""
    return is_text(value)


def concatenate(left: Literal, right: Literal) -> Literal:
    """`left + right`, remembering where each character stands."""
    return Literal(
        f"{left.value}{right.value}",
        left.labels | right.labels,
        left.site or right.site,
        (*pieces(left), *pieces(right)),
    )


def pieces(literal: Literal) -> tuple[Piece, ...]:
    """Where the characters of a text stand."""
    if literal.pieces:
        return literal.pieces
    if literal.site is None or not isinstance(literal.value, str):
        return ()
    return (Piece(literal.site, 0, len(literal.value)),)


def join_parts(parts: Sequence[Value], vm: Machine) -> Value:
    """The text of all parts one after the other: all combinations of known alternatives, else the known ends."""
    combinations: list[list[Value]] = [[]]
    for part in parts:
        alternatives = _texts(part, vm)
        if len(combinations) * len(alternatives) > COMBINATIONS:
            alternatives = (Template("", "", vm.labels(part)),)
        combinations = [[*known, option] for known in combinations for option in alternatives]
    joined = join_all_values(_join_one(list(known)) for known in combinations)
    return joined if joined is not None else Literal("")


def _texts(part: Value, vm: Machine) -> tuple[Value, ...]:
    result: list[Value] = []
    for option in options(part):
        content = vm.load(option)
        match content:
            case Literal(value=str()) | Template():
                result.append(content)
            case Literal(value=value) if isinstance(value, (int, float, bool)) or value is None:
                result.append(replace(content, value=str(value), pieces=()))
            case _:
                result.append(Template("", "", vm.labels(option)))
    return tuple(result)


def _join_one(parts: list[Value]) -> Value:
    if not parts:
        return Literal("")
    if all(isinstance(part, Literal) for part in parts):
        result = parts[0]
        for part in parts[1:]:
            assert isinstance(result, Literal)
            assert isinstance(part, Literal)
            result = concatenate(result, part)
        return result
    labels = NONE
    prefix, suffix = "", ""
    site = None
    open_at = next(i for i, part in enumerate(parts) if isinstance(part, Template))
    last = max(i for i, part in enumerate(parts) if isinstance(part, Template))
    for position, part in enumerate(parts):
        assert isinstance(part, (Literal, Template))
        labels = labels | part.labels
        site = site or part.site
        if isinstance(part, Literal):
            if position < open_at:
                prefix += str(part.value)
            elif position > last:
                suffix += str(part.value)
        else:
            if position == open_at:
                prefix += part.prefix
            if position == last:
                suffix = part.suffix
    return Template(prefix, suffix, labels, site, _flat(parts))


def _flat(parts: Sequence[Value]) -> tuple[Literal | Template, ...]:
    """The constants and holes of several texts in a row; none when there are too many to be worth keeping."""
    flat: list[Literal | Template] = []
    for part in parts:
        if isinstance(part, Template) and part.parts:
            flat.extend(part.parts)
        elif isinstance(part, (Literal, Template)):
            flat.append(part)
    return tuple(flat) if len(flat) <= PARTS else ()


def join_path(parts: Sequence[Value], vm: Machine) -> Value:
    """A path put together from parts, with `/` between them."""
    joined: list[Value] = []
    for position, part in enumerate(parts):
        if position:
            joined.append(Literal("/"))
        joined.append(part)
    return join_parts(joined, vm)


def percent(vm: Machine, template: Value, operand: Value) -> Value:
    """`template % operand`."""
    content = vm.load(operand)
    filled = list(content.items) if isinstance(content, Items) and content.tail is None else [operand]
    return _fill(
        vm, template, re.compile(r"%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[sdfrixeEgG]"), filled, vm.labels(operand)
    )


def format_text(vm: Machine, template: Value, arguments: Arguments) -> Value:
    """`template.format(…)`."""
    assert isinstance(template, Literal)
    labels = NONE
    for value in (*arguments.positional, *(item for _, item in arguments.keywords)):
        labels = labels | vm.labels(value)
    names = dict(arguments.keywords)
    parts: list[Value] = []
    position = 0
    automatic = 0
    text = str(template.value)
    for hole in re.finditer(r"\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::[^{}]*)?\}", text):
        parts.append(_slice(template, position, hole.start()))
        position = hole.end()
        if hole.group() in ("{{", "}}"):
            parts.append(Literal(hole.group()[0]))
            continue
        name = hole.group(1) or ""
        if not name:
            index: int | None = automatic
            automatic += 1
        else:
            index = int(name) if name.isdigit() else None
        if index is not None and index < len(arguments.positional):
            parts.append(arguments.positional[index])
        elif name in names:
            parts.append(names[name])
        else:
            parts.append(Template("", "", labels))
    parts.append(_slice(template, position, len(text)))
    return join_parts(parts, vm)


def _fill(vm: Machine, template: Value, hole: re.Pattern[str], values: list[Value], labels: Labels) -> Value:
    if not isinstance(template, Literal):
        return Template("", "", labels)
    text = str(template.value)
    parts: list[Value] = []
    position = 0
    for number, found in enumerate(hole.finditer(text)):
        parts.append(_slice(template, position, found.start()))
        parts.append(values[number] if number < len(values) else Template("", "", labels))
        position = found.end()
    parts.append(_slice(template, position, len(text)))
    return join_parts(parts, vm)


def _slice(literal: Literal, start: int, end: int) -> Literal:
    """Part of a constant text, with its place."""
    if literal.pieces:
        return Literal(str(literal.value)[start:end], literal.labels, literal.site)
    place = (Piece(literal.site, start, end - start),) if literal.site is not None else ()
    return Literal(str(literal.value)[start:end], literal.labels, literal.site, place)


def text_method(vm: Machine, receiver: Value, name: str, arguments: Arguments) -> Value | None:
    """Call a method of `str`; None for those that are not known."""
    labels = vm.labels(receiver)
    for value in arguments.positional:
        labels = labels | vm.labels(value)
    if name == "join" and arguments.positional:
        return _join_method(vm, receiver, arguments.positional[0])
    if name == "format" and isinstance(receiver, Literal):
        return format_text(vm, receiver, arguments)
    if name in _UNCHANGED:
        return receiver
    if name in ("read_text", "read_bytes", "open") and isinstance(receiver, (Literal, Template)):
        path = str(receiver.value if isinstance(receiver, Literal) else receiver.suffix)
        script = vm.read_object(path) if name == "read_text" and path.lower().endswith(".sql") else None
        return script if script is not None else Opaque(labels, path or None)
    if not (isinstance(receiver, Literal) and isinstance(receiver.value, str)) or name not in _CONCRETE:
        return Opaque(labels) if name in _CONCRETE else None
    given = [vm.load(value) for value in arguments.positional]
    if not all(isinstance(value, Literal) for value in given) or arguments.keywords:
        return Opaque(labels)
    try:
        outcome = getattr(receiver.value, name)(*(value.value for value in given if isinstance(value, Literal)))
    except (TypeError, ValueError, OverflowError, MemoryError):
        return Opaque(labels)
    if isinstance(outcome, (list, tuple)):
        kind = "list" if isinstance(outcome, list) else "tuple"
        return vm.new(Items(kind, tuple(Literal(part, labels, receiver.site) for part in outcome)))
    return Literal(outcome, labels, receiver.site)


def _join_method(vm: Machine, separator: Value, parts: Value) -> Value:
    spread = vm.spread(parts, None)
    if spread.tail is not None or len(spread.items) > 512:
        return Template("", "", vm.labels(separator) | vm.labels(parts))
    joined: list[Value] = []
    for position, item in enumerate(spread.items):
        if position:
            joined.append(separator)
        joined.append(item)
    return join_parts(joined, vm)
