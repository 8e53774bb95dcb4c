"""Every path of a finding, where a report shows the best one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from originlint.flows.flow import Flow
from originlint.rules.finding import Finding, PathStep
from originlint.rules.judge import Locate, path_of
from originlint.rules.mapping import rule_of

_SHORTEST_FINGERPRINT = 6


@dataclass(frozen=True, slots=True)
class Traced:
    """A finding with all its paths, the one that reports show first."""

    finding: Finding
    paths: tuple[tuple[PathStep, ...], ...]


def trace_findings(
    findings: Iterable[Finding], query: str, flows: Iterable[Flow], locate: Locate
) -> tuple[Traced, ...]:
    """The findings that the query means, in their order, each with its paths."""
    meant = [finding for finding in findings if is_meant(finding, query)]
    codes = {(finding.rule.code, finding.attribute) for finding in meant}
    candidates = [flow for flow in flows if (rule_of(flow), flow.attribute) in codes]
    return tuple(Traced(finding, _paths(finding, candidates, locate)) for finding in meant)


def is_meant(finding: Finding, query: str) -> bool:
    """Whether a query names a finding: by its attribute or category, by `path:line` of any of its ends, or by the
    beginning of its fingerprint."""
    word = query.casefold().replace(" ", "_")
    if word and word in (finding.attribute.casefold().replace(" ", "_"), finding.category.casefold()):
        return True
    ends = [finding.entry] if finding.sink_range is None else [finding.entry, finding.sink_range]
    if any(
        query in (f"{end.path}:{end.start.line}", f"{end.path}:{end.start.line}:{end.start.column}") for end in ends
    ):
        return True
    return len(query) >= _SHORTEST_FINGERPRINT and finding.fingerprint.startswith(query.lower())


def _paths(finding: Finding, flows: list[Flow], locate: Locate) -> tuple[tuple[PathStep, ...], ...]:
    found = {finding.path: None} if finding.path else {}
    for flow in flows:
        if (rule_of(flow), flow.attribute) == (finding.rule.code, finding.attribute) and _same(finding, flow, locate):
            found[path_of(flow, locate)] = None
    best, *others = found or {(): None}
    return (best, *sorted(others, key=lambda path: (len(path), str(path))))


def _same(finding: Finding, flow: Flow, locate: Locate) -> bool:
    """Whether a flow has the ends of the finding. Hand-written scores feed each other, so that one stands for all."""
    entry = locate(flow.entry)
    if (entry.path, entry.start.line) != (finding.entry.path, finding.entry.start.line):
        return False
    if flow.use == "decides the score" or flow.sink_site is None:
        return True
    return locate(flow.sink_site) == finding.sink_range
