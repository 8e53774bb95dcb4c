"""Findings that are shown together, since their paths differ only in where they begin or end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from originlint.rules.finding import Finding, PathStep
from originlint.rules.mapping import SCORING

_WILDCARD = "ORL301"


@dataclass(frozen=True, slots=True)
class Group:
    """One or more findings. The paths of several have all but their ends in common."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding whose path stands for the others."""
        return self.findings[0]

    @property
    def begins(self) -> tuple[PathStep, ...]:
        """Where the paths begin, in the order of the text: of a wildcard, once for each column that it lets in."""
        return _in_order(one.path[0] for one in self.findings if one.path)

    @property
    def ends(self) -> tuple[PathStep, ...]:
        """Where the paths end, in the order of the text."""
        return _in_order(one.path[-1] for one in self.findings if one.path)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """The findings in groups, in the order in which the first of each group stands."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_shared(finding), []).append(finding)
    return [Group(tuple(group)) for group in groups.values()]


def _shared(finding: Finding) -> object:
    """What is equal for findings of one group: the path without its end, and for wildcards, which let in many columns
    of one dataset, without its beginning too."""
    if len(finding.path) < 2 or finding.use not in SCORING:
        return finding.order
    about = (finding.rule.code, finding.severity, finding.location)
    if finding.rule.code == _WILDCARD:
        return (*about, finding.path[0].range.path, finding.path[1:-1])
    return (*about, finding.attribute, finding.path[:-1])


def _in_order(steps: Iterable[PathStep]) -> tuple[PathStep, ...]:
    return tuple(sorted(dict.fromkeys(steps), key=lambda step: (step.range.path, step.range.start, step.text)))
