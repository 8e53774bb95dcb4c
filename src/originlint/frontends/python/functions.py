"""Functions, lambdas and classes: parameters, bodies, and which names are local to them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as SequenceType

import libcst as cst

from originlint.frontends.python.context import ExpressionRule, Lowering, Scope, StatementRule
from originlint.frontends.python.texts import string_value
from originlint.ir.forms import (
    Define,
    DefineClass,
    Expression,
    Function,
    Lambda,
    Parameter,
    Return,
    Star,
    Statement,
)


def _define(cx: Lowering, node: cst.FunctionDef) -> SequenceType[Statement]:
    number = cx.take(node.name)
    name = node.name.value
    cx.bind(name)
    own = cx.take(node.name)
    parameters = _parameters(cx, node.params)
    outer, cx.scope = cx.scope, Scope("function", bound={each.name for each in parameters})
    body = cx.block(node.body)
    scope, cx.scope = cx.scope, outer
    returns = cx.optional(node.returns.annotation if node.returns is not None else None)
    function = Function(
        own,
        name,
        parameters,
        body,
        scope.local(),
        frozenset(scope.globals),
        frozenset(scope.nonlocals),
        returns,
        scope.yields,
        node.asynchronous is not None,
        docstring(node.body),
    )
    return [Define(number, function, _decorators(cx, node.decorators))]


def _lambda(cx: Lowering, node: cst.Lambda) -> Expression:
    number = cx.take(node)
    own = cx.take(node)
    parameters = _parameters(cx, node.params)
    outer, cx.scope = cx.scope, Scope("function", bound={each.name for each in parameters})
    result = cx.take(node.body)
    body = (Return(result, cx.expression(node.body)),)
    scope, cx.scope = cx.scope, outer
    none: frozenset[str] = frozenset()
    return Lambda(
        number,
        Function(own, "<lambda>", parameters, body, scope.local(), none, none, None, scope.yields, is_async=False),
    )


def _parameters(cx: Lowering, node: cst.Parameters) -> tuple[Parameter, ...]:
    """Parameters in order. Defaults and annotations belong to the scope around the function."""
    made = [_parameter(cx, each, "positional") for each in node.posonly_params]
    made += [_parameter(cx, each, "normal") for each in node.params]
    if isinstance(node.star_arg, cst.Param):
        made.append(_parameter(cx, node.star_arg, "variadic"))
    made += [_parameter(cx, each, "keyword") for each in node.kwonly_params]
    if node.star_kwarg is not None:
        made.append(_parameter(cx, node.star_kwarg, "variadic keyword"))
    return tuple(made)


def _parameter(cx: Lowering, node: cst.Param, kind: str) -> Parameter:
    number = cx.take(node.name)
    cx.names.add(node.name.value)
    default = cx.optional(node.default)
    hint = node.annotation.annotation if node.annotation is not None else None
    annotation = cx.optional(hint.value if isinstance(hint, cst.StarredElement) else hint)  # `*args: *Types`
    return Parameter(number, node.name.value, kind, default, annotation)


def _define_class(cx: Lowering, node: cst.ClassDef) -> SequenceType[Statement]:
    number = cx.take(node.name)
    name = node.name.value
    cx.bind(name)
    bases: list[Expression] = []
    for each in node.bases:
        if each.star:
            bases.append(Star(cx.take(each), cx.expression(each.value)))
        else:
            bases.append(cx.expression(each.value))
    keywords: list[tuple[str | None, Expression]] = []
    for each in node.keywords:
        keyword = None if each.keyword is None else each.keyword.value
        keywords.append((keyword, cx.expression(each.value)))
    decorators = _decorators(cx, node.decorators)
    outer, cx.scope = cx.scope, Scope("class")
    body = cx.block(node.body)
    scope, cx.scope = cx.scope, outer
    doc = docstring(node.body)
    return [DefineClass(number, name, tuple(bases), tuple(keywords), decorators, body, scope.local(), doc)]


def _decorators(cx: Lowering, nodes: SequenceType[cst.Decorator]) -> tuple[Expression, ...]:
    return tuple([cx.expression(each.decorator) for each in nodes])


def docstring(suite: cst.BaseSuite) -> str | None:
    """The documentation string that a body begins with."""
    first: cst.CSTNode | None = suite.body[0] if suite.body else None
    if isinstance(first, cst.SimpleStatementLine) and first.body:
        first = first.body[0]
    return string_value(first.value) if isinstance(first, cst.Expr) else None


FUNCTION_EXPRESSIONS: Mapping[type[cst.CSTNode], ExpressionRule] = {cst.Lambda: _lambda}
FUNCTION_STATEMENTS: Mapping[type[cst.CSTNode], StatementRule] = {
    cst.FunctionDef: _define,
    cst.ClassDef: _define_class,
}
