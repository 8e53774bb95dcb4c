"""What a run of the interpreter observes: births, sinks, other uses, and what it could not see."""

from __future__ import annotations

from collections import Counter

from originlint.interpreter.labels import Labels, Mention
from originlint.interpreter.machine import SinkKind
from originlint.source.frozen import frozen
from originlint.source.site import Site


@frozen
class SinkHit:
    """A value that reached a score: with its labels, and the function where that happened."""

    kind: SinkKind
    name: str
    site: Site
    function: str
    labels: Labels


@frozen
class UseHit:
    """A value with labels that was used, but not for a score."""

    use: str
    site: Site
    labels: Labels


class Recorder:
    """Collects observations; the order does not matter for what is made of them."""

    def __init__(self) -> None:
        self.sinks: dict[tuple[SinkKind, str, Site, str], Labels] = {}
        self.uses: dict[tuple[str, Site], Labels] = {}
        self.mentions: dict[tuple[str, ...], Mention] = {}
        self.unresolved: Counter[tuple[str, Site]] = Counter()
        self.cuts: dict[str, None] = {}

    def sink(self, kind: SinkKind, name: str, site: Site, function: str, labels: Labels) -> None:
        key = (kind, name, site, function)
        self.sinks[key] = self.sinks[key] | labels if key in self.sinks else labels

    def use(self, use: str, site: Site, labels: Labels) -> None:
        key = (use, site)
        self.uses[key] = self.uses[key] | labels if key in self.uses else labels

    def mention(self, mention: Mention) -> None:
        self.mentions.setdefault(mention.identity, mention)

    def add(self, other: Recorder) -> None:
        """Observe all that another one did, after what was observed here."""
        for (kind, name, site, function), labels in other.sinks.items():
            self.sink(kind, name, site, function, labels)
        for (use, site), labels in other.uses.items():
            self.use(use, site, labels)
        for mention in other.mentions.values():
            self.mention(mention)
        self.unresolved.update(other.unresolved)
        self.cuts.update(other.cuts)

    def sink_hits(self) -> tuple[SinkHit, ...]:
        """All sinks, in the order of the text."""
        return tuple(
            SinkHit(kind, name, site, function, labels)
            for (kind, name, site, function), labels in sorted(
                self.sinks.items(), key=lambda item: (item[0][2], item[0][0], item[0][1], item[0][3])
            )
        )

    def use_hits(self) -> tuple[UseHit, ...]:
        """All other uses, in the order of the text."""
        return tuple(
            UseHit(use, site, labels)
            for (use, site), labels in sorted(self.uses.items(), key=lambda item: (item[0][1], item[0][0]))
        )
