"""Every transfer rule is spoiled in turn, and programs of the fixed set that come through it are asked, until one shows
it."""

from __future__ import annotations

import contextlib
import json
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from tests.noninterference import explained
from tests.noninterference.fate import Fate, Mutant
from tests.noninterference.seeds import Seed
from tests.noninterference.transfer import Rule, spoiled

TRIES = {"regression": 10, "test": 30, "flow case": 10, "example": 12, "program": 16, "project": 2}
"""So many of each sort are asked, spread over those that come through the rule."""

PATIENCE = 20
"""Seconds for one program. What is spoiled may run on and on, and has shown itself then."""


class _Late(BaseException):
    """A program that takes too long; nothing in the analyser catches it."""


def fates(rules: list[Rule], seeds: list[Seed], store: Path | None = None) -> Iterator[Fate]:
    """What becomes of each. A rule that cannot be spoiled is left out. A `store` keeps what was seen, line by line, and
    what it has is not done again; it is of no use once the interpreter or the programs change."""
    known = {one.mutant: one for one in _kept(store)}
    for rule in rules:
        mutant = Mutant(rule.kind, rule.name)
        if mutant in known:
            yield known[mutant]
            continue
        using = [seed for seed in seeds if seed.passes(rule.path, rule.first, rule.last)]
        with spoiled(rule) as done:
            if done:
                fate = _fate(mutant, _chosen(rule, using), len(using))
                if store is not None:
                    with store.open("a", encoding="utf-8") as stream:
                        stream.write(json.dumps(asdict(fate)) + "\n")
                yield fate


def _kept(store: Path | None) -> Iterator[Fate]:
    if store is not None and store.exists():
        for line in store.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                held = json.loads(line)
                yield Fate(**{**held, "mutant": Mutant(**held["mutant"])})


def _fate(mutant: Mutant, chosen: list[Seed], using: int) -> Fate:
    for asked, seed in enumerate(chosen, start=1):
        if _exposes(seed):
            return Fate(mutant, seed.name, asked, using)
    return Fate(mutant, None, len(chosen), using)


def _chosen(rule: Rule, using: list[Seed]) -> list[Seed]:
    """Of each sort half those that pass most of the rule's lines, and others spread over the rest."""
    chosen = []
    for sort, tries in TRIES.items():
        of_sort = [seed for seed in using if seed.name.startswith(sort + " ")]
        of_sort.sort(key=lambda seed: -seed.passed(rule.path, rule.first, rule.last))
        deep, others = of_sort[: tries // 2], of_sort[tries // 2 :]
        step = max(1, len(others) // (tries - len(deep) or 1))
        chosen += [*deep, *others[::step][: tries - len(deep)]]
    return chosen


def _exposes(seed: Seed) -> bool:
    try:
        with _patient():
            return bool(seed.ask() - seed.known)
    except (Exception, _Late):
        return True


@contextlib.contextmanager
def _patient() -> Iterator[None]:
    def late(number: int, frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def report(fates: list[Fate]) -> str:
    """Shares by kind, then what nothing exposed: what is explained, and the rest by file and one by one."""
    lines = []
    for kind in dict.fromkeys(one.mutant.kind for one in fates):
        of_kind = [one for one in fates if one.mutant.kind == kind]
        idle = sum(one.using == 0 for one in of_kind)
        lines.append(f"{kind:<16} {explained.share(of_kind)}, {idle} that no program reaches")
    lines += [f"{'all':<16} {explained.share(fates)}", *explained.lines(fates)] if fates else []
    missed = explained.left(fates)
    counts = Counter(one.mutant.name.partition(":")[0] for one in missed)
    lines += ["", "Left, by file:", *(f"  {count:>4} {path}" for path, count in counts.most_common())]
    lines += ["", "One by one (programs asked, of those that come through):"]
    lines += [f"  {one.mutant.kind:<16} {one.asked:>3} of {one.using:<5} {one.mutant.name}" for one in missed]
    return "\n".join(lines)
