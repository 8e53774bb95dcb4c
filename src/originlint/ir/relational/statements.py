"""Statements, those of procedures included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, Union

from originlint.ir.relational.relations import Query, Relation, Table
from originlint.ir.relational.values import Name, Place, Value
from originlint.source.frozen import frozen


@frozen
class Read:
    """A query on its own."""

    place: Place
    query: Query


@frozen
class Make:
    """CREATE TABLE or VIEW, SELECT INTO. `declared` are the columns of a definition, or names for those of a query."""

    place: Place
    kind: str
    table: Table
    declared: tuple[Name, ...]
    query: Query | None
    temporary: bool = False
    like: Table | None = None


@frozen
class Insert:
    """INSERT, with `overwrite` for INSERT OVERWRITE and REPLACE."""

    place: Place
    table: Table
    columns: tuple[Name, ...]
    query: Query
    overwrite: bool = False


@frozen
class Setting:
    """`column = value` of an UPDATE, MERGE or ON CONFLICT."""

    column: Name
    value: Value


@frozen
class Update:
    """UPDATE; `source` holds the target too when a join names it."""

    place: Place
    table: Table
    source: Relation | None
    settings: tuple[Setting, ...]
    where: tuple[Value, ...] = ()


@frozen
class Arm:
    """One WHEN of a MERGE: "update", "insert" or "delete"."""

    kind: str
    tests: tuple[Value, ...]
    settings: tuple[Setting, ...]
    columns: tuple[Name, ...] = ()
    values: tuple[Value, ...] = ()


@frozen
class Merge:
    place: Place
    table: Table
    source: Relation
    on: tuple[Value, ...]
    arms: tuple[Arm, ...]


@frozen
class Delete:
    place: Place
    table: Table
    source: Relation | None
    where: tuple[Value, ...] = ()


@frozen
class Drop:
    """DROP or TRUNCATE of a table or view."""

    place: Place
    table: Table
    keeps_columns: bool = False


@frozen
class Alter:
    """ALTER TABLE: a new name, columns added, dropped or called otherwise."""

    place: Place
    table: Table
    renamed: Table | None = None
    added: tuple[Name, ...] = ()
    dropped: tuple[Name, ...] = ()
    called: tuple[tuple[Name, Name], ...] = ()


@frozen
class Train:
    """A model that is trained in the database. `targets` are the columns it is taught to predict; `ignored` those its
    options leave out; `function` is the name under which queries call it."""

    place: Place
    model: str
    kind: str
    query: Query
    targets: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    function: str = ""


@frozen
class Assign:
    """A variable gets a value."""

    place: Place
    variable: str
    value: Value


@frozen
class Fetch:
    """`FETCH cursor INTO variables`: they get the columns of a row, by position; one variable may hold all of it."""

    place: Place
    cursor: str
    variables: tuple[str, ...]


@frozen
class Branch:
    """IF or CASE of a procedure."""

    place: Place
    test: Value | None
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...] = ()


@frozen
class Repeat:
    """A loop: over the rows of a query, put into `variables`, or under a test."""

    place: Place
    variables: tuple[str, ...]
    query: Query | None
    test: Value | None
    body: tuple[Statement, ...]


@frozen
class Routine:
    """A function, procedure or macro. `parameters` are its variables, `columns` those of the table that it yields,
    which the variable `yields` may hold."""

    place: Place
    name: Name
    parameters: tuple[Name, ...]
    body: tuple[Statement, ...]
    columns: tuple[Name, ...] = ()
    yields: str = ""


@frozen
class Return:
    """What a routine returns."""

    place: Place
    value: Value


@frozen
class Execute:
    """Dynamic SQL, or a call of a procedure (`function` set). `into` are variables that receive the result."""

    place: Place
    function: str
    arguments: tuple[Value, ...]
    into: tuple[str, ...] = ()


@frozen
class Sequence:
    """BEGIN … END."""

    place: Place
    body: tuple[Statement, ...]


Statement: TypeAlias = Union[
    Read,
    Make,
    Insert,
    Update,
    Merge,
    Delete,
    Drop,
    Alter,
    Train,
    Assign,
    Fetch,
    Branch,
    Repeat,
    Routine,
    Return,
    Execute,
    Sequence,
]


def nested(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """The statements, and those in their blocks, branches, loops and routines, in the order of the text."""
    pending = list(reversed(statements))
    while pending:
        statement = pending.pop()
        yield statement
        match statement:
            case Branch():
                pending.extend(reversed((*statement.then, *statement.otherwise)))
            case Repeat() | Routine() | Sequence():
                pending.extend(reversed(statement.body))
