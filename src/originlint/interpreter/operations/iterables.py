"""Operations on whatever can be iterated over: containers made, zipped, filtered, sorted, chained and added up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from originlint.interpreter.joins import join_all_values, join_values, with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Arguments, Invocation, Machine, Operation
from originlint.interpreter.operations.builtins import argument_labels, every_item, first_argument
from originlint.interpreter.records import of_frame
from originlint.interpreter.values import (
    Entries,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Value,
)


def container(machine: Machine, call: Invocation) -> Value:
    """`list`, `tuple`, `set`, `frozenset`, `deque`: the items of an iterable. A frame's names stay linked to it."""
    kind = str(call.record.option("kind", "list"))
    value = first_argument(call)
    if value is None:
        return machine.new(Items(kind))
    content = machine.load(value)
    if isinstance(content, Names) and content.rest:
        return content
    spread = machine.spread(value, call.site)
    items = spread.items
    if kind == "set":
        items = tuple(dict.fromkeys(items))
    return machine.new(Items(kind, items, spread.tail, spread.labels))


def slice_of(machine: Machine, call: Invocation) -> Value:
    """`slice(stop)`, `slice(start, stop, step)`: what stands between colons, where it is a value."""
    given = call.arguments.positional
    nothing = Literal(None)
    parts = (nothing, *given, nothing) if len(given) == 1 else (*given, nothing)[:3]
    return machine.new(Items("slice", parts)) if len(parts) == 3 else Opaque(argument_labels(machine, call))


def tuple_of(machine: Machine, call: Invocation) -> Value:
    """`NamedAgg(column, aggfunc)`: a tuple of the arguments, in the order of the parameters."""
    items = tuple(call.get(slot.name) or Literal(None) for slot in call.record.slots)
    return machine.new(Items("tuple", items))


def mapping(machine: Machine, call: Invocation) -> Value:
    """`dict`: keywords, another mapping, a row of a table, or pairs."""
    pairs: list[tuple[Value, Value]] = []
    rest: Value | None = None
    labels = NONE
    dataset: str | None = None
    sure = True
    for value in call.arguments.positional[:1]:
        content = machine.load(value)
        if isinstance(content, Frame):
            content = of_frame(content)
        if isinstance(content, Entries):
            pairs.extend(content.pairs)
            rest, labels, dataset, sure = content.rest, content.labels, content.dataset, content.sure
        elif isinstance(content, Opaque):
            return machine.new(Entries((), Opaque(content.labels), content.labels, content.dataset))
        else:
            spread = machine.spread(value, call.site)
            labels = spread.labels
            for item in spread.items:
                pair = machine.spread(item, call.site)
                if len(pair.items) == 2:
                    pairs.append((pair.items[0], pair.items[1]))
            rest = spread.tail
            if rest is not None:
                pair = machine.spread(rest, call.site)
                rest = every_item(pair)
    pairs.extend((Literal(name), value) for name, value in call.arguments.keywords)
    if call.arguments.more is not None:
        rest = call.arguments.more if rest is None else join_values(rest, call.arguments.more)
    return machine.new(Entries(tuple(pairs), rest, labels, dataset, sure))


def default_mapping(machine: Machine, call: Invocation) -> Value:
    """`defaultdict(factory)`: missing keys have what the factory makes."""
    factory = first_argument(call)
    value = machine.call(factory, Arguments(), call.site) if factory is not None else Opaque()
    return machine.new(Entries((), value))


def numbers(machine: Machine, call: Invocation) -> Value:
    """`range`: known numbers when there are few, else numbers."""
    given = [machine.load(value) for value in call.arguments.positional]
    values = [value.value for value in given if isinstance(value, Literal) and isinstance(value.value, int)]
    if len(values) == len(given) and 0 < len(values) <= 3 and (len(values) < 3 or values[2] != 0):
        known = range(*values)
        if len(known) <= 64:
            return machine.new(Items("list", tuple(Literal(number) for number in known)))
    return machine.new(Items("list", (), Opaque(argument_labels(machine, call))))


def enumerated(machine: Machine, call: Invocation) -> Value:
    """`enumerate`: pairs of number and item."""
    value = first_argument(call)
    if value is None:
        return Opaque()
    spread = machine.spread(value, call.site)
    items = tuple(
        machine.new(Items("tuple", (Literal(number), item))) for number, item in enumerate(spread.items[:256])
    )
    rest = join_all_values([*spread.items[256:], *([spread.tail] if spread.tail is not None else [])])
    tail = machine.new(Items("tuple", (Opaque(), rest))) if rest is not None else None
    return machine.new(Items("list", items, tail, spread.labels))


def zipped(machine: Machine, call: Invocation) -> Value:
    """`zip`: tuples of items."""
    spreads = [machine.spread(value, call.site) for value in call.arguments.positional]
    labels = NONE
    for spread in spreads:
        labels = labels | spread.labels
    if spreads and all(spread.tail is None for spread in spreads):
        count = min(len(spread.items) for spread in spreads)
        items = tuple(
            machine.new(Items("tuple", tuple(spread.items[i] for spread in spreads))) for i in range(min(count, 256))
        )
        return machine.new(Items("list", items, None, labels))
    parts = tuple(every_item(spread) or Opaque() for spread in spreads)
    return machine.new(Items("list", (), machine.new(Items("tuple", parts)), labels))


def mapped(machine: Machine, call: Invocation) -> Value:
    """`map(function, iterable)`."""
    if len(call.arguments.positional) < 2:
        return Opaque()
    function, *iterables = call.arguments.positional
    spreads = [machine.spread(value, call.site) for value in iterables]
    spread = spreads[0]
    if len(spreads) > 1:
        every = [every_item(each) or Opaque() for each in spreads]
        tail: Value | None = machine.call(function, Arguments(tuple(every)), call.site)
        return machine.new(Items("list", (), tail, spread.labels))
    results = tuple(machine.call(function, Arguments((item,)), call.site) for item in spread.items[:48])
    rest = join_all_values([*spread.items[48:], *([spread.tail] if spread.tail is not None else [])])
    tail = machine.call(function, Arguments((rest,)), call.site) if rest is not None else None
    return machine.new(Items("list", results, tail, spread.labels))


def filtered(machine: Machine, call: Invocation) -> Value:
    """`filter(function, iterable)`: the test decides who stays."""
    if len(call.arguments.positional) < 2:
        return Opaque()
    function, iterable = call.arguments.positional[:2]
    spread = machine.spread(iterable, call.site)
    labels = spread.labels
    kept: list[Value] = []
    for item in spread.items[:64]:
        test = machine.call(function, Arguments((item,)), call.site) if not _is_none(function) else item
        labels = labels | machine.labels(test).weakened(Dependence.SELECTION)
        if not (isinstance(test, Literal) and not test.value and not test.labels):
            kept.append(item)
    kept.extend(spread.items[64:])
    if spread.tail is not None and not _is_none(function):
        labels = labels | machine.labels(machine.call(function, Arguments((spread.tail,)), call.site)).weakened(
            Dependence.SELECTION
        )
    return machine.new(Items("list", tuple(kept), spread.tail, labels))


def _is_none(value: Value) -> bool:
    return isinstance(value, Literal) and value.value is None


def ordered(machine: Machine, call: Invocation) -> Value:
    """`sorted`, `reversed`: the same items; what they are sorted by decides the order."""
    value = first_argument(call)
    if value is None:
        return Opaque()
    content = machine.load(value)
    if isinstance(content, Names):
        return content
    spread = machine.spread(value, call.site)
    labels = spread.labels
    for name, key in call.arguments.keywords:
        if name == "key":
            for item in (*spread.items[:8], *([spread.tail] if spread.tail is not None else [])):
                decided = machine.labels(machine.call(key, Arguments((item,)), call.site))
                labels = labels | decided.weakened(Dependence.SELECTION)
    known = [item for item in spread.items if isinstance(item, Literal)]
    if spread.tail is None and len(known) == len(spread.items) and not call.arguments.keywords:
        try:
            by_value: list[Literal] = sorted(known, key=_sort_key)
            items: tuple[Value, ...] = tuple(by_value)
        except TypeError:
            items = spread.items
        if call.record.callee.endswith("reversed"):
            items = spread.items[::-1]
        return machine.new(Items("list", items, None, labels))
    if not call.arguments.keywords and spread.tail is None:
        return machine.new(Items("list", (), every_item(spread), labels))
    return machine.new(Items("list", (), every_item(spread), labels))


def _sort_key(item: Literal) -> Any:
    return item.value


def chained(machine: Machine, call: Invocation) -> Value:
    """`itertools.chain`: the items of several iterables."""
    items: list[Value] = []
    tail: Value | None = None
    labels = NONE
    given = list(call.arguments.positional)
    if call.record.option("nested") and given:
        given = list(machine.spread(given[0], call.site).items)
    for value in given:
        spread = machine.spread(value, call.site)
        items.extend(spread.items)
        labels = labels | spread.labels
        if spread.tail is not None:
            tail = spread.tail if tail is None else join_values(tail, spread.tail)
    if tail is not None:
        joined = join_all_values([*items, tail])
        return machine.new(Items("list", (), joined, labels))
    return machine.new(Items("list", tuple(items), None, labels))


def aggregate(machine: Machine, call: Invocation) -> Value:
    """`sum`, `min`, `max`, `any`, `all`: one value from all; who is there decides it too."""
    labels = argument_labels(machine, call)
    given = [machine.load(value) for value in call.arguments.positional]
    for name, key in call.arguments.keywords:
        if name == "key":
            labels = labels | _decided_by_key(machine, call, key)
    if call.record.option("choose") and len(given) > 1:
        joined = join_all_values(call.arguments.positional)
        assert joined is not None
        return with_labels(joined, labels)
    if call.record.option("choose") and len(given) == 1:
        spread = machine.spread(call.arguments.positional[0], call.site)
        joined = every_item(spread)
        if joined is not None and not isinstance(joined, (Reference,)):
            return with_labels(joined, labels)
        if joined is not None:
            return with_labels(joined, labels.weakened(Dependence.CONTROL))
    return Opaque(labels)


def _decided_by_key(machine: Machine, call: Invocation, key: Value) -> Labels:
    """What the function that items are compared by looks at."""
    spread = machine.spread(call.arguments.positional[0], call.site) if len(call.arguments.positional) == 1 else None
    items = call.arguments.positional if spread is None else (*spread.items, *([spread.tail] if spread.tail else []))
    found = NONE
    for item in items[:8]:
        found = found | machine.labels(machine.call(key, Arguments((item,)), call.site))
    return found.weakened(Dependence.CONTROL)


def next_item(machine: Machine, call: Invocation) -> Value:
    """`next`: one of the items, or the default."""
    value = first_argument(call)
    if value is None:
        return Opaque()
    spread = machine.spread(value, call.site)
    joined = join_all_values(
        [*spread.items, *([spread.tail] if spread.tail is not None else []), *call.arguments.positional[1:]]
    )
    chosen = spread.labels.weakened(Dependence.CONTROL)
    return with_labels(joined, chosen) if joined is not None else Opaque(chosen)


ITERABLE_OPERATIONS: Mapping[str, Operation] = {
    "container": container,
    "slice": slice_of,
    "tuple": tuple_of,
    "mapping": mapping,
    "default_mapping": default_mapping,
    "numbers": numbers,
    "enumerated": enumerated,
    "zipped": zipped,
    "mapped": mapped,
    "filtered": filtered,
    "ordered": ordered,
    "chained": chained,
    "aggregate_items": aggregate,
    "next_item": next_item,
}
