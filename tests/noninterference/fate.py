"""One place to spoil in the analyser, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """What is spoiled: `kind` is "record deleted", "record forgets" or "operation forgets"."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the program that exposed it, or None, how many were asked of those that use it, and
    whether that was no more than a snippet for all names of a kind."""

    mutant: Mutant
    exposed_by: str | None
    asked: int
    using: int
    snippet: bool = False
