"""The pieces that a Python module is read in: usually one, the file; in a notebook one per cell or magic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Code:
    """Python source. `start` is its offset in the text of cell number `cell` (0-based; 0 in a plain file)."""

    text: str
    cell: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class SqlText:
    """SQL that a cell runs. `target` is the variable that receives the result."""

    text: str
    dialect: str | None
    target: str | None
    cell: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Another script or notebook that `text` runs in this namespace (`%run`): `module` and `level` as of an import."""

    text: str
    module: str
    level: int
    cell: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text in a language that is not read, only its names count. `heavy` tells whether a flow may hide in it."""

    text: str
    reason: str
    heavy: bool
    cell: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class Display:
    """One table as a cell's stored output shows it. `kind` is what shows it: "value" (the last expression), "display",
    "print", "info", "printSchema" or "show"; `columns` are names of its columns, in order, perhaps not all."""

    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Displays:
    """What the stored outputs of a cell show; it follows the pieces of the cell."""

    displays: tuple[Display, ...]
    cell: int = 0


Piece: TypeAlias = Code | SqlText | Run | Foreign | Displays
