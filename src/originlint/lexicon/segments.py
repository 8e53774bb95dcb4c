"""Taking apart names that are written without any break, such as GBAGEBOORTELANDMOEDER."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST_COMPOUND = 8
_LONGEST = 60


class Segmenter:
    """Covers a whole token with words of a closed list, or says that it cannot be done."""

    def __init__(self, words: Iterable[str]) -> None:
        by_start: dict[str, list[str]] = {}
        for word in words:
            by_start.setdefault(word[:2], []).append(word)
        self._known: dict[str, tuple[str, ...] | None] = {}
        self._by_start = {start: tuple(sorted(found, key=lambda w: (-len(w), w))) for start, found in by_start.items()}

    def split(self, token: str) -> tuple[str, ...] | None:
        """The words that together make up the token, as few as possible; None when some letter remains uncovered.

        >>> Segmenter(["gba", "geboorte", "land"]).split("gbageboorteland")
        ('gba', 'geboorte', 'land')
        """
        if token not in self._known:
            self._known[token] = self._split(token)
        return self._known[token]

    def _split(self, token: str) -> tuple[str, ...] | None:
        size = len(token)
        if not SHORTEST_COMPOUND <= size <= _LONGEST or token[:2] not in self._by_start:
            return None
        best: list[tuple[str, ...] | None] = [None] * (size + 1)
        best[0] = ()
        for position in range(size):
            so_far = best[position]
            if so_far is None:
                continue
            for word in self._by_start.get(token[position : position + 2], ()):
                end = position + len(word)
                if token.startswith(word, position):
                    there = best[end]
                    if there is None or len(there) > len(so_far) + 1:
                        best[end] = (*so_far, word)
        found = best[size]
        return found if found is not None and len(found) > 1 else None
