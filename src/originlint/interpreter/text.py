"""Text values: constants are computed, and of the rest at least the ends are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.labels import NONE
from originlint.interpreter.machine import Arguments, Machine
from originlint.interpreter.values import Content, Items, Literal, Opaque, Piece, Template, Value
from originlint.source.site import Site

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

_CUTS = ("strip", "prefix", "suffix")
"""How methods are called that cut something off either end."""


def is_text(value: Value | Content) -> bool:
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
        (*_spanning(left), *_spanning(right)),
    )


def _spanning(literal: Literal) -> tuple[Piece, ...]:
    """The same as `pieces`, with one that stands nowhere for text that is not written down."""
    return pieces(literal) or ((Piece(Site("", -1), 0, len(str(literal.value))),) if literal.value else ())


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


def part_of(literal: Literal, start: int, end: int) -> Literal:
    """The characters of a constant text from `start` up to `end`, with their places."""
    kept: list[Piece] = []
    position = 0
    for piece in pieces(literal):
        first, last = max(start, position), min(end, position + piece.length)
        if first < last:
            kept.append(Piece(piece.site, piece.start + first - position, last - first))
        position += piece.length
    exact = position == len(str(literal.value))
    return Literal(str(literal.value)[start:end], literal.labels, literal.site, tuple(kept) if exact else ())


def text_method(vm: Machine, receiver: Value, name: str, arguments: Arguments) -> Value | None:
    """Call a method of `str`, but for those that fill a template; None for those that are not known."""
    labels = vm.labels(receiver)
    for value in arguments.positional:
        labels = labels | vm.labels(value)
    if name == "join" and arguments.positional:
        return _join_method(vm, receiver, arguments.positional[0])
    if name == "joinpath":
        return join_path([receiver, *arguments.positional], vm)
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
    if isinstance(outcome, str) and outcome and name.endswith(_CUTS):
        start = receiver.value.index(outcome)
        return replace(part_of(receiver, start, start + len(outcome)), labels=labels)
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
