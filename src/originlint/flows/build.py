"""From observations to flows: a label that reached a sink is a flow, every other mention an inventory entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from originlint.flows.evidence import Evidence
from originlint.flows.families import by_family, encoded_from
from originlint.flows.flow import CLEANED, Flow, Waypoint
from originlint.flows.witness import waypoints
from originlint.interpreter.catalog import Catalog, KnownColumn
from originlint.interpreter.descriptions import verdict_on
from originlint.interpreter.feature_lists import STORED
from originlint.interpreter.labels import Dependence, Everything, Label, Mark, Mention
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.marks import is_marked
from originlint.interpreter.name_condition import listed
from originlint.interpreter.named import NAME
from originlint.interpreter.recorder import Recorder, SinkHit
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty, Verdict
from originlint.source.site import Site

NAMED = "named"
"""The use of an attribute that code names, and of which nothing else was seen."""

OPEN = "open"
"""The use of a flow that says: this feature set is not determined by the code."""

_SHOWN = {
    SinkKind.TRAINED: "`{}` trains on it",
    SinkKind.APPLIED: "`{}` scores with it",
    SinkKind.SCORE: "`{}` is decided by it",
    SinkKind.DECISION: "`{}` is decided by it",
    SinkKind.WEIGHT: "`{}` is weighted by it",
    SinkKind.ARTEFACT: "`{}` stores it",
    SinkKind.POPULATION: "`{}` selects by it",
}

_TAKES_COLUMNS = frozenset({SinkKind.TRAINED, SinkKind.APPLIED, SinkKind.SCORE})
"""The sinks at which it matters that columns come in unnamed, also where nobody knows which."""

_TAKES_KNOWN = _TAKES_COLUMNS | {SinkKind.WEIGHT, SinkKind.DECISION}
"""The sinks at which unnamed columns matter that the data are known to have."""

_GIVEN = frozenset({SinkKind.SCORE, SinkKind.DECISION})
"""The sinks at which the code itself gives the score, or the last word on one that a model gave."""

_INVENTORY = ("measured", "displayed", "dropped", "stored")
"""Uses that are no score, the most telling first."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes flows from what a run observed."""

    recorder: Recorder
    catalog: Catalog
    lexicon: Lexicon
    evidence: Evidence

    def flows(self) -> tuple[Flow, ...]:
        """All flows, in the order of the text."""
        found = _shortest(self._to_scores(lambda label: (label,)))
        inventory = list(self._inventory(found))
        return tuple(sorted([*found, *inventory], key=_order))

    def paths(self) -> tuple[Flow, ...]:
        """Every flow into a score by itself, each way of each, where `flows` shows the best of several."""
        flows = self._to_scores(Label.apart)
        return tuple(sorted((flow for _, flow in flows), key=lambda flow: (*_order(flow), len(flow.path))))

    def _to_scores(self, ways: Callable[[Label], tuple[Label, ...]]) -> Iterator[tuple[SinkKind, Flow]]:
        return _without_repeats(
            [
                (hits[0].kind, flow)
                for hits in _by_score(self.recorder.sink_hits())
                for flow in by_family((flow for hit in hits for flow in self._of_hit(hit, ways)), self.lexicon)
            ]
        )

    def _of_hit(self, hit: SinkHit, ways: Callable[[Label], tuple[Label, ...]]) -> Iterator[Flow]:
        is_open: list[tuple[Label, Everything]] = []
        for label in (way for each in hit.labels for way in ways(each)):
            match label.subject:
                case Mention() as mention:
                    flow = self._of_mention(hit, label, mention)
                    if flow is not None:
                        yield flow
                case Everything() as everything if hit.kind in _TAKES_KNOWN:
                    admitted = [*self._admitted(hit, label, everything), *self._listed(hit, label, everything)]
                    yield from admitted
                    if admitted or label.dependence is not Dependence.DATA or hit.kind not in _TAKES_COLUMNS:
                        continue
                    if not self._harmless(everything):
                        is_open.append((label, everything))
        if is_open:
            label, everything = min(is_open, key=lambda pair: (pair[0].witness.length, pair[1].wildcard))
            yield self._open(hit, label, everything)

    def _of_mention(self, hit: SinkHit, label: Label, mention: Mention) -> Flow | None:
        if not _counts(hit.kind, mention.verdict):
            return None
        verdict = self.evidence.settle(mention.verdict, mention.entry.path, mention.dataset, True)
        if verdict is None:
            return None
        flow = _into(hit, label, mention.name, verdict, mention.entry, mention.via, mention.dataset)
        return replace(flow, table=is_marked(label, Mark.TABLE), modelled=is_marked(label, Mark.MODEL))

    def _admitted(self, hit: SinkHit, label: Label, everything: Everything) -> Iterator[Flow]:
        """The origin columns that the dataset is known to have and the wildcard lets through."""
        columns = self.catalog.columns(everything.dataset)
        named = {column.name for column in columns if column.evidence != "shown"}
        for column in columns:
            if not everything.admits(column.name):
                continue
            verdict = verdict_on(self.lexicon, column.name, column.told)
            if not verdict.possible or not _counts(hit.kind, verdict):
                continue
            settled = self.evidence.settle(verdict, everything.wildcard.path, everything.dataset, True)
            if settled is None:
                continue
            known = Waypoint(column.site, _known(column, everything), 0, False)
            encoded = encoded_from(column.name, named) if column.evidence == "shown" else None
            name, entry = encoded or column.name, everything.wildcard
            flow = _into(hit, label, name, settled, entry, "wildcard", everything.dataset)
            yield replace(flow, wildcard=True, path=(known, *flow.path))

    def _listed(self, hit: SinkHit, label: Label, everything: Everything) -> Iterator[Flow]:
        """The origin columns that code lets through by name, of a dataset whose columns nobody lists."""
        names = listed(everything.matching)
        if names is None or self.catalog.header(everything.dataset):
            return
        known = {column.name for column in self.catalog.columns(everything.dataset)}
        for name in dict.fromkeys(names):
            verdict = self.lexicon.classify(name)
            if name in known or not verdict.possible or not _counts(hit.kind, verdict) or not everything.admits(name):
                continue
            settled = self.evidence.settle(verdict, everything.wildcard.path, everything.dataset, True)
            if settled is None:
                continue
            chosen = Waypoint(everything.wildcard, f"keeps `{name}` where the table has it", 0, False)
            flow = _into(hit, label, name, settled, everything.wildcard, "feature list", everything.dataset)
            certainty = max(flow.certainty, Certainty.LIKELY)
            yield replace(flow, certainty=certainty, path=(chosen, *flow.path))

    def _harmless(self, everything: Everything) -> bool:
        """Whether these columns can have listed names only, none of which may be that of an origin attribute."""
        names = listed(everything.matching)
        return names is not None and not any(self.lexicon.classify(name).possible for name in names)

    def _open(self, hit: SinkHit, label: Label, everything: Everything) -> Flow:
        return Flow(
            attribute="",
            verdict=None,
            entry=everything.wildcard,
            via="wildcard",
            dataset=everything.dataset,
            wildcard=True,
            use=OPEN,
            dependence="data",
            certainty=Certainty.POSSIBLE,
            sink=hit.name,
            sink_site=hit.site,
            function=hit.function,
            path=waypoints(label, hit.site, _SHOWN[hit.kind].format(hit.name)),
        )

    def _table(self, dataset: str | None) -> str:
        return self.catalog.key(dataset) if dataset else ""

    def _inventory(self, found: list[Flow]) -> Iterator[Flow]:
        """The mentions that no score depends on, with the most telling use."""
        reached = {(flow.attribute, flow.entry) for flow in found if flow.use != CLEANED}
        uses: dict[tuple[str, ...], tuple[int, Label, Waypoint]] = {}
        for hit in self.recorder.use_hits():
            rank = _INVENTORY.index(hit.use) if hit.use in _INVENTORY else len(_INVENTORY)
            for label in hit.labels:
                known = uses.get(label.subject.identity)
                if known is None or rank < known[0]:
                    uses[label.subject.identity] = (rank, label, Waypoint(hit.site, hit.use, 0, False))
        # What code does with a column says more than that a schema has it.
        used = {
            (each.name.lower(), self._table(each.dataset))
            for each in self.recorder.mentions.values()
            if each.via != "schema" and each.dataset
        }
        used.update((flow.attribute.lower(), self._table(flow.dataset)) for flow in found if flow.dataset)
        scored = {flow.attribute.lower() for flow in found}
        for mention in self.recorder.mentions.values():
            if (mention.name, mention.entry) in reached or mention.via == STORED:
                continue
            if mention.via == "schema" and (mention.name.lower(), self._table(mention.dataset)) in used:
                continue
            # A name that a score depends on elsewhere means the same here, as far as what stands around it agrees.
            is_scored = mention.name.lower() in scored
            verdict = self.evidence.settle(mention.verdict, mention.entry.path, mention.dataset, is_scored)
            if verdict is None:
                continue
            use = NAMED if mention.via == NAME else "processed"
            path: tuple[Waypoint, ...] = (Waypoint(mention.entry, f"{mention.via} `{mention.name}`", 0, False),)
            if mention.identity in uses:
                rank, label, end = uses[mention.identity]
                use = _INVENTORY[rank] if rank < len(_INVENTORY) else "processed"
                use = "processed" if use == "stored" else use
                path = waypoints(label, end.site, end.text)
            yield Flow(
                attribute=mention.name,
                verdict=verdict,
                entry=mention.entry,
                via=mention.via,
                dataset=mention.dataset,
                wildcard=False,
                use=use,
                dependence="data",
                certainty=verdict.certainty,
                sink=None,
                sink_site=None,
                function=mention.entry.path,
                path=path,
            )


def _by_score(hits: Iterable[SinkHit]) -> Iterator[list[SinkHit]]:
    """Each place where something counts by itself, and all feature names of one saved model together."""
    models: dict[str, list[SinkHit]] = {}
    for hit in hits:
        if hit.kind is SinkKind.ARTEFACT:
            models.setdefault(hit.site.path, []).append(hit)
        else:
            yield [hit]
    yield from models.values()


def _without_repeats(flows: list[tuple[SinkKind, Flow]]) -> Iterator[tuple[SinkKind, Flow]]:
    """What reaches a model is not said again of the score that the model gives."""
    modelled = {(flow.attribute, flow.entry) for kind, flow in flows if kind not in _GIVEN}
    for kind, flow in flows:
        repeats = kind in _GIVEN and (flow.wildcard or flow.modelled)
        if not (repeats and (flow.attribute, flow.entry) in modelled):
            yield kind, flow


def _into(
    hit: SinkHit, label: Label, attribute: str, verdict: Verdict, entry: Site, via: str, dataset: str | None
) -> Flow:
    """The flow of an attribute that got in at `entry` into the score where its label arrived."""
    return Flow(
        attribute=attribute,
        verdict=verdict,
        entry=entry,
        via=via,
        dataset=dataset,
        wildcard=False,
        use=_use(hit.kind, label),
        dependence=label.dependence.name.lower(),
        certainty=max(label.certainty, verdict.certainty),
        sink=hit.name,
        sink_site=hit.site,
        function=hit.function,
        path=waypoints(label, hit.site, _SHOWN[hit.kind].format(hit.name)),
        cut=label.ways is not None and label.ways.cut,
    )


def _counts(kind: SinkKind, verdict: Verdict) -> bool:
    return kind is not SinkKind.DECISION or verdict.kind.is_direct


def _use(kind: SinkKind, label: Label) -> str:
    selects = label.dependence is Dependence.SELECTION
    if is_marked(label, Mark.CLEANING):
        return CLEANED
    if is_marked(label, Mark.CONVERSION) and (selects or kind is not SinkKind.SCORE):
        # A value that a model cannot be asked about is an error, not a choice; a rule that somebody wrote can be one.
        return CLEANED
    if selects:
        return SinkKind.POPULATION.value
    return SinkKind.SCORE.value if kind is SinkKind.DECISION else kind.value


def _known(column: KnownColumn, everything: Everything) -> str:
    match column.evidence:
        case "header":
            return f"the header of {everything.dataset} has a column `{column.name}`"
        case "declared":
            return f"{everything.dataset} is declared with a column `{column.name}`"
        case "shown":
            return f"the stored output of the cell shows a column `{column.name}` of {everything.dataset}"
        case _:
            return f"this code shows that {everything.dataset} has a column `{column.name}`"


def _shortest(flows: Iterable[tuple[SinkKind, Flow]]) -> list[Flow]:
    """One flow for each attribute, entry, use and sink: the strongest dependence, the shortest path; the others are
    counted. A choice of people is one choice, however many models and scores come behind it. Hand-written scores feed
    each other, so one stands for those behind it, and for all that are reached through the same files."""
    groups: dict[tuple[object, ...], list[Flow]] = {}
    for kind, flow in flows:
        alike = flow.dependence == "selection" or kind in _GIVEN
        sink = None if alike else (flow.sink, flow.sink_site)
        groups.setdefault((flow.use, flow.attribute, flow.entry, sink, flow.wildcard), []).append(flow)
    best: list[Flow] = []
    for group in groups.values():
        ways: list[Flow] = []
        for flow in sorted(group, key=_quality):
            known = next((at for at, way in enumerate(ways) if _stands_for(way, flow)), None)
            if known is None:
                ways.append(flow)
            else:
                way = ways[known]
                ways[known] = replace(way, others=way.others + flow.others + 1, table=way.table or flow.table)
        best.extend(ways)
    return best


def _stands_for(one: Flow, other: Flow) -> bool:
    """Whether the flow `other` says nothing that `one` does not say: it is the same choice, has the same sink, or comes
    behind it or through the same files."""
    if one.dependence == "selection" or one.sink_site == other.sink_site:
        return True
    first, second = ([step.site for step in flow.path[:-1]] for flow in (one, other))
    return second[: len(first)] == first or {site.path for site in first} == {site.path for site in second}


def _quality(flow: Flow) -> tuple[object, ...]:
    strength = ("data", "control", "selection").index(flow.dependence)
    return (flow.certainty, len(flow.path), strength, flow.sink_site or flow.entry, flow.sink or "")


def _order(flow: Flow) -> tuple[object, ...]:
    return (flow.entry, flow.attribute, flow.use, flow.sink_site or flow.entry, flow.sink or "", flow.dependence)
