"""Lowering of what stands in FROM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from originlint.frontends.sql.places import Places
from originlint.ir.relational import (
    Derived,
    Joined,
    Name,
    Pivoted,
    Produced,
    Projection,
    Query,
    Relation,
    Select,
    Star,
    Table,
    Unpivoted,
    Value,
)

if TYPE_CHECKING:
    from originlint.frontends.sql.queries import Queries


class Relations:
    """Lowers the relations of one statement. Queries inside them are lowered by `queries`."""

    def __init__(self, places: Places, queries: Queries) -> None:
        self._places = places
        self._queries = queries

    @staticmethod
    def join(left: Relation | None, right: Relation, kind: str) -> Relation:
        """Two relations side by side; the right one alone when there is no left one."""
        return right if left is None else Joined(left, right, kind)

    def _join(self, left: Relation | None, node: exp.Join) -> Relation:
        right = self.relation(node.this)
        kind = (node.side or node.kind or "inner").lower()
        if node.kind in ("SEMI", "ANTI"):
            kind = node.kind.lower()
        if left is None:
            return right
        on = node.args.get("on")
        using = tuple(self._places.name(each) for each in node.args.get("using") or () if isinstance(each, exp.Expr))
        return Joined(
            left,
            right,
            kind,
            self._queries.values.lower(on) if isinstance(on, exp.Expr) else None,
            using,
            node.method == "NATURAL",
        )

    def _matched(self, node: exp.MatchRecognize, relation: Relation) -> Relation:
        """MATCH_RECOGNIZE: what is measured, of rows that the patterns choose."""
        values, place = self._queries.values, self._places.of(node)
        measures = [each.this for each in node.args.get("measures") or () if isinstance(each.this, exp.Expr)]
        order = node.args.get("order")
        tests = [*(node.args.get("partition_by") or ()), *(order.expressions if isinstance(order, exp.Order) else ())]
        tests.extend(each.this for each in node.args.get("define") or () if isinstance(each, exp.Alias))
        star = Projection(Star(place), None)
        chosen = (star, *self._queries.projections(measures))
        return Derived(place, Select(place, chosen, relation, values.all(tests)), node.alias or None)

    def source(self, node: exp.Expr) -> Relation | None:
        """What stands in the FROM of a query, joins included."""
        clause = node.args.get("from_")
        relation: Relation | None = None
        if isinstance(clause, exp.From) and isinstance(clause.this, exp.Expr):
            relation = self.relation(clause.this)
        match = node.args.get("match")
        if isinstance(match, exp.MatchRecognize) and relation is not None:
            relation = self._matched(match, relation)
        return self._with_joins(relation, node)

    def _with_joins(self, relation: Relation | None, node: exp.Expr) -> Relation | None:
        for lateral in node.args.get("laterals") or ():
            relation = self.join(relation, self.relation(lateral), "cross")
        for join in node.args.get("joins") or ():
            relation = self._join(relation, join)
        return relation

    def relation(self, node: exp.Expr) -> Relation:
        """Lower an item of FROM, with what hangs on to it."""
        alias = node.alias or None
        columns = self.alias_columns(node)
        place = self._places.of(node)
        relation: Relation
        match node:
            case exp.Table() if isinstance(node.this, (exp.Identifier, exp.Parameter)):
                relation = self._table(node, alias, columns)
            case exp.Table(this=exp.JSONTable() as table):
                relation = self._json_table(table, alias)
            case exp.Table():
                relation = self._produced(node.this, alias, columns, self._prefix(node))
            case exp.Subquery() if isinstance(node.this, exp.Table):
                inner = self._with_joins(self.relation(node.this), node)
                assert inner is not None
                return inner
            case exp.Subquery():
                relation = Derived(place, self._queries.lower(node.this), alias, columns)
            case exp.Values() | exp.Select() | exp.SetOperation():
                relation = Derived(place, self._queries.lower(node), alias, columns)
            case exp.Lateral():
                relation = self._lateral(node, alias, columns)
            case exp.Unnest():
                relation = self._unnest(node, alias, columns)
            case exp.Pivot():
                return self.standing_pivot(node)
            case exp.Paren() if isinstance(node.this, exp.Expr):
                relation = self.relation(node.this)
            case _:
                relation = self._produced(node, alias, columns, "")
        match = node.args.get("match")
        if isinstance(match, exp.MatchRecognize):
            relation = self._matched(match, relation)
        for pivot in node.args.get("pivots") or ():
            relation = self._pivot(pivot, relation)
        joined = self._with_joins(relation, node) if isinstance(node, (exp.Table, exp.Subquery)) else relation
        assert joined is not None
        return joined

    def table(self, node: exp.Expr) -> Table:
        """The table that a statement names."""
        if isinstance(node, exp.Schema):
            node = node.this
        if isinstance(node, exp.Table) and isinstance(node.this, exp.Expr):
            return self._table(node, node.alias or None, self.alias_columns(node))
        return Table(self._places.of(node), (node.name or node.sql(),))

    def _table(self, node: exp.Table, alias: str | None, columns: tuple[Name, ...]) -> Table:
        if isinstance(node.this, exp.Parameter):  # a variable that holds a table
            return Table(self._places.of(node.this), (f"@{node.name}",), alias, columns)
        parts = tuple(part.name for part in node.parts if isinstance(part, exp.Expr))
        return Table(self._places.of(node.this), parts, alias, columns)

    def _prefix(self, node: exp.Table) -> str:
        schema = node.args.get("db")
        return f"{schema.name}." if isinstance(schema, exp.Expr) else ""

    def _lateral(self, node: exp.Lateral, alias: str | None, columns: tuple[Name, ...]) -> Relation:
        inner = node.this
        if isinstance(inner, exp.Subquery) and isinstance(inner.this, exp.Expr):
            return Derived(self._places.of(node), self._queries.lower(inner), alias, columns)
        if isinstance(inner, exp.Query):
            return Derived(self._places.of(node), self._queries.lower(inner), alias, columns)
        return self._produced(inner, alias, columns, "")

    def _unnest(self, node: exp.Unnest, alias: str | None, columns: tuple[Name, ...]) -> Relation:
        offset = node.args.get("offset")
        if isinstance(offset, exp.Identifier):
            columns = (*columns, self._places.name(offset))
        # `UNNEST(x) AS i` names the column in BigQuery, the table elsewhere: both may be meant.
        if alias and not columns:
            columns = (Name(alias, self._places.of(node.args["alias"])),)
        elif not alias and columns:
            alias = columns[0].text
        arguments = self._queries.values.all(node.expressions)
        return Produced(self._places.of(node), "unnest", arguments, alias, columns)

    def _produced(self, node: exp.Expr, alias: str | None, columns: tuple[Name, ...], prefix: str) -> Relation:
        inputs: list[Query] = []
        arguments: list[Value] = []
        model: str | None = None
        function = node.name if isinstance(node, exp.Anonymous) else type(node).__name__
        if isinstance(node, exp.Func) and not isinstance(node, exp.Anonymous):
            function = node.sql_name()
        if isinstance(node, exp.Predict) and not prefix:
            prefix = "ml."
        for child in node.iter_expressions():
            inner = child.this if isinstance(child, (exp.Kwarg, exp.Paren)) else child
            if isinstance(child, exp.Kwarg):
                inner = child.expression
            match inner:
                case exp.Table() if model is None and isinstance(node, exp.Predict):
                    model = ".".join(part.name for part in inner.parts)
                case exp.ModelAttribute():
                    model = inner.sql()
                case exp.Table() | exp.Query() if isinstance(inner, exp.Expr):
                    inputs.append(self._queries.lower(inner))
                case exp.Expr():
                    arguments.append(self._queries.values.lower(inner))
        return Produced(
            self._places.of(node), prefix + function, tuple(arguments), alias, columns, tuple(inputs), model
        )

    def _json_table(self, node: exp.JSONTable, alias: str | None) -> Relation:
        """JSON_TABLE: a column for each path."""
        values, place = self._queries.values, self._places.of(node)
        given = values.lower(node.this)
        found: list[Projection] = []
        for each in node.find_all(exp.JSONColumnDef):
            path = each.args.get("path")
            if isinstance(each.this, exp.Expr):
                value = values.under(given, path) if isinstance(path, exp.Literal) else given
                found.append(Projection(value, self._places.name(each.this), True))
        return Derived(place, Select(place, tuple(found), None), alias)

    def _pivot(self, node: exp.Pivot, relation: Relation) -> Relation:
        place = self._places.of(node)
        alias = node.alias or None
        fields = [field for field in node.args.get("fields") or () if isinstance(field, exp.Expr)]
        if node.args.get("unpivot"):
            columns: list[Value] = []
            name: Name | None = None
            for field in fields:
                name = self._places.name(field.this) if isinstance(field.this, exp.Expr) else name
                columns.extend(self._queries.values.all(field.expressions))
            values: list[Name] = []
            for each in node.expressions:
                items = each.expressions if isinstance(each, exp.Tuple) else [each]
                values.extend(self._places.name(item) for item in items)
            return Unpivoted(place, relation, tuple(columns), name, tuple(values), alias)
        keys = tuple(self._queries.values.lower(field.this) for field in fields if isinstance(field.this, exp.Expr))
        made = tuple(self._places.name(each) for each in node.args.get("columns") or ())
        return Pivoted(place, relation, self._queries.projections(node.expressions), keys, made, None, alias)

    def standing_pivot(self, node: exp.Pivot) -> Relation:
        """DuckDB's `PIVOT t ON …` and `UNPIVOT t ON …`."""
        place = self._places.of(node)
        relation = self.relation(node.this)
        if node.args.get("unpivot"):
            into = node.args.get("into")
            name = self._places.name(into.this) if isinstance(into, exp.Expr) else Name("name")
            values = tuple(self._places.name(each) for each in into.expressions) if into else (Name("value"),)
            return Unpivoted(place, relation, self._queries.values.all(node.expressions), name, values, None)
        group = node.args.get("group")
        keys = self._queries.values.all(group.expressions) if isinstance(group, exp.Group) else None
        using = node.args.get("using")
        aggregates = self._queries.projections(using if isinstance(using, list) else [])
        on = [each.this if isinstance(each, exp.In) else each for each in node.expressions]
        return Pivoted(place, relation, aggregates, self._queries.values.all(on), (), keys, None)

    def alias_columns(self, node: exp.Expr) -> tuple[Name, ...]:
        """The names that an alias gives to the columns."""
        alias = node.args.get("alias")
        if not isinstance(alias, exp.TableAlias):
            return ()
        found: list[Name] = []
        for each in alias.args.get("columns") or ():
            inner = each.this if isinstance(each, exp.ColumnDef) else each
            if isinstance(inner, exp.Expr):
                found.append(self._places.name(inner))
        return tuple(found)
