"""What a comment says to us: `originlint: ignore[ORL101] reason`, or something that is not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from originlint.source.site import Position, Range

Extent: TypeAlias = Literal["ignore", "cell-ignore", "file-ignore"]
"""How far a suppression reaches: a place, a cell of a notebook, a file."""

MARK = b"originlint"
"""A file without these bytes, in whatever case, holds no suppression."""

_ADDRESSED = re.compile(r"(?:^|#)\s*originlint\s*:", re.IGNORECASE)
_FORM = re.compile(r"\s*(ignore|cell-ignore|file-ignore)\s*\[([^\]]*)\](?:\s+|:\s*|$)(.*)", re.DOTALL)
_NEXT_COMMENT = re.compile(r"\s#\s*[a-z-]+\s*[:\[]")


@dataclass(frozen=True, slots=True)
class Pragma:
    """A suppression. `range` is the comment; `cover` are the ends of the code it stands for, None for nothing at all.

    Without `codes` the comment was not understood, and `text` tells what it says.
    """

    range: Range
    extent: Extent
    codes: tuple[str, ...]
    reason: str
    cover: tuple[Position, Position] | None
    text: str = ""

    def covers(self, where: Range) -> bool:
        """Whether a finding at that place is meant."""
        if where.path != self.range.path:
            return False
        match self.extent:
            case "file-ignore":
                return True
            case "cell-ignore":
                return where.cell == self.range.cell
            case _:
                return self.cover is not None and self.cover[0] <= where.start < self.cover[1]


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says, wherever it stands; `codes` is empty when it is not understood."""

    text: str
    extent: Extent = "ignore"
    codes: tuple[str, ...] = ()
    reason: str = ""


def parse(body: str) -> Said | None:
    """Read the body of a comment; None when it does not speak to us."""
    found = _ADDRESSED.search(body)
    if found is None:
        return None
    text = " ".join(body[found.start() :].lstrip("# \t").split())
    form = _FORM.fullmatch(body[found.end() :])
    codes = tuple(code.strip() for code in form.group(2).split(",")) if form else ()
    if form is None or not all(codes):
        return Said(text)
    # What a further comment on the same line says to another tool is no reason.
    reason = _NEXT_COMMENT.split(f" {form.group(3)}", maxsplit=1)[0]
    return Said(text, cast(Extent, form.group(1)), codes, " ".join(reason.split()).rstrip("*/-# "))
