"""Findings as the workflow commands by which GitHub Actions shows them beside the code."""

from __future__ import annotations

from originlint.report.closing import closing
from originlint.report.report import Look, Report
from originlint.report.words import annotated, cell, explanation, place, printable_text
from originlint.rules.finding import Finding
from originlint.rules.severity import Severity
from originlint.source.site import Range

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, look: Look) -> str:
    """Workflow commands of GitHub Actions, then the summary as plain text.

    Both ends of a flow are annotated: a pull request shows an annotation only where it changes the line, and it may
    change either.
    """
    lines: list[str] = []
    for finding in annotated(report):
        level = _GITHUB[finding.severity]
        title = f"{finding.rule.code} {finding.rule.name}"
        lines.append(_github(level, finding.location, title, explanation(finding)))
        if (other := _other_end(finding)) is not None:
            words = f"{finding.message} The path is reported at {place(finding.location)}."
            lines.append(_github("notice", other, title, words))
    return "\n".join([*lines, *closing(report, look)]) + "\n"


def _other_end(finding: Finding) -> Range | None:
    if finding.sink_range is None:
        return None
    other = finding.entry if finding.primary == "sink" else finding.sink_range
    here = finding.location
    return None if (other.path, other.start.line) == (here.path, here.start.line) else other


def _github(level: str, where: Range, title: str, words: str) -> str:
    properties = {"file": where.path, "line": str(where.start.line), "title": f"{title}{cell(where)}"}
    if where.start.line == where.end.line:
        # Columns are for one line only, and the end is part of what is marked.
        last = max(where.end.column - 1, where.start.column)
        properties |= {"col": str(where.start.column), "endColumn": str(last)}
    else:
        properties["endLine"] = str(where.end.line)
    told = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items())
    return f"::{level} {told}::{_escaped(printable_text(words), '')}"


def _escaped(text: str, also: str) -> str:
    """As the toolkit of GitHub Actions escapes data, and in properties commas and colons as well."""
    for char in ("%", "\r", "\n", *also):
        text = text.replace(char, f"%{ord(char):02X}")
    return text
