"""Values: what stands in a SELECT list, in a condition, on the right of an assignment; and the names in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, Union

from originlint.source.frozen import frozen

if TYPE_CHECKING:
    from originlint.ir.relational.relations import Projection, Query


class Place(NamedTuple):
    """`length` characters from the offset `at` on."""

    at: int
    length: int = 0


NOWHERE = Place(0, 0)
"""The place of what is not written anywhere."""


@frozen
class Name:
    """A name that is written down: an alias, a column in a list, a declared column."""

    text: str
    place: Place = NOWHERE


@frozen
class Column:
    """A column by name. `parts` are the qualifiers (schema, table, or struct columns) and the name, as written."""

    place: Place
    parts: tuple[str, ...]


@frozen
class Constant:
    """A literal."""

    place: Place
    value: object


@frozen
class Variable:
    """A variable or parameter: `@x`, `:x`, `$1`, or a name that a procedure declares."""

    place: Place
    name: str


@frozen
class Star:
    """`*`, `t.*`, with what EXCEPT / EXCLUDE leave out, REPLACE computes anew and RENAME calls otherwise. `test` is a
    condition on names, as in `* ILIKE 'x%'` or `COLUMNS('x.*')`: a kind and an operand of `NameTest`."""

    place: Place
    qualifier: tuple[str, ...] = ()
    without: tuple[Name, ...] = ()
    replaced: tuple[Projection, ...] = ()
    renamed: tuple[tuple[Name, Name], ...] = ()
    test: tuple[str, str] | None = None


@frozen
class Member:
    """A field of a struct, or a key of a JSON value: `data ->> 'name'`, `(person).name`."""

    place: Place
    object: Value
    name: str


@frozen
class Apply:
    """An operator, function or cast: its value derives from the arguments."""

    place: Place
    function: str
    arguments: tuple[Value, ...]


@frozen
class Choose:
    """CASE, IIF, DECODE, COALESCE, NULLIF, GREATEST: the value is one of `values`, and `tests` decide which."""

    place: Place
    function: str
    tests: tuple[Value, ...]
    values: tuple[Value, ...]


@frozen
class Aggregate:
    """A value computed from many rows; `tests` (FILTER, ORDER BY inside) decide which of them count."""

    place: Place
    function: str
    arguments: tuple[Value, ...]
    tests: tuple[Value, ...] = ()


@frozen
class Over:
    """A window function: `tests` are what the window is partitioned and ordered by."""

    place: Place
    value: Value
    tests: tuple[Value, ...]


@frozen
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
