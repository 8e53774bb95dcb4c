"""The reasons for what no program exposes speak of mutants that there are."""

from __future__ import annotations

from tests.knowledge.proof.examples import described
from tests.noninterference import analyser, explained, transfer
from tests.noninterference.fate import Mutant


def test_every_reason_is_for_a_mutant() -> None:
    rules = {explained.key(Mutant(rule.kind, rule.name)) for rule in transfer.rules(transfer.RULES + transfer.SIDES)}
    records = set(described(analyser.shipped_knowledge()))
    for kind, name in explained.reasons():
        assert (kind, name) in rules or kind == "operation forgets" or name in records, name
