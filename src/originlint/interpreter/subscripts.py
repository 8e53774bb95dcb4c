"""Reading `object[key]`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import opaque
from originlint.interpreter.joins import join_all_values, same_constant, with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels, Mark
from originlint.interpreter.machine import Arguments
from originlint.interpreter.operations import access
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Column,
    Content,
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
    Template,
    Value,
)
from originlint.lexicon.verdict import Certainty

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site


def get_item(vm: Interpreter, receiver: Value, key: Value, site: Site) -> Value:
    """Return the item of every alternative of the receiver."""
    return vm.each(receiver, lambda option: _item_of(vm, option, key, site))


def _item_of(vm: Interpreter, receiver: Value, key: Value, site: Site) -> Value:
    content = vm.load(receiver)
    match content:
        case Items():
            _may_miss(vm, key, content.labels)
            return item_at(vm, content, key)
        case Entries():
            _may_miss(vm, key, content.labels)
            return value_under(vm, content, key, site)
        case Frame() | Column() | Names() | Estimator():
            found = access.get_item(vm, receiver, content, key, site)
            return found if found is not None else Opaque(vm.labels(content) | vm.labels(key))
        case Bound():
            return _item_of_accessor(vm, receiver, content, key, site)
        case Literal(value=str()):
            return _character(vm, content, key)
        case Instance() | ClassObject():
            found = vm.call_method(receiver, "__getitem__", Arguments((key,)), site)
            if found is not None:
                return found
            labels = vm.labels(content) if isinstance(content, Instance) and content.open else NONE
            return Opaque(labels | vm.labels(key))
        case Opaque():
            return _item_of_opaque(vm, receiver, content, key, site)
        case External():
            found = vm.call_method(content, "__getitem__", Arguments((key,)), site) if _has_items(vm, content) else None
            if found is not None:
                return found
            return Opaque(content.labels | vm.labels(key) | _key_mention(vm, key, site, content.name))
        case _:
            return Opaque(vm.labels(content) | vm.labels(key))


def _has_items(vm: Interpreter, external: External) -> bool:
    """Whether knowledge says what subscripting this object of a library gives, as for `np.c_`."""
    return vm.library.lookup(f"{external.name}.__getitem__") is not None


def _item_of_accessor(vm: Interpreter, receiver: Value, content: Bound, key: Value, site: Site) -> Value:
    owner = vm.load(content.receiver)
    if isinstance(owner, Opaque) and content.name in ("loc", "iloc", "at", "iat"):
        frame = opaque.promote(vm, content.receiver, site)
        receiver = content = replace(content, receiver=frame)
    elif isinstance(owner, Opaque):
        return Opaque(owner.labels | vm.labels(key))
    found = access.get_item(vm, receiver, content, key, site)
    return found if found is not None else Opaque(vm.labels(owner) | vm.labels(key))


def _item_of_opaque(vm: Interpreter, receiver: Value, content: Opaque, key: Value, site: Site) -> Value:
    """A key of something unseen: a name reads a field or column, a list or mask shows that it is a table."""
    given = vm.load(key)
    match given:
        case Items(kind="list") | Names() | Column():
            frame = opaque.promote(vm, receiver, site)
            found = access.get_item(vm, frame, vm.load(frame), key, site)
            if found is not None:
                return found
        case Literal(value=str(name)):
            place = given.site or site
            labels = content.labels | vm.mention(name, place, "column", content.dataset)
            return Opaque(labels | given.labels.weakened(Dependence.CONTROL))
        case Items(kind="tuple") if _names_columns(given):
            frame = opaque.promote(vm, receiver, site)
            found = access.get_item(vm, frame, vm.load(frame), key, site)
            if found is not None:
                return found
    labels = content.labels | vm.labels(key).weakened(Dependence.CONTROL) | _key_mention(vm, key, site, content.dataset)
    return Opaque(labels, content.dataset if isinstance(given, (Items, Opaque)) else None, site=content.site)


def _names_columns(items: Items) -> bool:
    return any(isinstance(item, Literal) and isinstance(item.value, str) for item in items.items)


def _key_mention(vm: Interpreter, key: Value, site: Site, dataset: str | None) -> Labels:
    labels = NONE
    match vm.load(key):
        case Literal(value=str(name), site=place):
            labels = vm.born(name, place or site, "key", dataset, Certainty.DEFINITE)
        case Template(prefix=prefix, suffix=suffix, site=place) if len(prefix) + len(suffix) > 2:
            labels = vm.born(f"{prefix}{{}}{suffix}", place or site, "key", dataset, Certainty.LIKELY)
    return labels


def _may_miss(vm: Interpreter, key: Value, labels: Labels) -> None:
    """Whether a container has the key decides whether there is an exception."""
    if any(activation.raises for activation in vm.active):
        vm.may_raise(vm.labels(key) | labels)


def item_at(vm: Interpreter, items: Items, key: Value) -> Value:
    """The item of a list or tuple at a position, or the list of those in a slice."""
    given = vm.load(key)
    match given:
        case Literal(value=int(position)) if items.tail is None and -len(items.items) <= position < len(items.items):
            return items.items[position]
        case Literal(value=int(position)) if 0 <= position < len(items.items):
            return items.items[position]
        case Items(kind="slice", items=(start, stop, step)):
            cut = _known_slice(vm, (start, stop, step))
            if items.tail is None and cut is not None:
                return vm.new(replace(items, items=items.items[cut]))
            everything = join_all_values([*items.items, *([items.tail] if items.tail is not None else [])])
            return vm.new(Items(items.kind, (), everything, items.labels))
    everything = join_all_values([*items.items, *([items.tail] if items.tail is not None else [])])
    chosen = vm.labels(key).weakened(Dependence.CONTROL)
    if everything is None:
        return Opaque(items.labels | chosen)
    return with_labels(everything, chosen | items.labels.weakened(Dependence.SELECTION))


def value_under(vm: Interpreter, entries: Entries, key: Value, site: Site) -> Value:
    """The value of a dict under a key. A key that owes to origin decides which value it is: a table look-up."""
    given = vm.load(key)
    if isinstance(given, Literal):
        for known, value in entries.pairs:
            if isinstance(known, Literal) and same_constant(known, given):
                return _mentioned(vm, entries, given, value, site)
        if not given.labels:
            value = entries.rest if entries.rest is not None else Opaque(entries.labels, site=site)
            return _mentioned(vm, entries, given, value, site)
    labels = vm.labels(key)
    if labels:
        mark = Mark.TABLE if vm.is_code_table(entries, labels) else None
        labels = labels.through(site, opaque.LOOKS_UP, vm.depth, mark=mark)
    every = [value for _, value in entries.pairs]
    if entries.rest is not None:
        every.append(entries.rest)
    joined = join_all_values(every)
    if joined is None:
        joined = Opaque(entries.labels)
    return with_labels(joined, labels.weakened(Dependence.CONTROL) | entries.labels)


def _mentioned(vm: Interpreter, entries: Entries, key: Literal, value: Value, site: Site) -> Value:
    """Reading a record under an origin key is a mention, unless the dict is a table of settings (all numbers) or the
    value already says what it owes to."""
    if not isinstance(key.value, str):
        return value
    if entries.dataset is not None:
        labels = vm.mention(key.value, key.site or site, "key", entries.dataset)
    elif _is_setting(vm, value):
        return value
    else:
        labels = vm.born(key.value, key.site or site, "key", None, Certainty.LIKELY)
    if any(label.dependence is Dependence.DATA for label in vm.labels(value)) and entries.dataset is None:
        return _read_as(value, key.value, key.site or site, vm.depth) if labels else value
    return with_labels(value, labels)


def _read_as(value: Value, name: str, site: Site, depth: int) -> Value:
    """A value that says already what it owes to, with the hop at which code calls it by an origin name again."""
    match value:
        case Opaque() | Literal() | Column():
            return replace(value, labels=value.labels.through(site, f"read as `{name}`", depth))
        case OneOf(options=several):
            return OneOf(tuple(_read_as(option, name, site, depth) for option in several))
        case _:
            return value


def _is_setting(vm: Interpreter, value: Value) -> bool:
    content: Content | Value = vm.load(value)
    match content:
        case Literal(value=value_):
            return value_ is None or isinstance(value_, (int, float, bool))
        case Opaque():
            return False
        case OneOf(options=several):
            return all(_is_setting(vm, option) for option in several)
        case _:
            return True


def _character(vm: Interpreter, literal: Literal, key: Value) -> Value:
    given = vm.load(key)
    match given:
        case Literal(value=int(position)) if isinstance(literal.value, str) and -len(literal.value) <= position < len(
            literal.value
        ):
            return replace(literal, value=literal.value[position], pieces=())
        case Items(kind="slice", items=parts):
            cut = _known_slice(vm, parts)
            if cut is not None:
                return replace(literal, value=str(literal.value)[cut], pieces=())
    return Opaque(literal.labels | vm.labels(key))


def _known_slice(vm: Interpreter, parts: tuple[Value, ...]) -> slice | None:
    """A slice whose bounds are all known numbers or absent."""
    bounds: list[int | None] = []
    for part in parts:
        bound = vm.load(part)
        if not isinstance(bound, Literal) or not (bound.value is None or isinstance(bound.value, int)):
            return None
        bounds.append(bound.value)
    return slice(*bounds) if len(bounds) == 3 and bounds[-1] != 0 else None
