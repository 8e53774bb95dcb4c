"""A run over many programs: each is made, analysed, executed and judged; what was seen is kept line by line, so that a
run that was broken off goes on where it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.noninterference import analyser
from tests.noninterference.generate import generate
from tests.noninterference.verdict import Kind, Verdict, judge


@dataclass(slots=True)
class Tally:
    """What a run has seen so far."""

    programs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    reported: int = 0
    imprecise: int = 0
    runs: int = 0
    executed: int = 0
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    faulty: list[str] = field(default_factory=list)

    def add(self, line: dict[str, object]) -> None:
        """Count one program's line."""
        kind = str(line["kind"])
        self.programs += 1
        self.kinds[kind] += 1
        self.reported += int(str(line["reported"]))
        self.imprecise += int(str(line["imprecise"]))
        self.runs += int(str(line["runs"]))
        self.executed += line["runs"] != 0 or bool(line["note"])
        for used in line["used"]:  # type: ignore[attr-defined]
            self.by_kind.setdefault(used, Counter())[kind] += 1
        if line["note"]:
            self.notes[str(line["note"])[:80]] += 1
        if kind in (Kind.UNSOUND, Kind.IMPRECISE):
            self.faulty.append(f"{line['name']} {kind} {line['detail']}")

    def text(self) -> str:
        """A report to read."""
        precision = 1 - self.imprecise / self.reported if self.reported else 1.0
        lines = [
            f"programs  {self.programs}",
            f"executed  {self.executed} ({self.runs} executions); the others were judged by the paths that were laid",
        ]
        lines += [f"{kind.value:<9} {self.kinds[kind.value]}" for kind in Kind]
        lines.append(
            f"precision {precision:.4f} ({self.imprecise} of {self.reported} reported attributes have no path)"
        )
        lines += [f"unusable  {count} × {note}" for note, count in self.notes.most_common(10)]
        lines.append("")
        lines.append("Operation, form or end: programs, unsound, imprecise")
        for used, counts in sorted(self.by_kind.items()):
            lines.append(f"  {used:<40} {counts.total():>7} {counts[Kind.UNSOUND]:>5} {counts[Kind.IMPRECISE]:>5}")
        lines += ["", *self.faulty[:200]]
        return "\n".join(lines)


def run(profile: str, first: int, count: int, store: Path | None, every: int = 1) -> Iterator[tuple[str, Verdict]]:
    """Judge these programs, but for those that the store has already. Where the analyser and the generator agree, only
    every n-th is executed."""
    done = {json.loads(line)["name"] for line in _lines(store)}
    for seed in range(first, first + count):
        if f"{profile}-{seed}" in done:
            continue
        sample = generate(profile, seed)
        answer = analyser.ask(sample)
        verdict = judge(sample, answer, trusting=seed % every != 0)
        if store is not None:
            with store.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(_line(sample.name, sample.kinds, verdict)) + "\n")
        yield sample.name, verdict


def tally(store: Path) -> Tally:
    """Count what a store holds."""
    result = Tally()
    for line in _lines(store):
        result.add(json.loads(line))
    return result


def _lines(store: Path | None) -> Iterator[str]:
    if store is not None and store.exists():
        with store.open(encoding="utf-8") as stream:
            yield from (line for line in stream if line.endswith("\n"))


def _line(name: str, used: tuple[str, ...], verdict: Verdict) -> dict[str, object]:
    detail = [f"{one.input.table}:{one.input.column}:{one.how}" for one in verdict.missed] or list(verdict.imprecise)
    return {
        "name": name,
        "kind": verdict.kind.value,
        "reported": len(verdict.reported),
        "imprecise": len(verdict.imprecise),
        "runs": verdict.runs,
        "note": verdict.note,
        "detail": " ".join(detail),
        "used": list(used),
    }
