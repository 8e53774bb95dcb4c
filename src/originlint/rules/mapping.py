"""Which rule a flow comes under."""

from __future__ import annotations

from originlint.flows.flow import Flow

_BY_USE = {
    "trained on": "ORL101",
    "scored on": "ORL102",
    "weights the training": "ORL104",
    "stored in a model": "ORL105",
    "selects the population": "ORL202",
    "measured": "ORL402",
}
_PROCESSED = "ORL401"
INVENTORY = "ORL4"
"""How the codes of rules begin that speak of attributes that reach no score."""
SCORING = frozenset(
    {
        "trained on",
        "scored on",
        "decides the score",
        "weights the training",
        "stored in a model",
        "selects the population",
    }
)
"""The uses by which an attribute can change a score."""


def rule_of(flow: Flow) -> str:
    """The code of the one rule that a flow comes under.

    How the attribute gets in comes first (a wildcard is the line to change, whatever happens then), then that it
    selects people, then how it is used. A feature that a branch or a table on origin has decided is a feature all the
    same: ORL101 and ORL102, not ORL201 or ORL203, which speak of scores that the code itself gives.
    """
    if flow.use == "open":
        return "ORL302"
    if flow.use not in SCORING:
        return _BY_USE.get(flow.use, _PROCESSED)
    if flow.wildcard:
        return "ORL301"
    if flow.dependence == "selection":
        return "ORL202"
    if flow.use == "decides the score":
        if flow.table:
            return "ORL203"
        return "ORL103" if flow.dependence == "data" else "ORL201"
    return _BY_USE[flow.use]


def variant_of(flow: Flow) -> str:
    """Which of the rule's messages says it: by dependence for scores, by use in the inventory."""
    return flow.dependence if flow.use in SCORING else flow.use
