"""What one library call means, as the knowledge base states it."""

from __future__ import annotations

from dataclasses import dataclass, field
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
class Layout:
    """The slots of a record by how arguments find them. `named` can be given by keyword; `variadic` and `collector` are
    those of `*args` and `**kwargs`."""

    normal: tuple[str, ...]
    named: frozenset[str]
    variadic: str | None
    collector: str | None

    @classmethod
    def of(cls, slots: tuple[Slot, ...]) -> Layout:
        by_kind: dict[str, list[str]] = {"normal": [], "keyword": [], "variadic": [], "variadic keyword": []}
        for slot in slots:
            by_kind.setdefault(slot.kind, []).append(slot.name)
        return cls(
            tuple(by_kind["normal"]),
            frozenset((*by_kind["normal"], *by_kind["keyword"])),
            next(iter(by_kind["variadic"]), None),
            next(iter(by_kind["variadic keyword"]), None),
        )


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
    layout: Layout = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", Layout.of(self.slots))

    def option(self, name: str, default: Option = None) -> Option:
        """The setting of that name, or `default`."""
        for known, value in self.options:
            if known == name:
                return value
        return default


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
