"""Names that say "this is a score": hand-written scores are found by what people call them."""

from __future__ import annotations

import re
from dataclasses import field
from functools import partial
from itertools import pairwise

from originlint.ir.forms import Function
from originlint.source.frozen import frozen
from originlint.source.words import shipped_words

_words = partial(shipped_words, "originlint.interpreter", "scores")
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_NUMBERED = re.compile(r"[A-Za-z]+\d+")


@frozen
class ScoreWords:
    """The word lists of `scores.toml`. `declared` are names that the project itself calls scores."""

    words: frozenset[str]
    excluded: frozenset[str]
    declared: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    applies: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    _known: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, declared: frozenset[str] = frozenset()) -> ScoreWords:
        """Read the shipped lists. Raises UserError when they are malformed."""
        lists = _words("list"), _words("amount"), _words("applies"), _words("truth")
        return cls(_words("score"), _words("not_score"), declared, *lists)

    def is_score(self, name: str) -> bool:
        """Tell whether a variable, field, key, column or function of that name holds or computes a score of a person:
        one of its tokens says so, and none says that it is a metric, a setting or a thing about a score."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = name in self.declared or self._says_score(name)
        return known

    def _says_score(self, name: str) -> bool:
        tokens = [*_words_in(name), *(found.lower() for found in _NUMBERED.findall(name))]  # `f1_score` is about F1
        return any(token in self.words for token in tokens) and not any(token in self.excluded for token in tokens)

    def is_list(self, name: str) -> bool:
        """Tell whether a table of that name holds who is picked out: for review, for a check, for work."""
        tokens = _words_in(name)
        return any(token in self.lists for token in (*tokens, *map("_".join, pairwise(tokens))))

    def is_application(self, name: str) -> bool:
        """Tell whether an unseen function of that name likely applies a model to what it is given."""
        return name.lower() in self.applies

    def measures(self, function: Function) -> bool:
        """Tell whether a function is given what turned out to be true, so that it only says how good answers were."""
        return any(parameter.name.lower() in self.truths for parameter in function.parameters)

    def is_amount(self, name: str) -> bool:
        """Tell whether a column of that name is the amount in a table of scores."""
        return name.lower() in self.amounts


def _words_in(name: str) -> list[str]:
    return [token.lower() for token in _PARTS.findall(name)]
