"""Data files of other formats than delimited text: the names of their columns."""

from __future__ import annotations

import re

from originlint.frontends.positions import TextLocator
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading, unread
from originlint.frontends.tables.excel import excel_columns
from originlint.frontends.tables.parquet import parquet_columns
from originlint.ir.forms import Constant, Sequence
from originlint.source.site import Locator, Position, Range, Site

_ATTRIBUTE = re.compile(r"^[ \t]*@attribute[ \t]+(?:'([^'\n]*)'|\"([^\"\n]*)\"|(\S+))", re.IGNORECASE | re.MULTILINE)
_DATA = re.compile(r"^[ \t]*@data\b", re.IGNORECASE | re.MULTILINE)


def read_table(path: str, data: bytes, language: str) -> Reading:
    """Read the columns of an "arff", "parquet" or "excel" file, given the part of it that names them. A workbook stays
    "scanned": it can hold formulas that are not looked at."""
    try:
        match language:
            case "arff":
                return _arff(path, data)
            case "parquet":
                names = parquet_columns(data)
            case _:
                names = excel_columns(data)
    except ValueError as error:
        return unread(path, language, str(error))
    columns = tuple(Constant(0, name) for name in names)
    state = "scanned" if language == "excel" else "analysed"
    return Reading(path, language, state, value=Sequence(0, "list", columns) if columns else None)


def table_locator(path: str, data: bytes, language: str) -> Locator:
    """The locator of a data file or saved model. Only ARFF has lines; of the others the whole file is meant."""
    if language != "arff":
        return _WholeFile(path)
    decoded = decode(data)
    return TextLocator(path, decoded.text or "", decoded.shift)


def _arff(path: str, data: bytes) -> Reading:
    """ARFF: attributes in order, before the data. What follows may be cut off."""
    text = decode(data).text or data.decode("latin-1")
    end = _DATA.search(text)
    found = []
    for match in _ATTRIBUTE.finditer(text, 0, len(text) if end is None else end.start()):
        group = next(number for number in (1, 2, 3) if match.group(number) is not None)
        found.append(Constant(match.start(group), match.group(group)))
    value = Sequence(found[0].node, "list", tuple(found)) if found else None
    return Reading(path, "arff", "analysed" if found else "scanned", value=value)


class _WholeFile:
    def __init__(self, path: str) -> None:
        self._path = path

    def locate(self, site: Site) -> Range:
        return Range(self._path, Position(1, 1), Position(1, 1))
