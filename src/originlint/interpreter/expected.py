"""Columns that code expects a table to have, by asking for their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.values import Content, Frame, Items, Literal, Names, Present, Reference, Value
from originlint.ir import forms
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def expect(vm: Interpreter, asked: Content | Value, table: Content | Value, site: Site) -> None:
    """Note that code asks whether a table has columns of these names: `"x" in df.columns`, `{"x"} - set(df.columns)`.
    Nobody asks for what cannot be there, so a dataset whose columns are not known may have them."""
    if not isinstance(table, (Frame, Names)):
        return
    for name in asked.items if isinstance(asked, Items) else (asked,):
        if not (isinstance(name, Literal) and isinstance(name.value, str)):
            continue
        for dataset in [everything.dataset for everything in table.rest if everything.admits(name.value)]:
            vm.mention(name.value, name.site or site, "column", dataset)


def variable_of(vm: Interpreter, form: forms.Expression) -> tuple[int, str] | None:
    """The variable whose table's names a form gives: `df`, `df.columns`, `list(df.columns)`, `set(df)`."""
    match form:
        case forms.Name(name=name):
            return (vm.here.scope.reader(name).number, name)
        case forms.Field(object=forms.Name() as inner, name="columns"):
            return variable_of(vm, inner)
        case forms.Call(function=forms.Name(name="list" | "set" | "tuple"), arguments=(forms.Argument(value=inner),)):
            return variable_of(vm, inner)
        case _:
            return None


def present_names(vm: Interpreter, expression: forms.Collect, names: Items) -> Present | None:
    """What `[name for name in names if name in df.columns]` keeps, when it is such a comprehension over constants."""
    match expression:
        case forms.Collect(
            value=forms.Name(name=value),
            clauses=(
                forms.Clause(
                    target=forms.Name(name=target),
                    conditions=(forms.Compare(operator="in", left=forms.Name(name=left), right=right),),
                ),
            ),
        ) if value == target == left:
            variable = variable_of(vm, right)
        case _:
            return None
    table = vm.store.get(variable) if variable is not None else None
    if variable is None or not isinstance(table, Reference) or not isinstance(vm.load(table), Frame):
        return None
    constants = tuple(item for item in names.items if isinstance(item, Literal) and isinstance(item.value, str))
    if names.tail is not None or names.labels or len(constants) < len(names.items):
        return None
    return Present(constants, table, variable)
