"""From flows to findings: which rule, how serious, in which words. Nothing is analysed any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from originlint.flows.flow import CLEANED, Analysis, Flow
from originlint.lexicon.verdict import Certainty
from originlint.rules.catalogue import Rule, catalogue
from originlint.rules.files import unanalysed
from originlint.rules.finding import End, Finding, PathStep
from originlint.rules.fingerprint import Fingerprints, callee
from originlint.rules.mapping import SCORING, rule_of, variant_of
from originlint.rules.message import fill, printable
from originlint.rules.selection import Selection
from originlint.rules.severity import severity_of
from originlint.source.nameless import shown
from originlint.source.site import Range, Site

_LONGEST_REASON = 300

Locate = Callable[[Site], Range]
"""Finds the exact range of a site."""


def judge(
    analysis: Analysis, locate: Locate, selection: Selection | None = None, primary: End = "entry"
) -> tuple[Finding, ...]:
    """The findings of an analysis, in the order in which a report lists them.

    There is one finding for each rule, attribute, line of entry and sink: the most certain flow with the shortest
    path, and the number of the others. `primary` is the end of a flow at which it is reported. Only what is reported is
    located.
    """
    selection = selection or Selection()
    rules = catalogue()
    wanted = [
        (flow, code)
        for flow in analysis.flows
        if flow.use != CLEANED and selection.runs(code := rule_of(flow)) and _kind(flow, selection)
    ]
    located = [_Located(flow, rules.rules[code], _ends(flow, locate)) for flow, code in wanted]
    fingerprints = Fingerprints()
    findings = [
        _finding(one, locate, fingerprints, primary) for one in sorted(_distinct(located), key=lambda one: one.order)
    ]
    findings.extend(unanalysed(analysis.coverage, rules, fingerprints))
    return tuple(
        sorted(
            (one for one in findings if selection.runs_in(one.rule.code, one.location.path)),
            key=lambda finding: finding.order,
        )
    )


@dataclass(frozen=True, slots=True)
class _Located:
    """A flow, the rule it comes under, and where its ends stand."""

    flow: Flow
    rule: Rule
    ends: tuple[Range, Range | None]

    @property
    def key(self) -> tuple[object, ...]:
        entry, sink = self.ends
        return (self.rule.code, self.flow.attribute, entry.path, entry.start.line, sink)

    @property
    def quality(self) -> tuple[object, ...]:
        """Sorts the best evidence first."""
        flow = self.flow
        strength = ("data", "control", "selection").index(flow.dependence)
        return (flow.certainty, len(flow.path), strength, flow.use, flow.sink or "", flow.entry)

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts by the place in the text, for numbering."""
        entry, sink = self.ends[0], self.ends[1] or self.ends[0]
        ends = (entry.path, entry.start, entry.end, sink.path, sink.start, sink.end)
        return (*ends, self.rule.code, self.flow.attribute)


def _kind(flow: Flow, selection: Selection) -> bool:
    kind = None if flow.verdict is None else flow.verdict.kind
    return selection.wants(kind, Certainty.DEFINITE if kind is None else flow.certainty)


def _ends(flow: Flow, locate: Locate) -> tuple[Range, Range | None]:
    return locate(flow.entry), None if flow.sink_site is None else locate(flow.sink_site)


def _distinct(located: list[_Located]) -> Iterator[_Located]:
    """One for each line that lets an attribute in and each sink. A wildcard that admits what the code names anyway, on
    the way to the same sink, is left out: it is not the line to change first."""
    groups: dict[tuple[object, ...], list[_Located]] = {}
    named = {(one.flow.attribute, one.ends[1]) for one in located if _is_named(one.flow)}
    for one in located:
        if not (one.flow.wildcard and one.ends[1] is not None and (one.flow.attribute, one.ends[1]) in named):
            groups.setdefault(one.key, []).append(one)
    for group in groups.values():
        best = min(group, key=lambda one: one.quality)
        others = sum(one.flow.others for one in group) + len(group) - 1
        yield replace(best, flow=replace(best.flow, others=others))


def _is_named(flow: Flow) -> bool:
    """Whether a flow says by its name that the attribute gets into a score."""
    return not flow.wildcard and flow.use in SCORING and flow.dependence != "selection"


def _finding(one: _Located, locate: Locate, fingerprints: Fingerprints, primary: End) -> Finding:
    flow, rule, (entry, sink_range) = one.flow, one.rule, one.ends
    dataset = None if flow.dataset is None else shown(flow.dataset, locate)
    verdict = flow.verdict
    severity = rule.level if verdict is None else severity_of(verdict.kind, flow.certainty).at_most(rule.level)
    category = "" if verdict is None else verdict.category
    where = "" if sink_range is None else sink_range.path
    fingerprint = fingerprints.next(
        rule.code, flow.attribute, category, flow.via, entry.path, where, flow.function, callee(flow.sink)
    )
    return Finding(
        rule=rule,
        severity=severity,
        message=fill(rule.message(variant_of(flow)), attribute=flow.attribute, sink=flow.sink, dataset=dataset),
        details=tuple(_details(flow)),
        entry=entry,
        fingerprint=fingerprint,
        attribute=flow.attribute,
        category=category,
        kind=None if verdict is None else verdict.kind,
        certainty=flow.certainty,
        reasons=() if verdict is None else verdict.reasons,
        via=flow.via,
        dataset=dataset,
        use=flow.use,
        dependence=flow.dependence,
        sink=flow.sink,
        sink_range=sink_range,
        function=flow.function,
        path=path_of(flow, locate),
        others=flow.others,
        primary=primary,
    )


def path_of(flow: Flow, locate: Locate) -> tuple[PathStep, ...]:
    """The path of a flow as reports show it."""
    return tuple(
        PathStep(locate(step.site), shown(step.text, locate), step.depth, step.boundary, step.dataset)
        for step in flow.path
    )


def _details(flow: Flow) -> Iterator[str]:
    if flow.verdict is not None and flow.verdict.because:
        because = printable(flow.verdict.because, _LONGEST_REASON)
        yield because[:1].upper() + because[1:] + ("" if because.endswith(".") else ".")
    if flow.table and flow.use in SCORING and rule_of(flow) != "ORL203":
        yield "A table of countries or groups is looked up on the way."
    if flow.use in SCORING and flow.certainty is Certainty.POSSIBLE:
        yield "The name or the path leaves doubt."
    if flow.others:
        paths = "One further path leads" if flow.others == 1 else f"{flow.others} further paths lead"
        yield f"{paths} from there to a score."
