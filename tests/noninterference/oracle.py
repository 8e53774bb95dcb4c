"""What really moves the scores of a program: it is run with the same people, of another origin."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from tests.noninterference.execute import Observation, Runner
from tests.noninterference.movements import Input, Movement
from tests.noninterference.people import CHANGES, TAME, changed, people
from tests.noninterference.program import Sample

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one."""

QUICK = (("permuted", 0), ("skewed", 0), ("unseen", 0), ("missing", 0), ("coded", 0), ("shouted", 0), ("resampled", 1))
"""The changes that are tried on every program: each sort once, and chance twice."""

FULL = tuple((change, seed) for seed in range(3) for change in CHANGES)
"""Those for a program that is looked at closely."""


class Unusable(Exception):
    """The program shows nothing: it fails on its own data, or two equal runs differ."""


class Oracle:
    """Asks one program. To be used as a context; entering raises `Unusable`."""

    def __init__(self, sample: Sample) -> None:
        self._sample = sample
        self._folder = tempfile.TemporaryDirectory(
            prefix="noninterference-", dir=MEMORY if MEMORY.is_dir() else None, ignore_cleanup_errors=True
        )
        self._runner = Runner(sample, Path(self._folder.name))
        self._tables = {name: people(name) for name in sample.tables}
        self.runs = 0

    def __enter__(self) -> Oracle:
        self._base = self._run(())
        if self._base.failed or not self._base.scores:
            self.__exit__(None, None, None)
            raise Unusable(self._base.error or "nobody is scored")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def differences(self, targets: Iterable[Input], change: str, seed: int) -> frozenset[str]:
        """How the scores differ when all these are changed at once. Raises `Unusable` when they differ anyway."""
        moved = self._run(targets, change, seed)
        found = self._base.differences(moved)
        if found and self._base.differences(self._run(())):
            raise Unusable("two equal runs differ")
        return found if change in TAME else found - {"error"}

    def movements(
        self, targets: Iterable[Input], attempts: Iterable[tuple[str, int]], hows: frozenset[str]
    ) -> Iterator[Movement]:
        """Each of these that moves the scores in one of those ways, as soon as one is found for it."""
        for target in targets:
            found: set[str] = set()
            for change, seed in attempts:
                new = (self.differences([target], change, seed) & hows) - found
                found |= new
                yield from (Movement(target, how) for how in sorted(new))
                if found >= hows - {"error"}:
                    break

    def _run(self, targets: Iterable[Input], change: str = "", seed: int = 0) -> Observation:
        self.runs += 1
        tables = dict(self._tables)
        for target in targets:
            tables[target.table] = changed(tables[target.table], target.column, change, seed)
        return self._runner.run(tables)
