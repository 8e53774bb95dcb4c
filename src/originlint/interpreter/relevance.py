"""Which functions can matter to a flow: those from which an origin name, a score or a dataset can be reached.

Calls are followed by name, whatever the receiver, so that more counts than can really be called, never less. What does
not matter need not be evaluated on its own: without labels and without a score there is nothing to say about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from originlint.interpreter.scores import ScoreWords
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d]\w*")
_LONGEST = 200
"""A longer constant is text for people or SQL; its words count one by one."""

_MATTERS = ("estimator.", "dataset.", "formula.", "object.", "read", "write", "measure", "explain")
"""Operations that train, apply, measure, read or store."""


class Relevance:
    """Tells which functions of a program can matter. Made once for a run."""

    def __init__(
        self,
        modules: Mapping[str, forms.Module],
        lexicon: Lexicon,
        scores: ScoreWords,
        library: Library,
        declared: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self._scores = scores
        self._verbs = library.verbs(_MATTERS) | declared
        self._words: dict[str, bool] = {}
        called_by: dict[tuple[str, int], list[str]] = {}
        uses: dict[tuple[str, int], frozenset[str]] = {}
        for path, module in modules.items():
            for form in walk(module.body):
                if isinstance(form, forms.Function):
                    key = (path, form.node)
                    uses[key] = frozenset(_names(form))
                    called_by.setdefault(key, []).append(form.name)
                elif isinstance(form, forms.DefineClass):
                    for each in walk(form.body):
                        if isinstance(each, forms.Function):
                            called_by.setdefault((path, each.node), []).append(form.name)
        self._relevant = self._closure(called_by, uses)

    def matters(self, function: tuple[str, int]) -> bool:
        """Whether the function at (path, node) can matter; True for one that is not known."""
        return self._relevant.get(function, True)

    def _closure(
        self, called_by: Mapping[tuple[str, int], list[str]], uses: Mapping[tuple[str, int], frozenset[str]]
    ) -> dict[tuple[str, int], bool]:
        """`called_by` are the names by which a function is reached: its own, and those of the classes around it."""
        users: dict[str, list[tuple[str, int]]] = {name: [] for names in called_by.values() for name in names}
        for key, names in uses.items():
            for name in names & users.keys():
                users[name].append(key)
        relevant = dict.fromkeys(uses, False)
        pending = [key for key, names in uses.items() if any(self._counts(name) for name in names)]
        while pending:
            key = pending.pop()
            if not relevant[key]:
                relevant[key] = True
                for name in called_by[key]:
                    pending.extend(users.pop(name, ()))
        return relevant

    def _counts(self, name: str) -> bool:
        known = self._words.get(name)
        if known is None:
            known = self._words[name] = (
                name in self._verbs or self._scores.is_score(name) or self._lexicon.classify(name).possible
            )
        return known


def _names(function: forms.Function) -> Iterable[str]:
    """Every word in a function that may name something: variables, fields, parameters, keywords and text."""
    yield function.name
    for form in walk(function):
        match form:
            case forms.Name(name=name) | forms.Field(name=name) | forms.Parameter(name=name):
                yield name
            case forms.Argument(keyword=str(keyword)):
                yield keyword
            case forms.Query():
                yield "read_sql"
            case forms.Constant(value=str(text)) if len(text) <= _LONGEST:
                yield text
                yield from _WORD.findall(text)
            case forms.Constant(value=str(text)):
                yield from _WORD.findall(text)
