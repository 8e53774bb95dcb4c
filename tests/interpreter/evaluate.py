"""Evaluates Python text in tests, and says what reached which score in words that are easy to compare."""

from __future__ import annotations

from dataclasses import dataclass

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.frontends.sql.script import lower_text
from originlint.interpreter import program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.labels import Mention
from originlint.interpreter.scores import ScoreWords
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.project.modules import ModuleMap

_LIBRARY = Library.load()
_LEXICON = Lexicon.load()


@dataclass(frozen=True, slots=True)
class Reached:
    """One attribute that reached one sink."""

    kind: str
    attribute: str
    dependence: str
    sink: str


def interpret(**files: str) -> Interpreter:
    """Evaluate modules given by name (`main`, `pkg__features` for pkg/features.py) and return the interpreter."""
    texts = {name.replace("__", "/") + ".py": text for name, text in files.items()}
    modules = {path: lower(path, [Code(text)]).module for path, text in texts.items()}
    vm = Interpreter(
        Program(modules, {}, ModuleMap(modules)),
        _LIBRARY,
        _LEXICON,
        ScoreWords.load(),
        Catalog(),
        Declared(),
        lambda text, dialect: lower_text(text, "", dialect),
    )
    program.run(vm)
    return vm


def reached(**files: str) -> set[Reached]:
    """What reached a score, whatever the path."""
    vm = interpret(**files)
    return {
        Reached(hit.kind.value, label.subject.name, label.dependence.name.lower(), hit.name.rpartition(".")[2])
        for hit in vm.recorder.sink_hits()
        for label in hit.labels
        if isinstance(label.subject, Mention)
    }


def scores(text: str) -> set[tuple[str, str]]:
    """The (attribute, dependence) pairs that a hand-written score in one module depends on."""
    return {(each.attribute, each.dependence) for each in reached(main=text) if each.kind == "decides the score"}
