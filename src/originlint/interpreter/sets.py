"""Lists and sets put together."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.joins import join_values
from originlint.interpreter.labels import Dependence, Labels
from originlint.interpreter.values import Items, Literal, Value


def concatenated(first: Items, second: Items) -> Items:
    """The items of one behind those of the other."""
    labels = first.labels | second.labels
    if first.tail is None:
        return Items(first.kind, (*first.items, *second.items), second.tail, labels)
    tail = first.tail
    for item in second.items:
        tail = join_values(tail, item)
    if second.tail is not None:
        tail = join_values(tail, second.tail)
    return Items(first.kind, first.items, tail, labels)


def combined(name: str, first: Items, second: Items, members: Labels) -> Items:
    """`first - second`, `&`, `|` or `^` of sets. `members` are what their members owe to."""
    known = second.tail is None and all(isinstance(item, Literal) for item in (*first.items, *second.items))
    labels = first.labels | second.labels
    if not known:
        labels = labels | members.weakened(Dependence.CONTROL)
        return replace(concatenated(first, second) if name in ("|", "^") else first, labels=labels)
    values = [item.value for item in second.items if isinstance(item, Literal)]
    mine = [item.value for item in first.items if isinstance(item, Literal)]
    kept: tuple[Value, ...]
    match name:
        case "-":
            kept = tuple(i for i in first.items if isinstance(i, Literal) and i.value not in values)
        case "&":
            kept = tuple(i for i in first.items if isinstance(i, Literal) and i.value in values)
        case _:
            extra = tuple(i for i in second.items if isinstance(i, Literal) and i.value not in mine)
            kept = (*first.items, *extra)
    return Items(first.kind, kept, first.tail, labels)
