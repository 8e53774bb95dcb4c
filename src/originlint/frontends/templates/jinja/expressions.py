"""Evaluating the expressions of a template over known and unknown values.

Nothing of the template runs: the operators, methods, filters and functions here are all there is.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from originlint.frontends.templates.jinja.filters import filtered, holds
from originlint.frontends.templates.jinja.limits import ITEMS, NUMBER, Unclear
from originlint.frontends.templates.jinja.methods import STRING_METHODS, listed, method, percent
from originlint.frontends.templates.jinja.values import (
    Bag,
    Builtin,
    Call,
    Library,
    Macro,
    Relation,
    Unknown,
    Value,
    shown,
    truth,
)
from originlint.frontends.templates.traced import cut, joined, standing_for, written

if TYPE_CHECKING:
    from originlint.frontends.templates.jinja.renderer import Renderer

_ARITHMETIC: dict[type[nodes.Expr], Callable[[Any, Any], Value]] = {
    nodes.Sub: operator.sub,
    nodes.Div: operator.truediv,
    nodes.FloorDiv: operator.floordiv,
}
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


def evaluate(renderer: Renderer, node: nodes.Node) -> Value:
    """The value of an expression; Unknown when only a run knows it."""
    renderer.budget.charge()
    try:
        value = _evaluate(renderer, node)
    except (Unclear, TypeError, ValueError, ArithmeticError, LookupError):
        return Unknown(name_of(node))
    if isinstance(value, str):
        renderer.budget.charge_text(value)
    return value


def decided(renderer: Renderer, node: nodes.Node) -> bool:
    """Which way a condition goes in this rendering."""
    match node:
        case nodes.Not(node=inner):
            return not decided(renderer, inner)
        case nodes.And(left=left, right=right):
            return decided(renderer, left) and decided(renderer, right)
        case nodes.Or(left=left, right=right):
            return decided(renderer, left) or decided(renderer, right)
        case nodes.Compare(expr=left, ops=[nodes.Operand(op="ne", expr=right)]):
            return not decided(renderer, nodes.Compare(left, [nodes.Operand("eq", right)], lineno=node.lineno))
        case _:
            before, renderer.soft = renderer.soft, False
            answer = truth(evaluate(renderer, node))
            soft, renderer.soft = renderer.soft, before
            if answer is None or soft:
                return renderer.choices.decide(repr(node), True if answer is None else answer)
            return answer


def name_of(node: nodes.Node) -> str:
    """What an expression is called in the template, for a value that is not known."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=inner, attr=attribute):
            return f"{name_of(inner)}.{attribute}"
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
            return f"{name_of(inner)}.{key}"
        case nodes.Getitem(node=inner) | nodes.Filter(node=inner) | nodes.Test(node=inner) if inner is not None:
            return name_of(inner)
        case nodes.Call(node=nodes.Name(name="var" | "env_var"), args=[nodes.Const(value=str(name)), *_]):
            return str(name)
        case nodes.Call(node=inner):
            return name_of(inner)
        case _:
            return "value"


def call(renderer: Renderer, function: Value, arguments: Call, name: str) -> Value:
    """Call a function value; unknown ones keep their arguments."""
    match function:
        case Builtin(run=run):
            return run(arguments)
        case Macro():
            return renderer.call_macro(function, arguments)
        case _:
            return Unknown(name, (*arguments.positional, *arguments.keywords.values()), called=True)


def _evaluate(renderer: Renderer, node: nodes.Node) -> Value:
    match node:
        case nodes.Const(value=value):
            return _constant(renderer, value, node.lineno)
        case nodes.TemplateData(data=data):
            return written(data, node.lineno) if renderer.root else data
        case nodes.Name(name=name):
            return renderer.lookup(name)
        case nodes.List(items=items) | nodes.Tuple(items=items):
            values = [evaluate(renderer, item) for item in items]
            return values if isinstance(node, nodes.List) else tuple(values)
        case nodes.Dict(items=pairs):
            return {_key(evaluate(renderer, pair.key)): evaluate(renderer, pair.value) for pair in pairs}
        case nodes.CondExpr(test=test, expr1=then, expr2=otherwise):
            if decided(renderer, test):
                return evaluate(renderer, then)
            return evaluate(renderer, otherwise) if otherwise is not None else ""
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            first = evaluate(renderer, left)
            known = truth(first)
            if known is None:
                return first
            return evaluate(renderer, right) if known is isinstance(node, nodes.And) else first
        case nodes.Not(node=inner):
            known = truth(evaluate(renderer, inner))
            return Unknown(name_of(inner)) if known is None else not known
        case nodes.Compare():
            return _compare(renderer, node)
        case nodes.Concat(nodes=parts):
            return joined([shown(evaluate(renderer, part)) for part in parts])
        case nodes.BinExpr(left=left, right=right):
            return _operate(type(node), evaluate(renderer, left), evaluate(renderer, right))
        case nodes.Neg(node=inner) | nodes.Pos(node=inner):
            value = evaluate(renderer, inner)
            if not isinstance(value, (int, float)):
                raise Unclear
            return -value if isinstance(node, nodes.Neg) else value
        case nodes.Filter(node=inner, name=name):
            value = evaluate(renderer, inner) if inner is not None else ""
            arguments = _arguments(renderer, node)
            renderer.budget.charge_value([value, *arguments.positional, *arguments.keywords.values()])
            return filtered(name, value, arguments)
        case nodes.Test(node=inner, name=name):
            holding = holds(name, evaluate(renderer, inner), _arguments(renderer, node))
            return Unknown(name_of(inner)) if holding is None else holding
        case nodes.Call():
            return _call(renderer, node)
        case nodes.Getattr(node=inner, attr=attribute):
            return _field(evaluate(renderer, inner), attribute, node)
        case nodes.Getitem(node=inner, arg=nodes.Slice() as wanted):
            return _slice(renderer, evaluate(renderer, inner), wanted)
        case nodes.Getitem(node=inner, arg=key):
            return _item(evaluate(renderer, inner), evaluate(renderer, key), node)
        case _:
            raise Unclear


def _constant(renderer: Renderer, value: Value, offset: int) -> Value:
    if not isinstance(value, str) or not renderer.root:
        return value
    if renderer.syntax.text.startswith(value, offset + 1):
        return written(value, offset + 1)
    return standing_for(value, offset, offset + 1)


def _key(value: Value) -> Value:
    if isinstance(value, (list, dict)):
        raise Unclear
    return value


def _compare(renderer: Renderer, node: nodes.Compare) -> Value:
    left = evaluate(renderer, node.expr)
    for operand in node.ops:
        right = evaluate(renderer, operand.expr)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            raise Unclear
        renderer.budget.charge_value([left, right])
        if not _COMPARISONS[operand.op](left, right):
            return False
        left = right
    return True


def _operate(kind: type[nodes.BinExpr], left: Value, right: Value) -> Value:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        raise Unclear
    if kind is nodes.Add and isinstance(left, str) and isinstance(right, str):
        return joined([left, right])
    if kind is nodes.Add and isinstance(left, list) and isinstance(right, list):
        if len(left) + len(right) > ITEMS:
            raise Unclear
        return left + right
    if kind is nodes.Mod and isinstance(left, str):
        return percent(left, right)
    if kind is nodes.Mul and isinstance(left, (str, list)) and isinstance(right, int):
        if len(left) * max(right, 0) > ITEMS:
            raise Unclear
        return left * right
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        raise Unclear
    return _number(kind, left, right)


def _number(kind: type[nodes.BinExpr], left: int | float, right: int | float) -> Value:
    result: Value
    if kind is nodes.Add:
        result = left + right
    elif kind is nodes.Mul:
        result = left * right
    elif kind is nodes.Mod:
        result = left % right
    elif kind is nodes.Pow:
        if abs(left) > 1000 or abs(right) > 20:
            raise Unclear
        result = left**right
    else:
        result = _ARITHMETIC[kind](left, right)
    if isinstance(result, int) and abs(result) >= NUMBER:
        raise Unclear
    return result


def _arguments(renderer: Renderer, node: nodes.Call | nodes.Filter | nodes.Test) -> Call:
    positional = [evaluate(renderer, each) for each in node.args]
    keywords: dict[str, Value] = {str(pair.key): evaluate(renderer, pair.value) for pair in node.kwargs}
    if node.dyn_args is not None:
        more = evaluate(renderer, node.dyn_args)
        positional += listed(more) if isinstance(more, (list, tuple)) else [more]
    if node.dyn_kwargs is not None:
        named = evaluate(renderer, node.dyn_kwargs)
        keywords.update({str(key): value for key, value in named.items()} if isinstance(named, dict) else {})
    return Call(tuple(positional), keywords)


def _call(renderer: Renderer, node: nodes.Call) -> Value:
    arguments = _arguments(renderer, node)
    if isinstance(node.node, nodes.Getattr):
        receiver = evaluate(renderer, node.node.node)
        known = method(receiver, node.node.attr)
        if known is not None:
            renderer.budget.charge_value([receiver, *arguments.positional, *arguments.keywords.values()])
            result = known(receiver, arguments)
            if isinstance(result, str):
                renderer.budget.charge_text(result)
            return result
        if isinstance(receiver, Unknown) and node.node.attr in STRING_METHODS:
            return receiver
        function = _field(receiver, node.node.attr, node.node)
    else:
        function = evaluate(renderer, node.node)
    if isinstance(function, Unknown) and not isinstance(node.node, nodes.Getattr):
        renderer.note(node.lineno, f"`{name_of(node)}` is no macro that is known here")
    return call(renderer, function, arguments, name_of(node))


def _field(value: Value, name: str, node: nodes.Node) -> Value:
    match value:
        case dict() if name in value:
            return value[name]
        case Bag(fields=fields) if name in fields:
            return fields[name]
        case Library(members=members) | Builtin(members=members) if name in members:
            return members[name]
        case Library(find=find) if find is not None and (found := find(name)) is not None:
            return found
        case Relation(path=path) if name in ("identifier", "name", "table", "alias"):
            return path[-1]
        case Relation(path=path) if name in ("include", "quote", "replace_path", "incorporate", "render"):
            return Builtin(name, lambda _: value)
        case Relation(path=path) if name == "schema" and len(path) > 1:
            return path[-2]
        case _:
            return Unknown(name_of(node))


def _item(value: Value, key: Value, node: nodes.Node) -> Value:
    if isinstance(key, Unknown):
        raise Unclear
    match value:
        case str() if isinstance(key, int):
            position = range(len(value))[key]
            return cut(value, position, position + 1)
        case list() | tuple() if isinstance(key, int):
            return value[key]
        case dict():
            return value[key]
        case _:
            return _field(value, str(key), node)


def _slice(renderer: Renderer, value: Value, wanted: nodes.Slice) -> Value:
    bounds: list[int | None] = []
    for each in (wanted.start, wanted.stop, wanted.step):
        bound = None if each is None else evaluate(renderer, each)
        if bound is not None and not isinstance(bound, int):
            raise Unclear
        bounds.append(bound)
    chosen = slice(*bounds)
    if isinstance(value, str):
        start, stop, step = chosen.indices(len(value))
        return cut(value, start, max(start, stop)) if step == 1 else value[chosen]
    if isinstance(value, (list, tuple)):
        return value[chosen]
    raise Unclear
