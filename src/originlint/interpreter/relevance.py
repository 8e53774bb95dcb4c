"""Which functions can matter to a flow: those from which an origin name, a score or a dataset can be reached.

Calls are followed by name, whatever the receiver, so that more counts than can really be called, never less. What does
not matter need not be evaluated on its own: without labels and without a score there is nothing to say about it. What
is near to an origin name or a score is worth following calls into, also when much was followed already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from originlint.interpreter.scores import ScoreWords
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.source.frozen import frozen

_WORD = re.compile(r"[^\W\d]\w*")
_LONGEST = 200
"""A longer constant is text for people or SQL, of which the words count one by one; a longer word is no name."""

_MATTERS = ("estimator.", "dataset.", "formula.", "object.", "read", "write", "measure", "explain")
"""Operations that train, apply, measure, read or store."""

_SCORES = re.compile(
    r"estimator\.(?!self$|clone$|compose$|construct$|input$|inverse$|names_out$|set_)|formula\.model|measure|dataset\.set"
)
"""Operations that train a model, apply one, weight what one is trained on, or measure one."""

_SQL = re.compile(r"\s*(?:select|with|create|insert|merge|update|delete)\s", re.I)

_NEAR = 1
"""What calls something within so many calls is near to it."""

Function: TypeAlias = tuple[str, int]
"""A function, by path and node."""


@frozen
class _Words:
    """The name of a function, the words in it that may name something, and those that may name what it calls."""

    name: str
    all: frozenset[str]
    called: frozenset[str]
    runs_sql: bool


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
        self._declared = declared
        self._verbs = library.verbs(_MATTERS)
        self._words: dict[str, bool] = {}
        classes: dict[Function, list[str]] = {}
        functions: dict[Function, _Words] = {}
        names: set[str] = set()
        assigned: list[tuple[str, forms.Expression]] = []
        for path, module in modules.items():
            names |= module.names
            for form in walk(module.body):
                match form:
                    case forms.Function():
                        functions[path, form.node] = _words(form)
                    case forms.DefineClass():
                        for each in walk(form.body):
                            if isinstance(each, forms.Function):
                                classes.setdefault((path, each.node), []).append(form.name)
                    case forms.Assign(target=forms.Name(name=name) | forms.Field(name=name), value=value):
                        assigned.append((name, value))
                    case forms.Import():
                        names.update(form.module.split("."))
        called_by = {key: [words.name, *classes.get(key, ())] for key, words in functions.items()}
        uses = {key: words.all for key, words in functions.items()}
        self._relevant = _reaching(called_by, uses, (key for key in uses if any(map(self._counts, uses[key]))))
        scoring = library.meaning(_SCORES, names) - {"__call__"}
        values = self._telling(assigned)
        telling = (
            key
            for key, words in functions.items()
            if words.runs_sql
            or not words.called.isdisjoint(scoring)
            or not words.all.isdisjoint(values)
            or any(map(self._tells, words.all))
        )
        likely = {key: names[1:] if _is_special(names[0]) else names[:1] for key, names in called_by.items()}
        calls = {key: words.called for key, words in functions.items()}
        self._near = _reaching(likely, calls, telling, _NEAR)

    def matters(self, function: Function) -> bool:
        """Whether the function at (path, node) can matter; True for one that is not known."""
        return self._relevant.get(function, True)

    def is_near(self, function: Function) -> bool:
        """Whether the function at (path, node) names an origin attribute or a score, or calls one that does; True for
        one that is not known."""
        return self._near.get(function, True)

    def _telling(self, assigned: Iterable[tuple[str, forms.Expression]]) -> frozenset[str]:
        """The variables and fields that are assigned a value with a text that names an origin attribute or a score:
        what reads them may have that text for a name."""
        return frozenset(
            name
            for name, value in assigned
            if any(self._tells(word) for text in _texts(value) for word in _in_text(text))
        )

    def _tells(self, name: str) -> bool:
        """Whether a name is that of an origin attribute or a score."""
        known = self._words.get(name)
        if known is None:
            scores = self._scores
            known = self._words[name] = len(name) <= _LONGEST and (
                name in self._declared
                or scores.is_score(name)
                or scores.is_list(name)
                or scores.is_application(name)
                or self._lexicon.classify(name).possible
            )
        return known

    def _counts(self, name: str) -> bool:
        return name in self._verbs or self._tells(name)


def _reaching(
    called_by: Mapping[Function, list[str]],
    uses: Mapping[Function, frozenset[str]],
    seeds: Iterable[Function],
    calls: int | None = None,
) -> dict[Function, bool]:
    """Whether each function is a seed, or reaches one, in so many calls at most. `called_by` are the names by which a
    function is reached: its own, and those of the classes around it; `uses` are the names in it."""
    users: dict[str, list[Function]] = {name: [] for names in called_by.values() for name in names}
    for key, names in uses.items():
        for name in names & users.keys():
            users[name].append(key)
    reaching = dict.fromkeys(uses, False)
    last = list(seeds)
    while last and (calls is None or calls >= 0):
        following: list[Function] = []
        for key in last:
            if not reaching[key]:
                reaching[key] = True
                for name in called_by[key]:
                    following.extend(users.pop(name, ()))
        last = following
        calls = calls if calls is None else calls - 1
    return reaching


def _is_special(name: str) -> bool:
    """Whether a method is one that Python calls by itself, such as `__init__`."""
    return name.startswith("__") and name.endswith("__")


def _words(function: forms.Function) -> _Words:
    words: set[str] = {function.name}
    called: set[str] = set()
    runs_sql = False
    for form in walk(function):
        match form:
            case forms.Name(name=name) | forms.Field(name=name):
                called.add(name)
            case forms.Parameter(name=name) | forms.Argument(keyword=str(name)):
                words.add(name)
            case forms.Query():
                words.add("read_sql")
                runs_sql = True
            case forms.Constant(value=str(text)):
                called.update(_in_text(text))
                runs_sql = runs_sql or _SQL.match(text) is not None
    return _Words(function.name, frozenset(words | called), frozenset(called), runs_sql)


def _in_text(text: str) -> Iterator[str]:
    """A text as a name, and the words in it, unless they are too long for one."""
    if len(text) <= _LONGEST:
        yield text
    yield from (word for word in _WORD.findall(text) if len(word) <= _LONGEST)


def _texts(value: forms.Expression) -> Iterator[str]:
    return (form.value for form in walk(value) if isinstance(form, forms.Constant) and isinstance(form.value, str))
