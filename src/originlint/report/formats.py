"""The formats of a report: the one table that the command line, the tests and the documentation go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from originlint.report import azure, concise, full, github, gitlab, json_report, junit, markdown, table
from originlint.report.report import Look, Report
from originlint.report.sarif import log

Renderer: TypeAlias = Callable[[Report, Look], str]
"""Makes the whole report, with a newline at its end."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `is_text` ones are for people: they have colours, statistics and the coverage as sentences."""

    name: str
    render: Renderer
    is_text: bool = False


_ALL = (
    Format("full", full.render, is_text=True),
    Format("concise", concise.render, is_text=True),
    Format("json", json_report.render),
    Format("sarif", log.render),
    Format("github", github.render),
    Format("gitlab", gitlab.render),
    Format("azure", azure.render),
    Format("junit", junit.render),
    Format("markdown", markdown.render),
    Format("csv", table.render),
)

FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})
"""The formats by name, in the order in which they are listed."""
