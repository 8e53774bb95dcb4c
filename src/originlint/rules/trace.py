"""Every path of a finding, where a report shows the best one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from originlint.flows.flow import Flow
from originlint.interpreter.ways import WAYS
from originlint.rules.finding import Finding, PathStep
from originlint.rules.judge import Locate, path_of
from originlint.rules.mapping import rule_of
from originlint.source.site import Range

_SHORTEST_FINGERPRINT = 6


@dataclass(frozen=True, slots=True)
class Traced:
    """A finding with all its paths, the one that reports show first. `cut` says that there are more, which were too
    many to keep apart."""

    finding: Finding
    paths: tuple[tuple[PathStep, ...], ...]
    cut: bool


def trace_findings(
    findings: Iterable[Finding], query: str, flows: Iterable[Flow], locate: Locate
) -> tuple[Traced, ...]:
    """The findings that the query means, in their order, each with its paths."""
    meant = [finding for finding in findings if is_meant(finding, query)]
    codes = {(finding.rule.code, finding.attribute) for finding in meant}
    candidates = [flow for flow in flows if (rule_of(flow), flow.attribute) in codes]
    return tuple(_traced(finding, candidates, locate) for finding in meant)


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


def _traced(finding: Finding, flows: list[Flow], locate: Locate) -> Traced:
    paths: dict[_Places, tuple[PathStep, ...]] = {}
    elsewhere: dict[_Places, tuple[PathStep, ...]] = {}
    cut = False
    for flow in flows:
        if (rule_of(flow), flow.attribute) == (finding.rule.code, finding.attribute) and _same(finding, flow, locate):
            path = path_of(flow, locate)
            is_own = flow.sink_site is None or locate(flow.sink_site) == finding.sink_range
            (paths if is_own else elsewhere).setdefault(_places(path), path)
            cut = cut or flow.cut
    further = {
        places: path
        for places, path in elsewhere.items()
        if not any(_is_before(one, places) or _is_before(places, one) for one in paths)
    }
    shown = {step.range for step in finding.path}

    def rank(path: tuple[PathStep, ...]) -> tuple[object, ...]:
        return (not shown <= {step.range for step in path}, len(path), str(path))

    ordered = (*sorted(paths.values(), key=rank), *sorted(further.values(), key=rank)) or (finding.path,)
    return Traced(finding, ordered[:WAYS], cut or len(ordered) > WAYS)


_Places: TypeAlias = tuple[tuple[Range, str], ...]
"""Where a path passes, and as what, which tells it from others."""


def _places(path: tuple[PathStep, ...]) -> _Places:
    return tuple((step.range, step.text) for step in path)


def _is_before(one: _Places, other: _Places) -> bool:
    """Whether a path to a score goes on to another score."""
    return [place for place, _ in one] == [place for place, _ in other[: len(one)]] or one[:-1] == other[: len(one) - 1]


def _same(finding: Finding, flow: Flow, locate: Locate) -> bool:
    """Whether a flow has the ends of the finding. Hand-written scores feed each other, so that one stands for all."""
    entry = locate(flow.entry)
    if (entry.path, entry.start.line) != (finding.entry.path, finding.entry.start.line):
        return False
    if flow.use == "decides the score" or flow.sink_site is None:
        return True
    return locate(flow.sink_site) == finding.sink_range
