"""Writing to dicts."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import join_values, shallow_labels, with_labels
from originlint.interpreter.labels import NONE, Dependence
from originlint.interpreter.values import Entries, Literal, Value


def put(entries: Entries, key: Value, value: Value) -> Entries:
    """The dict after `entries[key] = value`. A key that is not known may be any of them."""
    if isinstance(key, Literal):
        pairs = [(known, item) for known, item in entries.pairs if known != replace(key, labels=NONE)]
        same_place = next((i for i, (known, _) in enumerate(entries.pairs) if known == replace(key, labels=NONE)), None)
        entry = (replace(key, labels=NONE), with_value_labels(value, key))
        if same_place is None:
            pairs.append(entry)
        else:
            pairs.insert(same_place, entry)
        return replace(entries, pairs=tuple(pairs))
    rest = with_value_labels(value, key)
    return replace(entries, rest=rest if entries.rest is None else join_values(entries.rest, rest))


def with_value_labels(value: Value, key: Value) -> Value:
    """A value stored under a key: which entry it became owes to the key's labels."""
    return with_labels(value, shallow_labels(key).weakened(Dependence.CONTROL))
