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
    begin = look.linked(where, look.palette.paint("strong", place(where)))
    return f"{begin}: {code} {finding.message}{cell}{_score(finding)}"


def _score(finding: Finding) -> str:
    """Where the score is, or the other end, when that is another line: it tells findings with one message apart."""
    if finding.sink_range is None:
        return ""
    other = finding.entry if finding.primary == "sink" else finding.sink_range
    here = finding.location
    return "" if (other.path, other.start.line) == (here.path, here.start.line) else f" [{place(other)}]"
