"""Writing to names, fields, keys and unpacked targets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import opaque, rewriting
from originlint.interpreter.classes import find_member
from originlint.interpreter.joins import join_all_values, join_values, options, with_labels
from originlint.interpreter.labels import Dependence, Labels, Mention
from originlint.interpreter.machine import Arguments, SinkKind
from originlint.interpreter.operations import writing
from originlint.interpreter.records import put
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Closure,
    Column,
    Content,
    Entries,
    Estimator,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    Namespace,
    OneOf,
    Opaque,
    Reference,
    Template,
    Value,
)
from originlint.ir import forms
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def assign(vm: Interpreter, target: forms.Target, value: Value, site: Site) -> None:
    """Write a value to a target, under the control labels that hold here."""
    match target:
        case forms.Name():
            place = vm.site(target.node)
            value = _named(vm, target.name, vm.controlled(_noted(vm, target.name, value, place)), place, "variable")
            _name_object(vm, target.name, value, place)
            scope = vm.here.scope.owner(target.name)
            vm.store.set((scope.number, target.name), value)
            vm.holding.note((scope.number, target.name), value)
            score(vm, target.name, value, place)
        case forms.Field():
            receiver = vm.evaluate(target.object)
            if _is_column(receiver) and target.name == "name":
                _name_column(vm, target.object, receiver, value, site)
            else:
                place = vm.site(target.node)
                set_field(vm, receiver, target.name, vm.controlled(_noted(vm, target.name, value, place)), place)
        case forms.Key():
            receiver, key = vm.evaluate(target.object), vm.evaluate(target.key)
            value = vm.controlled(value)
            set_item(vm, receiver, key, value, vm.site(target.node))
            rewriting.write_rows(vm, target.object, receiver, key, value, vm.site(target.node))
        case forms.Unpack():
            _unpack(vm, target, value, site)


def _noted(vm: Interpreter, name: str, value: Value, place: Site) -> Value:
    """The value with this place among those where it passed, when all ways are told apart: the arms of a branch are,
    by what they assign to."""
    if not vm.every_way:
        return value
    match value:
        case Literal() | Template() | Opaque() | Column() if value.labels:
            return replace(value, labels=value.labels.passing(place, f"assigned to `{name}`", vm.depth))
        case OneOf():
            return OneOf(tuple(_noted(vm, name, option, place) for option in value.options))
        case _:
            return value


def _is_column(value: Value) -> bool:
    """Whether a value is a column, be it one of several."""
    return isinstance(value, Column) or (isinstance(value, OneOf) and all(map(_is_column, value.options)))


def _name_column(vm: Interpreter, place: forms.Expression, column: Value, name: Value, site: Site) -> None:
    """`series.name = "total"`: what holds the column now holds one of that name."""
    if not isinstance(place, (forms.Name, forms.Field, forms.Key)):
        return
    given = vm.load(name)
    known = given.value if isinstance(given, Literal) and isinstance(given.value, (str, int)) else None
    named = [replace(each, name=known) for each in options(column) if isinstance(each, Column)]
    vm.assign(place, join_all_values(named) or column, site)


def _named(vm: Interpreter, name: str, value: Value, place: Site, via: str) -> Value:
    """What a value is put under says what it is, when it is unseen: `nationality = fetch(person)` is a mention."""
    match value:
        case Opaque() if not value.labels.tell:
            labels = value.labels | vm.born(name, place, via, None, Certainty.LIKELY)
            return replace(value, labels=labels) if labels else value
        case OneOf():
            changed = tuple(_named(vm, name, option, place, via) for option in value.options)
            return OneOf(changed) if changed != value.options else value
        case _:
            return value


def _name_object(vm: Interpreter, name: str, value: Value, place: Site) -> None:
    """The same for something unseen that has an address."""
    content = vm.load(value) if isinstance(value, Reference) else None
    if isinstance(content, Opaque):
        named = _named(vm, name, content, place, "variable")
        if isinstance(named, Opaque) and named is not content:
            vm.update(value, named)


def score(vm: Interpreter, name: str, value: Value, site: Site) -> None:
    """A value that gets a score's name is a score, when it owes to anything."""
    if not isinstance(name, str) or not (vm.scores.is_score(name) or vm.declared.sink_name(name)):
        return
    if vm.here.function is not None and vm.scores.measures(vm.here.function):
        return
    content = vm.load(value)
    if isinstance(content, (Names, Estimator, ClassObject, Instance, Bound, Entries)) or not _is_numbers(vm, content):
        return
    labels = vm.labels(value)
    if vm.here.scope.kind == "class":
        # A field that is declared under a name that says origin too (`ethnicity_risk`) is no score of itself.
        labels = Labels(
            each for each in labels if not (isinstance(each.subject, Mention) and each.subject.entry == site)
        )
    if labels:
        vm.sink(SinkKind.SCORE, name, labels, site)


def _is_numbers(vm: Interpreter, content: Content | Value) -> bool:
    """Whether a table or list can be scores: computed arrays and lists of plain values, not tables and records."""
    match content:
        case Frame():
            return content.dialect == "numpy"
        case Items():
            values = (*content.items, *([content.tail] if content.tail is not None else []))
            return not any(isinstance(each, Reference) for value in values for each in options(value))
        case _:
            return True


def set_field(vm: Interpreter, receiver: Value, name: str, value: Value, site: Site) -> None:
    """`receiver.name = value`."""
    for option in options(receiver):
        _set_field(vm, option, name, value, site)
    score(vm, name, value, site)


def _set_field(vm: Interpreter, receiver: Value, name: str, value: Value, site: Site) -> None:
    content = vm.load(receiver)
    match content:
        case Instance() | ClassObject():
            setter = property_setter(vm, content, name)
            if setter is not None:
                vm.call(replace(setter, receiver=receiver), Arguments((value,)), site)
                return
            value = _named(vm, name, value, site, "field")
            members = dict(content.members)
            members[name] = value
            vm.update(receiver, replace(content, members=tuple(members.items())))
        case Namespace():
            vm.store.set((content.scope, name), value)
        case Entries() if isinstance(receiver, Reference):
            vm.update(receiver, put(content, Literal(name), value))
        case Frame() | Column() | Names() | Estimator():
            writing.set_field(vm, receiver, content, name, value, site)
        case Opaque() if isinstance(receiver, Reference):
            if name == "columns":
                frame = opaque.promote(vm, receiver, site)
                writing.set_field(vm, frame, vm.load(frame), name, value, site)
                return
            vm.update(receiver, replace(content, labels=content.labels | vm.labels(value)))
        case _:
            return


def property_setter(vm: Interpreter, content: Instance | ClassObject, name: str) -> Closure | None:
    """The setter that the class has for that name."""
    if isinstance(content, ClassObject):
        return None
    member = find_member(vm, content.class_, name)
    return member if isinstance(member, Closure) and member.kind == "setter" else None


def set_item(vm: Interpreter, receiver: Value, key: Value, value: Value, site: Site) -> None:
    """`receiver[key] = value`."""
    for option in options(receiver):
        _set_item(vm, option, key, value, site)
    given = vm.load(key)
    if isinstance(given, Literal) and isinstance(given.value, str):
        score(vm, given.value, value, site)
    elif isinstance(given, Items) and given.kind == "tuple" and given.items:
        column = vm.load(given.items[-1])
        if isinstance(column, Literal) and isinstance(column.value, str):
            chosen = vm.labels(given.items[0]).weakened(Dependence.CONTROL)
            score(vm, column.value, Opaque(vm.labels(value) | chosen), site)


def _set_item(vm: Interpreter, receiver: Value, key: Value, value: Value, site: Site) -> None:
    content = vm.load(receiver)
    match content:
        case Entries():
            vm.update(receiver, put(content, key, _under(vm, key, value, site)))
        case Items():
            vm.update(receiver, _item_set(vm, content, key, value))
        case Frame() | Column() | Names() | Estimator():
            writing.set_item(vm, receiver, content, key, value, site)
        case Bound():
            owner = vm.load(content.receiver)
            if isinstance(owner, Opaque):
                if not isinstance(content.receiver, Reference):
                    return
                frame = opaque.promote(vm, content.receiver, site)
                receiver = content = replace(content, receiver=frame)
            writing.set_item(vm, receiver, content, key, value, site)
        case Instance():
            if vm.call_method(receiver, "__setitem__", Arguments((key, value)), site) is None:
                vm.update(receiver, replace(content, labels=content.labels | vm.labels(value)))
        case Opaque() if isinstance(receiver, Reference):
            given = vm.load(key)
            if isinstance(given, (Literal, Items, Template)) and _looks_like_column(vm, given, value):
                frame = opaque.promote(vm, receiver, site)
                writing.set_item(vm, frame, vm.load(frame), key, value, site)
            else:
                vm.update(receiver, replace(content, labels=content.labels | vm.labels(value) | vm.labels(key)))
        case _:
            return


def _under(vm: Interpreter, key: Value, value: Value, site: Site) -> Value:
    """A value that is put under a key: the key says what something unseen is, as a variable's name does."""
    given = vm.load(key)
    if not (isinstance(given, Literal) and isinstance(given.value, str) and isinstance(value, Opaque)):
        return value
    named = _named(vm, given.value, value, given.site or site, "key")
    labels = named.labels if isinstance(named, Opaque) else value.labels
    if given.asked is not None:
        labels = labels.through(given.asked, f"`{given.value}` is asked for by its name", vm.depth)
    return replace(value, labels=labels.through(site, f"put under the key `{given.value}`", vm.depth))


def _looks_like_column(vm: Interpreter, key: Value | Items, value: Value) -> bool:
    if isinstance(key, Items):
        return True
    return isinstance(key, Template) or (isinstance(key, Literal) and isinstance(key.value, str))


def _is_constant(vm: Interpreter, key: Value) -> bool:
    return isinstance(vm.load(key), Literal)


def _item_set(vm: Interpreter, items: Items, key: Value, value: Value) -> Items:
    items = replace(items, link=None)
    given = vm.load(key)
    match given:
        case Literal(value=int(position)) if items.tail is None and -len(items.items) <= position < len(items.items):
            changed = list(items.items)
            changed[position] = value
            return replace(items, items=tuple(changed))
    value = with_labels(value, vm.labels(key).weakened(Dependence.CONTROL))
    everything = join_all_values([*items.items, *([items.tail] if items.tail is not None else []), value])
    return replace(items, items=(), tail=everything)


def _unpack(vm: Interpreter, target: forms.Unpack, value: Value, site: Site) -> None:
    for_each: list[Value] = _parts(vm, value, len(target.targets), target.star, site)
    for part, item in zip(target.targets, for_each, strict=False):
        vm.assign(part, item, site)


def _parts(vm: Interpreter, value: Value, count: int, star: int | None, site: Site) -> list[Value]:
    """The values that `count` targets get from one value."""
    result: list[Value] | None = None
    for option in options(value):
        parts = _parts_of(vm, option, count, star, site)
        if result is None:
            result = parts
        else:
            result = [join_values(mine, other) for mine, other in zip(result, parts, strict=True)]
    return result if result is not None else [Opaque()] * count


def _parts_of(vm: Interpreter, value: Value, count: int, star: int | None, site: Site) -> list[Value]:
    spread = vm.spread(value, site)
    items, tail = spread.items, spread.tail
    labels: Labels = spread.labels.weakened(Dependence.SELECTION)
    if tail is None and (len(items) == count or (star is not None and len(items) >= count - 1)):
        if star is None:
            return list(items)
        after = count - star - 1
        middle = items[star : len(items) - after]
        return [*items[:star], vm.new_items("list", tuple(middle)), *items[len(items) - after :]]
    if tail is None and not items:
        return [Opaque(vm.labels(value))] * count
    everything = join_all_values([*items, *([tail] if tail is not None else [])])
    assert everything is not None
    loose = with_labels(everything, labels)
    parts: list[Value] = []
    for position in range(count):
        if star is not None and position == star:
            parts.append(vm.new_items("list", (), loose))
        elif position < len(items) and (star is None or position < star):
            parts.append(items[position])
        else:
            parts.append(loose)
    return parts
