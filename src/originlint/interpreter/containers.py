"""Methods of lists, tuples, sets and dicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.expected import expect
from originlint.interpreter.joins import join_all_values, join_values, same_constant
from originlint.interpreter.labels import Dependence, Labels, join_all
from originlint.interpreter.machine import Arguments
from originlint.interpreter.records import bare, place_of, put, which_keys
from originlint.interpreter.subscripts import value_under
from originlint.interpreter.values import Entries, Frame, Items, Literal, Names, Opaque, Value

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site

_ARGUMENT = 8
"""The forms of a call are numbered from the call on; a constant among its arguments is at most so far behind it."""


def call_method(
    vm: Interpreter, receiver: Value, content: Items | Entries, name: str, arguments: Arguments, site: Site
) -> Value | None:
    """Call a method of a built-in container; None for one that they do not have."""
    if isinstance(content, Items):
        if content.kind == "super":
            return None
        return _list_method(vm, receiver, content, name, arguments, site)
    return _dict_method(vm, receiver, content, name, arguments, site)


def _list_method(
    vm: Interpreter, receiver: Value, content: Items, name: str, arguments: Arguments, site: Site
) -> Value | None:
    given = arguments.positional
    content = replace(content, link=None)  # a list that changes is no longer the one that was filtered
    match name:
        case "append" | "add" | "appendleft" | "put" if given:
            vm.update(receiver, _with_item(vm, content, vm.controlled(given[0])))
        case "insert" if len(given) == 2:
            at = vm.load(given[0])
            if isinstance(at, Literal) and at.value == 0 and content.tail is None:
                vm.update(receiver, _marked(vm, replace(content, items=(vm.controlled(given[1]), *content.items))))
            else:
                vm.update(receiver, _with_item(vm, content, vm.controlled(given[1])))
        case "extend" | "update" | "extendleft" if given:
            for more in given:
                spread = vm.spread(more, site)
                for item in spread.items:
                    content = _with_item(vm, content, vm.controlled(item))
                if spread.tail is not None:
                    tail = vm.controlled(spread.tail)
                    content = replace(content, tail=tail if content.tail is None else join_values(content.tail, tail))
                content = replace(content, labels=content.labels | spread.labels)
            vm.update(receiver, _marked(vm, content))
        case "remove" | "discard" if given:
            vm.update(receiver, _without(vm, content, given[0]))
        case "pop" | "popleft":
            return _pop(vm, receiver, content, given)
        case "copy" | "difference" | "union" | "intersection" | "symmetric_difference":
            return _set_method(vm, content, name, given, site)
        case "sort" | "reverse":
            if content.tail is None and all(isinstance(item, Literal) for item in content.items) and name == "reverse":
                vm.update(receiver, replace(content, items=content.items[::-1]))
            elif name == "sort" and not _sort(vm, receiver, content):
                everything = join_all_values([*content.items, *([content.tail] if content.tail is not None else [])])
                vm.update(receiver, replace(content, items=(), tail=everything))
        case "clear":
            vm.update(receiver, Items(content.kind, labels=vm.control))
        case "index" | "count":
            return Opaque(vm.labels(receiver) | _asked(vm, given))
        case "issubset" | "issuperset" | "isdisjoint":
            for other in given:
                expect(vm, content, vm.load(other), site)
            return Opaque(vm.labels(receiver) | _asked(vm, given))
        case "__iter__" | "__aiter__" | "__enter__":
            return receiver
        case "__contains__":
            return Opaque(vm.labels(receiver) | _asked(vm, given))
        case "__len__":
            return Opaque(content.labels.deciding())
        case "__next__" | "send":
            return join_all_values([*content.items, *([content.tail] if content.tail is not None else [])])
        case "tolist":
            return receiver
        case _:
            return None
    return Literal(None)


def _asked(vm: Interpreter, given: tuple[Value, ...]) -> Labels:
    """What the answer to a question about a container owes to what is asked for; which columns a table has owes to
    nothing."""
    asked = (value for value in given if not isinstance(vm.load(value), (Names, Frame)))
    return join_all(vm.labels(value) for value in asked).weakened(Dependence.CONTROL)


def _with_item(vm: Interpreter, content: Items, item: Value) -> Items:
    if content.tail is not None:
        return _marked(vm, replace(content, tail=join_values(content.tail, item)))
    if len(content.items) >= 512:
        everything = join_all_values([*content.items, item])
        return _marked(vm, replace(content, items=(), tail=everything))
    return _marked(vm, replace(content, items=(*content.items, item)))


def _marked(vm: Interpreter, content: Items) -> Items:
    """Whether it was added at all owes to what decided that we are here."""
    return replace(content, labels=content.labels | vm.control) if vm.control else content


def _without(vm: Interpreter, content: Items, item: Value) -> Items:
    gone = vm.load(item)
    chosen = vm.labels(item) | vm.control
    if chosen:
        content = replace(content, labels=content.labels | chosen.weakened(Dependence.CONTROL))
    if not isinstance(gone, Literal):
        return content
    kept = tuple(known for known in content.items if not (isinstance(known, Literal) and same_constant(known, gone)))
    return replace(content, items=kept)


def _pop(vm: Interpreter, receiver: Value, content: Items, given: tuple[Value, ...]) -> Value:
    at = vm.load(given[0]) if given else Literal(-1)
    count = len(content.items)
    if content.tail is None and isinstance(at, Literal) and isinstance(at.value, int) and -count <= at.value < count:
        items = list(content.items)
        popped = items.pop(at.value)
        vm.update(receiver, replace(content, items=tuple(items)))
        return popped
    everything = join_all_values([*content.items, *([content.tail] if content.tail is not None else [])])
    return everything if everything is not None else Opaque(content.labels)


def _sort(vm: Interpreter, receiver: Value, content: Items) -> bool:
    if content.tail is not None or not all(isinstance(item, Literal) for item in content.items):
        return False
    try:
        ordered = sorted((item for item in content.items if isinstance(item, Literal)), key=lambda item: item.value)  # type: ignore[arg-type, return-value]
    except TypeError:
        return False
    vm.update(receiver, replace(content, items=tuple(ordered)))
    return True


def _set_method(vm: Interpreter, content: Items, name: str, given: tuple[Value, ...], site: Site) -> Value:
    from originlint.interpreter.operators import derive

    result: Value = vm.new(content)
    symbol = {"difference": "-", "union": "|", "intersection": "&", "symmetric_difference": "^"}.get(name)
    if symbol is None:
        return result
    for other in given:
        spread = vm.spread(other, site)
        result = derive(vm, symbol, (result, vm.new(spread)), site)
    return result


def _dict_method(
    vm: Interpreter, receiver: Value, content: Entries, name: str, arguments: Arguments, site: Site
) -> Value | None:
    given = arguments.positional
    match name:
        case "get" | "pop" if given:
            value = value_under(vm, content, given[0], site)
            known = vm.load(given[0])
            has = isinstance(known, Literal) and any(
                isinstance(key, Literal) and same_constant(key, known) for key, _ in content.pairs
            )
            if name == "pop" and isinstance(known, Literal):
                popped = bare(known)
                pairs = tuple((key, item) for key, item in content.pairs if key != popped)
                vm.update(receiver, replace(content, pairs=pairs))
            if not has and isinstance(known, Literal) and _is_closed(content):
                default = given[1] if len(given) > 1 else Literal(None)
                # Code that asks for an origin would use it: the records of a test or a demonstration need not have it.
                return join_values(value, default) if _written_in(site, known) and vm.labels(value) else default
            if not has and len(given) > 1:
                return join_values(value, given[1])
            return value
        case "setdefault" if given:
            value = given[1] if len(given) > 1 else Literal(None)
            known = vm.load(given[0])
            if isinstance(known, Literal) and place_of(content.pairs, bare(known)) is None:
                vm.update(receiver, put(content, known, vm.controlled(value)))
                return value
            return value_under(vm, content, given[0], site)
        case "keys" | "__iter__":
            return vm.new(key_items(content))
        case "values":
            return vm.new(Items("list", tuple(value for _, value in content.pairs), content.rest, content.labels))
        case "items":
            return vm.new(pair_items(vm, content))
        case "update":
            vm.update(receiver, _updated(vm, content, arguments))
        case "copy":
            return vm.new(content)
        case "clear":
            vm.update(receiver, Entries(dataset=content.dataset))
        case "__contains__" | "__len__":
            return Opaque(which_keys(vm, content).deciding() | _asked(vm, given))
        case "dict" | "model_dump" | "to_dict":
            return receiver
        case _:
            return None
    return Literal(None)


def _written_in(call: Site, key: Literal) -> bool:
    """Whether a key is written out in the call itself, and does not come from a list of names."""
    place = key.site
    return place is not None and place.path == call.path and call.node < place.node <= call.node + _ARGUMENT


def _is_closed(entries: Entries) -> bool:
    """Whether all keys of a dict are known."""
    constant = all(isinstance(key, Literal) for key, _ in entries.pairs)
    return constant and entries.rest is None and entries.dataset is None and not entries.labels


def key_items(entries: Entries) -> Items:
    """The keys of a dict."""
    tail = Opaque(entries.labels, entries.dataset) if entries.rest is not None or entries.dataset else None
    return Items("list", tuple(key for key, _ in entries.pairs), tail, entries.labels)


def pair_items(vm: Interpreter, entries: Entries) -> Items:
    """The (key, value) pairs of a dict."""
    pairs: tuple[Value, ...] = tuple(vm.new_items("tuple", pair) for pair in entries.pairs)
    tail: Value | None = None
    if entries.rest is not None:
        tail = vm.new_items("tuple", (Opaque(entries.labels), entries.rest))
    return Items("list", pairs, tail, entries.labels)


def _updated(vm: Interpreter, content: Entries, arguments: Arguments) -> Entries:
    for value in arguments.positional:
        other = vm.load(value)
        if isinstance(other, Entries):
            for key, item in other.pairs:
                content = put(content, key, vm.controlled(item))
            if other.rest is not None:
                content = replace(
                    content, rest=other.rest if content.rest is None else join_values(content.rest, other.rest)
                )
        else:
            unknown = Opaque(vm.labels(value))
            content = replace(content, rest=unknown if content.rest is None else join_values(content.rest, unknown))
    for name, item in arguments.keywords:
        content = put(content, Literal(name), vm.controlled(item))
    return content
