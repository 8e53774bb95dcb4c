"""The left side of assignments, loops, `with`, `del` and captures."""

from __future__ import annotations

import libcst as cst

from originlint.frontends.python.context import Lowering
from originlint.frontends.python.expressions import key
from originlint.ir.forms import Field, Key, Name, Target, Unpack


def target(cx: Lowering, node: cst.BaseExpression) -> Target:
    """Lower an assignment's left side and bind its names in the current scope."""
    if isinstance(node, cst.Name):
        cx.bind(node.value)
        return Name(cx.take(node), node.value)
    if isinstance(node, cst.Attribute):
        number = cx.take(node)
        cx.names.add(node.attr.value)
        return Field(number, cx.expression(node.value), node.attr.value)
    if isinstance(node, cst.Subscript):
        number = cx.take(node)
        return Key(number, cx.expression(node.value), key(cx, node.slice))
    assert isinstance(node, (cst.Tuple, cst.List)), type(node)
    number = cx.take(node)
    star = None
    for index, each in enumerate(node.elements):
        if isinstance(each, cst.StarredElement):
            star = index
    return Unpack(number, tuple([target(cx, each.value) for each in node.elements]), star)
