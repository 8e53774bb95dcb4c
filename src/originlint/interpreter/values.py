"""Abstract values. Immediate values are passed about; the others live in the store behind a `Reference`.

Everything is frozen: to change an object in place is to put a new content at its address (`Machine.update`). Labels
that belong to the whole value stand in its `labels`; a frame's columns each carry their own.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias, Union

from originlint.interpreter.labels import NONE, Everything, Labels
from originlint.ir import forms
from originlint.source.frozen import frozen
from originlint.source.site import Site

# ------------------------------------------------------------------------------------------------ immediate values


@frozen
class Piece:
    """`length` characters of a text that stand at `site`, starting `start` characters into that constant."""

    site: Site
    start: int
    length: int


@frozen
class Literal:
    """A known constant. `site` is where it is written; `pieces` says so for text put together from several places.
    `asked` is where code asked for this very name, when it came from a list that holds others too."""

    value: object
    labels: Labels = NONE
    site: Site | None = field(default=None, compare=False)
    pieces: tuple[Piece, ...] = field(default=(), compare=False)
    asked: Site | None = field(default=None, compare=False)


@frozen
class Template:
    """Text of which only the ends are known, such as `f"nationality_{v}"`. `parts` are all that is known, in order: the
    constants, and a `Template` without parts for each hole between them."""

    prefix: str
    suffix: str
    labels: Labels = NONE
    site: Site | None = field(default=None, compare=False)
    parts: tuple[Literal | Template, ...] = field(default=(), compare=False)


@frozen
class OneOf:
    """Several known alternatives, at most 32: the value is one of them."""

    options: tuple[Value, ...]


@frozen
class External:
    """Something of a library, by its qualified name: a module, class, function or constant ("pandas.DataFrame")."""

    name: str
    labels: Labels = NONE


@frozen
class Namespace:
    """A module of the project: its path and the scope that holds its names."""

    path: str
    scope: int


@frozen
class Closure:
    """A function of the project with the scope that it closes over. `receiver` is the bound `self` or `cls`; `owner`
    the class that defines it (for `super()`)."""

    function: forms.Function
    module: str
    scope: int
    qualified: str
    receiver: Value | None = None
    owner: Reference | None = None
    defaults: tuple[tuple[str, Value], ...] = ()
    kind: str = "function"
    """"function", "property", "static" or "class", as its decorators say."""
    labels: Labels = NONE
    """What decided that it is this function."""
    payload: Value | None = None
    """What a decorator says that requests to it hold: a record, or a list of records."""


@frozen
class Bound:
    """A library method picked off a receiver: `frame.drop` before it is called."""

    receiver: Value
    name: str
    site: Site = field(compare=False)


@frozen
class Opaque:
    """Something that cannot be seen into. It keeps the labels of whatever went in. `dataset` names what it may be a
    record or table of; `hint` is a class name that an annotation or a name suggests."""

    labels: Labels = NONE
    dataset: str | None = None
    hint: str | None = None
    site: Site | None = field(default=None, compare=False)
    """Where it came in, for what would be its wildcard."""
    unlike: tuple[str, ...] = ()
    """Texts that it is known not to be."""


@frozen
class Reference:
    """One of the objects at these addresses. `labels` are what decided which."""

    addresses: tuple[int, ...]
    labels: Labels = NONE


# -------------------------------------------------------------------------------------------------- frames, columns


@frozen
class Family:
    """The names of columns made from data values: one-hot columns are `prefix` + value + `suffix`."""

    prefix: str
    suffix: str = ""

    def covers(self, name: str) -> bool:
        """Whether a column of that name can be one of them."""
        return name.startswith(self.prefix) and name.endswith(self.suffix)

    def __str__(self) -> str:
        return f"{self.prefix}*{self.suffix}"


ColumnName: TypeAlias = Union[str, int, Family, None]
"""A column's name: text, a number, a family of names, or None when not known."""


CONSTANT = "constant"
"""The type of a column in which everybody has the same: whatever it is called, it says nothing of anybody."""


@frozen
class Entry:
    """One column (or family of columns) of a frame. `certain` is False when it may be absent. `type` is a hint:
    "number", "text", "category", "date", "boolean", CONSTANT or ""."""

    name: ColumnName
    labels: Labels = NONE
    certain: bool = True
    type: str = ""
    answer: str = ""
    """As in `Column`."""


@frozen
class Frame:
    """A table: ordered columns, and the rest that was not named.

    `rest` is empty when the frame is closed; else it holds "everything of dataset D except …" for each dataset that
    went in. `shared` are the labels that every column of the rest carries beyond its own. `rows` are the labels
    that decided which rows are there, and in which order. `ordered` says whether positions are known up to the
    first column of the rest. `dialect` is "pandas", "polars", "spark", "numpy" (names are then positions or
    remembered names), "sql", "answer" (what unseen code gives for a query: a table or rows), or "unknown"; with
    " groups" behind it, the rows are grouped by the columns in `index`.
    """

    columns: tuple[Entry, ...] = ()
    rest: tuple[Everything, ...] = ()
    shared: Labels = NONE
    rows: Labels = NONE
    index: tuple[Entry, ...] = ()
    dialect: str = "pandas"
    ordered: bool = True
    dataset: str | None = None
    single: bool = False
    """Whether it stands for one row, as a function or loop over the rows gets it."""


@frozen
class Column:
    """One column as a value: a Series, a 1-D array, a polars or Spark expression, a SQL expression."""

    name: ColumnName
    labels: Labels = NONE
    rows: Labels = NONE
    dialect: str = "pandas"
    dataset: str | None = None
    values: frozenset[str] = frozenset()
    """Constants it was compared with or mapped from, as text."""
    index: tuple[Entry, ...] = ()
    """What its rows are named by, as in `Frame`."""
    answer: str = ""
    """The method of a model whose answers these are, as they came or changed; empty when they are something else."""
    each: Names | None = None
    """Of an expression for many columns (`pl.all()`): those for each of which it stands. The labels are then what it
    adds to each; a family as `name` is put around each of their names."""
    single: bool = False
    """Whether it stands for the value in one row."""


@frozen
class Names:
    """The column names of a frame as a list that stays linked to it: `df.columns`, `list(df)`, a filtered
    comprehension over it. `columns` are those known, in order; `rest` the unseen ones, with their conditions."""

    columns: tuple[Entry, ...]
    rest: tuple[Everything, ...] = ()
    shared: Labels = NONE
    labels: Labels = NONE
    others: Names | None = None
    """For a mask over the names (`df.columns.isin(…)`) or an intersection with others: those that it leaves out."""
    renamed: tuple[tuple[Literal, Value], ...] = ()
    """What became of names of the table that are spelled otherwise here."""


# ------------------------------------------------------------------------------------------------------ containers


@frozen
class Items:
    """A list, tuple, set or other iterable, by `kind`. `tail` joins the items that are not known one by one (None when
    there are none); when it is set, positions beyond `items` are unknown."""

    kind: str
    items: tuple[Value, ...] = ()
    tail: Value | None = None
    labels: Labels = NONE
    link: Present | Renamed | None = None
    """How names in it belong to a table, while it is the list that was made from that table's."""


@frozen
class Present:
    """What makes a list of names one of those that a table has: `[c for c in names if c in df.columns]`. `names` are
    all that were asked for, `table` is the table and `variable` the one that holds it, as scope and name."""

    names: tuple[Literal, ...]
    table: Reference
    variable: tuple[int, str]


@frozen
class Renamed:
    """What makes a list the names of a table's columns, each as an expression makes it: `[f(c) for c in df.columns]`.
    `pairs` are a name and what became of it: of all that are known, and of those that the expression speaks of."""

    pairs: tuple[tuple[Literal, Value], ...]


@frozen
class Entries:
    """A dict. `rest` joins the values under keys that are not known (None when there are none); `dataset` names it as
    a record when it comes from outside (a request, a JSON file), so that reading an origin key is a mention. `sure`
    tells whether every key is there; if not, each may be missing."""

    pairs: tuple[tuple[Value, Value], ...] = ()
    rest: Value | None = None
    labels: Labels = NONE
    dataset: str | None = None
    sure: bool = True


@frozen
class ClassObject:
    """A class of the project: its own names, and its bases (references to classes, or externals)."""

    name: str
    qualified: str
    module: str
    bases: tuple[Value, ...]
    members: tuple[tuple[str, Value], ...]
    fields: tuple[str, ...] = ()
    """Declared fields in order (dataclass, pydantic, NamedTuple, Django and SQLAlchemy models)."""
    places: tuple[int, ...] = ()
    """Where each of these is declared: a form of the module."""


@frozen
class Instance:
    """An object of a project class. `members` are the fields that were assigned; `open` says that more may exist."""

    class_: Value
    members: tuple[tuple[str, Value], ...] = ()
    open: bool = False
    labels: Labels = NONE


@frozen
class Stage:
    """A named step of a pipeline or one branch of a column transformer. `columns` selects its input (None: all)."""

    name: str
    estimator: Value
    columns: Value | None = None


@frozen
class Estimator:
    """A model or transformer of a library.

    `type` is its qualified class name; `role` comes from knowledge: "model", "transformer", "pipeline", "columns"
    (ColumnTransformer), "search" (wraps `stages[0]`), "ensemble", "dataset" (DMatrix, Pool), "text", "cluster".
    `options` are the constructor's arguments by parameter name. `fitted` is the frame that it was trained on, once it
    was; `trained` the labels of the training data (selection and weights included), `target` those of what it was
    taught to predict.
    """

    type: str
    role: str
    stages: tuple[Stage, ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    fitted: Frame | None = None
    trained: Labels = NONE
    target: Labels = NONE


Content: TypeAlias = Union[Frame, Column, Names, Items, Entries, ClassObject, Instance, Estimator, Opaque]
"""What can stand behind a `Reference`."""

Value: TypeAlias = Union[
    Literal, Template, OneOf, External, Namespace, Closure, Bound, Opaque, Reference, Column, Names
]
"""What variables hold. `Column` and `Names` are also passed about directly, since they are seldom changed in place."""

VALUES = (Literal, Template, OneOf, External, Namespace, Closure, Bound, Opaque, Reference, Column, Names)
"""The same, for `isinstance`."""
