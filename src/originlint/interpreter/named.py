"""Attributes that code names in a text and that nothing evaluated: lists of columns that nobody was seen to use,
arguments of libraries that nobody described, functions that nobody calls. What becomes of them was not seen, so that
they are at least in the inventory."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.lexicon.names import tokens
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

NAME = "name"
"""The kind of place of such a mention."""


def observe(vm: Interpreter) -> None:
    """Note the names in texts and keys that no mention stands for yet."""
    known = {mention.entry for mention in vm.recorder.mentions.values()}
    for path, module in sorted(vm.program.modules.items()):
        if any(_is_column(vm, name) for name in module.names):
            _note(vm, path, module.body, known)
    for path, config in sorted(vm.program.configs.items()):
        _note(vm, path, config, known)


def _note(vm: Interpreter, path: str, form: object, known: Set[Site]) -> None:
    for name, node in _texts(form):
        site = Site(path, node)
        if site not in known and _is_column(vm, name):
            vm.born(name, site, NAME, None, Certainty.DEFINITE)


def _is_column(vm: Interpreter, name: str) -> bool:
    """Whether a text can only be the name of a column that says what people are: of several words, without doubt, and
    no stand-in. A single word (`race`, `nationality`) can be the title of a plot or a word to look for."""
    if " " in name or len(tokens(name)) < 2:
        return False
    verdict = vm.lexicon.classify(name)
    return verdict.origin is True and verdict.certainty is Certainty.DEFINITE and verdict.kind.is_direct


def _texts(form: object) -> Iterator[tuple[str, int]]:
    """All texts but those that stand alone, as what describes a function does, and those that something is compared
    with, which are values."""
    found: dict[int, str] = {}
    others: set[int] = set()
    for each in walk(form):
        match each:
            case forms.Constant(node=node, value=str(text)):
                found[node] = text
            case forms.Evaluate(value=forms.Constant(node=node)):
                others.add(node)
            case forms.Compare(operator="==" | "!=", left=left, right=right):
                others.update(side.node for side in (left, right))
    return ((text, node) for node, text in sorted(found.items()) if node not in others)
