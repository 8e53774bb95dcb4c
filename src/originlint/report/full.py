"""The report for people: each finding with the source lines of its path, then the inventory and the coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from originlint.lexicon.verdict import Certainty
from originlint.report.closing import closing
from originlint.report.coverage import counted
from originlint.report.frame import Frame, Mark
from originlint.report.groups import Group, grouped
from originlint.report.inventory import inventory
from originlint.report.report import Look, Report
from originlint.report.steps import shortened
from originlint.report.wrapping import title
from originlint.rules.finding import Finding, PathStep
from originlint.rules.mapping import INVENTORY, SCORING

_MOST_STEPS = 12
_MOST_BEGINS = 6
"""So many columns that one wildcard lets in are marked; the others are only named."""
_MOST_ENDS = 12


def render(report: Report, look: Look) -> str:
    """The report as text."""
    lines: list[str] = []
    explained: set[str] = set()
    is_traced = False
    for group in grouped(one for one in report.shown if not one.rule.code.startswith(INVENTORY)):
        finding = group.first
        others = any(one.others for one in group.findings)
        hints = []
        if finding.rule.code not in explained:
            hints.append(f"`originlint rule {finding.rule.code}` says why this matters and what to do")
        if others and not is_traced:
            hints.append(f"`originlint trace {finding.entry.path}:{finding.entry.start.line}` prints its paths in full")
        lines += [*_findings(group, report, look, hints), ""]
        explained.add(finding.rule.code)
        is_traced = is_traced or others
    lines += inventory([one for one in report.shown if one.rule.code.startswith(INVENTORY)], look)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join([*lines, *closing(report, look)]) + "\n"


def _findings(group: Group, report: Report, look: Look, hints: list[str]) -> Iterator[str]:
    """The titles of findings that have a picture in common, the picture, and the remarks."""
    first, several = group.first, len(group.findings) > 1
    counts = Counter(finding.message for finding in group.findings)
    for message, count in counts.items():
        yield from title(next(one for one in group.findings if one.message == message), look, count)
    marks = list(_marks(group)) if look.snippets else []
    frame = Frame.for_marks(report.sources, look, marks)
    yield from frame.draw(first.location, marks)
    names = {finding.attribute for finding in group.findings}
    about = (
        f"{one.attribute}: {_about(one)}" if len(names) > 1 else _about(one)
        for one in group.findings
        if one.kind is not None
    )
    for remark in dict.fromkeys(about):
        yield from frame.note(remark)
    if (left := len(group.ends) - _MOST_ENDS) > 0 and several:
        yield from frame.note(f"{counted(left, 'further place')} where it counts, not drawn here")
    for detail in dict.fromkeys(detail for finding in group.findings for detail in finding.details):
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


def _marks(group: Group) -> Iterator[Mark]:
    finding = group.first
    steps = _steps(group)
    where = finding.location
    if not any(step.range == where for _, step in steps):
        yield Mark(where, "here" if steps else "", finding.severity.value, True)
    several = len(steps) > 1
    marked = False
    for number, step in steps:
        is_primary = step.range == where and not marked
        marked = marked or is_primary
        label = f"{number}. {step.text}" if several else step.text
        yield Mark(step.range, label, finding.severity.value if is_primary else "step", is_primary)


def _steps(group: Group) -> list[tuple[int, PathStep]]:
    """The steps that are drawn, each with its number: first steps and last steps of several paths have the same one."""
    path = group.first.path
    if group.first.use not in SCORING and len(path) > 2:
        path = (path[0], path[-1])
    path = shortened(path, _MOST_STEPS)
    if len(group.findings) == 1:
        return list(enumerate(path, start=1))
    first = [(1, step) for step in group.begins[:_MOST_BEGINS]]
    last = [(len(path), path[-1] if step == group.first.path[-1] else step) for step in group.ends[:_MOST_ENDS]]
    return [*first, *enumerate(path[1:-1], start=2), *last]
