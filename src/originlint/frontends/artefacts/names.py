"""The names of the features in a pickled object: lists of texts in fields whose names say so, in the structure that the
well-known classes give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from originlint.frontends.artefacts.limits import LONGEST_TEXT, NESTING
from originlint.frontends.artefacts.objects import Made, Pairs, array_items
from originlint.frontends.artefacts.texts import is_table, texts
from originlint.lexicon.feature_words import says_features

_INNER = (
    "best_estimator_", "estimator_", "regressor_", "classifier_", "calibrated_classifiers_", "estimator",
    "base_estimator",
)  # fmt: skip
"""Fields of search wrappers, calibrators and the like that hold the model itself, which knows better what it uses."""

_OWN = ("feature_names_in_", "feature_names", "feature_name_", "_feature_name", "feature_names_")
"""Fields that hold the features of the whole object, whatever else is in it."""

Booster = Callable[[bytes, int], "list[str]"]
"""Reads a model that another library keeps as text or bytes, so deep in others."""


class FeatureNames:
    """Looks for the features in one pickled value. `booster` reads models that are stored in one piece."""

    def __init__(self, booster: Booster, depth: int) -> None:
        self._booster = booster
        self._depth = depth
        self._seen: set[int] = set()

    def of(self, value: object, depth: int = 0) -> list[str]:
        """The names, each once, in order."""
        if depth > NESTING:
            return []
        match value:
            case bytes() | bytearray():
                return self._booster(bytes(value), self._depth + 1)
            case str() if len(value) > LONGEST_TEXT:
                return self._booster(value.encode("utf-8", "replace"), self._depth + 1)
            case list() | tuple() | Pairs() | Made() if id(value) not in self._seen:
                # What is shared is told once, and what holds itself is not followed for ever.
                self._seen.add(id(value))
                return _once(self._inside(value, depth + 1))
            case _:
                return []

    def _inside(self, value: list[object] | tuple[object, ...] | Pairs | Made, depth: int) -> Iterable[str]:
        match value:
            case Pairs(items=items):
                return self._fields(items, depth)
            case Made():
                return self._object(value, depth)
            case _:
                return (name for item in value for name in self.of(item, depth))

    def _fields(self, items: list[tuple[object, object]], depth: int) -> Iterable[str]:
        for key, value in items:
            if isinstance(key, str) and says_features(key):
                yield from texts(value)
            yield from self.of(value, depth)

    def _object(self, made: Made, depth: int) -> Iterable[str]:
        if is_table(made):
            return ()
        fields = dict(made.fields())
        if made.class_name == "ColumnTransformer" and "transformers_" in fields:
            return _transformed(fields)
        if isinstance(steps := fields.get("steps"), list):
            return self._first_step(steps, depth)
        for name in _INNER:
            if inner := self.of(fields.get(name), depth):
                return inner
        for name in _OWN:
            if own := texts(fields.get(name)):
                return own
        return [
            *self._fields([*fields.items(), *made.pairs.items], depth),
            *(name for part in (*made.items, *made.arguments, *made.states) for name in self.of(part, depth)),
        ]

    def _first_step(self, steps: list[object], depth: int) -> list[str]:
        """A pipeline uses what its first step takes in. A step that says nothing leaves it to the next one."""
        for step in steps:
            if isinstance(step, tuple) and len(step) == 2 and (found := self.of(step[1], depth)):
                return found
        return []


def _transformed(fields: dict[str, object]) -> list[str]:
    """The columns that a column transformer hands on: those of all its parts that are not "drop"."""
    known = texts(fields.get("feature_names_in_"))
    used = []
    parts = fields["transformers_"]
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, tuple) and len(part) == 3 and part[1] != "drop":
            for column in _chosen(part[2]):
                if isinstance(column, str):
                    used.append(column)
                elif isinstance(column, int) and -len(known) <= column < len(known):
                    used.append(known[column])
    return used


def _chosen(columns: object) -> list[object]:
    match columns:
        case str() | int():
            return [columns]
        case list():
            return columns
        case Made():
            items = array_items(columns)
            return list(texts(columns)) if items is None else items
        case _:
            return []


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name and len(name) <= LONGEST_TEXT))
