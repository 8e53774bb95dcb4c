"""Least upper bounds of tables and of their columns."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import Everything
from originlint.interpreter.values import Entry, Frame


def join_frames(left: Frame, right: Frame) -> Frame:
    """A frame that has the columns of either; those that one side cannot have are uncertain."""
    if left == right:
        return left
    by_name = {entry.name: entry for entry in right.columns}
    entries: list[Entry] = []
    for entry in left.columns:
        other = by_name.pop(entry.name, None)
        if other is None:
            entries.append(replace(entry, certain=False))
        else:
            entries.append(join_entries(entry, other))
    entries.extend(replace(entry, certain=False) for entry in by_name.values())
    same_order = [entry.name for entry in left.columns] == [entry.name for entry in right.columns]
    return replace(
        left,
        columns=tuple(entries),
        rest=join_rests(left.rest, right.rest),
        shared=left.shared | right.shared,
        rows=left.rows | right.rows,
        index=tuple(dict.fromkeys((*left.index, *right.index))),
        ordered=left.ordered and right.ordered and same_order,
        dataset=left.dataset if left.dataset == right.dataset else left.dataset or right.dataset,
    )


def join_entries(left: Entry, right: Entry) -> Entry:
    """One column of a frame that came in two ways."""
    return Entry(
        left.name,
        left.labels | right.labels,
        left.certain and right.certain,
        left.type if left.type == right.type else "",
        left.answer or right.answer,
    )


def join_rests(left: tuple[Everything, ...], right: tuple[Everything, ...]) -> tuple[Everything, ...]:
    """The unseen columns of either frame; for one dataset, only what both took away is gone."""
    result: dict[str, Everything] = {}
    for everything in (*left, *right):
        known = result.get(everything.dataset)
        if known is None:
            result[everything.dataset] = everything
        elif known != everything:
            result[everything.dataset] = Everything(
                everything.dataset,
                known.without & everything.without,
                tuple(test for test in known.matching if test in everything.matching),
                min(known.wildcard, everything.wildcard),
                known.every_way,
            )
    return tuple(result.values())
