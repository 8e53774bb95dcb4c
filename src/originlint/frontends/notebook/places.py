"""Where the cells of a notebook stand in its JSON text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from originlint.frontends.config.json_text import read_json, string_segments
from originlint.frontends.config.limits import Malformed
from originlint.frontends.notebook.document import Cell
from originlint.frontends.offsets import OffsetMap, Segment
from originlint.frontends.positions import Lines
from originlint.frontends.python.cells import CellPlace, Layout
from originlint.ir.depth import call_deep
from originlint.ir.forms import Constant, Expression, Mapping
from originlint.ir.forms import Sequence as Display

_MAX_DEPTH = 5000
"""Outputs of a notebook may be nested deeper than any configuration."""


def notebook_layout(path: str, text: str, cells: Sequence[Cell], shift: int) -> Layout:
    """Find the source of each cell in the raw text, escapes and all."""
    try:
        document = call_deep(lambda: read_json(text, max_depth=_MAX_DEPTH))
    except Malformed:
        document = None  # a JSON that the standard library reads and we do not: everything is in its first line
    places = [CellPlace(OffsetMap(_segments(text, _follow(document, cell.steps))), cell.number) for cell in cells]
    return Layout(Lines(path, text, shift), places)


def _follow(form: Expression | None, steps: Sequence[str | int]) -> Expression | None:
    for step in steps:
        match form:
            case Mapping(_, pairs):
                named = [value for key, value in pairs if isinstance(key, Constant) and key.value == step]
                form = named[-1] if named else None
            case Display(_, _, items) if isinstance(step, int):
                form = items[step]
            case _:
                return None
    return form


def _segments(text: str, form: Expression | None) -> Iterator[Segment]:
    match form:
        case Constant(node, str()):
            yield from string_segments(text, node)
        case Display(_, _, items):
            for item in items:
                yield from _segments(text, item)
        case _:
            return
