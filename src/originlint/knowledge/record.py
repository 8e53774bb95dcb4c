"""What one library call means, as the knowledge base states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

Option: TypeAlias = Union[str, int, float, bool, tuple["Option", ...], None]
"""A setting of an operation, as written in TOML (arrays become tuples)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter of a described call. `kind` is "normal", "keyword" (after `*`), "variadic" (`*args`) or "variadic
    keyword" (`**kwargs`); `default` is a constant, None when there is none that matters."""

    name: str
    kind: str = "normal"
    default: Option = None


@dataclass(frozen=True, slots=True)
class Record:
    """One callable of a library.

    `callee` is the qualified name ("pandas.DataFrame.drop"); a method's record leaves out `self`. `operation` names one
    function of the frame algebra (`interpreter/operations`), `options` are its settings. `reason` says why, or where it
    is documented.
    """

    callee: str
    slots: tuple[Slot, ...]
    operation: str
    options: tuple[tuple[str, Option], ...] = ()
    reason: str = ""

    def option(self, name: str, default: Option = None) -> Option:
        """The setting of that name, or `default`."""
        return dict(self.options).get(name, default)


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """One class of a library.

    `role` is what its instances are: "model", "transformer", "pipeline", "columns", "search", "ensemble", "dataset",
    "text", "cluster", "splitter", "explainer", "mixin" … (see `interpreter.values.Estimator`), or empty. `bases` are
    the classes whose methods it shares, nearest first. `options` are settings of the role.
    """

    name: str
    role: str
    bases: tuple[str, ...] = ()
    options: tuple[tuple[str, Option], ...] = ()
    reason: str = ""

    @property
    def module(self) -> str:
        """The public module that holds it."""
        return self.name.rpartition(".")[0]

    def option(self, name: str, default: Option = None) -> Option:
        """The setting of that name, or `default`."""
        return dict(self.options).get(name, default)
