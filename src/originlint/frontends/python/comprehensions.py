"""Comprehensions to `Collect` forms."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from originlint.frontends.python.context import ExpressionRule, Lowering, Scope
from originlint.ir.forms import Clause, Collect, Expression


def _single(cx: Lowering, node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> Expression:
    number = cx.take(node)
    kind = {cst.ListComp: "list", cst.SetComp: "set", cst.GeneratorExp: "generator"}[type(node)]
    value = cx.expression(node.elt)
    return Collect(number, kind, None, value, _clauses(cx, node.for_in))


def _dict(cx: Lowering, node: cst.DictComp) -> Expression:
    number = cx.take(node)
    key = cx.expression(node.key)
    value = cx.expression(node.value)
    return Collect(number, "dict", key, value, _clauses(cx, node.for_in))


def _clauses(cx: Lowering, first: cst.CompFor) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    clause: cst.CompFor | None = first
    while clause is not None:
        outer, cx.scope = cx.scope, Scope()  # the targets are local to the comprehension
        target = cx.target(clause.target)
        cx.scope = outer
        iterable = cx.expression(clause.iter)
        clauses.append(Clause(target, iterable, tuple([cx.expression(each.test) for each in clause.ifs])))
        clause = clause.inner_for_in
    return tuple(clauses)


COMPREHENSIONS: Mapping[type[cst.CSTNode], ExpressionRule] = {
    cst.ListComp: _single,
    cst.SetComp: _single,
    cst.GeneratorExp: _single,
    cst.DictComp: _dict,
}
