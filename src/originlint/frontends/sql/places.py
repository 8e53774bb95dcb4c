"""Where a syntax tree's names stand in the text. sqlglot keeps offsets for names, stars and literals only."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from originlint.ir.relational import NOWHERE, Name, Place

Moved = Callable[[int], int]
"""Maps an offset in the text that was parsed to one in the text that a reader sees."""


class Places:
    """Finds places, with what was done to the text before it was parsed undone."""

    def __init__(self, moved: Moved | None = None) -> None:
        self._moved = moved

    def of(self, node: exp.Expr | None) -> Place:
        """The place of a node: its own, else that of the first name inside it."""
        if node is None:
            return NOWHERE
        place = self.own(node)
        if place is not None:
            return place
        first = next(iter(node.args.values()), None)
        while isinstance(first, exp.Expr):  # most often it is there, and costs no walk over the rest
            if (place := self.own(first)) is not None:
                return place
            first = next(iter(first.args.values()), None)
        for inner in node.walk(bfs=False):
            if inner._meta and (place := self.own(inner)) is not None:
                return place
        return NOWHERE

    def own(self, node: exp.Expr) -> Place | None:
        """The place that sqlglot noted for this very node."""
        meta = node._meta
        if not meta or "start" not in meta:
            return None
        return self.between(meta["start"], meta["end"] + 1)

    def between(self, start: int, end: int) -> Place:
        """The place of the characters from one offset up to another."""
        if self._moved is None:
            return Place(start, end - start)
        first, last = self._moved(start), self._moved(end - 1) + 1
        return Place(first, max(last - first, 0))

    def name(self, node: exp.Expr) -> Name:
        """The name that an identifier, column or alias is."""
        return Name(node.name, self.of(node))
