"""Methods of the list of column names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.operations.frames import constant
from originlint.interpreter.operations.keeping import keep
from originlint.interpreter.operations.renaming import new_name
from originlint.interpreter.operations.selection import Wanted, entry_named, read_column, wanted, without
from originlint.interpreter.values import Bound, Entries, Entry, Frame, Literal, Names, Opaque, Value
from originlint.source.site import Site


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
        return _among(machine, names, given, call.site) or Opaque()
    text = constant(machine, given)
    kind = _KINDS.get(method)
    if method == "duplicated":
        return replace(names, columns=(), rest=(), others=names)
    if kind is None or not isinstance(text, str):
        return Opaque()
    passes, fails = NameTest(kind, text), NameTest(kind, text, True)
    return replace(_that_pass(names, passes), others=_that_pass(names, fails))


_KINDS = {"startswith": "prefix", "endswith": "suffix", "contains": "regex", "match": "match", "fullmatch": "fullmatch"}


def compared(machine: Machine, names: Names, given: Value, is_equal: bool, site: Site) -> Names | None:
    """`df.columns == "age"` and `!=`: the same kind of mask; None when it is not known which names are asked for."""
    mask = _among(machine, names, given, site)
    if mask is None or is_equal or mask.others is None:
        return mask
    return replace(mask.others, others=replace(mask, others=None))


def _among(machine: Machine, names: Names, given: Value, site: Site) -> Names | None:
    asked = wanted(machine, given)
    if asked is None:
        return None
    frame = Frame(names.columns, names.rest, names.shared)
    there = tuple(each for each in asked if frame.rest or entry_named(frame, each.name) is not None)
    chosen = [read_column(machine, frame, each, site, "feature list") for each in there]
    places = {entry.name: place for place, entry in enumerate(names.columns)}
    chosen.sort(key=lambda entry: places.get(entry.name, len(places)))
    left = without(frame, asked, site)
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


def respell(machine: Machine, call: Invocation) -> Value:
    """`str.lower()`, `str.replace(old, new)`, `map(function)`: the names are spelled otherwise. Of names that nobody
    has seen those are known that the call speaks of."""
    names = _names(machine, call)
    if names is None:
        return keep(machine, call)
    before = {new.value: old for old, new in names.renamed if isinstance(new, Literal)}
    columns = tuple(
        replace(entry, name=_respelled(machine, call, entry.name)) if isinstance(entry.name, str) else entry
        for entry in names.columns
    )
    known = [(entry.name, now.name) for entry, now in zip(names.columns, columns, strict=True)]
    texts = {each.value: each for given in call.arguments.positional for each in _spoken(machine, given)}
    seen = {name for name, _ in known} | {old.value for old, _ in names.renamed}
    others = [str(text) for text in texts if text not in seen and _may_be(names, str(text))]
    unseen = [str(new) for new in before if new not in seen]
    pairs = [*known, *((name, _respelled(machine, call, name)) for name in (*unseen, *others))]
    renamed = [(before.get(old) or texts.get(old) or Literal(old), Literal(new)) for old, new in pairs]
    changed = tuple((old, new) for old, new in renamed if isinstance(old.value, str) and old.value != new.value)
    return replace(names, columns=columns, renamed=changed)


def _may_be(names: Names, text: str) -> bool:
    """Whether a text may be the name of an unseen column: single signs, such as those that are replaced, are none."""
    return len(text) > 1 and any(each.admits(text) for each in names.rest)


def _spoken(machine: Machine, given: Value) -> tuple[Literal, ...]:
    content = machine.load(given)
    keys = [key for key, _ in content.pairs] if isinstance(content, Entries) else [content]
    found = (machine.load(key) for key in keys)  # type: ignore[arg-type]
    literals = (each for each in found if isinstance(each, Literal) and isinstance(each.value, str))
    return (*machine.spoken(given), *literals)


def _respelled(machine: Machine, call: Invocation, name: str) -> str:
    """The name as the call spells it; as it was where that cannot be told."""
    method = call.record.callee.rpartition(".")[2]
    given = next(iter(call.arguments.positional), None)
    content = machine.load(given) if given is not None else None
    if method != "map":
        outcome = machine.call_method(Literal(name), method, call.arguments, call.site)
    elif isinstance(content, Entries):
        outcome = next((value for key, value in content.pairs if constant(machine, key) == name), None)
    else:
        outcome = new_name(machine, given, name, call.site) if given is not None else None
    new = constant(machine, outcome)
    return new if isinstance(new, str) else name


NAME_OPERATIONS: Mapping[str, Operation] = {
    "names.remove": remove,
    "names.keep_common": keep_common,
    "names.test": test,
    "names.respell": respell,
}
