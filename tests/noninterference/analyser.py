"""Asking originlint about a generated program."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.noninterference.header import HEADER
from tests.noninterference.program import Sample

from originlint import api
from originlint.config.settings import Settings
from originlint.flows.flow import CLEANED, Flow
from originlint.knowledge.library import Library
from originlint.rules.mapping import SCORING, rule_of

MEMORY = Path("/dev/shm")
SELECTION = "selects the population"


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One flow into a score, as far as it can be compared with what was observed: the category of the attribute, what
    it is used for, and how."""

    category: str
    use: str
    dependence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the analyser said. `open` is whether it left some feature set open, `cuts` what a budget cut."""

    said: frozenset[Said]
    open: bool
    cuts: tuple[str, ...]

    @property
    def categories(self) -> frozenset[str]:
        """The attributes that reach a score."""
        return frozenset(one.category for one in self.said)


@functools.lru_cache(maxsize=1)
def shipped_knowledge() -> Library:
    """The knowledge base, read once."""
    return Library.load()


def ask(sample: Sample, knowledge: Library | None = None) -> Answer:
    """Analyse the program's files, with the headers of its data when it has a schema."""
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="originlint-", dir=place) as folder:
        root = Path(folder)
        for path, text in _visible(sample):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        analysis = api.analyse(root, (root,), Settings(), knowledge or shipped_knowledge())
    said = frozenset(
        Said(flow.verdict.category, SELECTION if flow.use == CLEANED else flow.use, flow.dependence, rule_of(flow))
        for flow in analysis.flows
        if flow.use in SCORING | {CLEANED} and flow.verdict is not None
    )
    return Answer(said, any(flow.use == "open" for flow in analysis.flows), analysis.coverage.budget)


def _visible(sample: Sample) -> Iterator[tuple[str, str]]:
    yield from sample.files
    if sample.schema:
        for table in sample.tables:
            yield table, ",".join(HEADER) + "\n"


def flows(sample: Sample) -> tuple[Flow, ...]:
    """The flows themselves, for a person who looks into one program."""
    with tempfile.TemporaryDirectory(prefix="originlint-") as folder:
        root = Path(folder)
        for path, text in _visible(sample):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return api.analyse(root, (root,), Settings(), shipped_knowledge()).flows
