"""Methods of the list of column names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.operations.frames import constant
from originlint.interpreter.operations.selection import Wanted, entry_named, read_column, wanted, without
from originlint.interpreter.values import Bound, Entry, Frame, Names, Opaque, Value


def _names(machine: Machine, call: Invocation) -> Names | None:
    content = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(content, Bound) and content.name == "str":
        content = machine.load(content.receiver)
    return content if isinstance(content, Names) else None


def remove(machine: Machine, call: Invocation) -> Value:
    """`difference(others)`, `drop(name)`, `delete`, and `remove(name)` in place: names go."""
    names = _names(machine, call)
    if names is None:
        return Opaque(machine.labels(call.receiver))
    given = next(iter(call.bound.values()), None)
    asked = wanted(machine, given) if given is not None else None
    if asked is None:
        content = machine.load(given) if given is not None else None
        asked = tuple(Wanted(entry.name) for entry in content.columns) if isinstance(content, Names) else ()
    frame = without(Frame(names.columns, names.rest, names.shared), asked, call.site)
    if call.record.option("sorts") and all(isinstance(entry.name, str) for entry in frame.columns):
        frame = replace(frame, columns=tuple(sorted(frame.columns, key=lambda entry: str(entry.name))))
    return Names(frame.columns, frame.rest, names.shared, names.labels)


def keep_common(machine: Machine, call: Invocation) -> Value:
    """`intersection(others)`: only names that the others have too."""
    names = _names(machine, call)
    given = next(iter(call.bound.values()), None)
    asked = wanted(machine, given) if given is not None else None
    if names is None or asked is None:
        return names if names is not None else Opaque()
    kept = {each.name for each in asked}
    columns = [entry for entry in names.columns if entry.name in kept]
    known = {entry.name for entry in columns}
    if names.rest:
        columns.extend(Entry(each.name, certain=False) for each in asked if each.name not in known)
    left_out = without(Frame(names.columns, names.rest, names.shared), asked, call.site)
    return Names(tuple(columns), (), names.shared, names.labels, Names(left_out.columns, left_out.rest, names.shared))


def test(machine: Machine, call: Invocation) -> Value:
    """`isin(others)`, `str.startswith(text)`, `duplicated()`: a mask over the names, as those that pass and the
    others."""
    names = _names(machine, call)
    if names is None:
        return Opaque()
    given = next(iter((*call.arguments.positional, *(value for _, value in call.arguments.keywords))), None)
    method = call.record.callee.rpartition(".")[2]
    if method == "isin" and given is not None:
        return _among(machine, names, given, call)
    text = constant(machine, given)
    kind = _KINDS.get(method)
    if method == "duplicated":
        return replace(names, columns=(), rest=(), others=names)
    if kind is None or not isinstance(text, str):
        return Opaque()
    passes, fails = NameTest(kind, text), NameTest(kind, text, True)
    return replace(_that_pass(names, passes), others=_that_pass(names, fails))


_KINDS = {"startswith": "prefix", "endswith": "suffix", "contains": "regex", "match": "match", "fullmatch": "fullmatch"}


def _among(machine: Machine, names: Names, given: Value, call: Invocation) -> Value:
    asked = wanted(machine, given)
    if asked is None:
        return Opaque()
    frame = Frame(names.columns, names.rest, names.shared)
    there = tuple(each for each in asked if frame.rest or entry_named(frame, each.name) is not None)
    chosen = [read_column(machine, frame, each, call.site, "feature list") for each in there]
    places = {entry.name: place for place, entry in enumerate(names.columns)}
    chosen.sort(key=lambda entry: places.get(entry.name, len(places)))
    left = without(frame, asked, call.site)
    return replace(
        names,
        columns=tuple(chosen),
        rest=(),
        others=Names(left.columns, left.rest, names.shared, names.labels),
    )


def _that_pass(names: Names, test: NameTest) -> Names:
    columns = tuple(
        entry for entry in names.columns if not isinstance(entry.name, str) or test.holds(entry.name) is not False
    )
    rest = tuple(replace(each, matching=(*each.matching, test)) for each in names.rest)
    return replace(names, columns=columns, rest=rest)


NAME_OPERATIONS: Mapping[str, Operation] = {
    "names.remove": remove,
    "names.keep_common": keep_common,
    "names.test": test,
}
