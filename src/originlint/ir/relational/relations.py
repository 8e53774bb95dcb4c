"""Relations, which stand in FROM, and queries, which are made of them."""

from __future__ import annotations

from typing import TypeAlias, Union

from originlint.ir.relational.values import Name, Place, Value
from originlint.source.frozen import frozen


@frozen
class Table:
    """A table, view or file by name; `parts` are catalog, schema and name. `columns` are the names its alias gives."""

    place: Place
    parts: tuple[str, ...]
    alias: str | None = None
    columns: tuple[Name, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.parts)


@frozen
class Derived:
    """A query in FROM. `lateral` ones see the relations to their left; all of them do no harm when they do."""

    place: Place
    query: Query
    alias: str | None
    columns: tuple[Name, ...] = ()


@frozen
class Produced:
    """What a table function yields: UNNEST, FLATTEN, `LATERAL VIEW explode`, `ML.PREDICT`. `queries` and `tables` are
    the tables it is given, `model` the model it applies."""

    place: Place
    function: str
    arguments: tuple[Value, ...]
    alias: str | None
    columns: tuple[Name, ...] = ()
    inputs: tuple[Query, ...] = ()
    model: str | None = None


@frozen
class Joined:
    """A join. `kind` is "inner", "left", "right", "full", "cross", "semi" or "anti"."""

    left: Relation
    right: Relation
    kind: str
    on: Value | None = None
    using: tuple[Name, ...] = ()
    natural: bool = False


@frozen
class Pivoted:
    """PIVOT: values of the `keys` become columns; `columns` are their names where known."""

    place: Place
    relation: Relation
    aggregates: tuple[Projection, ...]
    keys: tuple[Value, ...]
    columns: tuple[Name, ...]
    group: tuple[Value, ...] | None
    alias: str | None


@frozen
class Unpivoted:
    """UNPIVOT: `columns` become rows, with their name in `name` and their content in `values`."""

    place: Place
    relation: Relation
    columns: tuple[Value, ...]
    name: Name | None
    values: tuple[Name, ...]
    alias: str | None


Relation: TypeAlias = Union[Table, Derived, Produced, Joined, Pivoted, Unpivoted]


@frozen
class Projection:
    """One item of a SELECT list. `name` is the alias, or what the database calls it; None when it has no name.
    `variable` is set when the value goes there instead (`SELECT @x = …`)."""

    value: Value
    name: Name | None
    aliased: bool = False
    variable: str | None = None


@frozen
class Select:
    """SELECT. `tests` are the conditions that choose rows (WHERE, HAVING, QUALIFY, CONNECT BY); `order` counts for
    which rows are there only when the query is `limited`. `into` are variables that receive the row."""

    place: Place
    projections: tuple[Projection, ...]
    source: Relation | None
    where: tuple[Value, ...] = ()
    group: tuple[Value, ...] | None = None
    having: tuple[Value, ...] = ()
    distinct: bool = False
    order: tuple[Value, ...] = ()
    limited: bool = False
    into: tuple[str, ...] = ()


@frozen
class Combined:
    """UNION, INTERSECT, EXCEPT; `distinct` False for ALL."""

    place: Place
    operator: str
    distinct: bool
    left: Query
    right: Query
    by_name: bool = False
    order: tuple[Value, ...] = ()
    limited: bool = False


@frozen
class Rows:
    """VALUES."""

    place: Place
    rows: tuple[tuple[Value, ...], ...]


@frozen
class Cte:
    """One named query of a WITH."""

    name: str
    columns: tuple[Name, ...]
    query: Query


@frozen
class With:
    """A query with named queries that it may read."""

    place: Place
    recursive: bool
    ctes: tuple[Cte, ...]
    body: Query


Query: TypeAlias = Union[Select, Combined, Rows, With]
