"""Expectations that stand beside an example: what comes of it, in the words of a person who read how the library works.
They are what an example of a library that cannot be run is held to.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.knowledge.proof.analysed import Declaration
from tests.knowledge.proof.examples import Example
from tests.knowledge.proof.given import INPUTS

RESULT, COLUMNS = "result", "columns"
"""What `out` owes to, and names of columns that it has; the other words are uses, as findings name them."""


def expected(text: str) -> Mapping[str, frozenset[str]]:
    """Read `trained on: num; result: num y.target; columns: one two`, or `nothing`: uses with the inputs that they owe
    to, all columns of one or a single column. Raises ValueError when it names no input."""
    found: dict[str, frozenset[str]] = {}
    for part in text.split(";"):
        use, _, names = part.strip().partition(":")
        if use == COLUMNS:
            found[use] = frozenset(names.split())
        else:
            found[use] = frozenset(source for one in names.split() for source in _columns(one))
    return {use: sources for use, sources in found.items() if sources}


def said(declared: Declaration) -> Mapping[str, frozenset[str]]:
    """The same of what the analyser says."""
    names = frozenset(str(name) for name, _, _ in declared.columns)
    found: dict[str, frozenset[str]] = {RESULT: declared.result, COLUMNS: names}
    for use, sources in declared.uses:
        found[use] = found.get(use, frozenset()) | sources
    return {use: sources for use, sources in found.items() if sources}


def differences(example: Example, declared: Declaration) -> tuple[str, ...]:
    """Where the analyser says something else than what is stated: of a use, or because it does not know a call. It may
    say more where the example says why. An example that states nothing agrees with everything."""
    if not example.states:
        return ()
    wanted, given = expected(example.states), said(declared)
    more = bool(example.imprecise)
    found = [f"{call} is not known" for call in declared.unresolved]
    for use in sorted(wanted.keys() | given.keys()):
        owed, told = wanted.get(use, frozenset()), given.get(use, frozenset())
        if owed - told or (told - owed and not more and use != COLUMNS):
            found.append(f"{use}: {' '.join(sorted(told)) or 'nothing'}")
    return tuple(found)


def _columns(text: str) -> list[str]:
    name, _, column = text.partition(".")
    if name not in INPUTS or (column and column not in INPUTS[name].columns):
        raise ValueError(f"`{text}` is no input of an example")
    return [text] if column else [f"{name}.{each}" for each in INPUTS[name].columns]
