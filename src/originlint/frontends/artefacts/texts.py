"""The texts in what holds the names of columns: lists, arrays, pandas indexes and tables, tables of weights."""

from __future__ import annotations

from collections.abc import Iterable

from originlint.frontends.artefacts.limits import NESTING
from originlint.frontends.artefacts.objects import Made, Pairs, array_items
from originlint.lexicon.feature_words import says_otherwise

_TABLE = "DataFrame"
_PARTS_OF_TABLE = 2_000


def texts(value: object) -> list[str]:
    """The texts in a list, an array, an index or a table, in lists by kind, or the keys of a table of weights."""
    return _Texts().of(value, 0)


def is_table(value: object) -> bool:
    """Whether a pickled value is a pandas table."""
    return isinstance(value, Made) and value.class_name == _TABLE


class _Texts:
    """One search. What is shared is told once: a small pickle can stand for a very large value."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def of(self, value: object, depth: int) -> list[str]:
        if depth > NESTING or not isinstance(value, (list, tuple, Pairs, Made)) or id(value) in self._seen:
            return []
        self._seen.add(id(value))
        match value:
            case Pairs(items=items):
                return self._of_pairs(items, depth + 1)
            case Made():
                return self._of_object(value, depth + 1)
            case _:
                return [name for item in value for name in self._of_item(item, depth + 1)]

    def _of_pairs(self, items: list[tuple[object, object]], depth: int) -> list[str]:
        found = []
        for key, each in items:
            if isinstance(key, str) and isinstance(each, (int, float)):
                found.append(key)
            elif isinstance(key, str) and not says_otherwise(key):
                found.extend(self.of(each, depth))
        return found

    def _of_item(self, item: object, depth: int) -> list[str]:
        """A name, or several in a list; of a tuple the first part names columns, the rest says what is done to them."""
        match item:
            case str():
                return [item]
            case (first, *_) if isinstance(item, tuple):
                return self._of_item(first, depth + 1) if depth <= NESTING else []
            case list():
                return self.of(item, depth)
            case _:
                return []

    def _of_object(self, made: Made, depth: int) -> list[str]:
        items = array_items(made)
        if items is not None:
            return self.of(items, depth)
        if is_table(made):
            return self._of_table(made)
        return self._first((*made.items, *made.arguments, *made.states), depth)

    def _first(self, parts: Iterable[object], depth: int) -> list[str]:
        """The first texts in what a pandas index or a container of another library is made of."""
        for part in parts:
            match part:
                case Pairs(items=items):
                    found = self._first((each for _, each in items if isinstance(each, (list, tuple, Made))), depth)
                case tuple():
                    found = self._first((each for each in part if isinstance(each, Made)), depth)
                case list() | Made():
                    found = self.of(part, depth)
                case _:
                    continue
            if found:
                return found
        return []

    def _of_table(self, table: Made) -> list[str]:
        """The columns of a pandas table: its first index of texts."""
        pending: list[object] = [*reversed(table.arguments), *reversed(table.states)]
        for _ in range(_PARTS_OF_TABLE):
            if not pending:
                break
            match pending.pop():
                case Made(class_name="_new_Index") as index if names := self.of(index, 0):
                    return names
                case Made() as made:
                    pending.extend(reversed([*made.arguments, *made.states]))
                case Pairs(items=items):
                    pending.extend(each for _, each in reversed(items))
                case list() | tuple() as several:
                    pending.extend(reversed(several[:_PARTS_OF_TABLE]))
        return []
