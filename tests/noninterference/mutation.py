"""Testing the tests: the analyser is spoiled in one place, and some generated program has to show it.

A knowledge record is deleted (the call is then unknown) or made to forget (its result owes to nothing); an operation
is made to forget. A mutant is exposed when on some program the answer differs from the generator's paths in a new way.
Only programs that use the record or operation can show it, and at most `TRIES` of them are asked.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.noninterference import analyser, explained
from tests.noninterference.covering import faults
from tests.noninterference.fate import Fate, Mutant
from tests.noninterference.generate import generate
from tests.noninterference.program import Sample

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations import table
from originlint.interpreter.values import Opaque, Value
from originlint.knowledge.library import Library
from originlint.knowledge.record import Record

TRIES = 30
FORGETS = "noninterference.forgets"
COVERAGE = "coverage of "
"""What is exposed by no more than that the coverage names a call which was known before, begins so."""
HARMLESS = frozenset({"fresh", "nothing", "fresh_array", "show", "is_instance", FORGETS})
"""Operations whose result owes to nothing anyway: to forget is what they do."""


class Knowledge:
    """The knowledge base as the analyser sees it, with one record spoiled; it remembers what was looked up."""

    def __init__(self, base: Library, callee: str = "", forgets: bool = False) -> None:
        self._base, self._callee, self._forgets = base, callee, forgets
        self.used: dict[str, str] = {}

    def lookup(self, qualified: str) -> Record | None:
        return self._spoiled(self._base.lookup(qualified))

    def method(self, type: str, name: str) -> Record | None:
        return self._spoiled(self._base.method(type, name))

    def any_method(self, name: str) -> Record | None:
        return self._spoiled(self._base.any_method(name))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._base, name)

    def _spoiled(self, record: Record | None) -> Record | None:
        if record is None:
            return None
        self.used[record.callee] = record.operation
        if record.callee != self._callee:
            return record
        return replace(record, operation=FORGETS) if self._forgets else None


def forget(machine: Machine, call: Invocation) -> Value:
    return Opaque()


@contextlib.contextmanager
def operation(name: str, replacement: Operation) -> Iterator[None]:
    """With that operation put in place of what has the name."""
    operations: dict[str, Operation] = table.OPERATIONS  # type: ignore[assignment]
    before = operations.get(name)
    operations[name] = replacement
    try:
        yield
    finally:
        if before is None:
            del operations[name]
        else:
            operations[name] = before


@dataclass(frozen=True, slots=True)
class _Baseline:
    sample: Sample
    faults: frozenset[str]
    records: frozenset[str]
    operations: frozenset[str]


def baselines(names: Iterable[str]) -> list[_Baseline]:
    """What the sound analyser says of the programs, and which records and operations it needs for it."""
    result = []
    for name in names:
        profile, _, seed = name.rpartition("-")
        sample = generate(profile, int(seed))
        knowledge = Knowledge(analyser.shipped_knowledge())
        answer = analyser.ask(sample, knowledge)  # type: ignore[arg-type]
        used = knowledge.used
        result.append(_Baseline(sample, faults(sample, answer), frozenset(used), frozenset(used.values())))
    return result


def mutants(programs: list[_Baseline]) -> list[Mutant]:
    """All mutants that some of the programs can reach."""
    records: dict[str, str] = {}
    base = analyser.shipped_knowledge()
    for callee in sorted({callee for program in programs for callee in program.records}):
        record = base.lookup(callee)
        records[callee] = record.operation if record is not None else ""
    operations = sorted({name for program in programs for name in program.operations} - HARMLESS)
    forgetful = [Mutant("record forgets", callee) for callee, name in records.items() if name not in HARMLESS]
    return [
        *(Mutant("operation forgets", name) for name in operations),
        *forgetful,
        *(Mutant("record deleted", callee) for callee in records),
    ]


def fate(mutant: Mutant, programs: list[_Baseline]) -> Fate:
    """Ask programs that use what was spoiled, until one shows it."""
    is_record = mutant.kind.startswith("record")
    using = [one for one in programs if mutant.name in (one.records if is_record else one.operations)]
    replaced = FORGETS if is_record else mutant.name
    knowledge = Knowledge(
        analyser.shipped_knowledge(), mutant.name if is_record else "", mutant.kind == "record forgets"
    )
    asked = 0
    with operation(replaced, forget):
        for program in using[:TRIES]:
            asked += 1
            answer = analyser.ask(program.sample, knowledge)  # type: ignore[arg-type]
            if faults(program.sample, answer) - program.faults:
                return Fate(mutant, program.sample.name, asked, len(using))
    return Fate(mutant, None, asked, len(using))


def report(fates: list[Fate], described: int) -> str:
    """Shares by kind, and the mutants that nothing exposed: what is explained, and the rest one by one."""
    lines = []
    for kind in sorted({one.mutant.kind for one in fates}):
        of_kind = [one for one in fates if one.mutant.kind == kind]
        exposed = [one.exposed_by for one in of_kind if one.exposed_by is not None]
        unseen = sum(text.startswith(COVERAGE) for text in exposed)
        lines.append(
            f"{kind:<18} {explained.share(of_kind)},"
            f" {unseen} of them only by the coverage, {sum(one.snippet for one in of_kind)} by a snippet of their kind"
        )
    reached = sum(one.using > 0 for one in fates if one.mutant.kind == "record deleted")
    lines.append(f"records reached by the programs: {reached} of {described}")
    lines += explained.lines(fates)
    missed = explained.left(fates)
    counts = Counter((one.mutant.name.partition(".")[0], one.mutant.kind, one.using > 0) for one in missed)
    lines += ["", "Left, by library:"]
    lines += [
        f"  {library:<22} {kind:<18} {count:>4} {'the answer is the same' if used else 'no program makes use of it'}"
        for (library, kind, used), count in sorted(counts.items())
    ]
    lines += ["", "One by one (programs asked, of those that use it):"]
    lines += [f"  {one.mutant.kind:<18} {one.mutant.name:<60} {one.asked} of {one.using}" for one in missed]
    return "\n".join(lines)
