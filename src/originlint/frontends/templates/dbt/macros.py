"""The macros of a project and of its packages, and stand-ins for those of dbt and dbt_utils."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files

from originlint.frontends.templates.jinja.renderer import Renderer, macros_of
from originlint.frontends.templates.jinja.syntax import TemplateError, parse
from originlint.frontends.templates.jinja.values import Builtin, Call, Macro, Unknown, Value

_MACRO = re.compile(r"\{%[-+]?\s*macro\s+(\w+)")

STANDINS = ("dbt_utils", "dbt")
"""Packages that we know the gist of; looked up before what stands in the tree under the same name."""

_FORMER = "dbt_utils"
"""Older versions of this package held what is dbt's own now."""


@dataclass(slots=True)
class MacroFile:
    """The text of a file of macros; parsed when one of them is called."""

    path: str
    text: str
    _macros: dict[str, Macro] | None = None

    def names(self) -> tuple[str, ...]:
        """The macros that the file defines."""
        return tuple(dict.fromkeys(match.group(1) for match in _MACRO.finditer(self.text)))

    def macro(self, name: str) -> Macro | None:
        """One of them; None when the file cannot be parsed."""
        if self._macros is None:
            self._macros = _parsed(self.text)
        return self._macros.get(name)


@dataclass(slots=True)
class MacroTable:
    """All macros by package and name."""

    packages: dict[str, dict[str, MacroFile]] = field(default_factory=dict)
    called: set[tuple[str, str]] = field(default_factory=set)
    """The macros that some template called, by path and name."""

    def add(self, package: str, path: str, text: str) -> MacroFile:
        """Take a file in; of two macros of one name the first stays."""
        file = MacroFile(path, text)
        known = self.packages.setdefault(package, {})
        for name in file.names():
            known.setdefault(name, file)
        return file

    def find(self, renderer: Renderer, package: str, name: str, home: str) -> Value | None:
        """The macro that a template of the package `home` means by a name; `package` is empty when it gives none."""
        for place in self._places(package, name, home):
            file = place.get(name)
            if file is not None:
                return Builtin(name, partial(self._call, renderer, file, name))
        return None

    def _places(self, package: str, name: str, home: str) -> list[dict[str, MacroFile]]:
        own = self.packages.get(home, {})
        if package:
            known = [own if "__" in name else {}, standins().get(package, {}), self.packages.get(package, {})]
            return [*known, standins()["dbt"]] if package == _FORMER else known
        others = [known for other, known in sorted(self.packages.items()) if other != home]
        return [own, *(others if "__" in name else []), standins()["dbt"], *others]

    def _call(self, renderer: Renderer, file: MacroFile, name: str, call: Call) -> Value:
        macro = file.macro(name)
        self.called.add((file.path, name))
        if macro is None:
            renderer.note(-1, f"the macro `{name}` cannot be parsed ({file.path})")
            return Unknown(name, (*call.positional, *call.keywords.values()), called=True)
        return renderer.call_macro(macro, call)


@cache
def standins() -> dict[str, dict[str, MacroFile]]:
    """The stand-ins, by package and name."""
    table = MacroTable()
    for package in STANDINS:
        source = files("originlint.frontends.templates.dbt.standins").joinpath(f"{package}.sql")
        table.add(package, f"{package}.sql", source.read_text(encoding="utf-8"))
    return table.packages


def _parsed(text: str) -> dict[str, Macro]:
    try:
        syntax = parse(text)
    except TemplateError:
        return {}
    return macros_of(syntax, root=False)
