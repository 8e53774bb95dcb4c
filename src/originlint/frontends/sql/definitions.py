"""Lowering of statements that define tables, views and models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlglot import exp

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.queries import Queries
from originlint.ir.relational import (
    Alter,
    Derived,
    Drop,
    Make,
    Name,
    Query,
    Read,
    Select,
    Setting,
    Statement,
    Table,
    Train,
    Update,
    With,
)

_TARGET_OPTIONS = ("input_label_cols", "label_col", "target")
_IGNORED_OPTIONS = ("time_series_id_col", "data_split_col", "user_col", "item_col", "data_split_eval_fraction")
_NAMED_OPTIONS = ("data_split_col", "time_series_id_col", "time_series_timestamp_col")


class Definitions:
    """Lowers CREATE, DROP, ALTER and SELECT INTO."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._queries = Queries(places)
        self._values = self._queries.values

    def _create(self, node: exp.Create) -> tuple[Statement, ...] | None:
        kind = (node.kind or "").upper()
        query: exp.Expr | None = node.expression
        if not isinstance(query, (exp.Query, exp.Values)):
            query = None
        if kind == "MODEL":
            return self._train(node, query) if query is not None else ()
        if kind not in ("TABLE", "VIEW", "DYNAMIC TABLE", "MATERIALIZED VIEW"):
            return () if kind in ("INDEX", "SCHEMA", "DATABASE", "SEQUENCE", "STAGE", "TYPE", "EXTENSION") else None
        table = self._queries.relations.table(node.this)
        temporary = self._has(node, exp.TemporaryProperty)
        if isinstance(node.expression, exp.Table):
            query = node.expression
        lowered = self._queries.lower(query) if query is not None else None
        with_ = node.args.get("with_")
        if isinstance(with_, exp.With) and lowered is not None:
            lowered = self._under(with_, lowered, node)
        declared = self._declared(node.this)
        like = self._like(node)
        kind = "view" if "VIEW" in kind else "table"
        made = Make(self._places.of(node), kind, table, declared, lowered, temporary, like)
        return (made, *self._computed(table, node.this.expressions if isinstance(node.this, exp.Schema) else []))

    def _computed(self, table: Table, definitions: Iterable[exp.Expr]) -> tuple[Statement, ...]:
        """Columns that the database computes from others, as an UPDATE of all rows."""
        settings = [
            Setting(self._places.name(each.this), self._values.lower(constraint.kind.this))
            for each in definitions
            if isinstance(each, exp.ColumnDef)
            for constraint in each.args.get("constraints") or ()
            if isinstance(constraint.kind, exp.ComputedColumnConstraint) and isinstance(constraint.kind.this, exp.Expr)
        ]
        return (Update(table.place, table, None, tuple(settings)),) if settings else ()

    def _under(self, with_: exp.With, body: Query, node: exp.Expr) -> Query:
        outer = self._queries.lower(exp.Select(with_=with_, expressions=[]))
        assert isinstance(outer, With)
        return With(self._places.of(node), outer.recursive, outer.ctes, body)

    def _like(self, node: exp.Create) -> Table | None:
        found: exp.Expr | None = None
        clone = node.args.get("clone")
        if isinstance(clone, exp.Clone):
            found = clone.this
        elif self._has(node, exp.LikeProperty):
            found = next(
                each.this for each in node.args["properties"].expressions if isinstance(each, exp.LikeProperty)
            )
        elif isinstance(node.this, exp.Schema):
            found = next((each.this for each in node.this.expressions if isinstance(each, exp.LikeProperty)), None)
        return self._queries.relations.table(found) if isinstance(found, exp.Table) else None

    @staticmethod
    def _has(node: exp.Create, kind: type[exp.Expr]) -> bool:
        properties = node.args.get("properties")
        return properties is not None and any(isinstance(each, kind) for each in properties.expressions)

    def _declared(self, node: exp.Expr) -> tuple[Name, ...]:
        if not isinstance(node, exp.Schema):
            return ()
        found: list[Name] = []
        for each in node.expressions:
            if isinstance(each, exp.ColumnDef):
                found.append(self._places.name(each.this))
            elif isinstance(each, (exp.Identifier, exp.Column)):
                found.append(self._places.name(each))
        return tuple(found)

    def _train(self, node: exp.Create, query: exp.Expr) -> tuple[Statement, ...]:
        targets: list[str] = ["label"]
        ignored: list[str] = []
        kind = ""
        properties = node.args.get("properties")
        for each in properties.expressions if properties is not None else ():
            if not isinstance(each, exp.Property):
                continue
            name = each.name.lower()
            value = each.args.get("value")
            texts = [part.name for part in value.find_all(exp.Literal)] if isinstance(value, exp.Expr) else []
            if name in _TARGET_OPTIONS and texts:
                targets = texts
            elif name in _IGNORED_OPTIONS or name in _NAMED_OPTIONS:
                ignored.extend(texts)
            elif name == "model_type" and texts:
                kind = texts[0]
        lowered = self._queries.lower(query)
        transform = next((each for each in node.find_all(exp.TransformModelProperty)), None)
        if transform is not None:  # only what it names is trained on
            kept = self._queries.projections(transform.expressions)
            lowered = Select(self._places.of(node), kept, Derived(self._places.of(node), lowered, None))
        model = ".".join(part.name for part in node.this.parts) if isinstance(node.this, exp.Table) else node.this.sql()
        place = self._places.of(node.this)
        return (Train(place, model, kind, lowered, tuple(targets), tuple(ignored)),)

    def _stored(self, kind: str, target: exp.Expr, query: exp.Expr, temporary: bool) -> tuple[Statement]:
        table = self._queries.relations.table(target)
        return (Make(table.place, kind, table, (), self._queries.lower(query), temporary),)

    def _select_into(self, node: exp.Select) -> tuple[Statement, ...]:
        into = node.args["into"]
        query = self._queries.lower(node)
        if not isinstance(into.this, exp.Table):
            return (Read(self._places.of(node), query),)
        table = self._queries.relations.table(into.this)
        return (Make(table.place, "table", table, (), query, bool(into.args.get("temporary"))),)

    def _drop(self, node: exp.Drop) -> tuple[Statement, ...]:
        if (node.args.get("kind") or "").upper() not in ("TABLE", "VIEW"):
            return ()
        targets = [*(node.args.get("tables") or ()), node.args.get("this")]
        tables = [self._queries.relations.table(each) for each in targets if isinstance(each, exp.Table)]
        return tuple(Drop(each.place, each) for each in tables)

    def _alter(self, node: exp.Alter) -> tuple[Statement, ...]:
        if not isinstance(node.this, exp.Table):
            return ()
        table = self._queries.relations.table(node.this)
        renamed: Table | None = None
        added: list[Name] = []
        dropped: list[Name] = []
        called: list[tuple[Name, Name]] = []
        for action in node.args.get("actions") or ():
            match action:
                case exp.AlterRename():
                    renamed = self._queries.relations.table(action.this)
                    if len(renamed.parts) == 1:  # it stays in its schema
                        renamed = replace(renamed, parts=(*table.parts[:-1], *renamed.parts))
                case exp.ColumnDef():
                    added.append(self._places.name(action.this))
                case exp.Schema():
                    added.extend(self._declared(action))
                case exp.RenameColumn():
                    called.append((self._places.name(action.this), self._places.name(action.args["to"])))
                case exp.Drop():
                    each = action.args.get("this") or next(iter(action.args.get("tables") or ()), None)
                    if isinstance(each, exp.Expr) and each.name:
                        dropped.append(self._places.name(each))
        altered = Alter(table.place, table, renamed, tuple(added), tuple(dropped), tuple(called))
        return (altered, *self._computed(table, node.args.get("actions") or ()))

    def _read(self, node: exp.Expr) -> tuple[Statement, ...]:
        return (Read(self._places.of(node), self._queries.lower(node)),)
