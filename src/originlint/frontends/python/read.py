"""A Python file to a reading, and to a locator."""

from __future__ import annotations

from originlint.frontends.offsets import OffsetMap
from originlint.frontends.positions import Lines
from originlint.frontends.python.cells import CellPlace, Layout, read_cells
from originlint.frontends.python.locator import ModuleLocator
from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.frontends.python.text import Decoded, decode_python
from originlint.frontends.reading import Reading, unread
from originlint.source.site import Locator


def read_python(path: str, data: bytes) -> Reading:
    """Read a Python file. What does not parse is name-scanned, statement by statement where possible."""
    decoded = decode_python(data)
    if decoded.text is None:
        return unread(path, "python", decoded.problem)
    text = decoded.text
    return read_cells(path, "python", [text], [Code(text)], lambda: _layout(path, text, decoded), decoded.problem)


def python_locator(path: str, data: bytes) -> Locator:
    """The locator of a file that `read_python` has read."""
    decoded = decode_python(data)
    text = decoded.text or ""
    return ModuleLocator(lower(path, [Code(text)]), [text], _layout(path, text, decoded))


def _layout(path: str, text: str, decoded: Decoded) -> Layout:
    return Layout(Lines(path, text, decoded.shift), [CellPlace(OffsetMap.identity(len(text)))])
