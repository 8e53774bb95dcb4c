"""The suppressions of a file."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.frontends.notebook.document import NotANotebook, code_cells
from originlint.frontends.notebook.places import notebook_layout
from originlint.frontends.offsets import OffsetMap
from originlint.frontends.positions import Lines
from originlint.frontends.python.text import decode, decode_python
from originlint.triage.comments import SCANNERS
from originlint.triage.pragma import MARK, Pragma, parse
from originlint.triage.spans import covered

COMMENTED = frozenset({*SCANNERS, "notebook"})
"""The languages in which a suppression can stand."""

_CELL_MAGICS = (("%%sql", "sql"), ("%sql", "sql"))


def pragmas(path: str, data: bytes, language: str) -> tuple[Pragma, ...]:
    """The comments of a file that speak to us, understood or not, in the order of the text."""
    if MARK not in data.lower():
        return ()
    decoded = decode_python(data) if language == "python" else decode(data)
    text = decoded.text
    if text is None:
        return ()
    if language == "notebook":
        return tuple(_in_cells(path, text, decoded.shift))
    return tuple(_in_text(text, language, OffsetMap.identity(len(text)), Lines(path, text, decoded.shift), None))


def _in_cells(path: str, text: str, shift: int) -> Iterator[Pragma]:
    try:
        cells = code_cells(text)
    except NotANotebook:
        return
    layout = notebook_layout(path, text, cells, shift)
    for cell, place in zip(cells, layout.places, strict=True):
        magic = next((found for mark, found in _CELL_MAGICS if cell.text.lstrip().startswith(mark)), None)
        yield from _in_text(cell.text, magic or cell.language, place.characters, layout.lines, cell.number)


def _in_text(text: str, language: str, map: OffsetMap, lines: Lines, cell: int | None) -> Iterator[Pragma]:
    scanner = SCANNERS.get(language)
    if scanner is None:
        return
    scanned = scanner(text)
    for comment in scanned.comments:
        said = parse(comment.body)
        if said is None:
            continue
        span = covered(text, comment, scanned)
        where = lines.range(map.start(comment.span.start), map.behind(comment.span.end), cell)
        cover = None if span is None else (lines.position(map.start(span.start)), lines.position(map.behind(span.end)))
        yield Pragma(where, said.extent, said.codes, said.reason, cover, said.text)
