"""The report as Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from originlint.report.closing import tally
from originlint.report.coverage import statement
from originlint.report.groups import Group, grouped
from originlint.report.report import Look, Report
from originlint.report.steps import shortened
from originlint.report.words import cell, printable_text
from originlint.rules.finding import Finding, PathStep
from originlint.rules.mapping import INVENTORY
from originlint.source.site import Range

_MOST = 50
"""So many findings are shown with their paths; comments on GitHub hold 65 536 characters."""

_MOST_STEPS = 12
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@])")


def render(report: Report, look: Look) -> str:
    """A heading, the findings as a table with their paths folded below it, and the coverage."""
    findings = [one for one in report.shown if not one.rule.code.startswith(INVENTORY)]
    inventory = [one for one in report.shown if one.rule.code.startswith(INVENTORY)]
    lines = ["## originlint", "", f"**{tally(report)}**", ""]
    lines += _table(findings[:_MOST])
    if left := findings[_MOST:]:
        lines += [f"{len(left)} more are not shown here.", ""]
    for group in grouped(findings[:_MOST]):
        lines += _path(group)
    if inventory:
        lines += ["<details><summary>Inventory: origin attributes that reach no score</summary>", ""]
        lines += [*_table(inventory[:_MOST]), "</details>", ""]
    if report.suppressed:
        lines += ["<details><summary>Suppressed</summary>", "", "| rule | where | reason |", "|---|---|---|"]
        for finding in report.suppressed[:_MOST]:
            reason = "" if finding.suppression is None else finding.suppression.reason
            lines.append(f"| {finding.rule.code} | {_place(finding.location)} | {_escaped(reason)} |")
        lines += ["", "</details>", ""]
    lines += ["<sub>" + _escaped(" · ".join(line.rstrip(".") for line in statement(report.analysis))) + ".</sub>"]
    return "\n".join(lines) + "\n"


def _table(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield from ("| | rule | finding | where |", "|---|---|---|---|")
    for finding in findings:
        cells = (finding.severity.value, finding.rule.code, _escaped(finding.message), _places(finding))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _path(group: Group) -> Iterator[str]:
    """The path of a finding, or of several that differ only in their ends, folded."""
    path = shortened(group.first.path, _MOST_STEPS)
    if len(path) < 2:
        return
    where = _place(group.first.location, html=True)
    yield f"<details><summary>{group.first.rule.code} at {where}: the path</summary>"
    yield ""
    last = group.ends if len(group.ends) > 1 else path[-1:]
    for number, steps in enumerate((group.begins, *((step,) for step in path[1:-1]), last), start=1):
        if len(steps) == 1:
            yield f"{number}. {_step(steps[0])}"
        else:
            yield f"{number}. {len(steps)} places"
            yield from (f"   - {_step(step)}" for step in steps)
    yield from ("", "</details>", "")


def _step(step: PathStep) -> str:
    return f"{_place(step.range)}: {_escaped(step.text)}"


def _places(finding: Finding) -> str:
    """Where a finding begins and, when that is elsewhere, where it counts."""
    entry, sink = finding.entry, finding.sink_range
    if sink is None or (entry.path, entry.start.line) == (sink.path, sink.start.line):
        return _place(finding.location)
    there = f"line {sink.start.line}{cell(sink)}" if sink.path == entry.path else _place(sink)
    return f"{_place(entry)} → {there}"


def _place(where: Range, *, html: bool = False) -> str:
    text = f"{printable_text(where.path)}:{where.start.line}"
    if html:
        return f"<code>{text.replace('&', '&amp;').replace('<', '&lt;')}</code>{cell(where)}"
    return f"`{text.replace('`', '')}`{cell(where)}".replace("|", "\\|")


def _escaped(text: str) -> str:
    """Text in which nothing of what the code calls things is markup, mentions somebody or ends a cell."""
    return _SPECIAL.sub(r"\\\1", printable_text(text))
