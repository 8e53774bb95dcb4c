"""What the interpreter is given: the lowered program, and how more of it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from originlint.ir import forms
from originlint.ir.relational import Script
from originlint.ir.schema import DeclaredTable, DeclaredUse
from originlint.source.frozen import frozen


class ModuleFinder(Protocol):
    """Finds project modules for imports."""

    def resolve(self, importer: str, module: str, level: int) -> str | None:
        """The path of the module's file, or None when it is not of this project."""
        ...


class SqlReader(Protocol):
    """Reads SQL text; injected, since SQL has a front end of its own."""

    def __call__(self, text: str, dialect: str | None) -> Script: ...


@frozen
class Program:
    """What is interpreted: modules, SQL scripts, configs and declared tables by path, and how imports find modules.
    `artefacts` are saved models, with what is known of their features; `uses` who else reads datasets."""

    modules: Mapping[str, forms.Module]
    configs: Mapping[str, forms.Expression]
    finder: ModuleFinder
    scripts: Mapping[str, Script] = field(default_factory=dict)
    schemas: Mapping[str, tuple[DeclaredTable, ...]] = field(default_factory=dict)
    artefacts: Mapping[str, forms.Expression | None] = field(default_factory=dict)
    uses: Mapping[str, tuple[DeclaredUse, ...]] = field(default_factory=dict)
