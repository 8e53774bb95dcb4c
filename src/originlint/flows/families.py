"""Columns that an encoding made of one: `race_black`, `race_white` and so on are reported as `race`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from originlint.flows.flow import Flow
from originlint.interpreter.machine import SinkKind
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty

_LEAST = 4
"""So many columns of one beginning are taken for an encoding; fewer can be the countries of birth of a family."""

_SEPARATOR = re.compile(r"[_\-. :=]+")


def encoded_from(name: str, columns: Set[str]) -> str | None:
    """The column that an encoding made a column of that name of: one of `columns` that it begins with."""
    begins = (name[: found.start()] for found in _SEPARATOR.finditer(name))
    return next((begin for begin in begins if begin in columns), None)


def by_family(flows: Iterable[Flow], lexicon: Lexicon) -> list[Flow]:
    """The flows into one sink, with one flow in place of those that differ only in the column of a family: same
    wildcard or saved model, same dependence, same way on, and names that begin with a name of the same category. Its
    attribute is what the names begin with. Several ways of few columns stay apart."""
    kept: list[Flow] = []
    families: dict[tuple[object, ...], list[Flow]] = {}
    for flow in flows:
        begin = _beginning(flow, lexicon)
        if begin is None:
            kept.append(flow)
        else:
            entry = flow.entry if flow.wildcard else flow.entry.path
            families.setdefault((begin, entry, flow.dataset, flow.use, flow.dependence), []).append(flow)
    for (family, *_), members in families.items():
        if len({flow.attribute for flow in members}) < _LEAST:
            kept += members
            continue
        ways: dict[object, list[Flow]] = {}
        for flow in members:
            ways.setdefault(flow.path[1:] if flow.wildcard else None, []).append(flow)
        kept += [_standing_for(way, str(family)) for way in ways.values()]
    return kept


def _beginning(flow: Flow, lexicon: Lexicon) -> str | None:
    """The beginning of a column's name that is most surely an attribute of the same category, the
    shortest of several."""
    if flow.verdict is None or not (flow.wildcard or flow.use == SinkKind.ARTEFACT.value):
        return None
    surest: tuple[Certainty, str] | None = None
    for found in _SEPARATOR.finditer(flow.attribute):
        begin = flow.attribute[: found.start()]
        known = lexicon.classify(begin)
        if known.possible and known.category == flow.verdict.category and (not surest or known.certainty < surest[0]):
            surest = (known.certainty, begin)
    return None if surest is None else surest[1]


def _standing_for(members: list[Flow], family: str) -> Flow:
    first = min(members, key=lambda flow: (flow.certainty, len(flow.path), flow.attribute))
    known, more = first.path[0], len({flow.attribute for flow in members}) - 1
    text = f"{known.text}, and {more} more that begin with `{family}`" if more else known.text
    return replace(first, attribute=family, path=(replace(known, text=text), *first.path[1:]))
