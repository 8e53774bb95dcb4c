"""The last lines of a text report: how many findings, by rule if asked for, and the coverage statement."""

from __future__ import annotations

from collections import Counter

from originlint.report.coverage import counted, statement
from originlint.report.report import Look, Report
from originlint.report.words import printable_text
from originlint.rules.severity import Severity


def closing(report: Report, look: Look) -> list[str]:
    """The lines that end a text report, an empty one first when findings stand before them."""
    lines = [""] if report.shown else []
    if look.statistics:
        lines += [*_statistics(report, look), ""]
    lines.append(look.palette.paint("strong", tally(report)))
    if report.stale:
        entries = counted(len(report.stale), "entry of the baseline has", "entries of the baseline have")
        lines.append(f"{entries} no finding any more.")
    return [*lines, *map(printable_text, statement(report.analysis))]


def tally(report: Report) -> str:
    """How many findings there are, by severity, and how many are not shown for which reason."""
    by_severity = Counter(finding.severity for finding in report.shown)
    told = [counted(by_severity[severity], severity.value) for severity in Severity if by_severity[severity]]
    hidden = [
        f"{len(some)} {words}"
        for some, words in ((report.suppressed, "suppressed"), (report.known, "in the baseline"))
        if some
    ]
    if report.elsewhere:
        hidden.append(f"{report.elsewhere} not through what changed")
    aside = f" ({', '.join(hidden)})" if hidden else ""
    return (f"Found {', '.join(told)}" if told else "No finding") + aside + "."


def _statistics(report: Report, look: Look) -> list[str]:
    rules = {finding.rule.code: finding.rule for finding in report.shown}
    counts = Counter(finding.rule.code for finding in report.shown)
    rows = [(rules[code], count) for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    width = max((len(str(count)) for _, count in rows), default=0)
    return [
        f"{count:>{width}}  {look.palette.severity(rule.level, rule.code)}  {rule.name}: {rule.short}"
        for rule, count in rows
    ]
