"""SQL that is handed to code that nobody describes: an operator of a scheduler, a client of one's own, a migration."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.labels import Dependence, join_all
from originlint.interpreter.values import Frame, Items, Literal, Template, Value
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_STATEMENT = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*(?-i:(?![A-Z][a-z]))(?:"
    r"select\s.*\sfrom\s|with\s+[\w\"`]+\s+as\s*\(|insert\s+(?:overwrite\s+|ignore\s+)?into\s|insert\s+overwrite\s|"
    r"update\s+\S+\s+(?:\S+\s+)?set\s|delete\s+from\s|merge\s+into\s|"
    r"create\s+(?:or\s+replace\s+)?(?:\w+\s+)?(?:table|view|model|procedure|function)\s)",
    re.I | re.S,
)
"""How a statement begins; prose that asks somebody to `Select …` is none."""


def result_of(vm: Interpreter, given: list[Value], site: Site) -> Frame | None:
    """Evaluate the statements among some arguments: the table that the last of them yields, None when there is none.
    What stands beside them may fill their placeholders."""
    result: Frame | None = None
    for position, value in enumerate(given):
        content = vm.load(value)
        for text in content.items if isinstance(content, Items) else (value,):
            if not _is_statement(vm, text):
                continue
            others = given[:position] + given[position + 1 :]
            found = vm.load(vm.query(text, site, None, next(iter(given[position + 1 :]), None)))
            if isinstance(found, Frame) and (found.columns or found.rest):
                decided = join_all(vm.labels(other) for other in others)
                result = replace(found, rows=found.rows | decided.weakened(Dependence.SELECTION), dialect="answer")
    return result


def _is_statement(vm: Interpreter, value: Value) -> bool:
    content = vm.load(value)
    match content:
        case Literal(value=str(text)):
            return _STATEMENT.match(text) is not None
        case Template(parts=parts):
            known = "".join(str(part.value) if isinstance(part, Literal) else "x" for part in parts)
            return _STATEMENT.match(known) is not None
        case _:
            return False
