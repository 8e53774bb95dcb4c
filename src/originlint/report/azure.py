"""Findings as the logging commands by which Azure Pipelines shows them in the summary of a run."""

from __future__ import annotations

from originlint.report.closing import closing
from originlint.report.report import Look, Report
from originlint.report.words import annotated, explanation, place, printable_text


def render(report: Report, look: Look) -> str:
    """Logging commands of Azure Pipelines, which know errors and warnings only, then the summary as plain text."""
    lines: list[str] = []
    for finding in annotated(report):
        words = explanation(finding)
        if not finding.severity.fails:
            lines.append(_harmless(f"{place(finding.location)}: {finding.rule.code} {words}"))
            continue
        where = finding.location
        properties = {
            "type": finding.severity.value,
            "sourcepath": where.path,
            "linenumber": str(where.start.line),
            "columnnumber": str(where.start.column),
            "code": finding.rule.code,
        }
        told = "".join(f"{name}={_escaped(value)};" for name, value in properties.items())
        lines.append(f"##vso[task.logissue {told}]{_escaped(words)}")
    return "\n".join([*lines, *map(_harmless, closing(report, look))]) + "\n"


def _escaped(text: str) -> str:
    text = _harmless(text).replace("%", "%AZP25")
    for char in ";]":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _harmless(text: str) -> str:
    """Text for the log in which nothing is a command."""
    return printable_text(text).replace("##", "# #")
