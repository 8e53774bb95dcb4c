"""A notebook to a reading, and to a locator."""

from __future__ import annotations

from collections.abc import Sequence

from originlint.frontends.names.scan import collect, scan
from originlint.frontends.notebook.document import Cell, NotANotebook, code_cells
from originlint.frontends.notebook.outputs import displays
from originlint.frontends.notebook.places import notebook_layout
from originlint.frontends.notebook.split import split_cell
from originlint.frontends.positions import TextLocator
from originlint.frontends.python.cells import beginnings, read_cells
from originlint.frontends.python.locator import ModuleLocator
from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Displays, Foreign, Piece, SqlText
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading, unread
from originlint.ir.forms import Problem
from originlint.source.site import Locator


def read_notebook(path: str, data: bytes) -> Reading:
    """Read a notebook as one module, its cells in document order. A cell that does not parse costs that cell."""
    decoded = decode(data)
    if decoded.text is None:
        return unread(path, "notebook", decoded.problem)
    text = decoded.text
    try:
        cells = code_cells(text)
    except NotANotebook as error:
        problem = Problem(path, error.line, f"{path} {error.reason}; only its names were read")
        return Reading(path, "notebook", "scanned", names=scan(text), problems=(problem,))
    texts = [cell.text for cell in cells]
    if cells and not {"python", "sql"} & {cell.language for cell in cells}:
        problem = Problem(path, 0, f"{path} is a notebook in {cells[0].language}; only its names were read")
        names = collect(zip(texts, beginnings(texts), strict=True), ".r")
        return Reading(path, "notebook", "scanned", names=names, problems=(problem,))
    return read_cells(
        path,
        "notebook",
        texts,
        _pieces(cells),
        lambda: notebook_layout(path, text, cells, decoded.shift),
        decoded.problem,
    )


def notebook_locator(path: str, data: bytes) -> Locator:
    """The locator of a notebook that `read_notebook` has read."""
    decoded = decode(data)
    text = decoded.text or ""
    try:
        cells = code_cells(text)
    except NotANotebook:
        return TextLocator(path, text, decoded.shift)
    layout = notebook_layout(path, text, cells, decoded.shift)
    return ModuleLocator(lower(path, _pieces(cells)), [cell.text for cell in cells], layout)


def _pieces(cells: Sequence[Cell]) -> list[Piece]:
    made: list[Piece] = []
    for index, cell in enumerate(cells):
        if cell.language == "python":
            made += split_cell(cell.text, index)
            if found := displays(cell.outputs):
                made.append(Displays(found, index))
        elif cell.language == "sql" and not cell.text.lstrip().startswith("%"):
            made.append(SqlText(cell.text, None, None, index))
        elif cell.text.strip():
            made.append(Foreign(cell.text, f"{cell.language} is not analysed", True, index))
    return made
