"""The formats of a report: the one table that the command line, the tests and the documentation go by.

A format's module is imported when a report is rendered in it, and not before.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from originlint.report.report import Look, Report


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `module` is the module of this package that renders it. `is_text` ones are for people: they have
    colours, statistics and the coverage as sentences."""

    name: str
    module: str
    is_text: bool = False

    def render(self, report: Report, look: Look) -> str:
        """The whole report, with a newline at its end."""
        text: str = importlib.import_module(f"originlint.report.{self.module}").render(report, look)
        return text


_ALL = (
    Format("full", "full", is_text=True),
    Format("concise", "concise", is_text=True),
    Format("json", "json_report"),
    Format("sarif", "sarif.log"),
    Format("github", "github"),
    Format("gitlab", "gitlab"),
    Format("azure", "azure"),
    Format("junit", "junit"),
    Format("markdown", "markdown"),
    Format("csv", "table"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})
"""The formats by name, in the order in which they are listed."""
