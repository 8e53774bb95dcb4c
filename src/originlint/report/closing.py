"""The last lines of a text report: how many findings, by rule if asked for, and the coverage statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from originlint.report.coverage import NOT_SEEN_INTO, NOT_UNDERSTOOD, counted, statement
from originlint.report.report import Look, Report
from originlint.report.words import printable_text
from originlint.rules.severity import Severity

_MOST_PROBLEMS = 5
_MOST_UNSEEN = 10


def closing(report: Report, look: Look) -> list[str]:
    """The lines that end a text report, an empty one first when findings stand before them."""
    lines = [""] if report.shown else []
    if look.statistics and report.shown:
        lines += [*_statistics(report, look), ""]
    lines.append(look.palette.paint("strong", tally(report)))
    if report.stale:
        entries = counted(len(report.stale), "entry of the baseline has", "entries of the baseline have")
        lines.append(f"{entries} no finding any more.")
    for line in statement(report.analysis):
        lines.append(printable_text(line))
        if line.startswith(NOT_UNDERSTOOD):
            lines += _not_understood(report)
        elif line.startswith(NOT_SEEN_INTO) and look.statistics:
            lines += _not_seen_into(report)
    return lines


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


def _not_understood(report: Report) -> Iterator[str]:
    """What was not understood and where, in short. No name begins a line, where a log could take it for a command."""
    problems = report.coverage.problems
    for problem in problems[:_MOST_PROBLEMS]:
        place = f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: "
        told = problem.message if problem.message.startswith(problem.path) else place + problem.message
        yield f"  - {printable_text(told)}"
    if (left := len(problems) - _MOST_PROBLEMS) > 0:
        yield f"  - and {left} more, which `--output json:FILE` lists"


def _not_seen_into(report: Report) -> Iterator[str]:
    """The calls, imports and datasets that were met most often among those."""
    counts: Counter[str] = Counter()
    for one in report.coverage.unresolved:
        counts[one.what] += one.count
    often = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_UNSEEN]
    width = max((len(str(count)) for _, count in often), default=0)
    for what, count in often:
        yield f"  - {count:>{width}} x {printable_text(what)}"
    if (left := len(counts) - len(often)) > 0:
        yield f"  - and {left} more, which `--output json:FILE` lists"


def _statistics(report: Report, look: Look) -> list[str]:
    rules = {finding.rule.code: finding.rule for finding in report.shown}
    counts = Counter(finding.rule.code for finding in report.shown)
    rows = [(rules[code], count) for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    width = max((len(str(count)) for _, count in rows), default=0)
    return [f"{count:>{width}}  {look.palette.severity(rule.level, rule.code)}  {rule.short}" for rule, count in rows]
