"""Exact ranges for the sites of a Python module, by reading its text a second time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from originlint.frontends.offsets import OffsetMap
from originlint.frontends.python.cells import Layout, beginnings
from originlint.frontends.python.context import Origin, Span
from originlint.frontends.python.lower import Lowered, Stretch
from originlint.source.site import Range, Site

if TYPE_CHECKING:
    from originlint.frontends.python.spans import Spans

_WORD = re.compile(r"\w*")


class ModuleLocator:
    """A `Locator` for a module that was lowered from `cells`. Numbers behind the last form are places in the cells'
    texts laid end to end: that is where scanned names stand."""

    def __init__(self, lowered: Lowered, cells: Sequence[str], layout: Layout) -> None:
        self._lowered = lowered
        self._cells = cells
        self._starts = beginnings(cells)
        self._lines = layout.lines
        self._places = layout.places
        self._spans: dict[int, Spans] = {}

    def locate(self, site: Site) -> Range:
        """Return the range of `site`; a range of the whole first line when the site is not known, or
        lies too deep in the syntax."""
        forms = len(self._lowered.origins) if self._lowered.parts else 0
        if site.node >= forms:
            return self._word(site, site.node - forms)
        if site.node < 0:
            return self._lines.first_line()
        stretch = self._lowered.stretch(site.node)
        try:
            span = self._span(stretch, self._lowered.origins[site.node], site)
        except RecursionError:  # what can be parsed can be deeper than what libcst can write out again
            return self._lines.first_line()
        return self._range(stretch.cell, stretch.start + span.start, stretch.start + span.end)

    def _word(self, site: Site, offset: int) -> Range:
        """The word (or as many characters as the site says) at an offset in the cells' texts."""
        cell = bisect_right(self._starts, offset) - 1
        start = offset - self._starts[cell] + max(site.offset, 0)
        word = _WORD.match(self._cells[cell], start)
        if word is None or start >= len(self._cells[cell]):
            return self._lines.first_line()
        return self._range(cell, start, start + site.length if site.length else word.end())

    def _range(self, cell: int, start: int, end: int) -> Range:
        place = self._places[cell]
        first = place.characters.start(start)
        last = place.characters.behind(end) if end > start else first
        return self._lines.range(first, last, place.number)

    def _span(self, stretch: Stretch, origin: Origin, site: Site) -> Span:
        if stretch.module is None:
            assert isinstance(origin, Span)
            return _inside(OffsetMap.identity(origin.end - origin.start, origin.start), stretch.text, site) or origin
        if stretch.first not in self._spans:
            from originlint.frontends.python.spans import Spans  # brings in all metadata of libcst

            self._spans[stretch.first] = Spans(stretch.module, stretch.text)
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
