"""What the evaluation of SQL asks of whoever runs it: the interpreter, or the lineage of all columns."""

from __future__ import annotations

from typing import Protocol

from originlint.interpreter.labels import Labels
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.scores import ScoreWords
from originlint.interpreter.values import Frame
from originlint.source.site import Site


class World(Protocol):
    """The part of `Machine` that SQL needs."""

    @property
    def depth(self) -> int:
        """How many project calls deep we are."""
        ...

    @property
    def scores(self) -> ScoreWords:
        """Which names say that something is a score."""
        ...

    def mention(self, name: str, site: Site, via: str, dataset: str | None = None) -> Labels:
        """As in `Machine`."""
        ...

    def renames(self, labels: Labels, name: str, meaning: str) -> None:
        """As in `Machine`."""
        ...

    def names_attribute(self, text: str) -> bool:
        """Whether a text could name an attribute."""
        ...

    def read_dataset(self, name: str, site: Site, dialect: str) -> Frame:
        """As in `Machine`."""
        ...

    def write_dataset(self, name: str, frame: Frame, site: Site) -> None:
        """As in `Machine`."""
        ...

    def sink(self, kind: SinkKind, name: str, value: Labels, site: Site) -> None:
        """As in `Machine`."""
        ...

    def use(self, use: str, value: Labels, site: Site) -> None:
        """As in `Machine`."""
        ...

    def unresolved(self, what: str, site: Site) -> None:
        """As in `Machine`."""
        ...
