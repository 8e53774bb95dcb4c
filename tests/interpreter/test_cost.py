"""Evaluation costs in proportion to the code, counted in what is done and never in seconds."""

from __future__ import annotations

from originlint.interpreter.records import Pairs, put
from originlint.interpreter.store import Store
from originlint.interpreter.values import Entries, Literal


def test_a_dict_built_at_once_is_the_dict_written_key_by_key() -> None:
    written = [("a", 1), ("b", 2), ("a", 3), (1, 4), (True, 5)]
    pairs, entries = Pairs(), Entries()
    for key, value in written:
        pairs.put(Literal(key), Literal(value))
        entries = put(entries, Literal(key), Literal(value))
    assert pairs.all() == entries.pairs
    assert [value for _, value in entries.pairs] == [Literal(3), Literal(2), Literal(5)]


def test_forgotten_variables_are_not_carried_into_outer_journals() -> None:
    store = Store()
    store.set((1, "kept"), Literal(1))
    store.begin()
    store.set((1, "kept"), Literal(2))
    store.set((2, "local"), Literal(3))
    store.forget([(2, "local")])
    assert store.get((2, "local")) is None
    assert store.rollback() == {(1, "kept"): Literal(2)}


def test_what_was_there_before_the_journal_is_not_forgotten() -> None:
    store = Store()
    store.set((1, "name"), Literal(1))
    store.begin()
    store.set((1, "name"), Literal(2))
    store.forget([(1, "name")])
    assert store.rollback() == {(1, "name"): Literal(2)}
    assert store.get((1, "name")) == Literal(1)
