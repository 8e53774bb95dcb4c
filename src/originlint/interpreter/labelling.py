"""All labels in a value, deep, and the frame that takes them along."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import shallow_labels
from originlint.interpreter.labels import NONE, Dependence, Everything, Label, Labels, Step
from originlint.interpreter.store import Cell, Store
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Closure,
    Column,
    Entries,
    Estimator,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    OneOf,
    Opaque,
    Reference,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

DEPTH = 12
"""Nesting beyond this many levels is cut; real records are flatter."""


def deep_labels(store: Store, cell: Cell) -> Labels:
    """Collect the labels of a value and of all that it holds: columns, rows, items, fields. The unseen rest of a frame
    counts as one label for each dataset in it."""
    if isinstance(cell, (Literal, Opaque)):
        return cell.labels
    return _collect(store, cell, set(), DEPTH)


def everything_label(everything: Everything) -> Label:
    """The label of all columns that a wildcard admits."""
    text = f"all remaining columns of {everything.dataset}" if everything.dataset else "all remaining columns"
    step = Step(everything.wildcard, text, None, 1, 0)
    return Label(everything, Dependence.DATA, Certainty.LIKELY, step)


def _collect(store: Store, cell: Cell, seen: set[int], depth: int) -> Labels:
    if depth == 0 or cell is None:
        return NONE
    match cell:
        case Reference():
            result = cell.labels
            for address in cell.addresses:
                if address not in seen:
                    seen.add(address)
                    result = result | _collect(store, store.get(address), seen, depth - 1)
            return result
        case Frame():
            return frame_labels(cell)
        case Column():
            return cell.labels | cell.rows.weakened(Dependence.SELECTION)
        case Names():
            return cell.labels
        case Items():
            result = cell.labels
            for item in cell.items:
                result = result | _collect(store, item, seen, depth - 1)
            return result | _collect(store, cell.tail, seen, depth - 1)
        case Entries():
            result = cell.labels
            for _, value in cell.pairs:
                result = result | _collect(store, value, seen, depth - 1)
            return result | _collect(store, cell.rest, seen, depth - 1)
        case Instance():
            result = cell.labels
            for _, value in cell.members:
                result = result | _collect(store, value, seen, depth - 1)
            return result
        case Estimator():
            return cell.trained
        case OneOf():
            result = NONE
            for option in cell.options:
                result = result | _collect(store, option, seen, depth - 1)
            return result
        case Bound():
            return _collect(store, cell.receiver, seen, depth - 1)
        case Closure():
            return cell.labels
        case Opaque():
            return cell.labels
        case _:
            return NONE if isinstance(cell, ClassObject) else shallow_labels(cell)


def frame_labels(frame: Frame) -> Labels:
    """All labels of a table: of its columns, its unseen rest, and what decided its rows."""
    result = frame.shared
    for entry in frame.columns:
        result = result | entry.labels
    for everything in frame.rest:
        result = result | Labels([everything_label(everything)])
    for entry in frame.index:
        result = result | entry.labels.weakened(Dependence.SELECTION)
    return result | frame.rows.weakened(Dependence.SELECTION)


def carried(frame: Frame, site: Site, text: str, depth: int, dataset: str | None = None) -> Frame:
    """The frame after a hop from file to file at `site`, into a `dataset` or out of one: all its labels went there."""

    def on(labels: Labels) -> Labels:
        return labels.through(site, text, depth, boundary=True, dataset=dataset)

    columns = tuple(replace(entry, labels=on(entry.labels)) for entry in frame.columns)
    return replace(frame, columns=columns, shared=on(frame.shared), rows=on(frame.rows))
