"""Which table the stored outputs of a cell speak of: statements to the forms that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from originlint.frontends.python.context import Lowering
from originlint.frontends.python.pieces import Display
from originlint.ir.forms import Argument, Call, Evaluate, Expression, Field, Name, Shown, Statement

_ROWS = frozenset({"head", "tail", "sample", "limit", "copy", "info", "show", "printSchema", "describe", "round"})
"""Methods whose result, or output, has columns of the table and no others."""

_BY_COLUMN = frozenset({"sum", "mean", "isnull", "isna", "notnull", "notna", "nunique", "count", "tolist", "to_list"})
"""Methods that give one line for each column, or a list of them."""

_OF_COLUMNS = frozenset({"columns", "dtypes", "values"})
_PRINTED = frozenset({"info", "printSchema", "show"})
_CALLED = frozenset({"display", "print"})


def shown(
    cx: Lowering, statements: Sequence[Statement], displays: Sequence[Display], first: int
) -> Iterator[Statement]:
    """What the displays of a cell say about the tables that its statements name; `first` is the number of the first
    form that can be found in the text where new ones are numbered now. Outputs of a kind count only where as many
    statements ask for them."""
    asking: dict[str, list[Expression]] = {}
    for number, statement in enumerate(statements):
        if isinstance(statement, Evaluate):
            kind = _kind(statement.value, number == len(statements) - 1)
            asking.setdefault(kind, []).append(statement.value)
    for kind in ("info", "printSchema", "show", "print", "display", "value"):
        found = [display for display in displays if display.kind == kind]
        if len(found) != len(asking.get(kind, ())):
            continue
        for display, value in zip(found, asking.get(kind, ()), strict=True):
            table = _table(value)
            if table is not None and table.node >= first:
                origin = cx.origins[table.node]
                yield Shown(cx.take(origin), _again(cx, table), display.columns)


def _kind(value: Expression, is_last: bool) -> str:
    match value:
        case Call(function=Name(name=name)) if name in _CALLED:
            return name
        case Call(function=Field(name=name)) if name in _PRINTED:
            return name
        case _:
            return "value" if is_last else ""


def _table(value: Expression) -> Name | Field | None:
    """The variable or field whose columns an expression displays."""
    match value:
        case Call(function=Name(name="display" | "print" | "list"), arguments=(Argument(value=inner), *_)):
            return _table(inner)
        case Call(function=Field(object=inner, name=name)) if name in _ROWS or name in _BY_COLUMN:
            return _table(inner)
        case Field(object=inner, name=name) if name in _OF_COLUMNS:
            return _table(inner)
        case Field(object=Name()):
            return value
        case Name():
            return value
        case _:
            return None


def _again(cx: Lowering, table: Name | Field) -> Expression:
    """The same expression once more, with numbers of its own."""
    number = cx.take(cx.origins[table.node])
    if isinstance(table, Name):
        return Name(number, table.name)
    assert isinstance(table.object, Name)
    return Field(number, _again(cx, table.object), table.name)
