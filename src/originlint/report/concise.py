"""One line for each finding: `path:line:column: CODE message`, as editors and scripts read it."""

from __future__ import annotations

from originlint.report.closing import closing
from originlint.report.report import Look, Report
from originlint.report.words import place
from originlint.rules.finding import Finding


def render(report: Report, look: Look) -> str:
    """The report, one line a finding, then what was counted and seen."""
    lines = [_line(finding, look) for finding in report.shown]
    return "\n".join([*lines, *closing(report, look)]) + "\n"


def _line(finding: Finding, look: Look) -> str:
    where = finding.location
    code = look.palette.severity(finding.severity, f"{finding.severity.value} {finding.rule.code}")
    cell = f" (cell {where.cell})" if where.cell is not None else ""
    return f"{look.linked(where, look.palette.paint('strong', place(where)))}: {code} {finding.message}{cell}"
