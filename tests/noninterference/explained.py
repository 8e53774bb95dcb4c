"""Why nothing exposes some mutants (`explained.toml`): what is spoiled there changes no answer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from tests.noninterference.fate import Fate, Mutant

from originlint.source.toml import load_toml

FILE = Path(__file__).with_suffix(".toml")
_LINE = re.compile(r"(?<=\.py):\d+")


@functools.cache
def reasons() -> dict[tuple[str, str], str]:
    """The reason for each explained mutant, by its kind and its name without the line."""
    entries = load_toml(FILE.read_text(encoding="utf-8"))["explained"]
    return {(each["kind"], name): each["reason"] for each in entries for name in each["names"]}


def key(mutant: Mutant) -> tuple[str, str]:
    """What a mutant is explained under: lines change whenever somebody edits a file."""
    return mutant.kind, _LINE.sub("", mutant.name)


def lines(fates: Iterable[Fate]) -> list[str]:
    """To read: which mutants that nothing exposed are explained, how, and which explanations are wrong by now."""
    told = [(one, reason) for one in fates if (reason := reasons().get(key(one.mutant))) is not None]
    silent = sorted((one.mutant, reason) for one, reason in told if one.exposed_by is None)
    shown = sorted(one.mutant for one, _ in told if one.exposed_by is not None)
    return [
        *(["", "Not exposed, and why:"] if silent else []),
        *(f"  {mutant.kind:<18} {mutant.name}: {reason}" for mutant, reason in silent),
        *(["", "Explained, but exposed by now:"] if shown else []),
        *(f"  {mutant.kind:<18} {mutant.name}" for mutant in shown),
    ]


def left(fates: Iterable[Fate]) -> list[Fate]:
    """The mutants that nothing exposes or explains, in order."""
    missed = [one for one in fates if one.exposed_by is None and key(one.mutant) not in reasons()]
    return sorted(missed, key=lambda one: one.mutant)


def share(fates: list[Fate]) -> str:
    """How many are exposed, and how many of the others are explained."""
    exposed = sum(one.exposed_by is not None for one in fates)
    explained = len(fates) - exposed - len(left(fates))
    both = (exposed + explained) / len(fates)
    return (
        f"{exposed} of {len(fates)} exposed ({exposed / len(fates):.1%}), {explained} explained (together {both:.1%})"
    )
