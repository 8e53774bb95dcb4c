"""Flows: what the analysis found, before any rule has an opinion about it."""

from __future__ import annotations

from dataclasses import dataclass

from originlint.ir.problem import Problem
from originlint.lexicon.verdict import Certainty, Verdict
from originlint.source.site import Site

CLEANED = "cleans the population"
"""The use of a flow that says: rows go when anything in them is missing or repeated, or cannot be converted, this
attribute not excepted. It is a fact about nearly every table, so no rule speaks of it."""


@dataclass(frozen=True, slots=True)
class Waypoint:
    """One step of a flow's witness, first to last. `depth` is the call depth, from 0. `boundary` steps cross a call, a
    file or a language; `dataset` is what they write by name."""

    site: Site
    text: str
    depth: int
    boundary: bool
    dataset: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """One attribute, one way in, one place where it counts.

    `attribute` is the name as written; `entry` the place in the model code that lets it in; `via` what kind of place
    that is; `wildcard` whether a wildcard (`SELECT *`, `drop`, passthrough) rather than a name lets it in.
    `use` is one of "trained on", "scored on", "decides the score", "selects the population", "weights the training",
    "stored in a model", "measured", "displayed", "dropped", "processed", "named" (nothing else was seen of it), "open"
    (the feature set is not determined; the attribute is then empty), or CLEANED. `dependence` is "data", "control" or
    "selection". `sink` is what was called or assigned, None for uses without one. `others` counts further paths between
    the same two ends.
    `table` tells that a table of countries or nationalities decides (ORL203); `modelled` that the path passes through a
    model's answer.
    """

    attribute: str
    verdict: Verdict | None
    entry: Site
    via: str
    dataset: str | None
    wildcard: bool
    use: str
    dependence: str
    certainty: Certainty
    sink: str | None
    sink_site: Site | None
    function: str
    """Qualified name of the function that holds the sink, or of the module."""
    path: tuple[Waypoint, ...]
    others: int = 0
    table: bool = False
    modelled: bool = False
    cut: bool = False
    """Whether there are more paths than were kept apart, where all were asked for."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A call, import or dataset on a path that could not be seen into, and how often."""

    what: str
    site: Site
    count: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `state` is "analysed", "partly", "scanned" (only its names were looked at), "irrelevant"
    (nothing in it can take part in a flow) or "unread". `language` is "python", "notebook", "sql", "config" …"""

    path: str
    language: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was seen and what was not. `sinks` counts the model sinks found, `determined` those whose features the code
    determines fully."""

    files: tuple[FileReport, ...]
    problems: tuple[Problem, ...]
    unresolved: tuple[Unresolved, ...]
    sinks: int
    determined: int
    budget: tuple[str, ...] = ()
    """What a step budget cut short, as sentences."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the analysis of a project yields; the input of rules and reports."""

    flows: tuple[Flow, ...]
    coverage: Coverage
    lexicon_version: str
    lexicon_hash: str
    paths: tuple[Flow, ...] = ()
    """Every flow into a score by itself, when that was asked for: `flows` has the best of several."""
