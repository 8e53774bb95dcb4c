"""What cannot be seen into: unknown calls, open datasets, and values that turn out to be tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import handed_queries
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.joins import join_values, options
from originlint.interpreter.labelling import carried, everything_label
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels, join_all
from originlint.interpreter.machine import Arguments, SinkKind
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.operations.orm import queried
from originlint.interpreter.values import (
    Closure,
    Content,
    Entries,
    Entry,
    Frame,
    Items,
    Literal,
    Opaque,
    Piece,
    Reference,
    Value,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.nameless import nameless
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_CONTAINER_READS = frozenset({"get", "pop", "getlist", "get_json", "getfirst", "__getitem__", "getattr"})
"""Methods whose first argument names what is read, on requests, forms, records and rows alike."""

_LOOKS_UP = frozenset({"get", "pop", "getlist", "__getitem__"})
"""Those of them that give what stands under a key, so that the key decides what it is."""

LOOKS_UP = "looks up the value in a table"

_FILE_READS = frozenset({"read", "read_text", "read_bytes", "readlines"})
"""Methods that give the content of an open file: it still goes under the file's name."""


def everything_of(dataset: str, wildcard: Site, every_way: bool = False) -> Everything:
    """All columns of a dataset."""
    return Everything(dataset, frozenset(), (), wildcard, every_way)


def open_frame(vm: Interpreter, dataset: str, site: Site, dialect: str) -> Frame:
    """A table of which nothing is known but its name."""
    rest = (everything_of(dataset, site, vm.every_way),)
    return Frame(rest=rest, dialect=dialect, dataset=dataset, ordered=False)


def read_dataset(vm: Interpreter, name: str, site: Site, dialect: str) -> Frame:
    """The frame that a reader gets: what code stored under that name, else the header's columns, else an open frame.

    Columns from a header come in by the wildcard of the reader: each has a label that says so when its name may be an
    origin attribute.
    """
    vm.catalog.read_in(name, site.path)
    stored = vm.catalog.frame(name)
    header = vm.catalog.header(name)
    if header:
        columns = tuple(Entry(column.name, _admitted(vm, name, column.name, site)) for column in header)
        declared = Frame(columns, dialect=dialect, dataset=name)
        return declared if stored is None else replace(join_frames(declared, stored), dialect=dialect, dataset=name)
    if stored is not None:
        moved = carried(stored, site, f"read from `{name}`", vm.depth)
        return replace(moved, dialect=dialect, dataset=name, index=())
    return open_frame(vm, name, site, dialect)


def _admitted(vm: Interpreter, dataset: str, column: str, site: Site) -> Labels:
    if not vm.verdict(column, dataset).possible:
        return NONE
    only = Everything(dataset, frozenset(), (NameTest("in", (column,)),), site, vm.every_way)
    return Labels([everything_label(only)])


def unseen_columns(vm: Interpreter, content: Content | Value, site: Site) -> Labels:
    """The label of the columns that something unseen has when it turns out to be a table of a dataset."""
    if not isinstance(content, Opaque) or not content.dataset:
        return NONE
    return Labels([everything_label(everything_of(content.dataset, content.site or site, vm.every_way))])


def as_frame(vm: Interpreter, content: Opaque, site: Site) -> Frame:
    """The table that something unseen turns out to be."""
    dataset = content.dataset or nameless("the table", site)
    return replace(open_frame(vm, dataset, content.site or site, "unknown"), shared=content.labels)


def promote(vm: Interpreter, value: Value, site: Site) -> Value:
    """Make something unseen a table, in place where it has an address; return a reference to the table."""
    if isinstance(value, Reference):
        content = vm.load(value)
        if isinstance(content, Opaque):
            vm.update(value, as_frame(vm, content, site))
            if not isinstance(vm.load(value), Frame):
                return vm.new(as_frame(vm, content, site))
        return value
    content = value if isinstance(value, Opaque) else Opaque(vm.labels(value))
    return vm.new(as_frame(vm, content, site))


def boxed(vm: Interpreter, value: Opaque, site: Site) -> Value:
    """Give something unseen an address when it comes from a place of its own, so that what is learnt of it stays."""
    return vm.new(replace(value, site=value.site or site)) if value.dataset else value


def opaque_method(vm: Interpreter, content: Opaque, name: str, arguments: Arguments, site: Site) -> Value | None:
    """A method of something unseen. Reading a record by name is a mention; all else is unknown."""
    if name in ("read", "read_text") and content.dataset and content.dataset.lower().endswith(".sql"):
        return read_config(vm, content.dataset)
    if name == "query" and (asked := queried(vm, arguments.positional, site, "sqlalchemy")) is not None:
        return vm.new(asked)
    if name in _CONTAINER_READS and arguments.positional:
        key = vm.load(arguments.positional[0])
        if isinstance(key, Literal) and isinstance(key.value, str):
            labels = content.labels | vm.mention(key.value, key.site or site, "key", content.dataset)
            for other in arguments.positional[1:]:
                labels = labels | vm.labels(other)
            return Opaque(labels)
        if name in _LOOKS_UP and (chosen := vm.labels(key)):
            labels = content.labels | chosen.weakened(Dependence.CONTROL).through(site, LOOKS_UP, vm.depth)
            return Opaque(labels | join_all(vm.labels(other) for other in arguments.positional[1:]))
    if name in _FILE_READS and content.dataset and not arguments.positional:
        return content
    return None


def unknown_call(vm: Interpreter, what: str, receiver: Value | None, arguments: Arguments, site: Site) -> Value:
    """The result of a call that nothing describes: it owes to all that went in, it may have changed what it was
    given, and functions passed to it may be called."""
    what = what.removeprefix("builtins.")  # where an undefined name is looked for last
    vm.unresolved(what, site)
    given = [*arguments.positional, *(value for _, value in arguments.keywords)]
    if arguments.more is not None:
        given.append(arguments.more)
    for value in given:
        _call_back(vm, value, given, site)
    if receiver is not None and isinstance(receiver, Reference):
        _change(vm, receiver, given)
    if receiver is None and vm.scores.is_application(what.rpartition(".")[2]):
        passed = join_all(vm.labels(value) for value in given).doubted(Certainty.POSSIBLE)
        if passed:
            vm.sink(SinkKind.APPLIED, what.rpartition(".")[2], passed, site)
    yielded = handed_queries.result_of(vm, given, site)
    if yielded is not None:
        return vm.new(yielded)
    return unseen_result(vm, what, [*([receiver] if receiver is not None else []), *given], site)


def unseen_result(vm: Interpreter, what: str, everything: list[Value], site: Site) -> Value:
    """What a call gives of which only the arguments are known: a table when it got tables, that may have all of their
    columns and others, and that owes to all else."""
    frames: list[Frame] = []
    labels = NONE
    for value in everything:
        labels = labels | _part(vm, value, frames)
    labels = labels.doubted(Certainty.LIKELY).through(site, f"passed to `{what.lstrip('.')}`", vm.depth)
    name = nameless(f"{what.lstrip('.')}()", site)
    if not frames:
        return Opaque(labels, name, site=site)
    result = frames[0]
    for frame in frames[1:]:
        result = join_frames(result, frame)
    columns = tuple(
        replace(entry, certain=False, labels=entry.labels.doubted(Certainty.LIKELY)) for entry in result.columns
    )
    rest = (*result.rest, everything_of(name, site, vm.every_way))
    return vm.new(
        replace(
            result,
            columns=columns,
            rest=rest,
            shared=result.shared | labels,
            ordered=False,
            dataset=name,
            dialect="unknown",
        )
    )


def _part(vm: Interpreter, value: Value, frames: list[Frame]) -> Labels:
    """Put the tables that a value is, or holds at the first level, to the others; return the labels of all else."""
    labels = NONE
    for option in options(value):
        content = vm.load(option)
        match content:
            case Frame():
                frames.append(content)
                continue
            case Items():
                held = (*content.items, *([content.tail] if content.tail is not None else []))
            case Entries():
                held = tuple(item for _, item in content.pairs)
            case _:
                held = ()
        inside = [(item, vm.load(item)) for item in held]
        tables = [inner for _, inner in inside if isinstance(inner, Frame)]
        if not tables:
            labels = labels | vm.labels(option)
            continue
        frames.extend(tables)
        for item, inner in inside:
            if not isinstance(inner, Frame):
                labels = labels | vm.labels(item)
    return labels


def _call_back(vm: Interpreter, function: Value, given: list[Value], site: Site) -> None:
    if isinstance(function, Closure) and not vm.units.is_called((function.module, function.function.node)):
        labels = NONE
        for value in given:
            labels = labels | vm.labels(value)
        count = sum(1 for p in function.function.parameters if p.kind in ("normal", "positional") and p.default is None)
        if function.receiver is not None:
            count -= 1
        vm.call(function, Arguments(tuple(Opaque(labels) for _ in range(max(count, 0)))), site)


def _change(vm: Interpreter, receiver: Value, given: list[Value]) -> None:
    """An unknown method may store its arguments in the receiver."""
    content = vm.load(receiver)
    if not isinstance(content, Opaque):
        return
    labels = NONE
    for value in given:
        labels = labels | Labels(label for label in vm.labels(value) if label.dependence is not Dependence.SELECTION)
    if labels:
        vm.update(receiver, replace(content, labels=content.labels | labels.doubted(Certainty.LIKELY)))


def _read_script(vm: Interpreter, key: str, wanted: str) -> Value | None:
    """The text of a SQL file of the project: code may run it."""
    matches = [path for path in sorted(vm.program.scripts) if path.lower().rpartition("/")[2] == key]
    exact = [path for path in matches if path.lower().endswith(wanted)]
    result: Value | None = None
    for path in exact or matches:
        text = vm.program.scripts[path].text
        if text:
            place = Piece(Site(path, 0), 0, len(text))
            value = Literal(text, site=place.site, pieces=(place,))
            result = value if result is None else join_values(result, value)
    return result


def read_config(vm: Interpreter, name: str) -> Value | None:
    """The value of a configuration file of the project, by the last part of its path."""
    key = Catalog.key(name)
    wanted = name.replace("\\", "/").lstrip("./").lower()
    if wanted.endswith(".sql"):
        return _read_script(vm, wanted.rpartition("/")[2], wanted)
    matches = [path for path in vm.program.configs if path.lower().rpartition("/")[2] == key]
    exact = [path for path in matches if path.lower().endswith(wanted)]
    result: Value | None = None
    for path in sorted(exact or matches):
        value = vm.evaluate_config(path)
        result = value if result is None else join_values(result, value)
    return result
