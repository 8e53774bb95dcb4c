"""Findings as SARIF results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from originlint.lexicon.verdict import Certainty
from originlint.report.report import FINGERPRINT_VERSION
from originlint.report.sarif.locations import Places
from originlint.report.sarif.steps import code_flows
from originlint.report.sarif.values import Json, present, text
from originlint.report.words import cell, printable_text
from originlint.rules.finding import BaselineState, Finding, Suppression
from originlint.rules.severity import Severity
from originlint.source.site import Range

RANK: Mapping[Severity, float] = MappingProxyType({Severity.ERROR: 80.0, Severity.WARNING: 50.0, Severity.NOTE: 20.0})
"""How pressing a finding of that severity is, of 100, when it is definite. GitLab orders by it before all else."""

LESS_SURE = 5.0
"""What each step of certainty takes from the rank."""


@dataclass(frozen=True, slots=True)
class Results:
    """Makes the results of one run. SARIF wants suppressions and baseline states on all results of a run or on none:
    `has_suppressions` and `has_baseline` tell which."""

    places: Places
    rule_index: Mapping[str, int]
    has_suppressions: bool = False
    has_baseline: bool = False

    def result(self, finding: Finding) -> Json:
        """One result.

        Its kind is always the default, "fail": for any other SARIF demands the level "none", and the reader would lose
        the severity. What is merely possible is told by `certainty` and by the rank.
        """
        made = present(
            ruleId=finding.rule.code,
            ruleIndex=self.rule_index[finding.rule.code],
            level=finding.severity.value,
            rank=RANK[finding.severity] - LESS_SURE * finding.certainty,
            message=text(_message(finding)),
            locations=[self._location(finding)],
            relatedLocations=[self._related(finding, number, label, where) for number, label, where in _ends(finding)],
            codeFlows=code_flows(finding, self.places),
            partialFingerprints=self._fingerprints(finding),
            properties=_properties(finding),
        )
        if self.has_suppressions:
            made["suppressions"] = [] if finding.suppression is None else [self._suppression(finding.suppression)]
        if self.has_baseline:
            made["baselineState"] = (finding.baseline or BaselineState.NEW).value
        return made

    def _location(self, finding: Finding) -> Json:
        return present(
            physicalLocation=self.places.quoted(finding.location),
            logicalLocations=_function(finding) if finding.location == finding.sink_range else None,
        )

    def _related(self, finding: Finding, number: int, label: str, where: Range) -> Json:
        return present(
            id=number,
            message=text(label),
            physicalLocation=self.places.quoted(where),
            logicalLocations=_function(finding) if where == finding.sink_range else None,
        )

    def _fingerprints(self, finding: Finding) -> Json:
        where = finding.location
        line = self.places.sources.line_hash(where.path, where.start.line)
        return present(**{FINGERPRINT_VERSION: finding.fingerprint, "primaryLocationLineHash": line})

    def _suppression(self, suppression: Suppression) -> Json:
        where = suppression.range
        return present(
            kind=suppression.where,
            status="accepted",
            justification=printable_text(suppression.reason),
            location=None if where is None else {"physicalLocation": self.places.physical(where)},
        )


def _ends(finding: Finding) -> Iterator[tuple[int, str, Range]]:
    """The ends of the flow beside the place that is reported: number, what is there, and where."""
    source = finding.path[0].range if finding.path else finding.entry
    begin = finding.entry if finding.location != finding.entry else source
    if begin != finding.location and begin != finding.sink_range:
        yield 1, "Here it begins.", begin
    if finding.sink_range is not None and finding.sink_range != finding.location:
        yield 2, f"Here it reaches '{printable_text(finding.sink or 'a score')}'.", finding.sink_range


def _message(finding: Finding) -> str:
    """The message, then links to the ends, then the details. The first sentence stands alone: some readers show no
    more, and some show links as they are written."""
    links = {number: where for number, _, where in _ends(finding)}
    told: list[str] = []
    if 1 in links:
        told.append(f"begins at [{_link(links[1], finding)}](1)")
    if 2 in links:
        told.append(f"ends at [{_link(links[2], finding)}](2)")
    path = [f"The path {' and '.join(told)}."] if told else []
    where = [f"It stands{cell(finding.location)}."] if finding.location.cell is not None else []
    return " ".join((_unlinked(finding.message), *where, *path, *map(_unlinked, finding.details)))


def _link(where: Range, finding: Finding) -> str:
    line = f"line {where.start.line}{cell(where)}"
    if where.path == finding.location.path:
        return line
    name = where.path.rpartition("/")[2]
    return printable_text(f"{name}, {line}").translate(_BRACKETS)


_BRACKETS = {ord("["): "(", ord("]"): ")"}


def _unlinked(words: str) -> str:
    """Words in which nothing looks like a link (SARIF 2.1.0, 3.11.6): a name from the code may contain anything."""
    return words.replace("](", "\\](") if "](" in words else words


def _function(finding: Finding) -> list[Json]:
    """The function that holds the sink."""
    is_named = finding.function and finding.function != finding.location.path
    return [{"fullyQualifiedName": printable_text(finding.function)}] if is_named else []


def _properties(finding: Finding) -> Json:
    if finding.kind is None and not finding.use:
        return {}
    return present(
        attribute=printable_text(finding.attribute),
        category=finding.category,
        kind=None if finding.kind is None else finding.kind.value,
        certainty=Certainty(finding.certainty).name.lower(),
        dependence=finding.dependence,
        use=finding.use,
        via=finding.via,
        dataset=None if finding.dataset is None else printable_text(finding.dataset),
        sink=None if finding.sink is None else printable_text(finding.sink),
        entry=f"{finding.entry.path}:{finding.entry.start.line}",
        cell=finding.location.cell,
        otherPaths=finding.others or None,
        reasons=[printable_text(reason) for reason in finding.reasons],
    )
