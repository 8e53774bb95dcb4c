"""Writing to dicts, and tables as dicts."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import join_values, shallow_labels, with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels, join_all
from originlint.interpreter.machine import Machine
from originlint.interpreter.values import Column, Entries, Frame, Literal, Opaque, Value


class Pairs:
    """The known pairs of a dict that is being built, each key once and at its first place. Writing to it is cheap
    however long it is, so that long tables cost what they hold."""

    def __init__(self) -> None:
        self._pairs: list[tuple[Value, Value]] = []
        self._places: dict[Literal, int] = {}

    def put(self, key: Literal, value: Value) -> None:
        """`pairs[key] = value`."""
        key_itself = bare(key)
        place = self._places.setdefault(key_itself, len(self._pairs))
        entry = (key_itself, with_value_labels(value, key))
        if place == len(self._pairs):
            self._pairs.append(entry)
        else:
            self._pairs[place] = entry

    def all(self) -> tuple[tuple[Value, Value], ...]:
        """What was written, in order."""
        return tuple(self._pairs)


def put(entries: Entries, key: Value, value: Value) -> Entries:
    """The dict after `entries[key] = value`. A key that is not known may be any of them."""
    if isinstance(key, Literal):
        key_itself = bare(key)
        entry = (key_itself, with_value_labels(value, key))
        pairs = entries.pairs
        place = place_of(pairs, key_itself)
        if place is None:
            return replace(entries, pairs=(*pairs, entry))
        return replace(entries, pairs=(*pairs[:place], entry, *pairs[place + 1 :]))
    rest = with_value_labels(value, key)
    return replace(entries, rest=rest if entries.rest is None else join_values(entries.rest, rest))


def of_frame(frame: Frame) -> Entries:
    """A table, or a row of one, as a dict: its columns by name. Of an open one, any key may be there."""
    pairs = tuple(
        (Literal(entry.name), Column(entry.name, entry.labels, frame.rows, frame.dialect, frame.dataset))
        for entry in frame.columns
        if isinstance(entry.name, (str, int))
    )
    unnamed = [entry for entry in frame.columns if not isinstance(entry.name, (str, int))]
    labels = join_all(entry.labels for entry in unnamed)
    rest = Opaque(labels | frame.shared, frame.dataset) if frame.rest or unnamed else None
    sure = all(entry.certain for entry in frame.columns)
    return Entries(pairs, rest, frame.rows, frame.dataset if frame.rest else None, sure)


def with_value_labels(value: Value, key: Value) -> Value:
    """A value stored under a key: which entry it became owes to the key's labels."""
    return with_labels(value, shallow_labels(key).weakened(Dependence.CONTROL))


def place_of(pairs: tuple[tuple[Value, Value], ...], key: Literal) -> int | None:
    """Where a key stands among these pairs; None when it does not."""
    constant = (key.value,)
    for place, (known, _) in enumerate(pairs):
        if known is key or (isinstance(known, Literal) and known.value in constant and known == key):
            return place
    return None


def bare(key: Literal) -> Literal:
    """A key as it stands in a dict: which one it is owes to nothing."""
    return replace(key, labels=NONE) if key.labels else key


def which_keys(machine: Machine, entries: Entries) -> Labels:
    """What a dict owes to for having the keys that it has: where some may be missing, also to what decided that they
    were put there, which their values tell."""
    labels = entries.labels | join_all(machine.labels(key) for key, _ in entries.pairs)
    if not entries.sure:
        held = join_all(machine.labels(value) for _, value in entries.pairs)
        labels = labels | Labels(label for label in held if label.dependence is Dependence.CONTROL)
    return labels
