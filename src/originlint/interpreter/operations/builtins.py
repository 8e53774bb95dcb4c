"""Python's own functions as operations: constructors of containers, iteration, reflection, conversion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from originlint.interpreter.joins import join_all_values, join_values, with_labels
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.machine import Arguments, Invocation, Machine
from originlint.interpreter.values import (
    Column,
    Entries,
    External,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Template,
    Value,
)

Operation = Callable[[Machine, Invocation], Value]


def argument_labels(machine: Machine, call: Invocation) -> Labels:
    """The labels of everything that went into a call."""
    labels = machine.labels(call.receiver)
    for value in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels | machine.labels(call.arguments.more)


def _first(call: Invocation) -> Value | None:
    given = call.arguments.positional
    return given[0] if given else None


def _everything(items: Items) -> Value | None:
    return join_all_values([*items.items, *([items.tail] if items.tail is not None else [])])


def same(machine: Machine, call: Invocation) -> Value:
    """The first argument as it is (`deepcopy`, `cast`, `tqdm`); containers and tables become objects of their own when
    the record says `copy`."""
    value = call.receiver or _first(call)
    for name, given in call.arguments.keywords:
        if value is None and name in ("iterable", "obj", "x"):
            value = given
    position = call.record.option("position")
    if isinstance(position, int) and len(call.arguments.positional) > position:
        value = call.arguments.positional[position]
    if value is None:
        return Opaque()
    if call.record.option("copy") and isinstance(value, Reference):
        return machine.new(machine.load(value))  # type: ignore[arg-type]
    return value


def derive(machine: Machine, call: Invocation) -> Value:
    """A result of which nothing is known but that it owes to all arguments."""
    return Opaque(argument_labels(machine, call).through(call.site, f"computed by `{_short(call)}`", machine.depth))


def fresh(machine: Machine, call: Invocation) -> Value:
    """A result that owes to nothing that went in (`time.time`, `random`, `getLogger`)."""
    return Opaque()


def nothing(machine: Machine, call: Invocation) -> Value:
    """Called for an effect that no score can see (`print`, logging); what goes in is displayed."""
    machine.use("displayed", argument_labels(machine, call), call.site)
    return Literal(None)


def _short(call: Invocation) -> str:
    return call.record.callee.rpartition(".")[2]


def length(machine: Machine, call: Invocation) -> Value:
    """`len`: how many; it owes to what decided who is there."""
    value = _first(call)
    if value is None:
        return Opaque()
    content = machine.load(value)
    match content:
        case Items(tail=None) if not content.labels:
            return Literal(len(content.items))
        case Items() | Entries():
            return Opaque(content.labels.weakened(Dependence.SELECTION))
        case Frame() | Column():
            return Opaque(content.rows.weakened(Dependence.SELECTION))
        case Names():
            return Opaque(content.labels)
        case Literal(value=str(text)) if not content.labels:
            return Literal(len(text))
        case _:
            return Opaque(content.labels) if isinstance(content, Opaque) else Opaque()


def container(machine: Machine, call: Invocation) -> Value:
    """`list`, `tuple`, `set`, `frozenset`, `deque`: the items of an iterable. A frame's names stay linked to it."""
    kind = str(call.record.option("kind", "list"))
    value = _first(call)
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


def mapping(machine: Machine, call: Invocation) -> Value:
    """`dict`: keywords, another mapping, or pairs."""
    pairs: list[tuple[Value, Value]] = []
    rest: Value | None = None
    labels = NONE
    dataset: str | None = None
    for value in call.arguments.positional[:1]:
        content = machine.load(value)
        if isinstance(content, Entries):
            pairs.extend(content.pairs)
            rest, labels, dataset = content.rest, content.labels, content.dataset
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
                rest = _everything(pair)
    pairs.extend((Literal(name), value) for name, value in call.arguments.keywords)
    if call.arguments.more is not None:
        rest = call.arguments.more if rest is None else join_values(rest, call.arguments.more)
    return machine.new(Entries(tuple(pairs), rest, labels, dataset))


def default_mapping(machine: Machine, call: Invocation) -> Value:
    """`defaultdict(factory)`: missing keys have what the factory makes."""
    factory = _first(call)
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
    value = _first(call)
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
    parts = tuple(_everything(spread) or Opaque() for spread in spreads)
    return machine.new(Items("list", (), machine.new(Items("tuple", parts)), labels))


def mapped(machine: Machine, call: Invocation) -> Value:
    """`map(function, iterable)`."""
    if len(call.arguments.positional) < 2:
        return Opaque()
    function, *iterables = call.arguments.positional
    spreads = [machine.spread(value, call.site) for value in iterables]
    spread = spreads[0]
    if len(spreads) > 1:
        every = [_everything(each) or Opaque() for each in spreads]
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
    value = _first(call)
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
        return machine.new(Items("list", (), _everything(spread), labels))
    return machine.new(Items("list", (), _everything(spread), labels))


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
    if call.record.option("choose") and len(given) > 1:
        joined = join_all_values(call.arguments.positional)
        assert joined is not None
        return with_labels(joined, labels)
    if call.record.option("choose") and len(given) == 1:
        spread = machine.spread(call.arguments.positional[0], call.site)
        joined = _everything(spread)
        if joined is not None and not isinstance(joined, (Reference,)):
            return with_labels(joined, labels)
        if joined is not None:
            return joined
    return Opaque(labels)


def next_item(machine: Machine, call: Invocation) -> Value:
    """`next`: one of the items, or the default."""
    value = _first(call)
    if value is None:
        return Opaque()
    spread = machine.spread(value, call.site)
    joined = join_all_values(
        [*spread.items, *([spread.tail] if spread.tail is not None else []), *call.arguments.positional[1:]]
    )
    chosen = spread.labels.weakened(Dependence.CONTROL)
    return with_labels(joined, chosen) if joined is not None else Opaque(chosen)


def convert(machine: Machine, call: Invocation) -> Value:
    """`int`, `float`, `bool`, `str`, `abs`, `round`: constants are converted, columns and others keep their labels."""
    value = _first(call)
    if value is None:
        return Literal({"str": "", "float": 0.0, "bool": False}.get(_short(call), 0))
    content = machine.load(value)
    match content:
        case Literal() if _short(call) in _CONVERSIONS and len(call.arguments.positional) == 1:
            try:
                return replace(content, value=_CONVERSIONS[_short(call)](content.value), pieces=())
            except (TypeError, ValueError, OverflowError):
                return Opaque(content.labels)
        case Template() if _short(call) == "str":
            return content
        case Column():
            return content
        case _:
            return Opaque(argument_labels(machine, call))


_CONVERSIONS: Mapping[str, Callable[..., object]] = {
    "int": int,
    "float": float,
    "bool": bool,
    "str": str,
    "abs": abs,
    "round": round,
}


def read_attribute(machine: Machine, call: Invocation) -> Value:
    """`getattr(object, name, default)`."""
    given = call.arguments.positional
    if len(given) < 2:
        return Opaque(argument_labels(machine, call))
    name = machine.load(given[1])
    if isinstance(name, Literal) and isinstance(name.value, str):
        value = machine.get_field(given[0], name.value, name.site or call.site)
        return join_values(value, given[2]) if len(given) > 2 else value
    return Opaque(argument_labels(machine, call))


def is_instance(machine: Machine, call: Invocation) -> Value:
    """`isinstance`: undecided but for what is surely a table, text or number."""
    return Opaque()


def partial(machine: Machine, call: Invocation) -> Value:
    """`functools.partial(function, …)`: the function with further defaults."""
    from originlint.interpreter.values import Closure

    function = _first(call)
    if isinstance(function, Closure):
        names = [p.name for p in function.function.parameters if p.kind in ("normal", "positional")]
        if function.receiver is not None and function.kind != "static":
            names = names[1:]
        given = dict(zip(names, call.arguments.positional[1:], strict=False))
        given.update(call.arguments.keywords)
        if not call.arguments.positional[1:]:
            return replace(function, defaults=(*function.defaults, *given.items()))
    if isinstance(function, External):
        return function
    return function if function is not None else Opaque()


def reduced(machine: Machine, call: Invocation) -> Value:
    """`functools.reduce(function, iterable, initial)`."""
    given = call.arguments.positional
    if len(given) < 2:
        return Opaque(argument_labels(machine, call))
    spread = machine.spread(given[1], call.site)
    items = [*given[2:3], *spread.items]
    if not items:
        items = [spread.tail] if spread.tail is not None else [Opaque(spread.labels)]
    result = items[0]
    for item in items[1:33]:
        result = machine.call(given[0], Arguments((result, item)), call.site)
    if spread.tail is not None:
        result = join_values(result, machine.call(given[0], Arguments((result, spread.tail)), call.site))
    return result


def joined_path(machine: Machine, call: Invocation) -> Value:
    """`os.path.join`, `Path(…)`: the text of the path, as far as it is known."""
    from originlint.interpreter import text

    return text.join_path(call.arguments.positional, machine) if call.arguments.positional else Literal(".")


def opened(machine: Machine, call: Invocation) -> Value:
    """`open(path)`: something unseen that remembers which file it is."""
    value = _first(call)
    content = machine.load(value) if value is not None else None
    if isinstance(content, Literal) and isinstance(content.value, str):
        return Opaque(dataset=content.value, site=call.site)
    if isinstance(content, Template) and content.suffix:
        return Opaque(dataset=content.suffix, site=call.site)
    return Opaque(machine.labels(value))


def loaded(machine: Machine, call: Invocation) -> Value:
    """`json.load`, `yaml.safe_load`, `toml.load`: the value in the project's file, else a record of that name."""
    value = _first(call)
    if value is None:
        return Opaque()
    content = machine.load(value)
    name: str | None = None
    match content:
        case Literal(value=str(text)) if call.record.option("path"):
            name = text
        case Template(suffix=suffix) if call.record.option("path") and suffix:
            name = suffix
        case Opaque(dataset=dataset):
            name = dataset
    if name is not None:
        saved = machine.read_object(name)
        if saved is not None:
            return saved
        return machine.new(Opaque(machine.labels(value), name, site=call.site))
    return Opaque(machine.labels(value))


def dumped(machine: Machine, call: Invocation) -> Value:
    """`json.dump(value, file)`: kept under the file's name for later readers."""
    given = call.arguments.positional
    if len(given) > 1:
        target = machine.load(given[1])
        if isinstance(target, Opaque) and target.dataset:
            machine.write_object(target.dataset, given[0])
    return Literal(None)


BUILTIN_OPERATIONS: Mapping[str, Operation] = {
    "same": same,
    "derive": derive,
    "fresh": fresh,
    "nothing": nothing,
    "length": length,
    "container": container,
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
    "convert": convert,
    "read_attribute": read_attribute,
    "is_instance": is_instance,
    "partial": partial,
    "reduced": reduced,
    "joined_path": joined_path,
    "opened": opened,
    "loaded": loaded,
    "dumped": dumped,
}
