"""Lowering of SQL expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlglot import exp

from originlint.frontends.sql.places import Places
from originlint.ir.relational import (
    NOWHERE,
    Aggregate,
    Apply,
    Choose,
    Column,
    Constant,
    Member,
    Over,
    Projection,
    Star,
    Subquery,
    Value,
    Variable,
)

if TYPE_CHECKING:
    from originlint.frontends.sql.queries import Queries

_AGGREGATES = frozenset(
    {
        "string_agg", "array_agg", "group_concat", "listagg", "json_agg", "jsonb_agg", "json_object_agg", "median",
        "mode", "percentile", "percentile_approx", "approx_percentile", "collect_list", "collect_set", "countif",
        "sumif", "any_value", "bool_or", "bool_and", "every", "corr", "regr_slope", "histogram", "first", "last",
        "product",
    }
)  # fmt: skip
"""Aggregates that some dialect leaves as an unknown function."""

_PATH = re.compile(r"\s*(?:lax\s+|strict\s+)?(?:\$[.\[]|\(?//?\w)")
_STEP = re.compile(r"[^\W\d][\w-]*(?!\w*\()")
_OF_DOCUMENT = ("value", "query", "nodes", "exist")
"""Methods of XML columns."""

_CHOOSING = (exp.Coalesce, exp.Greatest, exp.Least, exp.Nullif)
_QUIET = (exp.DataType, exp.Var, exp.JSONPath, exp.Hint, exp.Interval)


class Values:
    """Lowers expressions of one statement. Queries inside them are lowered by `queries`."""

    def __init__(self, places: Places, queries: Queries) -> None:
        self._places = places
        self._queries = queries

    def all(self, nodes: Iterable[exp.Expr | None] | None) -> tuple[Value, ...]:
        """Lower several, leaving out what is not there."""
        return tuple(self.lower(node) for node in nodes or () if isinstance(node, exp.Expr))

    def conditions(self, node: exp.Expr | None) -> tuple[Value, ...]:
        """The terms of a conjunction."""
        if not isinstance(node, exp.Expr):
            return ()
        if isinstance(node, exp.Paren):
            return self.conditions(node.this)
        if isinstance(node, exp.And):
            return tuple(term for side in node.flatten() for term in self.conditions(side))
        return (self.lower(node),)

    def lower(self, node: exp.Expr) -> Value:
        """Lower one expression."""
        place = self._places.of
        match node:  # what there is most of comes first: each case is a test
            case exp.Column():
                return self.column(node)
            case exp.Literal() | exp.National() | exp.RawString():
                return Constant(place(node), _constant(node))
            case exp.Paren() | exp.Cast() | exp.Collate() | exp.Kwarg() | exp.Prior() | exp.Ordered() | exp.Lambda():
                inner = node.expression if isinstance(node, exp.Kwarg) else node.this
                return self.lower(inner) if isinstance(inner, exp.Expr) else Constant(NOWHERE, None)
            case exp.Alias() | exp.Aliases() | exp.PropertyEQ():
                inner = node.expression if isinstance(node, exp.PropertyEQ) else node.this
                return self.lower(inner)
            case exp.Star():
                return self.star(node, ())
            case exp.Columns():
                return self._columns(node)
            case exp.Identifier():
                return Column(place(node), (node.name,))
            case exp.Boolean() | exp.Null():
                return Constant(NOWHERE, bool(node.this) if isinstance(node, exp.Boolean) else None)
            case exp.Parameter() | exp.Placeholder() | exp.SessionParameter():
                return Variable(place(node), node.name or "?")
            case exp.Dot():
                return self._dot(node)
            case exp.Bracket():
                return self._bracket(node)
            case exp.JSONExtract() | exp.JSONExtractScalar() | exp.JSONBExtract() | exp.JSONBExtractScalar():
                return self._json(node)
            case exp.ModelAttribute():
                called = node.expression
                star = (self.star(each, ()) for each in called.find_all(exp.Star))
                arguments = (*self.all(_children(called)), *star)
                return Apply(place(node), f"{node.name}!{called.name}", arguments)
            case exp.StructExtract():
                return Member(place(node.expression), self.lower(node.this), node.expression.name)
            case exp.Case():
                return self._case(node)
            case exp.If():
                values = self.all((node.args.get("true"), node.args.get("false")))
                return Choose(place(node), "IF", (self.lower(node.this),), values)
            case exp.DecodeCase():
                return self._decode(node)
            case exp.Subquery() | exp.Select() | exp.SetOperation() | exp.Values():
                return Subquery(place(node), "scalar", self._queries.lower(node))
            case exp.Exists() if isinstance(node.this, exp.Query):
                return Subquery(place(node.this), "exists", self._queries.lower(node.this))
            case exp.In() if isinstance(node.args.get("query"), exp.Query):
                query = self._queries.lower(node.args["query"])
                return Subquery(place(node), "in", query, self.lower(node.this))
            case exp.Window():
                return self._window(node)
            case exp.Filter():
                inside = self.lower(node.this)
                tests = self.conditions(node.expression.this)
                return Aggregate(place(node), "filter", (inside,), tests)
            case exp.WithinGroup():
                return Aggregate(place(node), "within group", (self.lower(node.this),), self.all([node.expression]))
            case exp.AggFunc():
                return self._aggregate(node)
            case exp.Count():
                return self._aggregate(node)
        if isinstance(node, _CHOOSING):
            return self._choosing(node)
        return self._apply(node)

    def column(self, node: exp.Column) -> Value:
        """A column, or `t.*`."""
        qualifier = tuple(part.name for part in node.parts[:-1])
        if isinstance(node.this, exp.Star):
            return self.star(node.this, qualifier)
        return Column(self._places.of(node.this), (*qualifier, node.name))

    def star(self, node: exp.Star, qualifier: tuple[str, ...]) -> Star:
        """`*` with all that may follow it."""
        names = self._places.name
        without = node.args.get("except_") or node.args.get("except") or ()
        replaced = tuple(
            Projection(self.lower(each.this), names(each.args["alias"]), True)
            for each in node.args.get("replace") or ()
            if isinstance(each, exp.Alias)
        )
        renamed = tuple(
            (names(each.this), names(each.args["alias"]))
            for each in node.args.get("rename") or ()
            if isinstance(each, exp.Alias)
        )
        like = node.args.get("ilike")
        test = ("regex", _like(like.name)) if isinstance(like, exp.Expr) and like.name else None
        return Star(self._places.of(node), qualifier, tuple(names(each) for each in without), replaced, renamed, test)

    def _columns(self, node: exp.Columns) -> Value:
        inner = node.this
        if isinstance(inner, exp.Literal) and inner.is_string:
            return Star(self._places.of(inner), test=("regex", inner.name))
        if isinstance(inner, exp.Star):
            return self.star(inner, ())
        return Star(self._places.of(node))

    def _dot(self, node: exp.Dot) -> Value:
        member = node.expression
        if isinstance(member, exp.Star):
            return self.star(member, (node.this.name,))
        if isinstance(member, exp.Anonymous):
            if member.name.lower() in _OF_DOCUMENT and member.expressions and isinstance(node.this, exp.Dot):
                return self.under(self.lower(node.this), member.expressions[0])
            called = self._apply(member)
            if isinstance(called, Apply):
                return Apply(called.place, f"{node.this.name}.{called.function}", called.arguments)
            return called
        if isinstance(member, exp.Func):
            return self.lower(member)
        return Member(self._places.of(member), self.lower(node.this), member.name)

    def _bracket(self, node: exp.Bracket) -> Value:
        keys = node.expressions
        inner = self.lower(node.this)
        if len(keys) == 1 and isinstance(keys[0], exp.Literal) and keys[0].is_string:
            return Member(self._places.of(keys[0]), inner, keys[0].name)
        return Apply(self._places.of(node), "[]", (inner, *self.all(keys)))

    def _json(self, node: exp.Expr) -> Value:
        inner = self.lower(node.this)
        path = node.expression
        keys = [part.name for part in path.expressions if isinstance(part, exp.JSONPathKey)] if path else []
        place = self._places.of(node.this)
        if isinstance(path, exp.Literal):
            keys, place = [path.name], self._places.of(path)
        for key in keys:
            if isinstance(key, str) and key:
                inner = Member(place, inner, key)
        return inner if keys else Apply(place, "json", (inner, *self.all([path])))

    def under(self, value: Value, path: exp.Expr) -> Value:
        """What stands in a JSON value or XML document under a path: `$.person.name`, `(/person/name)[1]`."""
        for key in _STEP.findall(path.name):
            value = Member(self._places.of(path), value, key)
        return value

    def _case(self, node: exp.Case) -> Value:
        tests: list[Value] = []
        values: list[Value] = []
        for arm in node.args.get("ifs") or ():
            test = self.lower(arm.this)
            if isinstance(node.this, exp.Expr):
                test = Apply(test.place, "=", (self.lower(node.this), test))
            tests.append(test)
            values.extend(self.all([arm.args.get("true")]))
        values.extend(self.all([node.args.get("default")]))
        return Choose(self._places.of(node), "CASE", tuple(tests), tuple(values))

    def _decode(self, node: exp.DecodeCase) -> Value:
        first, *others = self.all(node.expressions)
        pairs = len(others) // 2 * 2
        tests = (first, *others[0:pairs:2])
        return Choose(self._places.of(node), "DECODE", tests, (*others[1:pairs:2], *others[pairs:]))

    def _choosing(self, node: exp.Expr) -> Value:
        given = self.all([node.this, node.args.get("expression"), *node.expressions])
        values = given[:1] if isinstance(node, exp.Nullif) else given
        return Choose(self._places.of(node), type(node).__name__.upper(), given, values)

    def _window(self, node: exp.Window) -> Value:
        named = node.args.get("alias")
        over = [node]
        if isinstance(named, exp.Expr):
            over.extend(self._queries.windows(named.name))
        tests: list[Value] = []
        for each in over:
            tests.extend(self.all(each.args.get("partition_by")))
            order = each.args.get("order")
            tests.extend(self.all(order.expressions if isinstance(order, exp.Order) else ()))
        return Over(self._places.of(node), self.lower(node.this), tuple(tests))

    def _aggregate(self, node: exp.Expr) -> Value:
        arguments: list[Value] = []
        tests: list[Value] = []
        for child in _children(node):
            match child:
                case exp.Order():
                    arguments.extend(self.all([child.this]))
                    tests.extend(self.all(child.expressions))
                case exp.Distinct():
                    arguments.extend(self.all(child.expressions))
                case exp.HavingMax():
                    arguments.extend(self.all([child.this]))
                    tests.extend(self.all([child.expression]))
                case exp.Star():
                    continue
                case _:
                    arguments.append(self.lower(child))
        return Aggregate(self._places.of(node), _function(node), tuple(arguments), tuple(tests))

    def _apply(self, node: exp.Expr) -> Value:
        function = _function(node)
        if function.lower() in _AGGREGATES:
            return self._aggregate(node)
        takes_all = function.upper().startswith("PREDICTION")
        arguments = tuple(
            self.lower(child) for child in _children(node) if takes_all or not isinstance(child, exp.Star)
        )
        if len(arguments) > 1 and isinstance(path := arguments[1], Constant) and _PATH.match(str(path.value)):
            given = next(child for child in _children(node) if isinstance(child, exp.Literal))
            arguments = (self.under(arguments[0], given), *arguments[2:])
        if function.upper() in ("IIF", "IFF", "IF", "NVL2") and len(arguments) in (2, 3):
            return Choose(self._places.of(node), function, arguments[:1], arguments[1:])
        if function.upper() in ("IFNULL", "NVL", "ISNULL") and len(arguments) == 2:
            return Choose(self._places.of(node), function, arguments, arguments)
        return Apply(self._places.of(node), function, arguments)


def _children(node: exp.Expr) -> Iterator[exp.Expr]:
    for child in node.iter_expressions():
        if isinstance(child, exp.Expr) and not isinstance(child, _QUIET):
            yield child
        elif isinstance(child, exp.Interval) and isinstance(child.this, exp.Expr):
            yield child.this


def _function(node: exp.Expr) -> str:
    if isinstance(node, exp.Anonymous):
        return node.name
    known = _OPERATORS.get(type(node).__name__)
    if known is not None:
        return known
    return node.sql_name() if isinstance(node, exp.Func) else type(node).__name__.lower()


_OPERATORS = {
    "And": "and",
    "Or": "or",
    "EQ": "=",
    "NEQ": "<>",
    "In": "in",
    "Like": "like",
    "ILike": "like",
    "Is": "is",
    "GT": ">",
    "LT": "<",
    "DPipe": "||",
    "Add": "+",
    "Concat": "concat",
}


def _constant(node: exp.Expr) -> object:
    text = node.name
    if isinstance(node, exp.Literal) and not node.is_string:
        try:
            return int(text)
        except ValueError:
            try:
                return float(text)
            except ValueError:
                return text
    return text


def _like(pattern: str) -> str:
    return "(?i)^" + re.escape(pattern).replace("%", ".*").replace("_", ".") + "$"
