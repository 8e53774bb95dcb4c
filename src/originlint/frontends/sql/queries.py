"""Lowering of SQL queries and of what stands in FROM."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.relations import Relations
from originlint.frontends.sql.values import Values
from originlint.ir.relational import (
    Combined,
    Constant,
    Cte,
    Derived,
    Name,
    Projection,
    Query,
    Rows,
    Select,
    Star,
    Value,
    With,
)


class Queries:
    """Lowers the queries of one statement, with the relations and values in them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.values = Values(places, self)
        self.relations = Relations(places, self)
        self._windows: list[dict[str, exp.Window]] = []

    def windows(self, name: str) -> tuple[exp.Window, ...]:
        """The named window of the innermost query that has one."""
        for named in reversed(self._windows):
            if name.lower() in named:
                return (named[name.lower()],)
        return ()

    def lower(self, node: exp.Expr) -> Query:
        """Lower anything that yields rows."""
        with_ = node.args.get("with_")
        body = self._body(node)
        if not isinstance(with_, exp.With):
            return body
        ctes = tuple(self._cte(each) for each in with_.expressions if isinstance(each, exp.CTE))
        return With(self._places.of(node), bool(with_.args.get("recursive")), ctes, body)

    def _cte(self, node: exp.CTE) -> Cte:
        inner = node.this
        # ClickHouse and others name a single value: `WITH 1 AS x`.
        query = self.lower(inner) if isinstance(inner, (exp.Query, exp.Values, exp.Table)) else self._one(inner)
        return Cte(node.alias, self.relations.alias_columns(node), query)

    def _one(self, node: exp.Expr) -> Query:
        return Select(self._places.of(node), (Projection(self.values.lower(node), None),), None)

    def _body(self, node: exp.Expr) -> Query:
        match node:
            case exp.Select():
                return self._select(node)
            case exp.SetOperation():
                return self._combined(node)
            case exp.Subquery() if isinstance(node.this, exp.Expr):
                return self._subquery(node)
            case exp.Values():
                return self._rows(node)
            case exp.Table() | exp.Lateral() | exp.Unnest():
                return self._everything(node)
            case exp.Pivot():
                star = Projection(Star(self._places.of(node)), None)
                return Select(self._places.of(node), (star,), self.relations.standing_pivot(node))
            case exp.Paren() if isinstance(node.this, exp.Expr):
                return self.lower(node.this)
            case exp.Insert() | exp.Update() | exp.Delete():
                return self._returned(node)
        return self._one(node)

    def _returned(self, node: exp.Expr) -> Query:
        """What a data-changing CTE returns."""
        returning = node.args.get("returning")
        target = node.this.this if isinstance(node.this, exp.Schema) else node.this
        if isinstance(returning, exp.Returning) and isinstance(target, exp.Table):
            projections = self.projections(returning.expressions)
            return Select(self._places.of(returning), projections, self.relations.relation(target))
        return Select(self._places.of(node), (), None)

    def _everything(self, node: exp.Expr) -> Query:
        relation = self.relations.relation(node)
        return Select(self._places.of(node), (Projection(Star(self._places.of(node)), None),), relation)

    def _subquery(self, node: exp.Subquery) -> Query:
        if not any(node.args.get(part) for part in ("joins", "pivots", "where", "laterals", "alias")):
            inner = self.lower(node.this)
            order, limited = self._order(node)
            if limited and isinstance(inner, Select):
                star = (Projection(Star(self._places.of(node)), None),)
                source = Derived(self._places.of(node), inner, None)
                return Select(self._places.of(node), star, source, order=order, limited=True)
            return inner
        return self._everything(node)

    def _rows(self, node: exp.Values) -> Query:
        rows: list[tuple[Value, ...]] = []
        for row in node.expressions:
            items = row.expressions if isinstance(row, exp.Tuple) else [row]
            rows.append(self.values.all(items))
        return Rows(self._places.of(node), tuple(rows))

    def _combined(self, node: exp.SetOperation) -> Query:
        operator = type(node).__name__.lower()
        order, limited = self._order(node)
        left, right = self.lower(node.this), self.lower(node.expression)
        distinct = node.args.get("distinct") is not False
        by_name = bool(node.args.get("by_name"))
        return Combined(self._places.of(node), operator, distinct, left, right, by_name, order, limited)

    def _order(self, node: exp.Expr) -> tuple[tuple[Value, ...], bool]:
        order = node.args.get("order")
        values = self.values.all(order.expressions if isinstance(order, exp.Order) else ())
        limited = bool(node.args.get("limit") or node.args.get("offset"))
        return values, limited

    def _select(self, node: exp.Select) -> Query:
        named = {
            window.this.name.lower(): window
            for window in node.args.get("windows") or ()
            if isinstance(window, exp.Window) and isinstance(window.this, exp.Expr)
        }
        self._windows.append(named)
        try:
            return self._select_with_windows(node)
        finally:
            self._windows.pop()

    def _select_with_windows(self, node: exp.Select) -> Query:
        values = self.values
        source = self.relations.source(node)
        where: list[Value] = []
        for part in ("where", "prewhere"):
            clause = node.args.get(part)
            where.extend(values.conditions(clause.this if isinstance(clause, exp.Expr) else None))
        connect = node.args.get("connect")
        if isinstance(connect, exp.Connect):
            where.extend(values.conditions(connect.args.get("start")))
            where.extend(values.conditions(connect.args.get("connect")))
        having: list[Value] = []
        for part in ("having", "qualify"):
            clause = node.args.get(part)
            having.extend(values.conditions(clause.this if isinstance(clause, exp.Expr) else None))
        distinct = node.args.get("distinct")
        order, limited = self._order(node)
        if isinstance(distinct, exp.Distinct) and isinstance(distinct.args.get("on"), exp.Expr):
            on = distinct.args["on"]
            order, limited = (*order, *values.all(on.expressions if isinstance(on, exp.Tuple) else [on])), True
        projections = self.projections(node.expressions)
        exclude = node.args.get("exclude")
        if exclude:
            names = tuple(self._places.name(each) for each in exclude if isinstance(each, exp.Expr))
            projections = tuple(_excluding(each, names) for each in projections)
        into = node.args.get("into")
        variables: tuple[str, ...] = ()
        if isinstance(into, exp.Into) and into.args.get("bulk_collect"):
            variables = tuple(each.name for each in into.expressions) or (into.this.name,)
        return Select(
            self._places.of(node),
            projections,
            source,
            tuple(where),
            self._group(node, projections),
            tuple(having),
            distinct is not None and not distinct.args.get("on"),
            order,
            limited,
            variables,
        )

    def projections(self, nodes: Iterable[exp.Expr]) -> tuple[Projection, ...]:
        """The items of a SELECT list."""
        found: list[Projection] = []
        for node in nodes:
            if isinstance(node, exp.Aliases):  # one call that makes several columns
                value = self.values.lower(node.this)
                found.extend(Projection(value, self._places.name(each), True) for each in node.expressions)
            elif isinstance(node, exp.Expr):
                found.append(self._projection(node))
        return tuple(found)

    def _projection(self, node: exp.Expr) -> Projection:
        match node:
            case exp.Alias():
                alias = node.args.get("alias")
                name = self._places.name(alias) if isinstance(alias, exp.Expr) else Name(node.alias)
                return Projection(self.values.lower(node.this), name, True)
            case exp.EQ() if isinstance(node.this, exp.Parameter):
                return Projection(self.values.lower(node.expression), None, variable=node.this.name)
            case exp.PropertyEQ() if isinstance(node.this, exp.Parameter):
                return Projection(self.values.lower(node.expression), None, variable=node.this.name)
            case exp.Column() if not isinstance(node.this, exp.Star):
                return Projection(self.values.lower(node), Name(node.name, self._places.of(node.this)))
            case exp.Dot() if isinstance(node.expression, exp.Identifier):
                return Projection(self.values.lower(node), self._places.name(node.expression))
        output = node.output_name
        return Projection(self.values.lower(node), Name(output, self._places.of(node)) if output else None)

    def _group(self, node: exp.Select, projections: tuple[Projection, ...]) -> tuple[Value, ...] | None:
        group = node.args.get("group")
        if not isinstance(group, exp.Group):
            return None
        keys: list[Value] = []
        parts = [*group.expressions]
        for part in ("grouping_sets", "cube", "rollup"):
            for each in group.args.get(part) or ():
                if isinstance(each, exp.Expr):
                    parts.extend(each.expressions or [each])
        for part in parts:
            if isinstance(part, exp.Tuple):
                keys.extend(self.values.all(part.expressions))
                continue
            key = self.values.lower(part)
            if isinstance(key, Constant) and isinstance(key.value, int) and 0 < key.value <= len(projections):
                key = projections[key.value - 1].value
            keys.append(key)
        return tuple(keys)


def _excluding(projection: Projection, names: tuple[Name, ...]) -> Projection:
    value = projection.value
    if not isinstance(value, Star):
        return projection
    return Projection(
        Star(value.place, value.qualifier, (*value.without, *names), value.replaced, value.renamed, value.test), None
    )
