"""What the analyser says of an example: names, labels and rows of `out`, and which records it used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from unittest.mock import patch

from tests.knowledge.proof.given import INPUTS, Given

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.frontends.sql.script import lower_text
from originlint.interpreter import calls, program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.labels import Dependence, Label, Labels, Mention, Step
from originlint.interpreter.limits import Limits
from originlint.interpreter.scopes import Activation, Scope
from originlint.interpreter.scores import ScoreWords
from originlint.interpreter.values import (
    Column,
    ColumnName,
    Content,
    Entries,
    Entry,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.ir.relational import Script
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty
from originlint.project.modules import ModuleMap
from originlint.source.site import Site

_LEXICON = Lexicon.load()
_ORIGIN = _LEXICON.classify("nationality")
_PATH = "example.py"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said of a result. `columns` are its names in order with the inputs that each owes to; `rest` those of
    unseen columns (None when there are none); `rows` those that decided which rows there are; `anything` what a result
    that is no table owes to (None when it is one); `trained` what was reported as going into a model, `uses` that and
    all other uses by name."""

    columns: tuple[tuple[ColumnName, bool, frozenset[str]], ...]
    rest: frozenset[str] | None
    rows: frozenset[str]
    anything: frozenset[str] | None
    ordered: bool
    trained: frozenset[str]
    records: frozenset[str]
    unresolved: tuple[str, ...]
    table: bool = False
    uses: frozenset[tuple[str, frozenset[str]]] = frozenset()

    @property
    def result(self) -> frozenset[str]:
        """The inputs that the result is said to owe to."""
        owed = (sources for _, _, sources in self.columns)
        return frozenset().union(self.rest or (), self.rows, self.anything or (), *owed)

    @property
    def sources(self) -> frozenset[str]:
        """The inputs that are said to matter for anything."""
        return self.result | self.trained


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An example after it was evaluated: the interpreter, what `out` is, and which records were used."""

    vm: Interpreter
    out: Value | None
    records: frozenset[str]


def analyse(code: str, used: tuple[str, ...], dialect: str, library: Library) -> Declaration:
    """Evaluate an example over inputs whose columns each carry a label of their own."""
    return declaration(evaluate(code, used, dialect, library))


def declaration(example: Evaluated) -> Declaration:
    """What is said of an example that was evaluated."""
    recorder = example.vm.recorder
    trained = frozenset(name for hit in recorder.sink_hits() for name in sources(hit.labels))
    unresolved = tuple(sorted(what for what, _ in recorder.unresolved))
    sinks = {(hit.kind.value, sources(hit.labels)) for hit in recorder.sink_hits()}
    uses = {(hit.use, sources(hit.labels)) for hit in recorder.use_hits()}
    declared = _declaration(example.vm, example.out, trained, example.records, unresolved)
    return replace(declared, uses=frozenset(sinks | uses))


def evaluate(code: str, used: tuple[str, ...], dialect: str, library: Library) -> Evaluated:
    """The same, before it is read what is said of `out`."""
    module = lower(_PATH, [Code(code)]).module
    modules = {_PATH: module}
    vm = Interpreter(
        Program(modules, {}, ModuleMap(modules)),
        library,
        _LEXICON,
        ScoreWords.load(),
        Catalog(),
        Declared(),
        _read_sql,
        limits=Limits(strict=True),
    )
    vm.loader, vm.inline = program.load, vm.limits.inline_steps
    scope = Scope(vm.store.fresh(), "module", _PATH)
    vm.scopes[scope.number] = scope
    for name in used:
        vm.store.set((scope.number, name), _abstract(vm, INPUTS[name], dialect))
    records: set[str] = set()
    apply = calls.apply

    def noting(vm_, record, *given):  # type: ignore[no-untyped-def]
        records.add(record.callee)
        return apply(vm_, record, *given)

    vm.active = [Activation(_PATH, scope, _PATH, 0, vm.store.level)]
    with patch.object(calls, "apply", noting):
        vm.execute(module.body)
    return Evaluated(vm, vm.store.get((scope.number, "out")), frozenset(records))  # type: ignore[arg-type]


@cache
def _read_sql(text: str, dialect: str | None) -> Script:
    return lower_text(text, "", dialect)


def _abstract(vm: Interpreter, given: Given, dialect: str) -> Value:
    entries = tuple(
        Entry(int(name) if given.kind == "matrix" else name, _label(f"{given.name}.{name}")) for name in given.columns
    )
    match given.kind:
        case "frame":
            return vm.new(Frame(entries, dialect=dialect))
        case "matrix":
            return vm.new(Frame(entries, dialect="numpy"))
        case _:
            return Column(entries[0].name, entries[0].labels, dialect=dialect)


def _label(source: str) -> Labels:
    site = Site("given.py", sum(map(ord, source)), len(source))
    mention = Mention(source, site, _ORIGIN, "given", "given")
    return Labels([Label(mention, Dependence.DATA, Certainty.DEFINITE, Step(site, source, None, 1, 0))])


def sources(labels: Labels) -> frozenset[str]:
    """The inputs that labels stand for."""
    return frozenset(
        label.subject.name
        for label in labels
        if isinstance(label.subject, Mention) and label.subject.dataset == "given"
    )


def _declaration(
    vm: Interpreter, out: Value | None, trained: frozenset[str], records: frozenset[str], unresolved: tuple[str, ...]
) -> Declaration:
    content: Content | Value | None = vm.load(out) if out is not None else None
    nothing: frozenset[str] = frozenset()
    result = Declaration((), None, nothing, None, True, trained, records, unresolved)
    match content:
        case Frame():
            columns = tuple((entry.name, entry.certain, sources(entry.labels)) for entry in content.columns)
            rest = sources(content.shared) if content.rest else None
            rows = sources(content.rows)
            for entry in content.index:
                rows = rows | sources(entry.labels)
            return replace(result, columns=columns, rest=rest, rows=rows, ordered=content.ordered, table=True)
        case Column():
            one = (content.name, True, sources(content.labels))
            return replace(result, columns=(one,), rows=sources(content.rows))
        case Entries(rest=None) if all(isinstance(key, Literal) for key, _ in content.pairs):
            columns = tuple(
                (key.value, True, sources(vm.labels(value)))  # type: ignore[union-attr,misc]
                for key, value in content.pairs
            )
            return replace(result, columns=columns, rows=sources(content.labels))  # type: ignore[arg-type]
        case Names(rest=()):
            names = tuple(entry.name for entry in content.columns)
            return replace(result, columns=tuple((name, True, nothing) for name in names), anything=nothing)
        case Items() | Opaque() | _:
            return replace(result, anything=sources(vm.labels(out)))


def names(columns: tuple[tuple[ColumnName, bool, frozenset[str]], ...]) -> tuple[str, ...]:
    """The names of columns as people read them."""
    return tuple(str(name) if isinstance(name, Family) else repr(name) for name, _, _ in columns)
