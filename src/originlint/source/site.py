"""Where something stands in a file: a cheap token during analysis, an exact range when it is shown.

The analysis carries only `Site` values. A front end's `Locator` turns the few that reach a finding into `Range`s, so
that files with nothing to report never pay for positions.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from originlint.source.frozen import frozen


class Site(NamedTuple):
    """A place in a file, named by the front end that read it.

    `path` is relative to the project root, with `/`. `node` is the front end's own ordinal: for Python the pre-order
    number of the lowered form, for SQL and other text the character offset. `offset` is a character offset inside the
    text that the node stands for (a column inside a SQL string), or -1 for the node itself. `length` is the number of
    characters meant from `offset` on, or 0.
    """

    path: str
    node: int
    offset: int = -1
    length: int = 0


class Position(NamedTuple):
    """1-based line; 1-based column in UTF-16 code units (SARIF's `utf16CodeUnits`, and what editors count)."""

    line: int
    column: int


@frozen
class Range:
    """A half-open stretch of a file: `end` is the position just behind the last character."""

    path: str
    start: Position
    end: Position
    cell: int | None = None
    """1-based number of the notebook cell, in document order; None outside notebooks."""


class Locator(Protocol):
    """Turns sites of one file into exact ranges. Made by a front end, used only for files that a finding touches."""

    def locate(self, site: Site) -> Range:
        """Return the range of `site`; a range of the whole first line when the site is not known."""
        ...
