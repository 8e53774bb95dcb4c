"""The abstract store: variables and objects, with journals that let branches be tried and joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import is_
from typing import TypeAlias, Union

from originlint.interpreter.values import VALUES, Content, Value

Key: TypeAlias = Union[int, tuple[int, str]]
"""An address, or a variable: (scope, name)."""

Cell: TypeAlias = Union[Content, Value, None]
"""What a key holds; None when nothing."""

Changes: TypeAlias = dict[Key, Cell]


class Store:
    """Maps keys to cells. `begin` opens a journal; `rollback` restores what was there then and returns what had been
    written; `commit` keeps it. Journals nest, and cost only what is written."""

    def __init__(self) -> None:
        self._cells: dict[Key, Cell] = {}
        self._names: dict[int, set[str]] = {}
        """Of a scope: the names that were ever written in it."""
        self._journals: list[Changes] = []
        self._next = 0
        self._joined: dict[tuple[int, ...], tuple[tuple[Cell, ...], Cell]] = {}
        """Of several addresses: what they held when it was last joined, and the join."""

    def get(self, key: Key) -> Cell:
        return self._cells.get(key)

    def together(self, addresses: tuple[int, ...], join: Callable[[Cell, Cell], Cell]) -> Cell:
        """The join of what these addresses hold. It is kept until one of them holds something else: a value that may be
        any of many objects is read far more often than one of these changes."""
        if len(addresses) == 1:
            return self._cells.get(addresses[0])
        cells = tuple(map(self._cells.get, addresses))
        known = self._joined.get(addresses)
        if known is not None and all(map(is_, known[0], cells)):
            return known[1]
        joined: Cell = None
        for cell in cells:
            joined = join(joined, cell)
        self._joined[addresses] = (cells, joined)
        return joined

    def set(self, key: Key, cell: Cell) -> None:
        if self._journals:
            journal = self._journals[-1]
            if key not in journal:
                journal[key] = self._cells.get(key)
        if isinstance(key, tuple) and key not in self._cells:
            self._names.setdefault(key[0], set()).add(key[1])
        self._cells[key] = cell

    def restore(self, key: Key, cell: Cell) -> None:
        """Let a key hold what it held once, which may be nothing."""
        self.set(key, cell)
        if cell is None:
            self._cells.pop(key, None)

    def forget(self, keys: Iterable[Key]) -> None:
        """Drop what was first written since the last journal was opened and that nobody can read any more, so that it
        is not carried through every journal further out."""
        journal = self._journals[-1] if self._journals else {}
        for key in keys:
            if journal.get(key) is None:
                journal.pop(key, None)
                self._cells.pop(key, None)
                if isinstance(key, tuple):
                    self._forget_name(*key)

    def _forget_name(self, scope: int, name: str) -> None:
        names = self._names.get(scope, set())
        names.discard(name)
        if not names:
            self._names.pop(scope, None)

    def variables(self, scope: int) -> tuple[tuple[str, Value], ...]:
        """The variables of a scope that hold something, by name."""
        cells = ((name, self._cells.get((scope, name))) for name in sorted(self._names.get(scope, ())))
        return tuple((name, cell) for name, cell in cells if isinstance(cell, VALUES))

    def fresh(self) -> int:
        """A new number, for an address or a scope."""
        self._next += 1
        return self._next

    @property
    def level(self) -> int:
        """How many journals are open."""
        return len(self._journals)

    def begin(self) -> None:
        self._journals.append({})

    def changed(self) -> Changes:
        """What was there before, of all that was changed since the last journal was opened."""
        cells = self._cells
        return {key: before for key, before in self._journals[-1].items() if cells.get(key) is not before}

    def commit(self) -> None:
        journal = self._journals.pop()
        if self._journals:
            outer = self._journals[-1]
            for key, before in journal.items():
                outer.setdefault(key, before)

    def rollback(self) -> Changes:
        journal = self._journals.pop()
        changes: Changes = {}
        cells = self._cells
        for key, before in journal.items():
            changes[key] = cells.get(key)
            if before is None:
                cells.pop(key, None)
            else:
                cells[key] = before
        return changes

    def changes_since(self, level: int) -> Changes:
        """The present cells of everything written since there were `level` journals."""
        changes: Changes = {}
        for journal in self._journals[level:]:
            for key in journal:
                changes[key] = self._cells.get(key)
        return changes

    def close(self, alternatives: Sequence[Changes], is_one: bool, join: Callable[[Cell, Cell], Cell]) -> None:
        """End the last journal where the present state is one of the ways on, or else is given up, and these are the
        others. Alike to `rollback` and `merge`, but costs nothing where there are no others."""
        if is_one and not alternatives:
            self.commit()
            return
        changes = self.rollback()
        self.merge([*([changes] if is_one else []), *alternatives], join)

    def merge(self, alternatives: Iterable[Changes], join: Callable[[Cell, Cell], Cell]) -> bool:
        """Make the present state the join of itself changed in each of these ways (of itself alone when there is
        none). Return whether anything became different."""
        choices = list(alternatives)
        if not choices:
            return False
        if len(choices) == 1:
            return self._apply(choices[0])
        different = False
        for key, cells in self._cells_of(choices).items():
            before = self._cells.get(key)
            joined = known = cells[0]
            for cell in cells:
                # Most ways agree with the one before them, so that a join with it again would give the same.
                if cell is not joined and cell is not known:
                    joined = join(joined, cell)
                known = cell
            if joined is not before and joined != before:
                different = different or before is not None
                self.set(key, joined)
        return different

    def _cells_of(self, choices: Sequence[Changes]) -> dict[Key, list[Cell]]:
        """What each key that any way writes holds at the end of each of them. Of a key that held nothing before, only
        what the ways that write it put there: most are what the calls in one way made for themselves."""
        written: dict[Key, list[Cell]] = {}
        older: dict[Key, None] = {}
        for changes in choices:
            for key, cell in changes.items():
                known = written.get(key)
                if known is None:
                    written[key] = [cell]
                    if key in self._cells:
                        older[key] = None
                else:
                    known.append(cell)
        for key in older:
            if len(written[key]) < len(choices):
                before = self._cells[key]
                written[key] = [changes.get(key, before) for changes in choices]
        return written

    def _apply(self, changes: Changes) -> bool:
        different = False
        for key, cell in changes.items():
            before = self._cells.get(key)
            if cell is not before:
                different = different or before is not None
                self.set(key, cell)
        return different
