"""What could not be understood; apart from the forms, so that a report need not load them."""

from __future__ import annotations

from originlint.source.frozen import frozen


@frozen
class Problem:
    """Something in a file that was not analysed: `line` is 1-based in the raw file, 0 for the whole file."""

    path: str
    line: int
    message: str
