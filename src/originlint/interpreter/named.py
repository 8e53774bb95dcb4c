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
_COLUMNS = 3
"""So many names make a list of columns."""


def observe(vm: Interpreter) -> None:
    """Note the names in texts and keys that no mention stands for yet."""
    known = {mention.entry for mention in vm.recorder.mentions.values()}
    for path, module in sorted(vm.program.modules.items()):
        if any(_says_origin(vm, name) for name in module.names):
            _note(vm, path, module.body, known)
    for path, config in sorted(vm.program.configs.items()):
        _note(vm, path, config, known)


def _note(vm: Interpreter, path: str, form: object, known: Set[Site]) -> None:
    in_lists = _among_columns(form)
    for name, node in _texts(form):
        site = Site(path, node)
        least = Certainty.LIKELY if node in in_lists else Certainty.DEFINITE
        if site not in known and (node in in_lists or _has_several_words(name)) and _says_origin(vm, name, least):
            vm.born(name, site, NAME, None, Certainty.DEFINITE)


def _says_origin(vm: Interpreter, name: str, least: Certainty = Certainty.LIKELY) -> bool:
    """Whether a name says what people are, at least so certainly, and is no stand-in."""
    verdict = vm.lexicon.classify(name)
    return verdict.origin is True and verdict.certainty <= least and verdict.kind.is_direct


def _has_several_words(name: str) -> bool:
    """Whether a text can only be the name of a column, or of something like it. A single word (`race`, `nationality`)
    can be the title of a plot or a word to look for, unless it stands among columns."""
    return " " not in name and len(tokens(name)) > 1


def _among_columns(form: object) -> frozenset[int]:
    """The texts in lists of columns: three names at least, and another one that has several words. Such a list can
    also be the keys of a table, or keys that stand one by one in a list, as YAML writes columns with their types."""
    found: set[int] = set()
    for each in walk(form):
        match each:
            case forms.Sequence(items=items):
                members = [_name(item) for item in items]
            case forms.Mapping(pairs=pairs):
                members = [_name(key) for key, _ in pairs]
            case _:
                continue
        names = [member for member in members if member is not None and member[0].isidentifier()]
        if len(names) == len(members) >= _COLUMNS and any(_has_several_words(name) for name, _ in names):
            found.update(node for _, node in names)
    return frozenset(found)


def _name(member: forms.Expression | None) -> tuple[str, int] | None:
    match member:
        case forms.Constant(node=node, value=str(text)):
            return text, node
        case forms.Mapping(pairs=((forms.Constant(node=node, value=str(text)), _),)):
            return text, node
    return None


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
