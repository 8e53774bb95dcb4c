"""The report for people: each finding with the source lines of its path, then the inventory and the coverage."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from originlint.lexicon.verdict import Certainty
from originlint.report.closing import closing
from originlint.report.frame import Frame, Mark
from originlint.report.inventory import inventory
from originlint.report.report import Look, Report
from originlint.report.steps import shortened
from originlint.rules.finding import Finding, PathStep
from originlint.rules.mapping import INVENTORY, SCORING

_MOST_STEPS = 12
_WILDCARD = "ORL301"
_MOST_COLUMNS = 6
"""So many columns that one wildcard lets in are marked; the others are only named."""


def render(report: Report, look: Look) -> str:
    """The report as text."""
    lines: list[str] = []
    explained: set[str] = set()
    is_traced = False
    flows = [one for one in report.shown if not one.rule.code.startswith(INVENTORY)]
    for _, alike in groupby(flows, _picture):
        group = list(alike)
        finding = group[0]
        hints = []
        if finding.rule.code not in explained:
            hints.append(f"`originlint rule {finding.rule.code}` says why this matters and what to do")
        if finding.others and not is_traced:
            hints.append(f"`originlint trace {finding.entry.path}:{finding.entry.start.line}` prints its paths in full")
        lines += [*_findings(group, report, look, hints), ""]
        explained.add(finding.rule.code)
        is_traced = is_traced or finding.others > 0
    lines += inventory([one for one in report.shown if one.rule.code.startswith(INVENTORY)], look)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join([*lines, *closing(report, look)]) + "\n"


def _picture(finding: Finding) -> object:
    """What is equal for findings that are drawn as one: those that one wildcard lets in, which differ in the columns
    that are known to be there."""
    if not finding.path or finding.rule.code != _WILDCARD:
        return finding.order
    return (finding.location, finding.sink, finding.path[0].range.path, finding.path[1:])


def _findings(group: list[Finding], report: Report, look: Look, hints: list[str]) -> Iterator[str]:
    """The titles of findings that have a picture in common, the picture, and the remarks."""
    for finding in group:
        title = look.palette.severity(finding.severity, f"{finding.severity.value}[{finding.rule.code}]")
        yield f"{title}: {look.palette.paint('strong', finding.message)}"
    first = group[0]
    marks = list(_marks(first)) if look.snippets else []
    known = [Mark(one.path[0].range, f"1. {one.path[0].text}", "step") for one in group[1:_MOST_COLUMNS] if marks]
    marks[1:1] = known
    frame = Frame.for_marks(report.sources, look, marks)
    yield from frame.draw(first.location, marks)
    for finding in group:
        if finding.kind is not None:
            yield from frame.note(_about(finding) if len(group) == 1 else f"{finding.attribute}: {_about(finding)}")
    for detail in dict.fromkeys(detail for finding in group for detail in finding.details):
        yield from frame.note(detail)
    for hint in hints:
        yield from frame.note(f"help: {hint}")


def _about(finding: Finding) -> str:
    kind = "" if finding.kind is None else f" (kind {finding.kind.value})"
    about = f"{finding.category.replace('_', ' ')}{kind}, {certainty(finding.certainty)}"
    return f"{about}; {finding.use}, by {finding.dependence}" if finding.use in SCORING else about


def certainty(of: Certainty) -> str:
    """The certainty in lower-case words."""
    return of.name.lower()


def _marks(finding: Finding) -> Iterator[Mark]:
    path = shortened(finding.path, _MOST_STEPS) if finding.use in SCORING else _ends(finding.path)
    where = finding.location
    if not any(step.range == where for step in path):
        yield Mark(where, "here" if path else "", finding.severity.value, True)
    several = len(path) > 1
    marked = False
    for number, step in enumerate(path, start=1):
        is_primary = step.range == where and not marked
        marked = marked or is_primary
        label = f"{number}. {step.text}" if several else step.text
        yield Mark(step.range, label, finding.severity.value if is_primary else "step", is_primary)


def _ends(path: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    return path if len(path) <= 2 else (path[0], path[-1])
