"""Methods of the list of column names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.labels import NameTest
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations.frames import constant
from originlint.interpreter.operations.selection import Wanted, wanted, without
from originlint.interpreter.values import Entry, Frame, Names, Opaque, Value


def _names(machine: Machine, call: Invocation) -> Names | None:
    content = machine.load(call.receiver) if call.receiver is not None else None
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
    return Names(tuple(columns), (), names.shared, names.labels)


def test(machine: Machine, call: Invocation) -> Value:
    """`str.startswith(text)` …: a mask over the names, which a subscript then cannot decide."""
    return Opaque()


def matching(machine: Machine, names: Names, kind: str, call: Invocation) -> Names:
    """The names that pass a test on their text."""
    text = constant(machine, next(iter(call.bound.values()), None))
    single = NameTest(kind, text) if isinstance(text, str) else NameTest("dtype", "")
    columns = tuple(
        entry for entry in names.columns if not isinstance(entry.name, str) or single.holds(entry.name) is not False
    )
    rest = tuple(replace(each, matching=(*each.matching, single)) for each in names.rest)
    return replace(names, columns=columns, rest=rest)


NAME_OPERATIONS: Mapping[str, Operation] = {
    "names.remove": remove,
    "names.keep_common": keep_common,
    "names.test": test,
}
