"""Exact ranges for the sites of a Python module, by reading its text a second time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from originlint.frontends.offsets import OffsetMap
from originlint.frontends.positions import Lines
from originlint.frontends.python.context import Origin, Span
from originlint.frontends.python.lower import Lowered, Stretch
from originlint.frontends.python.spans import Spans
from originlint.source.site import Range, Site

_WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where the text of a cell stands in the file. `number` is None for the one cell of a plain file."""

    characters: OffsetMap
    number: int | None = None


class ModuleLocator:
    """A `Locator` for a lowered module whose cells stand at `places` in the file with these `lines`."""

    def __init__(self, lowered: Lowered, places: Sequence[CellPlace], lines: Lines) -> None:
        self._lowered = lowered
        self._places = places
        self._lines = lines
        self._spans: dict[int, Spans] = {}

    def locate(self, site: Site) -> Range:
        """Return the range of `site`; a range of the whole first line when the site is not known."""
        if not 0 <= site.node < len(self._lowered.origins):
            return self._lines.first_line()
        stretch = self._lowered.stretch(site.node)
        span = self._span(stretch, self._lowered.origins[site.node], site)
        place = self._places[stretch.cell]
        start = place.characters.start(stretch.start + span.start)
        end = place.characters.behind(stretch.start + span.end) if span.end > span.start else start
        return self._lines.range(start, end, place.number)

    def _span(self, stretch: Stretch, origin: Origin, site: Site) -> Span:
        if stretch.module is None:
            assert isinstance(origin, Span)
            return _inside(OffsetMap.identity(origin.end - origin.start, origin.start), stretch.text, site) or origin
        if stretch.first not in self._spans:
            self._spans[stretch.first] = Spans(stretch.module, stretch.text, deep=stretch.deep)
        spans = self._spans[stretch.first]
        characters = spans.characters(origin) if site.offset >= 0 else None
        inside = None if characters is None else _inside(characters, stretch.text, site)
        return inside or spans.span(origin)


def _inside(characters: OffsetMap, text: str, site: Site) -> Span | None:
    """The stretch of text for `site.length` characters of a string's value, or for the word that begins there."""
    if not 0 <= site.offset < characters.size:
        return None
    start = characters.start(site.offset)
    if site.length:
        return Span(start, max(characters.behind(site.offset + site.length), start))
    word = _WORD.match(text, start)
    return Span(start, word.end() if word else start)
