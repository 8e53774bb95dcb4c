"""What an operation may ask of the interpreter that runs it: the contract between evaluation and knowledge."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Protocol, TypeAlias

from originlint.interpreter.labels import Labels
from originlint.interpreter.values import Content, Entries, Frame, Items, Literal, Reference, Value
from originlint.knowledge.library import Library
from originlint.knowledge.record import Record
from originlint.source.frozen import frozen
from originlint.source.site import Site


@frozen
class Arguments:
    """Evaluated arguments of a call. `more` joins what `*args` and `**kwargs` of unknown content brought."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    more: Value | None = None


@frozen
class Invocation:
    """A call of something that knowledge describes. `bound` maps the record's parameter names to values; what did not
    fit stands in `extra`. `receiver` is the object of a method, None for a function or constructor."""

    record: Record
    receiver: Value | None
    bound: dict[str, Value]
    extra: tuple[Value, ...]
    site: Site
    arguments: Arguments

    def get(self, parameter: str) -> Value | None:
        """The argument bound to that parameter of the record, or None."""
        return self.bound.get(parameter)


class Machine(Protocol):
    """The interpreter as operations see it."""

    @property
    def depth(self) -> int:
        """How many project calls deep we are."""
        ...

    @property
    def library(self) -> Library:
        """What is known of libraries."""
        ...

    def load(self, value: Value) -> Content | Value:
        """The content behind a value: references are followed (several addresses are joined), others are themselves."""
        ...

    def update(self, value: Value, content: Content) -> None:
        """Put a new content at a reference's address (joined with the old one when it has several); for other values
        nothing can be changed and nothing happens."""
        ...

    def new(self, content: Content) -> Reference:
        """Allocate an object."""
        ...

    def describes(self, content: Content | Value, name: str) -> bool:
        """Whether knowledge has a method of that name for the type of this content."""
        ...

    def spoken(self, function: Value) -> tuple[Literal, ...]:
        """The texts that a function of the project speaks of; none of other functions."""
        ...

    def renames(self, labels: Labels, name: str, meaning: str) -> None:
        """Note that a column `name`, which has these labels, gets the name `meaning`: it may say what it holds."""
        ...

    def is_code_table(self, entries: Entries, labels: Labels) -> bool:
        """Whether the keys of a dict are countries, nationalities, races …: by their codes or names, or because what
        is looked up has those labels and a number comes out."""
        ...

    def labels(self, value: Value | Content | None) -> Labels:
        """All labels in a value, deep: of its columns, items, fields, rest (as `Everything` labels) and rows."""
        ...

    def spread(self, value: Value, site: Site | None) -> Items:
        """The items that iterating over a value gives, as far as they are known one by one; `tail` joins the others."""
        ...

    def get_item(self, receiver: Value, key: Value, site: Site) -> Value:
        """`receiver[key]`, by the rules of whatever the receiver is."""
        ...

    def get_field(self, receiver: Value, name: str, site: Site) -> Value:
        """`receiver.name`, by the rules of whatever the receiver is."""
        ...

    def set_field(self, receiver: Value, name: str, value: Value, site: Site) -> None:
        """`receiver.name = value`, by the rules of whatever the receiver is."""
        ...

    def call(self, function: Value, arguments: Arguments, site: Site) -> Value:
        """Call a function value (a callback), with the usual rules for unknown ones."""
        ...

    def call_method(self, receiver: Value, name: str, arguments: Arguments, site: Site) -> Value | None:
        """Call a method by name, of a project class or of a library object; None when the receiver has none."""
        ...

    def mention(self, name: str, site: Site, via: str, dataset: str | None = None) -> Labels:
        """The labels that a name written at `site` in a data-bearing position gives birth to: empty for other words.
        With a `dataset`, the column is also noted as seen there (schema from use)."""
        ...

    def sink(self, kind: SinkKind, name: str, value: Value | Labels, site: Site) -> None:
        """Report that a value reaches a score: `kind` as in design section 5, `name` what was called or assigned."""
        ...

    def score(self, name: str, labels: Labels, site: Site) -> None:
        """Report that something of this name was given a value; when the name is a score's, it is a score."""
        ...

    def use(self, use: str, value: Value | Labels, site: Site) -> None:
        """Report a use that is no score: "measured", "displayed", "dropped", "stored"."""
        ...

    def read_dataset(self, name: str, site: Site, dialect: str) -> Frame:
        """The frame that is known under that name in the catalog, or an open frame of that dataset."""
        ...

    def table_of(self, value: Value, site: Site) -> Frame | None:
        """The table or query of an object mapper that a value is, or that a class stands for."""
        ...

    def write_dataset(self, name: str, frame: Frame, site: Site) -> None:
        """Store a frame under that name for every later reader, also in other files."""
        ...

    def read_object(self, name: str) -> Value | None:
        """The object saved under that path (joblib, pickle, JSON, mlflow), or None."""
        ...

    def write_object(self, name: str, value: Value) -> None:
        """Save an object under that path."""
        ...

    def query(self, text: Value, site: Site, dialect: str | None, given: Value | None) -> Value:
        """Run SQL text, with what is `given` for its placeholders: a frame with the columns and labels of the
        result, or an open frame when it is not known."""
        ...

    def may_raise(self, deciding: Labels) -> None:
        """Note that whether an exception is raised here owes to these labels."""
        ...

    def unresolved(self, what: str, site: Site) -> None:
        """Note a call or dataset that stood on a path and could not be resolved (coverage)."""
        ...


class SinkKind(str, enum.Enum):
    """The ways into a score. Names are those of the rules' `use` property. What decides on the answers of a model that
    were given (`DECISION`) decides the score, but only an origin itself counts there, nothing that stands for it."""

    TRAINED = "trained on"
    APPLIED = "scored on"
    SCORE = "decides the score"
    DECISION = "decides on answers"
    WEIGHT = "weights the training"
    ARTEFACT = "stored in a model"
    POPULATION = "selects the population"


Operation: TypeAlias = Callable[[Machine, Invocation], Value]
"""What a library call does, as a function over abstract values."""
