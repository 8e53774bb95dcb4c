"""Feature names of saved models: in the models themselves, and in configuration files (`feature_names.json`, model
metadata, the JSON of XGBoost). They say what a model was trained on, also where the code that trained it is not there
any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from originlint.interpreter.machine import SinkKind
from originlint.interpreter.scopes import Activation, Scope
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.lexicon.feature_words import says_features, says_otherwise
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site
from originlint.source.words import shipped_words

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


STORED = "feature of a saved model"
"""The kind of place of such a mention."""
_words = partial(shipped_words, "originlint.interpreter", "feature_lists")


def observe(vm: Interpreter) -> None:
    """Report the origin attributes among the features of saved models."""
    for path, features in sorted(vm.program.artefacts.items()):
        if features is not None:
            _report(vm, path, [(name, node) for name, node in _under_keys(features) if _counts(vm, name)])
    readers: Mapping[str, bool] | None = None
    for path in sorted(vm.program.configs):
        found = [(name, node) for name, node in _names(path, vm.program.configs[path]) if _counts(vm, name)]
        if not found:
            continue
        if not (_is_metadata(vm.program.configs[path]) or _beside_a_model(vm, path)):
            readers = _applied_with(vm) if readers is None else readers
            if not readers.get(path.rpartition("/")[2]):
                continue
        _report(vm, path, found)


def _report(vm: Interpreter, path: str, found: list[tuple[str, int]]) -> None:
    scope = Scope(vm.store.fresh(), "module", path)
    vm.active.append(Activation(path, scope, path, 0, vm.store.level))
    try:
        for name, node in found:
            site = Site(path, node)
            labels = vm.born(name, site, STORED, path, Certainty.DEFINITE)
            vm.recorder.sink(SinkKind.ARTEFACT, path.rpartition("/")[2], site, path, labels)
    finally:
        vm.active.pop()


def _counts(vm: Interpreter, name: str) -> bool:
    return bool(name) and vm.lexicon.classify(name).possible


def _names(path: str, expression: forms.Expression) -> Iterator[tuple[str, int]]:
    """The feature names in a file: of the whole file when its name says that it holds features, else under keys that
    say so."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if isinstance(expression, forms.Sequence) and says_features(stem):
        yield from _texts(expression)
    yield from _under_keys(expression)


def _under_keys(expression: forms.Expression) -> Iterator[tuple[str, int]]:
    match expression:
        case forms.Mapping(pairs=pairs):
            for key, value in pairs:
                if isinstance(key, forms.Constant) and isinstance(key.value, str) and says_features(key.value):
                    yield from _texts(value)
                else:
                    yield from _under_keys(value)


def _texts(expression: forms.Expression) -> Iterator[tuple[str, int]]:
    """The names in a list, in lists by kind, or the keys of a table of weights."""
    match expression:
        case forms.Constant(value=str(name), node=node):
            yield name, node
        case forms.Sequence(items=items):
            for item in items:
                yield from _texts(item)
        case forms.Mapping(pairs=pairs):
            for key, value in pairs:
                match key, value:
                    case forms.Constant(value=str(name), node=node), forms.Constant(value=int() | float()):
                        yield name, node
                    case forms.Constant(value="name" | "feature" | "column"), forms.Constant(
                        value=str(name), node=node
                    ):
                        yield name, node
                    case forms.Constant(value=str(name)), forms.Sequence() if not says_otherwise(name):
                        yield from _texts(value)


def _is_metadata(expression: forms.Expression) -> bool:
    """Whether the file speaks of a trained model, beside its features."""
    if not isinstance(expression, forms.Mapping):
        return False
    keys = {
        key.value.lower()
        for key, _ in expression.pairs
        if isinstance(key, forms.Constant) and isinstance(key.value, str)
    }
    return bool(keys & _words("metadata"))


def _beside_a_model(vm: Interpreter, path: str) -> bool:
    folder = path.rpartition("/")[0]
    return any(model.rpartition("/")[0] == folder for model in vm.program.artefacts)


def _applied_with(vm: Interpreter) -> dict[str, bool]:
    """The file names that a module names which applies a model."""
    result: dict[str, bool] = {}
    names = {path.rpartition("/")[2] for path in vm.program.configs}
    for path in sorted(vm.program.modules):
        applies, mentioned = False, set[str]()
        for form in walk(vm.program.modules[path].body):
            match form:
                case forms.Field(name=name) | forms.Name(name=name):
                    applies = applies or name in _words("applies")
                case forms.Constant(value=str(text)) if len(text) <= 200:
                    last = text.rpartition("/")[2]
                    if last in names:
                        mentioned.add(last)
        for name in mentioned if applies else ():
            result[name] = True
    return result
