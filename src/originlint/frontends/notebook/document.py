"""A Jupyter notebook (nbformat 3 and 4) to its code cells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from originlint.frontends.config.json_text import clean

_PYTHON = frozenset({"python", "python2", "python3", "ipython", "ipython3", "pyspark", ""})


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell: its text, 1-based number among all cells, language, the way to its source in the JSON, and its
    stored outputs as that has them."""

    text: str
    number: int
    language: str
    steps: tuple[str | int, ...]
    outputs: object = None


class NotANotebook(Exception):
    """The file is no notebook; the message goes on after its name. `line` is 0 when none is to blame."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def code_cells(text: str) -> tuple[Cell, ...]:
    """The code cells of a notebook in document order. Raises `NotANotebook`."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotANotebook(f"is not valid JSON ({error.msg})", error.lineno) from None
    except (RecursionError, ValueError):
        raise NotANotebook("is JSON that is nested too deeply or has numbers too long") from None
    if not isinstance(document, dict):
        raise NotANotebook("is JSON but no notebook")
    if not any(isinstance(document.get(key), list) for key in ("cells", "worksheets")):
        raise NotANotebook("is JSON but has no list of cells")
    language = _language(document)
    return tuple(
        Cell(source, number, _cell_language(cell) or language, steps, cell.get("outputs"))
        for number, (cell, steps) in enumerate(_cells(document), 1)
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
        for source, steps in [_source(cell, steps)]
    )


def _cells(document: dict[str, Any]) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    cells = document.get("cells")
    if isinstance(cells, list):
        for index, cell in enumerate(cells):
            yield cell, ("cells", index)
        return
    for outer, sheet in enumerate(document["worksheets"]):
        inner = sheet.get("cells") if isinstance(sheet, dict) else None
        for index, cell in enumerate(inner if isinstance(inner, list) else ()):
            yield cell, ("worksheets", outer, "cells", index)


def _source(cell: dict[str, Any], steps: tuple[str | int, ...]) -> tuple[str, tuple[str | int, ...]]:
    key = "source" if "source" in cell else "input"
    source = cell.get(key)
    if isinstance(source, list):
        return clean("".join(each for each in source if isinstance(each, str))), (*steps, key)
    return clean(source) if isinstance(source, str) else "", (*steps, key)


def _language(document: dict[str, Any]) -> str:
    metadata = document.get("metadata")
    for outer, inner in (("language_info", "name"), ("kernelspec", "language")):
        found = metadata.get(outer) if isinstance(metadata, dict) else None
        name = found.get(inner) if isinstance(found, dict) else None
        if isinstance(name, str):
            return _normal(name)
    return "python"


def _cell_language(cell: dict[str, Any]) -> str | None:
    """The language of one cell in a polyglot notebook (VS Code's `languageId`; nbformat 3's `language`)."""
    metadata = cell.get("metadata")
    vscode = metadata.get("vscode") if isinstance(metadata, dict) else None
    name = vscode.get("languageId") if isinstance(vscode, dict) else cell.get("language")
    return _normal(name) if isinstance(name, str) else None


def _normal(name: str) -> str:
    return "python" if name.lower() in _PYTHON else name.lower()
