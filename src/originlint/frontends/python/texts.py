"""String literals and formatted strings to forms."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as SequenceType

import libcst as cst

from originlint.frontends.python.context import ExpressionRule, Fragment, Lowering
from originlint.frontends.python.strings import decode, split_literal
from originlint.ir.forms import Constant, Expression, Text


def _simple(cx: Lowering, node: cst.SimpleString) -> Expression:
    number = cx.take(node)
    value = literal_value(node.value)
    if isinstance(value, str):
        cx.note(value)
    return Constant(number, value)


def literal_value(source: str) -> str | bytes:
    """The value of one string literal, given its source."""
    literal = split_literal(source)
    text = decode(literal.content, literal.raw, bytes_=literal.is_bytes)
    return text.encode("latin-1", "replace") if literal.is_bytes else text


def string_value(node: cst.CSTNode) -> str | None:
    """The value of a string constant, adjacent literals joined; None for anything else."""
    if isinstance(node, cst.SimpleString):
        value = literal_value(node.value)
        return value if isinstance(value, str) else None
    if isinstance(node, cst.ConcatenatedString):
        parts = [string_value(each) for each in adjacent(node)]
        return None if None in parts else "".join(part for part in parts if part is not None)
    return None


def adjacent(node: cst.ConcatenatedString) -> list[cst.CSTNode]:
    """The literals of a concatenation, in order (libcst nests them to the right)."""
    parts: list[cst.CSTNode] = []
    rest: cst.CSTNode = node
    while isinstance(rest, cst.ConcatenatedString):
        parts.append(rest.left)
        rest = rest.right
    parts.append(rest)
    return parts


def _concatenated(cx: Lowering, node: cst.ConcatenatedString) -> Expression:
    parts = adjacent(node)
    number = cx.take(node)
    if not all(isinstance(part, cst.SimpleString) for part in parts):
        made: list[Expression] = []
        for part in parts:
            if isinstance(part, cst.SimpleString):
                made.append(_simple(cx, part))
            elif isinstance(part, (cst.FormattedString, cst.TemplatedString)):
                made.extend(_pieces(cx, part.parts, is_raw(part.start)))
        return Text(number, tuple(made))
    values = [literal_value(part.value) for part in parts if isinstance(part, cst.SimpleString)]
    text = "".join(value for value in values if isinstance(value, str))
    if text:
        cx.note(text)
        return Constant(number, text)
    octets = b"".join(value for value in values if isinstance(value, bytes))
    return Constant(number, octets or text)


def _formatted(cx: Lowering, node: cst.FormattedString | cst.TemplatedString) -> Expression:
    number = cx.take(node)
    return Text(number, tuple(_pieces(cx, node.parts, is_raw(node.start))))


def is_raw(start: str) -> bool:
    """Whether a formatted string that begins so keeps its backslashes."""
    return "r" in start.lower()


def _pieces(cx: Lowering, parts: SequenceType[cst.CSTNode], raw: bool) -> list[Expression]:
    made: list[Expression] = []
    for part in parts:
        if isinstance(part, (cst.FormattedStringText, cst.TemplatedStringText)):
            value = decode(part.value, raw, braces=True)
            cx.note(value)
            made.append(Constant(cx.take(Fragment(part, raw)), value))
        elif isinstance(part, (cst.FormattedStringExpression, cst.TemplatedStringExpression)):
            made.append(cx.expression(part.expression))
            # A format such as ".2f" is no text of the result, but a width taken from a variable takes part in it.
            for inner in part.format_spec or ():
                if isinstance(inner, (cst.FormattedStringExpression, cst.TemplatedStringExpression)):
                    made.extend(_pieces(cx, [inner], raw))
    return made


TEXTS: Mapping[type[cst.CSTNode], ExpressionRule] = {
    cst.SimpleString: _simple,
    cst.ConcatenatedString: _concatenated,
    cst.FormattedString: _formatted,
    cst.TemplatedString: _formatted,
}
