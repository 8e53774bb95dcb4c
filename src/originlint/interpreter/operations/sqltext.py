"""Short SQL inside Python: an expression of `selectExpr`, a condition of `filter`. Names are read, those between WHEN
and THEN decide; whole queries are the SQL front end's."""

from __future__ import annotations

import re

from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Machine
from originlint.interpreter.operations.estimators_formula import place_in
from originlint.interpreter.operations.meeting import awaiting
from originlint.interpreter.values import Column, Literal, Value
from originlint.source.site import Site

_TOKEN = re.compile(
    r"'(?:[^']|'')*'|\"(?P<double>[^\"]+)\"|`(?P<ticked>[^`]+)`|(?P<word>[^\W\d]\w*(?:\.[^\W\d]\w*)*)(?P<call>\s*\()?"
)
_ALIAS = re.compile(r"\s+(?:as\s+)(?:`([^`]+)`|\"([^\"]+)\"|(\w+))\s*$", re.I)
_WORDS = frozenset(
    {
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "like",
        "rlike",
        "between",
        "case",
        "when",
        "then",
        "else",
        "end",
        "as",
        "cast",
        "try_cast",
        "distinct",
        "true",
        "false",
        "int",
        "bigint",
        "double",
        "float",
        "string",
        "date",
        "timestamp",
        "decimal",
        "boolean",
        "varchar",
        "char",
        "integer",
        "numeric",
        "interval",
        "asc",
        "desc",
        "over",
        "partition",
        "order",
        "by",
        "rows",
        "exists",
        "any",
        "all",
    }
)
"""Words of the language, types included; columns of these names would have to be quoted."""


def expression_of(machine: Machine, value: Value, site: Site) -> Value:
    """The column that an SQL expression computes from columns of a table yet to come."""
    content = machine.load(value)
    if not (isinstance(content, Literal) and isinstance(content.value, str)):
        return Column(None, machine.labels(value), dialect="spark")
    written = content.value
    alias = _ALIAS.search(written)
    name = next((group for group in alias.groups() if group), None) if alias is not None else None
    body = written[: alias.start()] if alias is not None else written
    labels: Labels = NONE
    deciding = 0
    for found in _TOKEN.finditer(body):
        group = found.lastgroup if found.lastgroup != "call" else "word"
        if group is None or found.group("call"):
            continue
        word = found.group(group)
        if group == "word" and word.lower() in _WORDS:
            deciding += {"when": 1, "then": -1}.get(word.lower(), 0)
            continue
        last = word.rpartition(".")[2]
        start = found.end(group) - len(last)
        read = awaiting(last, place_in(content, start, len(last), site))
        labels = labels | (read.weakened(Dependence.CONTROL) if deciding > 0 else read)
    plain = re.fullmatch(r"\s*`?(\w+)`?\s*", body)
    return Column(name or (plain.group(1) if plain else None), labels, dialect="spark")
