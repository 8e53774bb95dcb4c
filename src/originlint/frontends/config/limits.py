"""What a configuration file may cost."""

from __future__ import annotations

MAX_BYTES = 4_000_000
"""Larger files are data, not configuration."""

MAX_DEPTH = 100
"""Deeper nesting is refused."""

MAX_FORMS = 200_000
"""More values than this, aliases written out, are refused: nested YAML aliases can stand for billions."""


class Malformed(Exception):
    """The text cannot be read. `offset` is where the trouble is."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason
