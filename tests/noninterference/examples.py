"""Mutants of the knowledge base held against the examples in the knowledge files, which are proved by execution or
state what comes of them (`tests/knowledge/proof`), and against snippets that fit all names of a kind where a name has
none. Spoiled knowledge has to give another answer about one that makes use of it. Needs no library.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.knowledge.proof.analysed import Evaluated, declaration, evaluate, sources
from tests.knowledge.proof.examples import Example, described, examples
from tests.knowledge.proof.stated import said
from tests.knowledge.proof.templates import snippets
from tests.noninterference.fate import Fate, Mutant
from tests.noninterference.mutation import COVERAGE, FORGETS, HARMLESS, Knowledge, forget, operation

from originlint.interpreter.values import (
    Column,
    Entries,
    Estimator,
    External,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    Opaque,
    Template,
)
from originlint.knowledge.library import Library

TRIES = 40
"""So many examples are asked about one mutant, its own first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the analyser says of a program: what comes of it, as far as a test compares that, and which calls it could
    not follow."""

    told: object
    unresolved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """An example, what the sound analyser says of it, and the records that it used."""

    example: Example
    said: Said
    records: frozenset[str]
    snippet: bool = False
    """Whether it is a snippet for all names of a kind."""


def answered(library: Library) -> list[Answered]:
    """All examples, with what is said of them. A name that none makes use of gets the first snippet of its kind that
    does (`templates.toml`), as `scripts/prove --others` tries them."""
    found = [one for example in examples(library) if (one := _ask(example, library)) is not None]
    seen = {name for one in found for name in one.records}
    for name in described(library):
        if name not in seen:
            tried = (_ask(example, library) for example in snippets(library, name))
            one = next((one for one in tried if one is not None and name in one.records), None)
            if one is not None:
                found.append(replace(one, snippet=True))
                seen |= one.records
    return found


def fates(library: Library, known: list[Answered]) -> list[Fate]:
    """What becomes of every mutant: of a record that is deleted or forgets, of an operation that forgets."""
    result: list[Fate] = []
    users: dict[str, list[Answered]] = {}
    by_operation: dict[str, list[Answered]] = {}
    for one in known:
        for name in sorted(one.records):
            record = library.lookup(name)
            users.setdefault(name, []).append(one)
            if record is not None:
                by_operation.setdefault(record.operation, []).append(one)
    for name in described(library):
        record = library.lookup(name)
        mutants = [Mutant("record deleted", name)]
        if record is not None and record.operation not in HARMLESS:
            mutants.append(Mutant("record forgets", name))
        using = sorted(users.get(name, []), key=lambda one: name not in one.example.place)
        fates = [_fate(mutant, FORGETS, library, using) for mutant in mutants]
        if any(fate.exposed_by is None for fate in fates):
            others = [one for one in _tried(library, name) if one not in using]
            fates = [_or_by(fate, others, library) for fate in fates]
        result += fates
    for name in sorted(by_operation.keys() - HARMLESS):
        result.append(_fate(Mutant("operation forgets", name), name, library, by_operation[name]))
    return result


def _tried(library: Library, name: str) -> list[Answered]:
    """What is said of the snippets that fit a name and make use of it."""
    asked = [_ask(example, library) for example in snippets(library, name)]
    return [replace(one, snippet=True) for one in asked if one is not None and name in one.records]


def _or_by(fate: Fate, others: list[Answered], library: Library) -> Fate:
    """The fate of a mutant that no example exposed, when these are asked too."""
    if fate.exposed_by is not None or not others:
        return fate
    again = _fate(fate.mutant, FORGETS, library, others)
    return replace(again, asked=fate.asked + again.asked, using=fate.using + again.using)


ANSWER, ONLY_COVERAGE = "answer", "coverage"


def _fate(mutant: Mutant, replaced: str, library: Library, using: list[Answered]) -> Fate:
    by_coverage: Fate | None = None
    for number, one in enumerate(using[:TRIES], start=1):
        exposed = _exposes(one, mutant, replaced, library)
        if exposed == ANSWER:
            return Fate(mutant, one.example.text, number, len(using), one.snippet)
        if exposed == ONLY_COVERAGE:
            by_coverage = Fate(mutant, COVERAGE + one.example.text, number, len(using), one.snippet)
    return by_coverage or Fate(mutant, None, min(len(using), TRIES), len(using))


def _exposes(one: Answered, mutant: Mutant, replaced: str, library: Library) -> str | None:
    """Whether an example shows the mutant: by what is said of it, or only because the coverage names a call that was
    known before."""
    spoils = mutant.name if mutant.kind.startswith("record") else ""
    knowledge = Knowledge(library, spoils, mutant.kind == "record forgets")
    with operation(replaced, forget):
        answer = _ask(one.example, knowledge)  # type: ignore[arg-type]
    if answer is None or answer.said.told != one.said.told:
        return ANSWER
    return ONLY_COVERAGE if answer.said.unresolved != one.said.unresolved else None


def told(example: Example, library: Library) -> object:
    """What is said of one example, as far as a test compares that; None where it could not be evaluated."""
    answer = _ask(example, library)
    said = answer.said.told if answer is not None else None
    return tuple(sorted(said.items())) if isinstance(said, dict) else said


def _ask(example: Example, library: Library) -> Answered | None:
    try:
        done = evaluate(example.code, example.used, example.dialect, library)
    except Exception:  # an example in the terms of another version; a mutant may make the analyser fail, which shows it
        return None
    declared = declaration(done)
    # What is stated is all that a test compares; an example that is executed is compared in full.
    told = said(declared) if example.states else (_shape(done, done.out, 3), declared.uses)
    return Answered(example, Said(told, frozenset(declared.unresolved)), done.records)


def _shape(done: Evaluated, value: object, depth: int) -> object:
    """What a value is, as far as it can be compared: its sort, names, and the inputs that it owes to."""
    content = done.vm.load(value) if value is not None else None  # type: ignore[arg-type]
    match content:
        case Frame():
            columns = tuple((entry.name, entry.certain, sources(entry.labels)) for entry in content.columns)
            rest = tuple(each.dataset for each in content.rest)
            index = tuple((entry.name, sources(entry.labels)) for entry in content.index)
            rows = sources(content.rows)
            return ("table", columns, rest, sources(content.shared), rows, index, content.dialect, content.ordered)
        case Column():
            index = tuple((entry.name, sources(entry.labels)) for entry in content.index)
            return ("column", content.name, sources(content.labels), sources(content.rows), content.dialect, index)
        case Names():
            return ("names", tuple(entry.name for entry in content.columns), sources(content.labels))
        case Estimator():
            stages = tuple(stage.name for stage in content.stages)
            return (
                "estimator",
                content.type,
                content.role,
                stages,
                content.fitted is not None,
                sources(content.trained),
            )
        case Items() if depth:
            held = tuple(_shape(done, item, depth - 1) for item in (*content.items, content.tail))
            return ("items", content.kind, held, sources(content.labels))
        case Entries() if depth:
            pairs = tuple((_shape(done, key, 1), _shape(done, item, depth - 1)) for key, item in content.pairs)
            return ("entries", pairs, _shape(done, content.rest, depth - 1), content.dataset)
        case Opaque():
            return ("unseen", sources(content.labels), content.dataset, content.hint)
        case Literal():
            return ("constant", repr(content.value), sources(content.labels))
        case External() | Template() | Instance():
            return (type(content).__name__, getattr(content, "name", ""), sources(done.vm.labels(content)))
        case _:
            return (type(content).__name__, sources(done.vm.labels(content)) if content is not None else frozenset())
