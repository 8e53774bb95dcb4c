"""Mutants of the knowledge base held against small programs, one or more for each record: the examples in the knowledge
files, which are proved by execution (`tests/knowledge/proof`), and for records that have none, calls in common forms.
Spoiled knowledge has to give another answer about one of them. Needs no library.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.knowledge.proof import templates as kinds
from tests.knowledge.proof.analysed import Evaluated, evaluate, sources
from tests.knowledge.proof.examples import Example, described, example_of, examples
from tests.noninterference.mutation import COVERAGE, FORGETS, HARMLESS, Fate, Knowledge, Mutant, forget, operation

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
from originlint.knowledge.entries import RawEntry
from originlint.knowledge.library import Library

TRIES = 6
"""So many examples are asked about one mutant."""

FORMS = (
    "{callee}(df)", "{callee}(num, y)", "{callee}(v)", "{callee}(s)", "{callee}(df, other)", "{callee}(df, 'key')",
    "{callee}('SELECT key FROM t')", "{callee}('t.csv')", "{callee}(df, 't.csv')", "{callee}([1, 2])", "{callee}()",
    "df.{name}()", "df.{name}('key')", "df.{name}(other)", "df.{name}(df['key'])", "df.{name}", "v.{name}()",
    "s.{name}('a')", "num.{name}('t.csv')", "df.columns.{name}()", "df.groupby('key').{name}()",
    "df.groupby('key')['amount'].{name}()",
    "made = {module}()\nmade.fit(num, y)\nout = made.{name}(num)", "made = {module}()\nout = made.{name}(num, y)",
    "made = {module}()\nmade.fit(num, y)\nout = made.{name}()", "made = {module}(df)\nout = made.{name}()",
    "made = {module}()\nmade.execute('SELECT key FROM t')\nout = made.{name}()", "{module}(v).{name}()",
    "{module}('SELECT key FROM t').{name}()", "made = {module}()\nout = made.{name}('SELECT key FROM t')",
    "made = {module}()\nout = made.{name}('t.csv')", "made = {module}()\nmade.fit(num, y)\nout = made.{name}('t.bin')",
    "made = {module}()\nout = made.{name}(df)", "made = {callee}()\nmade.fit(num, y)\nout = made.predict(num)",
    "made = {callee}(df)\nmade.fit(num, y)\nout = made", "df.{name}('t.csv')\nout = pd.read_csv('t.csv')",
    "{callee}(df, 't.csv')\nout = pd.read_csv('t.csv')", "{callee}(df, 't.pkl')\nout = pd.read_pickle('t.pkl')",
)  # fmt: skip
"""Calls of a function, class or method as they are usually written."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the analyser says of a program: what `out` is, what goes into models and other uses, and which calls it
    could not follow."""

    out: object
    reported: frozenset[tuple[str, frozenset[str]]]
    unresolved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """An example, what the sound analyser says of it, and the records that it used."""

    example: Example
    said: Said
    records: frozenset[str]


def answered(library: Library) -> list[Answered]:
    """All examples; names without one of their own get those that fit their kind, or a call in a common form."""
    found = [one for example in examples(library) if (one := _ask(example, library)) is not None]
    seen = {name for one in found for name in one.records}
    places = {name: entry for entry in library.entries() for name in entry.names if entry.kind != "alias"}
    known = kinds.templates()
    for name in described(library):
        if name in seen:
            continue
        for example in _tried(places[name], name, known):
            one = _ask(example, library)
            if one is not None and name in one.records:
                found.append(one)
                seen |= one.records
                if _exposes(one, Mutant("record deleted", name), FORGETS, library) == ANSWER:
                    break
    return found


def _tried(entry: RawEntry, name: str, known: tuple[kinds.Template, ...]) -> list[Example]:
    """Programs that may call it. Names of no module (`Estimator.fit`) are of what other calls give."""
    if name[:1].isupper():
        return []
    codes = [code for template in known if template.fits(name) for code in template.code]
    deep = name.count(".") > 1  # `{module}` is a class then, or a module of a package
    forms = [form for form in FORMS if deep or "{module}" not in form]
    return [example_of(entry, name, {"code": code}) for code in (*codes, *forms)]


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
        result += [_fate(mutant, FORGETS, library, users.get(name, [])) for mutant in mutants]
    for name in sorted(by_operation.keys() - HARMLESS):
        result.append(_fate(Mutant("operation forgets", name), name, library, by_operation[name]))
    return result


ANSWER, ONLY_COVERAGE = "answer", "coverage"


def _fate(mutant: Mutant, replaced: str, library: Library, using: list[Answered]) -> Fate:
    by_coverage: str | None = None
    for number, one in enumerate(using[:TRIES], start=1):
        exposed = _exposes(one, mutant, replaced, library)
        if exposed == ANSWER:
            return Fate(mutant, one.example.text, number, len(using))
        if exposed == ONLY_COVERAGE:
            by_coverage = COVERAGE + one.example.text
    return Fate(mutant, by_coverage, min(len(using), TRIES), len(using))


def _exposes(one: Answered, mutant: Mutant, replaced: str, library: Library) -> str | None:
    """Whether an example shows the mutant: by what is said of it, or only because the coverage names a call that was
    known before."""
    spoils = mutant.name if mutant.kind.startswith("record") else ""
    knowledge = Knowledge(library, spoils, mutant.kind == "record forgets")
    with operation(replaced, forget):
        answer = _ask(one.example, knowledge)  # type: ignore[arg-type]
    if answer is None or (answer.said.out, answer.said.reported) != (one.said.out, one.said.reported):
        return ANSWER
    return ONLY_COVERAGE if answer.said.unresolved != one.said.unresolved else None


def _ask(example: Example, library: Library) -> Answered | None:
    try:
        done = evaluate(example.code, example.used, example.dialect, library)
    except Exception:  # an example in the terms of another version; a mutant may make the analyser fail, which shows it
        return None
    recorder = done.vm.recorder
    sinks = {(f"{hit.kind.value} {hit.name}", sources(hit.labels)) for hit in recorder.sink_hits()}
    uses = {(hit.use, sources(hit.labels)) for hit in recorder.use_hits()}
    unresolved = frozenset(what for what, _ in recorder.unresolved)
    return Answered(example, Said(_shape(done, done.out, 3), frozenset(sinks | uses), unresolved), done.records)


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
