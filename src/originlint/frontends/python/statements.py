"""Statements that steer: branches, loops, try, with, return, raise, assert."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as SequenceType

import libcst as cst

from originlint.frontends.python.context import Lowering, StatementRule
from originlint.frontends.python.texts import string_value
from originlint.ir.depth import MAX_DEPTH
from originlint.ir.forms import Branch, Break, Continue, Enter, Evaluate, Handler, Loop, Raise, Return, Statement, Try


def _evaluate(cx: Lowering, node: cst.Expr) -> SequenceType[Statement]:
    if string_value(node.value) is not None or isinstance(node.value, (cst.Ellipsis, cst.BaseNumber)):
        return []  # a docstring, a remark or a filler
    number = cx.take(node)
    return [Evaluate(number, cx.expression(node.value))]


def _pass(cx: Lowering, node: cst.Pass) -> SequenceType[Statement]:
    return []


def _return(cx: Lowering, node: cst.Return) -> SequenceType[Statement]:
    if cx.scope.kind != "function":  # not valid Python, though libcst reads it
        return [] if node.value is None else [Evaluate(cx.take(node), cx.expression(node.value))]
    number = cx.take(node)
    return [Return(number, cx.optional(node.value))]


def _raise(cx: Lowering, node: cst.Raise) -> SequenceType[Statement]:
    number = cx.take(node)
    return [Raise(number, cx.optional(node.exc))]


def _assert(cx: Lowering, node: cst.Assert) -> SequenceType[Statement]:
    number = cx.take(node)
    test = cx.expression(node.test)
    failed = cx.take(node)
    return [Branch(number, test, (), (Raise(failed, cx.optional(node.msg)),))]


def _break(cx: Lowering, node: cst.Break) -> SequenceType[Statement]:
    return [Break(cx.take(node))] if cx.scope.loops else []


def _continue(cx: Lowering, node: cst.Continue) -> SequenceType[Statement]:
    return [Continue(cx.take(node))] if cx.scope.loops else []


def _if(cx: Lowering, node: cst.If) -> SequenceType[Statement]:
    return _arms(cx, node, 1)


def _arms(cx: Lowering, node: cst.If, depth: int) -> SequenceType[Statement]:
    number = cx.take(node.test)
    test = cx.expression(node.test)
    then = cx.block(node.body)
    rest = node.orelse
    if not isinstance(rest, cst.If):
        return [Branch(number, test, then, _else(cx, rest))]
    if depth < MAX_DEPTH:
        return [Branch(number, test, then, tuple(_arms(cx, rest, depth + 1)))]
    # A chain longer than forms may be deep goes on beside this branch instead of within it.
    return [Branch(number, test, then, ()), *_arms_beside(cx, rest)]


def _arms_beside(cx: Lowering, node: cst.If) -> list[Statement]:
    made: list[Statement] = []
    arm: cst.If | cst.Else | None = node
    while isinstance(arm, cst.If):
        number = cx.take(arm.test)
        test = cx.expression(arm.test)
        made.append(Branch(number, test, cx.block(arm.body), ()))
        arm = arm.orelse
    return [*made, *_else(cx, arm)]


def _else(cx: Lowering, node: cst.Else | None) -> tuple[Statement, ...]:
    return () if node is None else cx.block(node.body)


def _for(cx: Lowering, node: cst.For) -> SequenceType[Statement]:
    number = cx.take((node.target, node.iter))
    target = cx.target(node.target)
    iterable = cx.expression(node.iter)
    body = _repeated(cx, node.body)
    return [Loop(number, target, iterable, None, body, _else(cx, node.orelse))]


def _while(cx: Lowering, node: cst.While) -> SequenceType[Statement]:
    number = cx.take(node.test)
    test = cx.expression(node.test)
    body = _repeated(cx, node.body)
    return [Loop(number, None, None, test, body, _else(cx, node.orelse))]


def _repeated(cx: Lowering, suite: cst.BaseSuite) -> tuple[Statement, ...]:
    cx.scope.loops += 1
    body = cx.block(suite)
    cx.scope.loops -= 1
    return body


def _try(cx: Lowering, node: cst.Try | cst.TryStar) -> SequenceType[Statement]:
    number = cx.take(node)
    body = cx.block(node.body)
    handlers = tuple([_handler(cx, each) for each in node.handlers])
    otherwise = _else(cx, node.orelse)
    final = () if node.finalbody is None else cx.block(node.finalbody.body)
    return [Try(number, body, handlers, otherwise, final)]


def _handler(cx: Lowering, node: cst.ExceptHandler | cst.ExceptStarHandler) -> Handler:
    kind = cx.optional(node.type)
    name = None
    if node.name is not None and isinstance(node.name.name, cst.Name):
        name = node.name.name.value
        cx.bind(name)
    return Handler(kind, name, cx.block(node.body))


def _with(cx: Lowering, node: cst.With) -> SequenceType[Statement]:
    return _enter(cx, node.items, node.body)


def _enter(cx: Lowering, items: SequenceType[cst.WithItem], suite: cst.BaseSuite) -> SequenceType[Statement]:
    if not items:
        return cx.block(suite)
    first = items[0]
    number = cx.take(first)
    context = cx.expression(first.item)
    target = None if first.asname is None else cx.target(first.asname.name)
    return [Enter(number, context, target, tuple(_enter(cx, items[1:], suite)))]


STATEMENTS: Mapping[type[cst.CSTNode], StatementRule] = {
    cst.Expr: _evaluate,
    cst.Pass: _pass,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.If: _if,
    cst.For: _for,
    cst.While: _while,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
}
