"""Rows and columns by conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import NONE
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.operations.frames import constant, subject, table
from originlint.interpreter.operations.grouping import is_grouped, some_rows
from originlint.interpreter.operations.meeting import met
from originlint.interpreter.operations.projecting import given_expressions, named_expressions, owner
from originlint.interpreter.operations.selection import filtered, select, wanted
from originlint.interpreter.operations.sqltext import expression_of
from originlint.interpreter.values import Column, Entry, Family, Literal, Opaque, Value


def filter_rows(machine: Machine, call: Invocation) -> Value:
    """`filter(predicates, name=value)`, `where("sql")`: rows by conditions. Names may end in a way to compare, as
    Django's `age__gt=18` does."""
    value = owner(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    for each in given_expressions(machine, call):
        content = machine.load(each)
        condition = each
        if isinstance(content, Literal) and isinstance(content.value, str):
            condition = expression_of(machine, each, call.site)
        labels = NONE
        for entry in met(machine, frame, condition, call.site):
            labels = labels | entry.labels
        frame = filtered(machine, frame, Opaque(labels), call.site)
    for name, _ in named_expressions(machine, call):
        labels = met(machine, frame, Literal(name.partition("__")[0], site=call.site), call.site)[0].labels
        frame = filtered(machine, frame, Opaque(labels), call.site)
    return machine.new(frame)


def filter_columns(machine: Machine, call: Invocation) -> Value:
    """`filter(items, like, regex)`, `select_dtypes`: columns by a condition on their names or types."""
    value, content = subject(machine, call)
    if is_grouped(content):
        return some_rows(machine, call)
    frame = table(machine, value, call.site)
    if frame is None:
        return Opaque(machine.labels(value))
    items = call.get("items")
    if items is not None or call.extra:
        names = wanted(machine, items) if items is not None and not call.extra else None
        if names is None or isinstance(machine.load(items or Opaque()), Column):
            return filter_rows(machine, call)
        return machine.new(select(machine, frame, names, call.site))
    test = NameTest("dtype", "")
    for parameter, kind in (("like", "contains"), ("regex", "regex")):
        text = constant(machine, call.get(parameter))
        if isinstance(text, str):
            test = NameTest(kind, text)
    columns: list[Entry] = []
    for entry in frame.columns:
        holds = test.holds(entry.name) if isinstance(entry.name, str) else None
        if isinstance(entry.name, Family) and test.kind == "contains":
            holds = True if str(test.operand) in entry.name.prefix else None
        if holds is not False:
            columns.append(entry if holds else replace(entry, certain=False))
    rest = tuple(replace(each, matching=(*each.matching, test), wildcard=call.site) for each in frame.rest)
    return machine.new(replace(frame, columns=tuple(columns), rest=rest, ordered=frame.ordered and not frame.rest))


FILTERING_OPERATIONS: Mapping[str, Operation] = {"filter": filter_rows, "filter_columns": filter_columns}
