"""Python's own functions as operations: constructors of containers, iteration, reflection, conversion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from originlint.interpreter.joins import join_all_values, join_values, options
from originlint.interpreter.labels import Labels, Mark
from originlint.interpreter.machine import Arguments, Invocation, Machine, Operation
from originlint.interpreter.records import which_keys
from originlint.interpreter.values import (
    Column,
    Entries,
    Estimator,
    External,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    Opaque,
    Reference,
    Template,
    Value,
)
from originlint.lexicon.verdict import Certainty


def argument_labels(machine: Machine, call: Invocation) -> Labels:
    """The labels of everything that went into a call."""
    labels = machine.labels(call.receiver)
    for value in (*call.arguments.positional, *(item for _, item in call.arguments.keywords)):
        labels = labels | machine.labels(value)
    return labels | machine.labels(call.arguments.more)


def first_argument(call: Invocation) -> Value | None:
    given = call.arguments.positional
    return given[0] if given else None


def every_item(items: Items) -> Value | None:
    return join_all_values([*items.items, *([items.tail] if items.tail is not None else [])])


def same(machine: Machine, call: Invocation) -> Value:
    """The first argument as it is (`deepcopy`, `cast`, `tqdm`); containers and tables become objects of their own when
    the record says `copy`."""
    value = call.receiver or first_argument(call)
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
    value = first_argument(call)
    if value is None:
        return Opaque()
    content = machine.load(value)
    match content:
        case Instance():
            own = machine.call_method(value, "__len__", Arguments(), call.site)
            return own if own is not None else Opaque(machine.labels(value))
        case Items(kind="set" | "frozenset"):
            return Opaque(machine.labels(value).deciding())
        case Items(tail=None) if not content.labels:
            return Literal(len(content.items))
        case Items():
            return Opaque(content.labels.deciding())
        case Entries():
            return Opaque(which_keys(machine, content).deciding())
        case Column(single=True):
            return Opaque(content.labels)
        case Frame() | Column():
            return Opaque(content.rows.deciding())
        case Names():
            return Opaque(content.labels)
        case Literal(value=str(text)):
            return Literal(len(text), content.labels)
        case _:
            return Opaque(machine.labels(value))


def convert(machine: Machine, call: Invocation) -> Value:
    """`int`, `float`, `bool`, `str`, `abs`, `round`: constants are converted, columns and others keep their labels."""
    value = first_argument(call)
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
        case Column() if _short(call) == "str":
            return Opaque(content.labels | content.rows.deciding())
        case Column():
            return content
        case _:
            labels = argument_labels(machine, call)
            fails = labels.doubted(Certainty.POSSIBLE).through(call.site, _FAILS, machine.depth, mark=Mark.CONVERSION)
            machine.may_raise(fails)
            return Opaque(labels)


_FAILS = "can be converted, or not"

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


def write_attribute(machine: Machine, call: Invocation) -> Value:
    """`setattr(object, name, value)`."""
    given = call.arguments.positional
    if len(given) == 3:
        name = machine.load(given[1])
        if isinstance(name, Literal) and isinstance(name.value, str):
            machine.set_field(given[0], name.value, given[2], name.site or call.site)
    return Literal(None)


def is_instance(machine: Machine, call: Invocation) -> Value:
    """`isinstance`: undecided but for what is surely a table, text or number."""
    return Opaque()


def partial(machine: Machine, call: Invocation) -> Value:
    """`functools.partial(function, …)`: the function with further defaults."""
    from originlint.interpreter.values import Closure

    function = first_argument(call)
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
    value = first_argument(call)
    for option in options(value) if value is not None else ():
        content = machine.load(option)
        if isinstance(content, Literal) and isinstance(content.value, str):
            return Opaque(dataset=content.value, site=call.site)
        if isinstance(content, Template) and content.suffix:
            return Opaque(dataset=content.suffix, site=call.site)
    return Opaque(machine.labels(value))


def loaded(machine: Machine, call: Invocation) -> Value:
    """`json.load`, `yaml.safe_load`, `toml.load`: the value in the project's file, else a record of that name. The
    option `position` says which argument names the file."""
    position = call.record.option("position")
    value = first_argument(call)
    if isinstance(position, int):
        value = call.arguments.positional[position] if position < len(call.arguments.positional) else None
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
        if saved is not None and call.record.option("wrapped"):
            return machine.new(Estimator(call.record.callee, "bunch", options=(("data", saved),)))
        if saved is not None:
            return saved
        return machine.new(Opaque(machine.labels(value), name, site=call.site))
    return Opaque(machine.labels(value))


def dumped(machine: Machine, call: Invocation) -> Value:
    """`json.dump(value, file)`: kept under the file's name for later readers. Without a file it is text
    (`yaml.dump(value)`)."""
    given = call.arguments.positional
    if len(given) == 1 and not call.arguments.keywords:
        return derive(machine, call)
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
    "convert": convert,
    "read_attribute": read_attribute,
    "write_attribute": write_attribute,
    "is_instance": is_instance,
    "partial": partial,
    "reduced": reduced,
    "joined_path": joined_path,
    "opened": opened,
    "loaded": loaded,
    "dumped": dumped,
}
