"""The column names in the first row of the first sheet of an Excel workbook (Office Open XML, ECMA-376)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

LARGEST = 32_000_000
"""Larger workbooks are not opened; nor is more than this of any part of one unpacked."""

_MAX_COLUMNS = 16_384
_NAMESPACE = re.compile(r"\{[^}]*\}")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d+\Z")


def excel_columns(data: bytes) -> list[str]:
    """The texts in the first row that has any; cells without text are left out at the end, and empty in between.
    Raises ValueError when the file is no workbook that can be read."""
    if len(data) > LARGEST:
        raise ValueError(f"has more than {LARGEST:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            sheets = sorted((name for name in names if _SHEET.match(name)), key=lambda name: (len(name), name))
            if not sheets:
                raise ValueError("is no Excel workbook that can be read")
            row = _first_row(_part(archive, sheets[0]))
            shared = [int(text) for kind, text in row if kind == "s" and text.isdigit()]
            strings = _shared(archive, max(shared) + 1) if shared and "xl/sharedStrings.xml" in names else []
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, EOFError, OSError):
        raise ValueError("is no Excel workbook that can be read") from None
    found = []
    for kind, text in row:
        if kind == "s":
            text = strings[int(text)] if text.isdigit() and int(text) < len(strings) else ""
        found.append(text.strip() if kind in ("s", "str", "inlineStr") else "")
    while found and not found[-1]:
        found.pop()
    return found


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(LARGEST)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("holds XML with declarations of its own")
    return data


def _elements(data: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """The elements of a part as they end; where it is cut off or broken they stop."""
    parser: Any = ElementTree.XMLPullParser(("end",))
    try:
        for start in range(0, len(data), 65_536):
            parser.feed(data[start : start + 65_536])
            for _, element in parser.read_events():
                yield _NAMESPACE.sub("", element.tag), element
    except ElementTree.ParseError:
        return


def _first_row(data: bytes) -> list[tuple[str, str]]:
    """The kinds and texts of the cells of the first row that has any, each at its place."""
    for name, row in _elements(data):
        if name != "row":
            continue
        cells: list[tuple[str, str]] = []
        for cell in row:
            reference = _REFERENCE.match(cell.get("r", ""))
            place = _column(reference.group(1)) if reference else len(cells)
            if place >= _MAX_COLUMNS:
                break
            cells += [("", "")] * (place - len(cells))
            text = "".join(part.text or "" for part in cell.iter() if _NAMESPACE.sub("", part.tag) in ("v", "t"))
            cells.append((cell.get("t", ""), text))
        if any(text for _, text in cells):
            return cells
    return []


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shared(archive: zipfile.ZipFile, wanted: int) -> list[str]:
    """The first shared strings, so many as are wanted."""
    found: list[str] = []
    for name, element in _elements(_part(archive, "xl/sharedStrings.xml")):
        if name == "si":
            texts = (part.text or "" for part in element.iter() if _NAMESPACE.sub("", part.tag) == "t")
            found.append("".join(texts))
            element.clear()
            if len(found) >= wanted:
                break
    return found
