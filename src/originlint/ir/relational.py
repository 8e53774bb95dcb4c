"""The relational forms that SQL is lowered to.

They keep what decides how columns depend on each other, and leave out the rest: an operator, a cast and a function are
all an `Apply`. Every form that a reader may be sent to has a `place`, the characters of the statement's text where it
is written; a `Script` says what text that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, Union

from originlint.ir.forms import Problem


class Place(NamedTuple):
    """`length` characters from the offset `at` on."""

    at: int
    length: int = 0


NOWHERE = Place(0, 0)
"""The place of what is not written anywhere."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is written down: an alias, a column in a list, a declared column."""

    text: str
    place: Place = NOWHERE


# ---------------------------------------------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name. `parts` are the qualifiers (schema, table, or struct columns) and the name, as written."""

    place: Place
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal."""

    place: Place
    value: object


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable or parameter: `@x`, `:x`, `$1`, or a name that a procedure declares."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Star:
    """`*`, `t.*`, with what EXCEPT / EXCLUDE leave out, REPLACE computes anew and RENAME calls otherwise. `test` is a
    condition on names, as in `* ILIKE 'x%'` or `COLUMNS('x.*')`: a kind and an operand of `NameTest`."""

    place: Place
    qualifier: tuple[str, ...] = ()
    without: tuple[Name, ...] = ()
    replaced: tuple[Projection, ...] = ()
    renamed: tuple[tuple[Name, Name], ...] = ()
    test: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a struct, or a key of a JSON value: `data ->> 'name'`, `(person).name`."""

    place: Place
    object: Value
    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator, function or cast: its value derives from the arguments."""

    place: Place
    function: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """CASE, IIF, DECODE, COALESCE, NULLIF, GREATEST: the value is one of `values`, and `tests` decide which."""

    place: Place
    function: str
    tests: tuple[Value, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A value computed from many rows; `tests` (FILTER, ORDER BY inside) decide which of them count."""

    place: Place
    function: str
    arguments: tuple[Value, ...]
    tests: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """A window function: `tests` are what the window is partitioned and ordered by."""

    place: Place
    value: Value
    tests: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Subquery:
    """A query as a value: "scalar", "array", "exists", or "in" (then `value` is what is looked up)."""

    place: Place
    kind: str
    query: Query
    value: Value | None = None


Value: TypeAlias = Union[Column, Constant, Variable, Star, Member, Apply, Choose, Aggregate, Over, Subquery]


def written_alike(one: Value, other: Value) -> bool:
    """Whether two values are the same text, wherever they stand."""
    return _without_places(one) == _without_places(other)


def _without_places(form: object) -> object:
    if isinstance(form, Place):
        return None
    if isinstance(form, tuple):
        return tuple(map(_without_places, form))
    if fields := getattr(form, "__dataclass_fields__", None):
        return (type(form).__name__, *(_without_places(getattr(form, name)) for name in fields))
    return form


def columns_in(value: Value) -> Iterator[Column]:
    """The columns that a value is made of, without those in queries inside it."""
    match value:
        case Column():
            yield value
        case Member():
            yield from columns_in(value.object)
        case Apply():
            for each in value.arguments:
                yield from columns_in(each)
        case Choose():
            for each in (*value.tests, *value.values):
                yield from columns_in(each)
        case Aggregate():
            for each in (*value.arguments, *value.tests):
                yield from columns_in(each)
        case Over():
            for each in (value.value, *value.tests):
                yield from columns_in(each)
        case Subquery(value=looked) if looked is not None:
            yield from columns_in(looked)


# ------------------------------------------------------------------------------------------------------ relations


@dataclass(frozen=True, slots=True)
class Table:
    """A table, view or file by name; `parts` are catalog, schema and name. `columns` are the names its alias gives."""

    place: Place
    parts: tuple[str, ...]
    alias: str | None = None
    columns: tuple[Name, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Derived:
    """A query in FROM. `lateral` ones see the relations to their left; all of them do no harm when they do."""

    place: Place
    query: Query
    alias: str | None
    columns: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Joined:
    """A join. `kind` is "inner", "left", "right", "full", "cross", "semi" or "anti"."""

    left: Relation
    right: Relation
    kind: str
    on: Value | None = None
    using: tuple[Name, ...] = ()
    natural: bool = False


@dataclass(frozen=True, slots=True)
class Pivoted:
    """PIVOT: values of the `keys` become columns; `columns` are their names where known."""

    place: Place
    relation: Relation
    aggregates: tuple[Projection, ...]
    keys: tuple[Value, ...]
    columns: tuple[Name, ...]
    group: tuple[Value, ...] | None
    alias: str | None


@dataclass(frozen=True, slots=True)
class Unpivoted:
    """UNPIVOT: `columns` become rows, with their name in `name` and their content in `values`."""

    place: Place
    relation: Relation
    columns: tuple[Value, ...]
    name: Name | None
    values: tuple[Name, ...]
    alias: str | None


Relation: TypeAlias = Union[Table, Derived, Produced, Joined, Pivoted, Unpivoted]

# -------------------------------------------------------------------------------------------------------- queries


@dataclass(frozen=True, slots=True)
class Projection:
    """One item of a SELECT list. `name` is the alias, or what the database calls it; None when it has no name.
    `variable` is set when the value goes there instead (`SELECT @x = …`)."""

    value: Value
    name: Name | None
    aliased: bool = False
    variable: str | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Rows:
    """VALUES."""

    place: Place
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Cte:
    """One named query of a WITH."""

    name: str
    columns: tuple[Name, ...]
    query: Query


@dataclass(frozen=True, slots=True)
class With:
    """A query with named queries that it may read."""

    place: Place
    recursive: bool
    ctes: tuple[Cte, ...]
    body: Query


Query: TypeAlias = Union[Select, Combined, Rows, With]

# ----------------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class Read:
    """A query on its own."""

    place: Place
    query: Query


@dataclass(frozen=True, slots=True)
class Make:
    """CREATE TABLE or VIEW, SELECT INTO. `declared` are the columns of a definition, or names for those of a query."""

    place: Place
    kind: str
    table: Table
    declared: tuple[Name, ...]
    query: Query | None
    temporary: bool = False
    like: Table | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """INSERT, with `overwrite` for INSERT OVERWRITE and REPLACE."""

    place: Place
    table: Table
    columns: tuple[Name, ...]
    query: Query
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """`column = value` of an UPDATE, MERGE or ON CONFLICT."""

    column: Name
    value: Value


@dataclass(frozen=True, slots=True)
class Update:
    """UPDATE; `source` holds the target too when a join names it."""

    place: Place
    table: Table
    source: Relation | None
    settings: tuple[Setting, ...]
    where: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """One WHEN of a MERGE: "update", "insert" or "delete"."""

    kind: str
    tests: tuple[Value, ...]
    settings: tuple[Setting, ...]
    columns: tuple[Name, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    place: Place
    table: Table
    source: Relation
    on: tuple[Value, ...]
    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    place: Place
    table: Table
    source: Relation | None
    where: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """DROP or TRUNCATE of a table or view."""

    place: Place
    table: Table
    keeps_columns: bool = False


@dataclass(frozen=True, slots=True)
class Alter:
    """ALTER TABLE: a new name, columns added, dropped or called otherwise."""

    place: Place
    table: Table
    renamed: Table | None = None
    added: tuple[Name, ...] = ()
    dropped: tuple[Name, ...] = ()
    called: tuple[tuple[Name, Name], ...] = ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Assign:
    """A variable gets a value."""

    place: Place
    variable: str
    value: Value


@dataclass(frozen=True, slots=True)
class Branch:
    """IF or CASE of a procedure."""

    place: Place
    test: Value | None
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A loop: over the rows of a query, put into `variables`, or under a test."""

    place: Place
    variables: tuple[str, ...]
    query: Query | None
    test: Value | None
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Routine:
    """A function, procedure or macro. `parameters` are its variables."""

    place: Place
    name: Name
    parameters: tuple[Name, ...]
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """What a routine returns."""

    place: Place
    value: Value


@dataclass(frozen=True, slots=True)
class Execute:
    """Dynamic SQL, or a call of a procedure (`function` set). `into` are variables that receive the result."""

    place: Place
    function: str
    arguments: tuple[Value, ...]
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
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
    Branch,
    Repeat,
    Routine,
    Return,
    Execute,
    Sequence,
]


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that was not understood: the statement from `place` on. `names` are the words in it, each with its place."""

    place: Place
    reason: str
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A text of SQL, lowered. Places are offsets in that text. `dialect` is the one that most of it was read in."""

    path: str
    statements: tuple[Statement, ...]
    dialect: str
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    total: int = 0
    """How many statements the text has, the unread ones included."""
    names: frozenset[str] = field(default=frozenset(), repr=False)
    """All words in the text: what stands around a name helps to tell whether it is an attribute."""
    text: str = field(default="", repr=False)
    """The text, where its places are those of the file: other code may read it and run it."""
    alternative: bool = False
    """Whether the text is a template in all its renderings: what is made twice holds the one or the other."""


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
