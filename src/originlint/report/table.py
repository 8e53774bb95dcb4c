"""The inventory as CSV: one row for each finding, for spreadsheets and registers."""

from __future__ import annotations

import csv
import io

from originlint.report.report import Look, Report
from originlint.report.words import printable_text
from originlint.rules.finding import Finding

COLUMNS = (
    "rule",
    "name",
    "severity",
    "attribute",
    "category",
    "kind",
    "certainty",
    "use",
    "dependence",
    "dataset",
    "sink",
    "path",
    "line",
    "cell",
    "sink_path",
    "sink_line",
    "function",
    "message",
    "suppressed_because",
    "baseline",
    "fingerprint",
)


def render(report: Report, look: Look) -> str:
    """All findings, suppressed and known ones too."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(finding)] for finding in report.findings)
    return stream.getvalue()


def _row(finding: Finding) -> tuple[object, ...]:
    where, sink = finding.entry, finding.sink_range
    return (
        finding.rule.code,
        finding.rule.name,
        finding.severity.value,
        finding.attribute,
        finding.category,
        "" if finding.kind is None else finding.kind.value,
        finding.certainty.name.lower() if finding.kind is not None else "",
        finding.use,
        finding.dependence,
        finding.dataset,
        finding.sink,
        where.path,
        where.start.line,
        where.cell,
        "" if sink is None else sink.path,
        "" if sink is None else sink.start.line,
        finding.function,
        finding.message,
        "" if finding.suppression is None else finding.suppression.reason,
        "" if finding.baseline is None else finding.baseline.value,
        finding.fingerprint,
    )


def _cell(value: object) -> str:
    """The text of a cell. A spreadsheet would take a name that begins like a formula for one."""
    text = "" if value is None else printable_text(str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
