"""Queries whose result goes to a file: COPY … TO, EXPORT DATA, INSERT OVERWRITE DIRECTORY."""

from __future__ import annotations

from sqlglot import exp

from originlint.frontends.sql.places import Places
from originlint.frontends.sql.queries import Queries
from originlint.ir.relational import Make, Projection, Query, Select, Star, Statement, Table


def exported(node: exp.Expr, places: Places, queries: Queries) -> tuple[Statement, ...]:
    """The file as a table that is made; nothing when the statement exports nothing."""
    given: exp.Expr | None
    files: list[exp.Expr]
    match node:
        case exp.Copy(this=exp.Expr() as given) if not node.args.get("kind"):
            files = [each for each in node.args.get("files") or () if isinstance(each, exp.Literal)]
        case exp.Copy(this=exp.Table() as stage):
            # Snowflake copies INTO a place: a stage gets files, a table gets rows.
            given = next((each for each in node.args.get("files") or () if isinstance(each, exp.Subquery)), None)
            files = [stage.this] if isinstance(stage.this, (exp.Var, exp.Literal)) else []
        case exp.Export(this=exp.Expr() as given):
            options = node.args.get("options")
            named = options.expressions if isinstance(options, exp.Properties) else []
            files = [each.args["value"] for each in named if each.name.lower() == "uri"]
        case exp.Insert(this=exp.Directory() as directory):
            given, files = node.expression, [directory.this]
        case _:
            return ()
    if given is None or not files or not files[0].name:
        return ()
    place = places.of(files[0]) if places.own(files[0]) is not None else places.of(given)
    query: Query
    if isinstance(given, exp.Table):
        query = Select(place, (Projection(Star(place), None),), queries.relations.table(given))
    else:
        query = queries.lower(given)
    return (Make(place, "file", Table(place, (files[0].name,)), (), query),)
