"""Python expressions to forms. Children are lowered in the order of the form's fields, so numbers are pre-order."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType

import libcst as cst

from originlint.frontends.python.context import ExpressionRule, Lowering, Origin
from originlint.frontends.python.operators import ASSOCIATIVE, BINARY, COMPARISONS, UNARY
from originlint.frontends.python.plain import is_plain
from originlint.ir.forms import (
    Argument,
    Await,
    Bind,
    Call,
    Choose,
    Compare,
    Conditional,
    Constant,
    Derive,
    Expression,
    Field,
    Key,
    Mapping,
    Name,
    Sequence,
    Slice,
    Star,
    Yield,
)

_WORDS = {"None": None, "True": True, "False": False}
_LONG_CHAIN = 32
_MAX_DIGITS = 4000
"""Python refuses to read longer decimal integers (since 3.10.7, sys.set_int_max_str_digits)."""


def _name(cx: Lowering, node: cst.Name) -> Expression:
    name = node.value
    if name in _WORDS:
        return Constant(cx.take(node), _WORDS[name])
    cx.names.add(name)
    return Name(cx.take(node), name)


def _ellipsis(cx: Lowering, node: cst.Ellipsis) -> Expression:
    return Constant(cx.take(node), ...)


def _integer(cx: Lowering, node: cst.Integer) -> Expression:
    if len(node.value) > _MAX_DIGITS:
        return cx.unsupported(node, "a number with too many digits")
    return Constant(cx.take(node), int(node.value, 0))


def _float(cx: Lowering, node: cst.Float) -> Expression:
    return Constant(cx.take(node), float(node.value))


def _imaginary(cx: Lowering, node: cst.Imaginary) -> Expression:
    return Constant(cx.take(node), complex(0, float(node.value[:-1])))


def _attribute(cx: Lowering, node: cst.Attribute) -> Expression:
    number = cx.take(node)
    name = node.attr.value
    cx.names.add(name)
    return Field(number, cx.expression(node.value), name)


def _call(cx: Lowering, node: cst.Call) -> Expression:
    number = cx.take(node)
    function = cx.expression(node.func)
    return Call(number, function, tuple([argument(cx, each) for each in node.args]))


def argument(cx: Lowering, node: cst.Arg) -> Argument:
    """Lower one argument of a call."""
    value = cx.expression(node.value)
    if node.keyword is not None:
        keyword = node.keyword.value
        cx.names.add(keyword)
        return Argument(value, keyword)
    return Argument(value, None, len(node.star))


def _subscript(cx: Lowering, node: cst.Subscript) -> Expression:
    number = cx.take(node)
    return Key(number, cx.expression(node.value), key(cx, node.slice))


def key(cx: Lowering, elements: SequenceType[cst.SubscriptElement]) -> Expression:
    """Lower what stands between the brackets of a subscript."""
    first = elements[0]
    if len(elements) == 1 and not isinstance(first.comma, cst.Comma):
        return _element(cx, first.slice)
    number = cx.take((first.slice, elements[-1].slice))
    return Sequence(number, "tuple", tuple([_element(cx, each.slice) for each in elements]))


def _element(cx: Lowering, node: cst.BaseSlice) -> Expression:
    if isinstance(node, cst.Index):
        if node.star:
            return Star(cx.take(node), cx.expression(node.value))
        return cx.expression(node.value)
    assert isinstance(node, cst.Slice)
    number = cx.take(node)
    return Slice(number, cx.optional(node.lower), cx.optional(node.upper), cx.optional(node.step))


def _unary(cx: Lowering, node: cst.UnaryOperation) -> Expression:
    number = cx.take(node)
    return Derive(number, UNARY[type(node.operator)], (cx.expression(node.expression),))


def _binary(cx: Lowering, node: cst.BinaryOperation) -> Expression:
    operator = BINARY[type(node.operator)]
    if operator in ASSOCIATIVE and type(node.left) is cst.BinaryOperation:
        operands = _spine(node)
        if len(operands) > _LONG_CHAIN:
            return _balanced(cx, operator, operands, node)
    number = cx.take(node)
    left = cx.expression(node.left)
    return Derive(number, operator, (left, cx.expression(node.right)))


def _spine(node: cst.BinaryOperation) -> list[cst.BaseExpression]:
    """The operands of a chain of one operator, in order."""
    operator = type(node.operator)
    operands = [node.right]
    left = node.left
    while isinstance(left, cst.BinaryOperation) and type(left.operator) is operator:
        operands.append(left.right)
        left = left.left
    operands.append(left)
    operands.reverse()
    return operands


def _balanced(cx: Lowering, operator: str, operands: SequenceType[cst.BaseExpression], origin: Origin) -> Expression:
    """A long chain of an associative operator as a balanced tree, so that it is not nested as deeply as it is long."""
    if len(operands) == 1:
        return cx.expression(operands[0])
    number = cx.take(origin)
    middle = len(operands) // 2
    halves = operands[:middle], operands[middle:]
    left, right = (_balanced(cx, operator, half, (half[0], half[-1])) for half in halves)
    return Derive(number, operator, (left, right))


def _boolean(cx: Lowering, node: cst.BooleanOperation) -> Expression:
    number = cx.take(node)
    kind = type(node.operator)
    operands: list[cst.BaseExpression] = [node.right]
    left = node.left
    while isinstance(left, cst.BooleanOperation) and type(left.operator) is kind:
        operands.append(left.right)
        left = left.left
    operands.append(left)
    operator = "and" if kind is cst.And else "or"
    return Choose(number, operator, tuple([cx.expression(each) for each in reversed(operands)]))


def _comparison(cx: Lowering, node: cst.Comparison) -> Expression:
    targets = node.comparisons
    if len(targets) == 1:
        number = cx.take(node)
        only = targets[0]
        left = cx.expression(node.left)
        return Compare(number, COMPARISONS[type(only.operator)], left, cx.expression(only.comparator))
    whole = cx.take(node)
    parts: list[Expression] = []
    before: cst.BaseExpression = node.left
    shared: str | None = None
    for index, target in enumerate(targets):
        after = target.comparator
        number = cx.take((before, after))
        left = cx.expression(before) if shared is None else Name(cx.take(before), shared)
        shared = None
        if index + 1 < len(targets) and not is_plain(after):
            bound = cx.take(after)
            shared = cx.temporary(bound)
            right: Expression = Bind(bound, Name(cx.take(after), shared), cx.expression(after))
        else:
            right = cx.expression(after)
        parts.append(Compare(number, COMPARISONS[type(target.operator)], left, right))
        before = after
    return Choose(whole, "and", tuple(parts))


def _conditional(cx: Lowering, node: cst.IfExp) -> Expression:
    number = cx.take(node)
    test = cx.expression(node.test)
    then = cx.expression(node.body)
    return Conditional(number, test, then, cx.expression(node.orelse))


def _display(cx: Lowering, node: cst.Tuple | cst.List | cst.Set) -> Expression:
    number = cx.take(node)
    kind = {cst.Tuple: "tuple", cst.List: "list", cst.Set: "set"}[type(node)]
    return Sequence(number, kind, tuple([cx.expression(_item(each)) for each in node.elements]))


def _item(node: cst.BaseElement) -> cst.CSTNode:
    return node if isinstance(node, cst.StarredElement) else node.value


def _starred(cx: Lowering, node: cst.StarredElement) -> Expression:
    return Star(cx.take(node), cx.expression(node.value))


def _dict(cx: Lowering, node: cst.Dict) -> Expression:
    number = cx.take(node)
    pairs: list[tuple[Expression | None, Expression]] = []
    for each in node.elements:
        before = cx.expression(each.key) if isinstance(each, cst.DictElement) else None
        pairs.append((before, cx.expression(each.value)))
    return Mapping(number, tuple(pairs))


def _walrus(cx: Lowering, node: cst.NamedExpr) -> Expression:
    number = cx.take(node)
    target = cx.target(node.target)
    return Bind(number, target, cx.expression(node.value))


def _yield(cx: Lowering, node: cst.Yield) -> Expression:
    number = cx.take(node)
    cx.scope.yields = True
    if isinstance(node.value, cst.From):
        return Yield(number, cx.expression(node.value.item), True)
    return Yield(number, cx.optional(node.value), False)


def _await(cx: Lowering, node: cst.Await) -> Expression:
    number = cx.take(node)
    return Await(number, cx.expression(node.expression))


EXPRESSIONS: MappingType[type[cst.CSTNode], ExpressionRule] = {
    cst.Name: _name,
    cst.Ellipsis: _ellipsis,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Imaginary: _imaginary,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.IfExp: _conditional,
    cst.Tuple: _display,
    cst.List: _display,
    cst.Set: _display,
    cst.StarredElement: _starred,
    cst.Dict: _dict,
    cst.NamedExpr: _walrus,
    cst.Yield: _yield,
    cst.Await: _await,
}
