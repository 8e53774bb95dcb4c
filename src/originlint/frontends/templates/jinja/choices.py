"""Which way the conditions of a template go that only a run decides.

A template is rendered several times, so that each such condition goes both ways at least once. A condition is known by
its text: the same question gets the same answer throughout one rendering.
"""

from __future__ import annotations

from collections.abc import Iterator

MOST = 12
"""So many renderings at most."""


class Choices:
    """Decides conditions during one rendering after another."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: set[tuple[str, bool]] = set()
        self._pending: list[tuple[tuple[str, bool], ...]] = [()]
        self._forced: dict[str, bool] = {}
        self._taken: dict[str, bool] = {}

    def rounds(self) -> Iterator[int]:
        """One number for each rendering that is needed, from 0 on."""
        for number in range(self._most):
            while self._pending and self._pending[-1] and self._pending[-1][-1] in self._seen:
                self._pending.pop()
            if not self._pending:
                return
            self._forced = dict(self._pending.pop())
            self._taken = {}
            yield number
            steps = tuple(self._taken.items())
            for index in range(len(steps) - 1, -1, -1):
                key, value = steps[index]
                if (key, not value) not in self._seen:
                    self._pending.append((*steps[:index], (key, not value)))

    def decide(self, key: str, likely: bool) -> bool:
        """Which way a condition goes in this rendering; `likely` is the way to try first."""
        if key not in self._taken:
            if key in self._forced:
                value = self._forced[key]
            else:
                value = likely if (key, likely) not in self._seen else not likely
                if (key, value) in self._seen:
                    value = likely
            self._taken[key] = value
            self._seen.add((key, value))
        return self._taken[key]

    @property
    def missed(self) -> int:
        """How many conditions were not followed both ways."""
        return sum(1 for key, value in sorted(self._seen) if (key, not value) not in self._seen)
