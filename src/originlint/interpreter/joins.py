"""Least upper bounds of values and of contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.labels import Labels
from originlint.interpreter.store import Cell
from originlint.interpreter.values import (
    VALUES,
    Bound,
    ClassObject,
    Closure,
    Column,
    Entries,
    Estimator,
    External,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    OneOf,
    Opaque,
    Reference,
    Template,
    Value,
)

ALTERNATIVES = 32
"""At most so many options of a value are told apart."""


def join_values(left: Value, right: Value) -> Value:
    """The value that is one of the two. Alternatives that only differ in labels are folded."""
    if left is right:
        return left
    match left, right:
        case Literal(), Literal() if same_constant(left, right):
            return _labelled(left, left.labels | right.labels)
        case Opaque(), Opaque():
            return _join_opaque(left, right)
        case Reference(), Reference():
            return _join_references(left, right)
        case Closure(), Closure() if _same_function(left, right):
            return _labelled(left, left.labels | right.labels)
        case Column(), Column() if (left.name, left.dialect, left.each) == (right.name, right.dialect, right.each):
            return _join_columns(left, right)
        case Template(), Template():
            labels = left.labels | right.labels
            if (left.prefix, left.suffix) == (right.prefix, right.suffix):
                return replace(left, labels=labels)
        case Names(), Names():
            return _join_names(left, right)
    if left == right:
        return left
    return _one_of((*options(left), *options(right)))


def join_all_values(values: Iterable[Value]) -> Value | None:
    """The join of all, or None when there are none."""
    result: Value | None = None
    for value in values:
        result = value if result is None else join_values(result, value)
    return result


def options(value: Value) -> tuple[Value, ...]:
    """The alternatives of a value: itself, unless it is a `OneOf`."""
    return value.options if isinstance(value, OneOf) else (value,)


def same_constant(left: Literal, right: Literal) -> bool:
    """Whether two literals are the same constant of the same type (1 is not True)."""
    return type(left.value) is type(right.value) and left.value == right.value


def join_cells(left: Cell, right: Cell) -> Cell:
    """The join of two cells; a cell that is missing on one side may be there, so it stays."""
    if left is None or left is right:
        return right
    if right is None:
        return left
    match left, right:
        case Frame(), Frame():
            return join_frames(left, right)
        case Items(), Items():
            return _join_items(left, right)
        case Entries(), Entries():
            return _join_entries(left, right)
        case Instance(), Instance() if left.class_ == right.class_:
            return _join_instances(left, right)
        case ClassObject(), ClassObject():
            return replace(left, members=_join_members(left.members, right.members))
        case Estimator(), Estimator() if left.type == right.type:
            return _join_estimators(left, right)
    if isinstance(left, VALUES) and isinstance(right, VALUES):
        return join_values(left, right)
    if left == right:
        return left
    return _wider(left, right)


LabelledT = TypeVar("LabelledT", Literal, Template, External, Opaque, Column, Names, Closure, Reference)


def _labelled(value: LabelledT, labels: Labels) -> LabelledT:
    """The same value with exactly these labels; itself when it has them, so that later joins know it again."""
    return value if labels is value.labels else replace(value, labels=labels)


def _join_opaque(left: Opaque, right: Opaque) -> Opaque:
    labels = left.labels | right.labels
    dataset, hint = left.dataset or right.dataset, left.hint or right.hint
    site = left.site or right.site
    unlike = left.unlike if left.unlike == right.unlike else ()
    same = dataset == left.dataset and hint == left.hint and unlike == left.unlike
    if labels is left.labels and same and site is left.site:
        return left
    return Opaque(labels, dataset, hint, site, unlike)


def _join_references(left: Reference, right: Reference) -> Reference:
    labels = left.labels | right.labels
    if left.addresses == right.addresses:
        return _labelled(left, labels)
    addresses = tuple(dict.fromkeys((*left.addresses, *right.addresses)))
    return _labelled(left, labels) if addresses == left.addresses else Reference(addresses, labels)


def _same_function(left: Closure, right: Closure) -> bool:
    """Whether two functions differ in nothing but what decided that it is they."""
    if left.function is not right.function and left.function != right.function:
        return False
    return left == right if left.labels is right.labels else replace(left, labels=right.labels) == right


def _join_columns(left: Column, right: Column) -> Column:
    return replace(
        left,
        labels=left.labels | right.labels,
        rows=left.rows | right.rows,
        dataset=left.dataset or right.dataset,
        values=left.values | right.values,
        index=tuple(dict.fromkeys((*left.index, *right.index))),
        answer=left.answer or right.answer,
    )


def _join_names(left: Names, right: Names) -> Names:
    if left == right:
        return left
    frame = join_frames(Frame(left.columns, left.rest, left.shared), Frame(right.columns, right.rest, right.shared))
    return Names(frame.columns, frame.rest, frame.shared, left.labels | right.labels)


def _join_instances(left: Instance, right: Instance) -> Instance:
    members = _join_members(left.members, right.members)
    is_open, labels = left.open or right.open, left.labels | right.labels
    if members is left.members and is_open == left.open and labels is left.labels:
        return left
    return replace(left, members=members, open=is_open, labels=labels)


def _join_items(left: Items, right: Items) -> Items:
    labels = left.labels | right.labels
    shared: list[Value] = []
    for mine, other in zip(left.items, right.items, strict=False):
        shared.append(join_values(mine, other))
    loose = (*left.items[len(shared) :], *right.items[len(shared) :])
    tail = join_all_values([*(item for item in (left.tail, right.tail) if item is not None), *loose])
    return Items(left.kind, tuple(shared), tail, labels)


def _join_entries(left: Entries, right: Entries) -> Entries:
    pairs: list[tuple[Value, Value]] = []
    others = list(right.pairs)
    for key, value in left.pairs:
        for place, (other, theirs) in enumerate(others):
            if other is key or other == key:
                del others[place]
                pairs.append((key, join_values(value, theirs)))
                break
        else:
            pairs.append((key, value))
    rest = join_all_values([item for item in (left.rest, right.rest) if item is not None])
    same = left.sure and right.sure and not others and len(left.pairs) == len(right.pairs)
    return Entries((*pairs, *others), rest, left.labels | right.labels, left.dataset or right.dataset, same)


def _join_members(
    left: tuple[tuple[str, Value], ...], right: tuple[tuple[str, Value], ...]
) -> tuple[tuple[str, Value], ...]:
    members = dict(left)
    changed = False
    for name, value in right:
        known = members.get(name)
        joined = value if known is None else join_values(known, value)
        if joined is not known:
            members[name] = joined
            changed = True
    return tuple(members.items()) if changed else left


def _join_estimators(left: Estimator, right: Estimator) -> Estimator:
    fitted = left.fitted or right.fitted
    if left.fitted is not None and right.fitted is not None:
        fitted = join_frames(left.fitted, right.fitted)
    return replace(
        left if left.stages or not right.stages else right,
        options=tuple(dict((*right.options, *left.options)).items()),
        fitted=fitted,
        trained=left.trained | right.trained,
        target=left.target | right.target,
    )


def _wider(left: Cell, right: Cell) -> Cell:
    """Two contents of different sorts at one address: the one that was seen to hold columns or items is kept, and an
    opaque one gives way with its labels."""
    match left, right:
        case Opaque(), _:
            return cell_with_labels(right, left.labels)
        case _, Opaque():
            return cell_with_labels(left, right.labels)
        case Literal(value=None), _:
            return right
        case _, Literal(value=None):
            return left
        case Frame(), _:
            return left
        case _, Frame():
            return right
    return left


def with_labels(value: Value, labels: Labels) -> Value:
    """The same value, owing these labels too, where it has room for them (what a reference leads to stays as it is)."""
    if not labels:
        return value
    match value:
        case Literal() | Template() | External() | Opaque() | Column() | Names() | Closure() | Reference():
            joined = value.labels | labels
            return value if joined is value.labels else replace(value, labels=joined)
        case OneOf():
            return OneOf(tuple(with_labels(option, labels) for option in value.options))
        case Bound():
            return replace(value, receiver=with_labels(value.receiver, labels))
        case _:
            return value


def cell_with_labels(cell: Cell, labels: Labels) -> Cell:
    """The same content, owing these labels too as a whole: a table for which rows it has."""
    match cell:
        case Items() | Entries() | Instance():
            return replace(cell, labels=cell.labels | labels)
        case Frame():
            return replace(cell, rows=cell.rows | labels)
        case Estimator():
            return replace(cell, trained=cell.trained | labels)
        case None | ClassObject():
            return cell
        case _:
            return with_labels(cell, labels)


def _one_of(alternatives: tuple[Value, ...]) -> Value:
    kept: list[Value] = []
    for option in alternatives:
        for place, known in enumerate(kept):
            folded = _fold(known, option)
            if folded is not None:
                kept[place] = folded
                break
        else:
            kept.append(option)
    if len(kept) == 1:
        return kept[0]
    if len(kept) > ALTERNATIVES:
        objects = [option for option in kept if isinstance(option, Reference)]  # all folded into one
        labels = Labels()
        for option in kept:
            labels = labels | shallow_labels(option)
        return OneOf((Opaque(labels), *objects)) if objects else Opaque(labels)
    return OneOf(tuple(kept))


def _fold(known: Value, option: Value) -> Value | None:
    """One value for both when they differ in nothing but labels or addresses."""
    if known is option:
        return known
    match known, option:
        case Literal(), Literal() if same_constant(known, option):
            return _labelled(known, known.labels | option.labels)
        case (Opaque(), Opaque()) | (Reference(), Reference()) | (Names(), Names()):
            return join_values(known, option)
        case Closure(), Closure() if _same_function(known, option):
            return join_values(known, option)
        case Column(), Column() if known.name == option.name and known.dialect == option.dialect:
            return _join_columns(known, option)
        case _ if known == option:
            return known
    return None


def shallow_labels(value: Value) -> Labels:
    """The labels of the value itself, not of what it refers to."""
    match value:
        case Literal() | Template() | External() | Opaque() | Column() | Names() | Closure() | Reference():
            return value.labels
        case OneOf():
            result = Labels()
            for option in value.options:
                result = result | shallow_labels(option)
            return result
        case _:
            return Labels()
