"""What a front end makes of one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from originlint.ir.forms import Expression, Module, Problem
from originlint.ir.relational import Script
from originlint.ir.schema import DeclaredTable, DeclaredUse
from originlint.source.site import Locator

MODEL = "model"
"""A saved model; its value is `{"features": […]}`."""

PICKLED = "pickled value"
"""A pickle of plain values, which is like a configuration file."""

PICKLED_TABLE = "pickled table"
"""A pickled table; its value is the list of its columns."""


@dataclass(frozen=True, slots=True)
class ScannedName:
    """A word in a text that was not understood. `node` is its first occurrence, as in a `Site`: a character offset,
    counted from `module.nodes` on when the file has a module too. `count` is the number of occurrences."""

    name: str
    node: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read. `state` is as in `FileReport`: "analysed", "partly", "scanned" or "unread".

    `module` is set for Python files and notebooks, `script` for SQL, `value` for configuration and data headers, where
    the `node` of every form is its character offset. `names` are the words in what was only scanned. `tables` are those
    that Python classes and dbt's YAML declare, `uses` who reads them according to dbt's YAML. `language` is as it
    turned out, since a pickle may be a model or not. `locator` makes that of the file out of what was parsed, which it
    keeps in memory.
    """

    path: str
    language: str
    state: str
    module: Module | None = None
    value: Expression | None = None
    names: tuple[ScannedName, ...] = ()
    problems: tuple[Problem, ...] = ()
    script: Script | None = None
    tables: tuple[DeclaredTable, ...] = ()
    uses: tuple[DeclaredUse, ...] = ()
    locator: Callable[[], Locator] | None = field(default=None, compare=False, repr=False)


def unread(path: str, language: str, reason: str) -> Reading:
    """The reading of a file that could not be read at all. `reason` goes on after the file's name: "is …"."""
    return Reading(path, language, "unread", problems=(Problem(path, 0, f"{path} {reason}"),))
