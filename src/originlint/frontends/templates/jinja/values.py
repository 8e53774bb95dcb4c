"""What the expressions of a template can be, beside Python's own None, bool, int, float, str, list, tuple and dict."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from jinja2 import nodes

from originlint.frontends.templates.jinja.syntax import Syntax
from originlint.frontends.templates.reserved import reserved
from originlint.frontends.templates.traced import joined

Value: TypeAlias = object
"""Any value of a template."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a run knows. `name` is what the template calls it; `arguments` are the values that went into
    a call."""

    name: str
    arguments: tuple[Value, ...] = ()
    called: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A table that `ref`, `source` or `this` names. `path` are its parts, outermost first."""

    path: tuple[str, ...]

    @property
    def identifier(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """A macro, with the file that it stands in (`syntax`) and that file's own names (`module`)."""

    node: nodes.Macro | nodes.CallBlock
    syntax: Syntax
    module: Scope
    root: bool


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A function of ours, with fields when it is an object as well (`config`)."""

    name: str
    run: Callable[[Call], Value]
    members: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of a call."""

    positional: tuple[Value, ...] = ()
    keywords: dict[str, Value] = field(default_factory=dict)

    def get(self, position: int, name: str, default: Value = None) -> Value:
        """An argument by position or name."""
        if position < len(self.positional):
            return self.positional[position]
        return self.keywords.get(name, default)


@dataclass(slots=True, eq=False)
class Bag:
    """`namespace(…)`: an object whose fields can be set from inner scopes."""

    fields: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Library:
    """A package or other object that is only looked into: `dbt_utils`, `adapter`, `target`, `loop`."""

    name: str
    members: dict[str, Value]
    find: Callable[[str], Value | None] | None = None
    """Finds further members."""


@dataclass(slots=True, eq=False)
class Scope:
    """Names, and the scope around them. `soft` are names whose value whoever runs the template can change."""

    outer: Scope | None = None
    names: dict[str, Value] = field(default_factory=dict)
    soft: set[str] = field(default_factory=set)

    def find(self, name: str) -> Scope | None:
        """The innermost scope that has the name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope
            scope = scope.outer
        return None

    def set(self, name: str, value: Value, soft: bool) -> None:
        """Bind a name here."""
        self.names[name] = value
        (self.soft.add if soft else self.soft.discard)(name)


_NO_WORD = re.compile(r"\W+")
_COLUMN = re.compile(r"[A-Za-z_][\w.]*\Z")


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None when only a run knows."""
    match value:
        case Unknown():
            return None
        case Relation() | Macro() | Builtin() | Bag() | Library():
            return True
        case _:
            return bool(value)


def shown(value: Value) -> str:
    """The text of a value in the rendered result. What is not known becomes a name, or a call of the known arguments,
    so that the result still parses and columns handed to an unknown macro stay in sight."""
    match value:
        case str():
            return value
        case None:
            return "None"
        case Unknown(name=name, arguments=arguments, called=called):
            word = identifier(name)
            if not called:
                return word
            columns = [item for argument in arguments for item in _columns(argument)]
            separated = [part for column in columns for part in (", ", column)][1:]
            return joined([word, "(", *separated, ")"])
        case Relation(path=path):
            return joined([part for each in path for part in (".", table_name(each))][1:])
        case list() | tuple():
            return str([shown(item) if isinstance(item, (Unknown, Relation)) else item for item in value])
        case bool() | int() | float() | dict():
            return str(value)
        case _:
            return ""


def identifier(name: str) -> str:
    """A name as an identifier of SQL; a good one keeps its trace."""
    if name.isidentifier() and name.lower() not in reserved().columns:
        return name
    word = _NO_WORD.sub("_", name).strip("_") or "unknown"
    return f"{word}_value" if word.lower() in reserved().columns or word[0].isdigit() else word


def table_name(name: str) -> str:
    """A table's name in SQL; a good one keeps its trace."""
    if name.isidentifier() and name.lower() not in reserved().tables:
        return name
    return joined(['"', name, '"'])


def _columns(value: Value) -> list[str]:
    match value:
        case str() if _COLUMN.match(value):
            return [value]
        case Unknown():
            return [shown(value)]
        case list() | tuple():
            return [name for item in value for name in _columns(item)]
        case dict():
            return [name for item in value.values() for name in _columns(item)]
        case _:
            return []
