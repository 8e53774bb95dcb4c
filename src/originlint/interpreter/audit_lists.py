"""Attributes that are named to audit a model by: `group="RAC1P"`, `PROTECTED = ["race", "sex"]`. Where nothing else is
done with them they belong in the inventory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site
from originlint.source.words import shipped_words

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_words = partial(shipped_words, "originlint.interpreter", "audit_lists")
_WORD = re.compile(r"[a-z]+")
_NAMED = (forms.Assign, forms.Call, forms.Mapping)


def observe(vm: Interpreter) -> None:
    """Note the attributes that are named so in any module."""
    for path, module in sorted(vm.program.modules.items()):
        for form in walk(module.body):
            if isinstance(form, _NAMED):
                for name, node in _named(form):
                    site = Site(path, node)
                    vm.use("measured", vm.born(name, site, "group", None, Certainty.DEFINITE), site)


def _named(form: forms.Assign | forms.Call | forms.Mapping) -> Iterator[tuple[str, int]]:
    match form:
        case forms.Assign(target=forms.Name(name=name), value=value) if _audits(name):
            yield from _texts(value)
        case forms.Call(arguments=arguments):
            for argument in arguments:
                keyword = argument.keyword
                if isinstance(keyword, str) and (keyword in _words("groups") or _audits(keyword)):
                    yield from _texts(argument.value)
        case forms.Mapping(pairs=pairs):
            for key, value in pairs:
                if isinstance(key, forms.Constant) and isinstance(key.value, str) and _audits(key.value):
                    yield from _texts(value)
        case _:
            return


def _audits(name: str) -> bool:
    return not _words("audits").isdisjoint(_WORD.findall(name.lower()))


def _texts(value: forms.Expression) -> Iterator[tuple[str, int]]:
    match value:
        case forms.Constant(value=str(text), node=node):
            yield text, node
        case forms.Sequence(items=items):
            for item in items:
                if isinstance(item, forms.Constant) and isinstance(item.value, str):
                    yield item.value, item.node
