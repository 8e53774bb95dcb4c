"""Databricks notebooks that were exported as Python source.

Format: "Export and import Databricks notebooks" in the Databricks documentation: a first line
`# Databricks notebook source`, cells parted by `# COMMAND ----------`, other languages in lines with `# MAGIC`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from originlint.frontends.notebook.split import split_cell
from originlint.frontends.offsets import OffsetMap, Segment
from originlint.frontends.positions import Lines
from originlint.frontends.python.cells import CellPlace, Layout, read_cells
from originlint.frontends.python.locator import ModuleLocator
from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Piece
from originlint.frontends.python.text import decode_python
from originlint.frontends.reading import Reading, unread
from originlint.source.site import Locator

_HEADER = b"# Databricks notebook source"
_MARK = re.compile(r"^# COMMAND -+[^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_MAGIC = re.compile(r"^# MAGIC ?(.*(?:\r\n|\r|\n|\Z))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    characters: OffsetMap


def is_databricks(data: bytes) -> bool:
    """Whether a Python file is such an export."""
    return data[:200].removeprefix(b"\xef\xbb\xbf").startswith(_HEADER)


def read_databricks(path: str, data: bytes) -> Reading:
    """Read an export as one module; its `%sql` cells are queries."""
    decoded = decode_python(data)
    if decoded.text is None:
        return unread(path, "python", decoded.problem)
    text = decoded.text
    cells = _cells(text)
    texts = [cell.text for cell in cells]
    return read_cells(
        path, "python", texts, _pieces(cells), lambda: _layout(path, text, cells, decoded.shift), decoded.problem
    )


def databricks_locator(path: str, data: bytes) -> Locator:
    """The locator of a file that `read_databricks` has read."""
    decoded = decode_python(data)
    text = decoded.text or ""
    cells = _cells(text)
    layout = _layout(path, text, cells, decoded.shift)
    return ModuleLocator(lower(path, _pieces(cells)), [cell.text for cell in cells], layout)


def _cells(text: str) -> list[_Cell]:
    cells: list[_Cell] = []
    start = 0
    for mark in _MARK.finditer(text):
        cells.append(_cell(text, start, mark.start()))
        start = mark.end()
    cells.append(_cell(text, start, len(text)))
    return cells


def _cell(text: str, start: int, end: int) -> _Cell:
    """A cell without the `# MAGIC` before its lines, if it has any."""
    lines = [found.span(1) for found in _MAGIC.finditer(text, start, end)]
    if not lines:
        return _Cell(text[start:end], OffsetMap.identity(end - start, start))
    segments = [Segment(last - first, first, last - first) for first, last in lines]
    return _Cell("".join(text[first:last] for first, last in lines), OffsetMap(segments))


def _pieces(cells: list[_Cell]) -> list[Piece]:
    return [piece for index, cell in enumerate(cells) for piece in split_cell(cell.text, index, single=True)]


def _layout(path: str, text: str, cells: list[_Cell], shift: int) -> Layout:
    return Layout(Lines(path, text, shift), [CellPlace(cell.characters) for cell in cells])
