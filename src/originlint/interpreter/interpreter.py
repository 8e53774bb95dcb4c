"""The interpreter: evaluates the core language over abstract values, and is the `Machine` that operations see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from originlint.interpreter import (
    assignment,
    calls,
    choice,
    expressions,
    fields,
    imports,
    iteration,
    mapped,
    opaque,
    statements,
    subscripts,
    tables,
)
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared, labels_of
from originlint.interpreter.descriptions import verdict_on
from originlint.interpreter.inputs import Program, SqlReader
from originlint.interpreter.joins import join_cells, join_values
from originlint.interpreter.labelling import carried, deep_labels
from originlint.interpreter.labels import NONE, Dependence, Label, Labels, Mention, Step
from originlint.interpreter.libtypes import type_name
from originlint.interpreter.limits import Budget, Limits
from originlint.interpreter.machine import Arguments, SinkKind
from originlint.interpreter.marks import is_measure
from originlint.interpreter.operations.meeting import settled
from originlint.interpreter.recorder import Recorder
from originlint.interpreter.relations import embedded
from originlint.interpreter.relations.session import Library as RoutineLibrary
from originlint.interpreter.rewriting import Holding
from originlint.interpreter.scopes import Activation, Scope, closes
from originlint.interpreter.scores import ScoreWords
from originlint.interpreter.spoken import texts_of
from originlint.interpreter.store import Store
from originlint.interpreter.units import Units
from originlint.interpreter.values import (
    Closure,
    Column,
    Content,
    Entries,
    Frame,
    Items,
    Literal,
    Namespace,
    OneOf,
    Opaque,
    Reference,
    Value,
)
from originlint.ir import forms
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty, Verdict
from originlint.source.site import Site


@dataclass(slots=True)
class Interpreter:
    """One run over a program. See `Machine` for what operations may ask; the rest is for the evaluator's modules."""

    program: Program
    library: Library
    lexicon: Lexicon
    scores: ScoreWords
    catalog: Catalog
    declared: Declared
    read_sql: SqlReader | None = None
    limits: Limits = field(default_factory=Limits)
    every_way: bool = False
    """Whether labels keep all ways by which they came, where the best one is enough to judge."""
    store: Store = field(default_factory=Store)
    recorder: Recorder = field(default_factory=Recorder)
    control: Labels = NONE
    active: list[Activation] = field(default_factory=list)
    scopes: dict[int, Scope] = field(default_factory=dict)
    namespaces: dict[str, Namespace] = field(default_factory=dict)
    units: Units = field(default_factory=Units)
    closing: dict[tuple[str, int], bool] = field(default_factory=dict)
    returning: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Of functions, by path and node: see `closes`, and whether they return one variable each time."""
    steps: int = 0
    inline: int = 0
    casual: int | None = None
    """The steps of the present entry point after which no call is entered, and only what `is_near` or takes origin."""
    is_near: Callable[[tuple[str, int]], bool] = lambda function: True
    taken: int = 0
    """The steps of all entry points that this round has finished."""
    loader: Callable[[Interpreter, str], Namespace] | None = None
    sql: RoutineLibrary = field(default_factory=RoutineLibrary)
    """Routines and models that SQL has made."""
    holding: Holding = field(default_factory=Holding)

    # ------------------------------------------------------------------------------------------- evaluation

    @property
    def here(self) -> Activation:
        """The innermost activation."""
        return self.active[-1]

    @property
    def depth(self) -> int:
        return self.here.depth if self.active else 0

    def site(self, node: int) -> Site:
        """The site of a form of the code that is being evaluated."""
        return Site(self.active[-1].path, node)

    def leave(self, scope: Scope, code: forms.Function | forms.Collect) -> None:
        """Drop the variables of a scope whose code has run, unless a function made there can still read them."""
        key = (scope.path, code.node)
        if key not in self.closing:
            self.closing[key] = closes(code)
        if not self.closing[key] and scope.bound is not None:
            self.store.forget((scope.number, name) for name in scope.bound)
            del self.scopes[scope.number]

    def step(self) -> None:
        """Count one step. Raises Budget when the entry point has used all of its steps."""
        self.steps += 1
        if self.steps > self.limits.steps:
            raise Budget

    def evaluate(self, expression: forms.Expression) -> Value:
        return expressions.evaluate(self, expression)

    def execute(self, block: tuple[forms.Statement, ...]) -> bool:
        """Run statements; tell whether the end of the block can be reached."""
        return statements.execute(self, block)

    def assign(self, target: forms.Target, value: Value, site: Site) -> None:
        assignment.assign(self, target, value, site)

    def each(self, value: Value, action: Callable[[Value], Value]) -> Value:
        """Apply to every alternative of a value and join the results; None among several is left out, since what
        follows would raise on it."""
        if not isinstance(value, OneOf):
            return choice.apply(self, value, action)
        present = tuple(
            option for option in value.options if not (isinstance(option, Literal) and option.value is None)
        )
        result: Value | None = None
        for option in present or value.options:
            outcome = choice.apply(self, option, action)
            result = outcome if result is None else join_values(result, outcome)
        return result if result is not None else Opaque()

    # ------------------------------------------------------------------------------------------- the store

    def load(self, value: Value) -> Content | Value:
        if not isinstance(value, Reference):
            return value
        content = self.store.together(value.addresses, join_cells)
        return content if content is not None else Opaque()

    def update(self, value: Value, content: Content) -> None:
        match value:
            case Reference(addresses=(address,)):
                self.store.set(address, content)
            case Reference():
                for address in value.addresses:
                    self.store.set(address, join_cells(self.store.get(address), content))
            case Column() if isinstance(content, Column):
                self.holding.follow(self, value, content)

    def new(self, content: Content) -> Reference:
        address = self.store.fresh()
        self.store.set(address, content)
        return Reference((address,))

    def new_items(self, kind: str, items: tuple[Value, ...], tail: Value | None = None, labels: Labels = NONE) -> Value:
        """Allocate a list, tuple, set or other iterable."""
        return self.new(Items(kind, items, tail, labels))

    def labels(self, value: Value | Content | None) -> Labels:
        return deep_labels(self.store, value)

    def controlled(self, value: Value) -> Value:
        """The value as it is when written here: it also owes to what decided that we are here."""
        return choice.controlled(self, value) if self.control else value

    @contextmanager
    def under(self, labels: Labels) -> Iterator[None]:
        """Evaluate under further control labels."""
        before = self.control
        self.control = before | labels.weakened(Dependence.CONTROL)
        try:
            yield
        finally:
            self.control = before

    def may_raise(self, deciding: Labels, content: Labels = NONE, surely: bool = False) -> None:
        choice.may_raise(self, deciding, content, surely)

    # ------------------------------------------------------------------------------------------- calls

    def is_code_table(self, entries: Entries, labels: Labels) -> bool:
        return tables.is_code_table(self, entries, labels)

    def describes(self, content: Content | Value, name: str) -> bool:
        return self.library.method(type_name(self, content), name) is not None

    def call(self, function: Value, arguments: Arguments, site: Site) -> Value:
        return calls.call(self, function, arguments, site)

    def call_method(self, receiver: Value, name: str, arguments: Arguments, site: Site) -> Value | None:
        return calls.call_method(self, receiver, name, arguments, site)

    def set_field(self, receiver: Value, name: str, value: Value, site: Site) -> None:
        assignment.set_field(self, receiver, name, value, site)

    def get_field(self, receiver: Value, name: str, site: Site) -> Value:
        return fields.get_field(self, receiver, name, site)

    def get_item(self, receiver: Value, key: Value, site: Site) -> Value:
        return subscripts.get_item(self, receiver, key, site)

    def unknown_call(self, what: str, receiver: Value | None, arguments: Arguments, site: Site) -> Value:
        return opaque.unknown_call(self, what, receiver, arguments, site)

    def spread(self, value: Value, site: Site | None) -> Items:
        return iteration.spread(self, value, site)

    # ------------------------------------------------------------------------------------------- modules

    def import_statement(self, statement: forms.Import) -> None:
        imports.import_statement(self, statement)

    def load_module(self, path: str) -> Namespace:
        """The namespace of a project module, evaluated first if it was not yet."""
        known = self.namespaces.get(path)
        if known is not None:
            self.units.reach(known)
            return known
        assert self.loader is not None
        return self.loader(self, path)

    def names_in(self, namespace: Namespace) -> tuple[tuple[str, Value], ...]:
        """The names that a module has bound so far."""
        return self.store.variables(namespace.scope)

    def evaluate_config(self, path: str) -> Value:
        """The value of a configuration file; labels are born where it is read, not here."""
        value = self.units.config(path)
        if value is None:
            scope = Scope(self.store.fresh(), "module", path)
            self.scopes[scope.number] = scope
            self.active.append(Activation(path, scope, path, self.depth, self.store.level))
            before, self.control = self.control, NONE
            try:
                value = self.evaluate(self.program.configs[path])
                self.units.make_config(path, value)
            finally:
                self.active.pop()
                self.control = before
        return value

    # ------------------------------------------------------------------------------------------- observations

    def mention(self, name: str, site: Site, via: str, dataset: str | None = None) -> Labels:
        if dataset is not None and isinstance(name, str) and name:
            self.catalog.see(dataset, name, site)
        return self.born(name, site, via, dataset, Certainty.DEFINITE)

    def born(self, name: str, site: Site, via: str, dataset: str | None, certainty: Certainty) -> Labels:
        """Like `mention`, for a place that is at most so sure to hold the attribute, and that is no column. A name
        with a gap `{}` is a family of names, called by what is known of it."""
        if self.declared and (source := self.declared.source_of(name)) is not None:
            return labels_of(self, source, name, site, via)
        verdict = self.verdict(name, dataset)
        if not verdict.possible:
            return NONE
        shown = name.replace("{}", "*").strip("*_-. ") if "{}" in name else name
        subject = Mention(shown, site, verdict, via, dataset, self.every_way)
        self.recorder.mention(subject)
        step = Step(site, f"{via} `{shown}` is read", None, 1, self.depth)
        return Labels([Label(subject, Dependence.DATA, max(verdict.certainty, certainty), step)])

    def verdict(self, name: str, dataset: str | None) -> Verdict:
        return verdict_on(self.lexicon, name, self.catalog.told(dataset, name))

    def spoken(self, function: Value) -> tuple[Literal, ...]:
        return texts_of(self, function) if isinstance(function, Closure) else ()

    def renames(self, labels: Labels, name: str, meaning: str) -> None:
        if self.names_attribute(meaning):
            self.catalog.renamed(name, labels)

    def names_attribute(self, text: str) -> bool:
        return self.lexicon.classify(text).possible

    def sink(self, kind: SinkKind, name: str, value: Value | Labels, site: Site) -> None:
        labels = settled(self, value if isinstance(value, Labels) else self._reaching(value, site))
        if kind in (SinkKind.TRAINED, SinkKind.APPLIED):
            labels = labels | self.control.weakened(Dependence.SELECTION)
        compared = Labels(label for label in labels if is_measure(label, kind is SinkKind.APPLIED))
        if compared:
            self.use("measured", compared, site)
            labels = labels.beyond(compared)
        self.recorder.sink(kind, name, site, self.here.qualified, labels)

    def score(self, name: str, labels: Labels, site: Site) -> None:
        assignment.score(self, name, Opaque(labels), site)

    def _reaching(self, value: Value, site: Site) -> Labels:
        content = self.load(value)
        return self.labels(content) | opaque.unseen_columns(self, content, site)

    def use(self, use: str, value: Value | Labels, site: Site) -> None:
        labels = settled(self, value if isinstance(value, Labels) else self.labels(value))
        if labels:
            self.recorder.use(use, site, labels)

    def unresolved(self, what: str, site: Site) -> None:
        self.recorder.unresolved[what, site] += 1

    # ------------------------------------------------------------------------------------------- datasets

    def read_dataset(self, name: str, site: Site, dialect: str) -> Frame:
        return opaque.read_dataset(self, name, site, dialect)

    def write_dataset(self, name: str, frame: Frame, site: Site) -> None:
        labels = self.labels(frame)
        self.use("stored", labels, site)
        self.catalog.store(name, carried(frame, site, f"stored in `{name}`", self.depth, name))

    def read_object(self, name: str) -> Value | None:
        saved = self.catalog.object(name)
        if saved is not None:
            self.units.reach(saved)
        written = opaque.read_config(self, name)  # a file that stands in the repository says what is in it
        return written if written is not None else saved

    def write_object(self, name: str, value: Value) -> None:
        self.catalog.store_object(name, value)

    def table_of(self, value: Value, site: Site) -> Frame | None:
        return mapped.table_of(self, value, site)

    def query(self, text: Value, site: Site, dialect: str | None, given: Value | None) -> Value:
        return embedded.run_query(self, text, site, dialect, given)
