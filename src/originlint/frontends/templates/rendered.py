"""A text as a program would see it, and where each character of it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from originlint.frontends.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered text. `origins` maps its characters to the source. `dialect` is the SQL dialect when the templating
    tells it. `notes` are places in the source that were not understood, by character offset."""

    text: str
    origins: OffsetMap
    dialect: str | None = None
    notes: tuple[tuple[int, str], ...] = field(default=())
