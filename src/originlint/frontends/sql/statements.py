"""Lowering of SQL statements from their syntax trees."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from originlint.frontends.sql.definitions import Definitions
from originlint.frontends.sql.exports import exported
from originlint.frontends.sql.places import Places
from originlint.ir.relational import (
    Arm,
    Assign,
    Constant,
    Delete,
    Derived,
    Drop,
    Execute,
    Insert,
    Joined,
    Make,
    Merge,
    Query,
    Read,
    Relation,
    Select,
    Setting,
    Statement,
    Table,
    Update,
    Value,
)

_INERT = (
    exp.Use,
    exp.Transaction,
    exp.Commit,
    exp.Rollback,
    exp.Comment,
    exp.Grant,
    exp.Revoke,
    exp.Describe,
    exp.Analyze,
    exp.Pragma,
    exp.Show,
    exp.Kill,
    exp.Refresh,
    exp.Semicolon,
    exp.Attach,
    exp.Detach,
    exp.Summarize,
    exp.Uncache,
)
"""Statements that move no column anywhere."""


def lower_tree(node: exp.Expr, places: Places) -> tuple[Statement, ...] | None:
    """Lower one statement; empty when it moves nothing, None when it is not understood."""
    return _Statements(places).lower(node)


class _Statements(Definitions):
    def lower(self, node: exp.Expr) -> tuple[Statement, ...] | None:
        if isinstance(node, exp.DML):
            _share(node)
        match node:
            case exp.Create():
                return self._create(node)
            case exp.Copy() | exp.Insert(this=exp.Directory()):
                return exported(node, self._places, self._queries)
            case exp.Export():
                return exported(node, self._places, self._queries) or self._read(node.this)
            case exp.Insert():
                return self._insert(node)
            case exp.Update():
                return (self._update(node),)
            case exp.Merge():
                return (self._merge(node),)
            case exp.Delete():
                return (self._delete(node),)
            case exp.Drop():
                return self._drop(node)
            case exp.TruncateTable():
                tables = [
                    self._queries.relations.table(each) for each in node.expressions if isinstance(each, exp.Table)
                ]
                return tuple(Drop(each.place, each, True) for each in tables)
            case exp.Alter():
                return self._alter(node)
            case exp.Set():
                return self._set(node)
            case exp.Declare():
                return self._declare(node)
            case exp.Execute():
                arguments = self._values.all(node.expressions)
                return (Execute(self._places.of(node), node.this.name if node.this else "", arguments),)
            case exp.MultitableInserts():
                return self._many(node)
            case exp.Cache() if isinstance(node.expression, exp.Query):
                return self._stored("view", node.this, node.expression, True)
            case exp.Select() if isinstance(node.args.get("into"), exp.Into):
                return self._select_into(node)
            case exp.Query() | exp.Values() | exp.Pivot():
                return self._read(node)
            case exp.LoadData():
                return ()
        if isinstance(node, _INERT):
            return ()
        if isinstance(node, (exp.Command, exp.IfBlock, exp.WhileBlock, exp.Block)):
            return None
        if isinstance(node, (exp.Func, exp.Dot, exp.Paren, exp.Condition)):
            return self._read(node)
        return None

    def _insert(self, node: exp.Insert) -> tuple[Statement, ...]:
        target = node.this
        if not isinstance(target, (exp.Table, exp.Schema)):
            # INSERT OVERWRITE DIRECTORY and the like: the query still reads.
            return self._read(node.expression) if isinstance(node.expression, exp.Expr) else ()
        table = self._queries.relations.table(target)
        columns = self._declared(target)
        source = node.expression
        result: list[Statement] = []
        if isinstance(source, exp.Expr):
            query = self._queries.lower(source)
            with_ = node.args.get("with_")
            if isinstance(with_, exp.With):
                query = self._under(with_, query, node)
            result.append(Insert(table.place, table, columns, query, bool(node.args.get("overwrite"))))
        conflict = node.args.get("conflict")
        if isinstance(conflict, exp.OnConflict) and conflict.expressions:
            settings = self._settings(conflict.expressions)
            result.append(Update(table.place, table, None, settings))
        return tuple(result)

    def _many(self, node: exp.MultitableInserts) -> tuple[Statement, ...]:
        result: list[Statement] = []
        source = node.args.get("source")
        query = self._queries.lower(source) if isinstance(source, exp.Expr) else None
        for each in node.expressions:
            insert = each.this if isinstance(each, exp.ConditionalInsert) else each
            if (
                isinstance(insert, exp.Insert)
                and isinstance(insert.this, (exp.Table, exp.Schema))
                and query is not None
            ):
                table = self._queries.relations.table(insert.this)
                result.append(Insert(table.place, table, self._declared(insert.this), query))
        return tuple(result)

    def _settings(self, nodes: Iterable[exp.Expr]) -> tuple[Setting, ...]:
        found: list[Setting] = []
        for each in nodes:
            if not isinstance(each, (exp.EQ, exp.PropertyEQ)):
                continue
            target, value = each.this, self._values.lower(each.expression)
            targets = target.expressions if isinstance(target, exp.Tuple) else [target]
            found.extend(
                Setting(self._places.name(one), value) for one in targets if isinstance(one, exp.Expr) and one.name
            )
        return tuple(found)

    def _update(self, node: exp.Update) -> Statement:
        table = self._queries.relations.table(node.this)
        source: Relation | None = None
        clause = node.args.get("from_")
        if isinstance(clause, exp.From) and isinstance(clause.this, exp.Expr):
            source = self._queries.relations.relation(clause.this)
        if isinstance(node.this, exp.Table) and node.this.args.get("joins"):
            joined = self._queries.relations.relation(node.this)
            source = joined if source is None else Joined(joined, source, "cross")
        where = self._where(node)
        with_ = node.args.get("with_")
        if isinstance(with_, exp.With) and source is not None:
            source = self._visible(with_, source)
        return Update(table.place, table, source, self._settings(node.expressions), where)

    def _visible(self, with_: exp.With, source: Relation) -> Relation:
        """The named queries of an UPDATE or DELETE become relations where they are read."""
        ctes = {
            each.alias.lower(): self._queries.lower(each.this)
            for each in with_.expressions
            if isinstance(each, exp.CTE) and isinstance(each.this, exp.Query)
        }
        return _replaced(source, ctes)

    def _where(self, node: exp.Expr) -> tuple[Value, ...]:
        where = node.args.get("where")
        return self._values.conditions(where.this if isinstance(where, exp.Expr) else None)

    def _merge(self, node: exp.Merge) -> Statement:
        table = self._queries.relations.table(node.this)
        arms: list[Arm] = []
        whens = node.args.get("whens")
        for when in whens.expressions if whens is not None else ():
            tests = self._values.conditions(when.args.get("condition"))
            then = when.args.get("then")
            match then:
                case exp.Update():
                    arms.append(Arm("update", tests, self._settings(then.expressions)))
                case exp.Insert():
                    columns = then.this.expressions if isinstance(then.this, exp.Tuple) else []
                    values = then.expression.expressions if isinstance(then.expression, exp.Tuple) else []
                    names = tuple(self._places.name(each) for each in columns)
                    arms.append(Arm("insert", tests, (), names, self._values.all(values)))
                case _:
                    arms.append(Arm("delete", tests, ()))
        on = self._values.conditions(node.args.get("on"))
        return Merge(table.place, table, self._queries.relations.relation(node.args["using"]), on, tuple(arms))

    def _delete(self, node: exp.Delete) -> Statement:
        target = node.this if isinstance(node.this, exp.Expr) else (node.args.get("tables") or [None])[0]
        if not isinstance(target, exp.Expr):
            return Read(self._places.of(node), Select(self._places.of(node), (), None))
        table = self._queries.relations.table(target)
        source: Relation | None = None
        for each in node.args.get("using") or ():
            if isinstance(each, exp.Expr):
                source = self._queries.relations.join(source, self._queries.relations.relation(each), "cross")
        if isinstance(target, exp.Table) and target.args.get("joins"):
            source = self._queries.relations.join(source, self._queries.relations.relation(target), "cross")
        with_ = node.args.get("with_")
        if isinstance(with_, exp.With) and source is not None:
            source = self._visible(with_, source)
        return Delete(table.place, table, source, self._where(node))

    def _set(self, node: exp.Set) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for item in node.expressions:
            inner = item.this if isinstance(item, exp.SetItem) else None
            if isinstance(inner, exp.EQ) and isinstance(inner.this, exp.Expr):
                value = self._values.lower(inner.expression)
                found.append(Assign(self._places.of(inner.this), inner.this.name, value))
        return tuple(found)

    def _declare(self, node: exp.Declare) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for item in node.expressions:
            default = item.args.get("default")
            names = item.this if isinstance(item.this, list) else [item.this]
            kind = item.args.get("kind")
            for name in names:
                if not isinstance(name, exp.Expr):
                    continue
                if isinstance(kind, exp.Schema):
                    table = Table(self._places.of(name), (f"@{name.name}",))
                    found.append(Make(table.place, "table", table, self._declared(kind), None, True))
                else:
                    value = self._values.lower(default) if isinstance(default, exp.Expr) else None
                    value = value or Constant(self._places.of(name), None)
                    found.append(Assign(self._places.of(name), name.name, value))
        return tuple(found)


def _share(node: exp.Expr) -> None:
    """Put the named queries of a statement among those of each query in it that reads one of them."""
    with_ = node.args.get("with_")
    if not isinstance(with_, exp.With) or isinstance(node, exp.Insert):
        return
    names = {each.alias.lower() for each in with_.expressions}
    own = {id(each) for each in with_.find_all(exp.Select)}
    for query in list(node.find_all(exp.Select)):
        if id(query) in own or query.args.get("with_"):
            continue
        if any(each.name.lower() in names for each in query.find_all(exp.Table)):
            query.set("with_", with_.copy())


def _replaced(relation: Relation, ctes: dict[str, Query]) -> Relation:
    match relation:
        case Table() if relation.name.lower() in ctes:
            return Derived(
                relation.place, ctes[relation.name.lower()], relation.alias or relation.name, relation.columns
            )
        case Joined():
            left, right = _replaced(relation.left, ctes), _replaced(relation.right, ctes)
            return Joined(left, right, relation.kind, relation.on, relation.using, relation.natural)
        case _:
            return relation
