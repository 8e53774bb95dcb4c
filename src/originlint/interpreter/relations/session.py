"""The state while a SQL text is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from originlint.interpreter.catalog import Catalog
from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.labels import NONE, Dependence, Labels
from originlint.interpreter.relations.world import World
from originlint.interpreter.values import Frame
from originlint.ir.relational import Place, Routine
from originlint.source.frozen import frozen
from originlint.source.site import Site

Locate = Callable[[Place], Site]
"""Turns a place in the SQL text into a site."""

DEPTH = 120
"""Queries nested deeper than this are not evaluated."""


@frozen
class Defined:
    """A routine that a script has made: what a call of it owes to beyond its arguments, the table that it yields, and
    what it is, with where its places are."""

    labels: Labels
    table: Frame | None
    routine: Routine
    site: Locate


@dataclass(slots=True)
class Library:
    """Routines and models that scripts have made, by name."""

    routines: dict[str, Defined] = field(default_factory=dict)
    models: set[str] = field(default_factory=set)

    def copy(self) -> Library:
        """The same routines and models, whatever is made later."""
        return Library(dict(self.routines), set(self.models))

    def is_as(self, other: Library) -> bool:
        """Whether both hold the very same."""
        return (
            self.models == other.models
            and self.routines.keys() == other.routines.keys()
            and all(self.routines[name] is other.routines[name] for name in self.routines)
        )

    def labels(self, name: str) -> Labels:
        """What a call of that name owes to beyond its arguments."""
        known = self.routines.get(name)
        return known.labels if known is not None else NONE


@dataclass(slots=True)
class Session:
    """One text that is evaluated: `tables` are those that it has made itself so far, by catalog key; `given` are tables
    that come from around it, such as Python frames in scope."""

    world: World
    site: Locate
    library: Library = field(default_factory=Library)
    given: Mapping[str, Frame] = field(default_factory=dict)
    tables: dict[str, Frame] = field(default_factory=dict)
    made: dict[str, tuple[str, Site]] = field(default_factory=dict)
    """Tables whose frame has to go to the catalog in the end, with the name as written."""
    named: list[dict[str, Frame]] = field(default_factory=list)
    """The named queries that are visible, innermost last."""
    variables: dict[str, Labels] = field(default_factory=dict)
    records: dict[str, Frame] = field(default_factory=dict)
    """Variables that hold a row, and cursors: with the columns of that row."""
    texts: dict[str, str] = field(default_factory=dict)
    """Variables that hold a known text."""
    bound: tuple[Labels, ...] = ()
    """What the placeholders of VALUES stand for, by order; all the others stand for all that is given."""
    holes: frozenset[str] = frozenset()
    """Names that stand for text which is not known: a column, a list of columns, a table."""
    result: Frame | None = None
    """The table that the last query gave."""
    control: Labels = NONE
    depth: int = 0
    calls: int = 0
    """How many procedures deep we are."""
    alternative: bool = False
    """Whether a table that is made again keeps what it held: only one of the two is ever made."""

    def cte(self, name: str) -> Frame | None:
        """The named query of that name."""
        for names in reversed(self.named):
            if name.lower() in names:
                return names[name.lower()]
        return None

    def table(self, name: str) -> Frame | None:
        """A table that this text, or what surrounds it, holds under a name."""
        found: Frame | None = None
        for each in self._names(name):
            found = self.tables[each] if found is None else join_frames(found, self.tables[each])
        return found if found is not None else self.given.get(name.lower())

    def _names(self, name: str) -> tuple[str, ...]:
        """The full names of the tables made here that a name may stand for."""
        full = Catalog.full(name)
        return (full,) if full in self.tables else tuple(each for each in self.tables if Catalog.agree(each, full))

    def current(self, name: str, site: Site) -> Frame:
        """What a table holds now."""
        known = self.table(name)
        return known if known is not None else self.world.read_dataset(name, site, "sql")

    def put(self, name: str, frame: Frame, site: Site) -> None:
        """Set what a table holds from now on."""
        names = self._names(name)
        key = names[0] if len(names) == 1 else Catalog.full(name)
        known = self.tables.get(key) if self.alternative else None
        self.tables[key] = frame if known is None else join_frames(known, frame)
        self.made.setdefault(key, (name, site))

    def forget(self, name: str) -> None:
        """Drop a table."""
        for key in self._names(name):
            self.tables.pop(key, None)
            self.made.pop(key, None)

    def publish(self) -> None:
        """Write what was made to the catalog."""
        for key, (name, site) in self.made.items():
            self.world.write_dataset(name, self.tables[key], site)

    @contextmanager
    def under(self, labels: Labels) -> Iterator[None]:
        """Evaluate under further conditions."""
        before = self.control
        self.control = before | labels.weakened(Dependence.CONTROL)
        try:
            yield
        finally:
            self.control = before

    @contextmanager
    def filling(self, names: Iterable[str], labels: Labels) -> Iterator[None]:
        """Evaluate with variables of these names holding that."""
        before = self.variables
        self.variables = {**before, **dict.fromkeys(names, labels)}
        try:
            yield
        finally:
            self.variables = before
