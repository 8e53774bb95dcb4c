"""A Python module as cells of text: one for a file, several for a notebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from originlint.frontends.names.scan import collect
from originlint.frontends.offsets import OffsetMap
from originlint.frontends.positions import Lines
from originlint.frontends.python.lower import Lowered, lower
from originlint.frontends.python.pieces import Piece
from originlint.frontends.reading import Reading
from originlint.ir.forms import Problem
from originlint.source.site import Locator


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where the text of a cell stands in the file. `number` is None for the one cell of a plain file."""

    characters: OffsetMap
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands in the file: needed to report troubles and to show ranges, else never made."""

    lines: Lines
    places: Sequence[CellPlace]


def read_cells(
    path: str,
    language: str,
    cells: Sequence[str],
    pieces: Sequence[Piece],
    layout: Callable[[], Layout],
    doubt: str = "",
) -> Reading:
    """Lower pieces of cells and account for what could not be. `doubt` is a problem of the file as a whole."""
    lowered = lower(path, pieces)
    problems = [Problem(path, 0, f"{path} {doubt}")] if doubt else []
    heavy = any(each.heavy for each in lowered.troubles)
    if heavy:
        problems += _problems(path, lowered, layout())
    if not lowered.parts and heavy:
        names = collect(zip(cells, beginnings(cells), strict=True), ".py")
        return Reading(path, language, "scanned", names=names, problems=tuple(problems))
    starts = beginnings(cells)
    first = lowered.module.nodes
    lost = [(cells[t.cell][t.start : t.end], first + starts[t.cell] + t.start) for t in lowered.troubles]

    def locator() -> Locator:
        from originlint.frontends.python.locator import ModuleLocator  # it knows this module

        return ModuleLocator(lowered, cells, layout())

    module = replace(lowered.module, problems=tuple(problems))
    state = "partly" if heavy else "analysed"
    return Reading(
        path,
        language,
        state,
        module,
        None,
        collect(lost, ".py"),
        tuple(problems),
        locator=locator,
    )


def beginnings(cells: Sequence[str]) -> list[int]:
    """The offset of each cell in the cells' texts laid end to end: what a scanned name's `node` counts from."""
    starts = [0]
    for cell in cells[:-1]:
        starts.append(starts[-1] + len(cell))
    return starts


def _problems(path: str, lowered: Lowered, layout: Layout) -> list[Problem]:
    made: list[Problem] = []
    for each in lowered.troubles:
        if not each.heavy:
            continue
        place = layout.places[each.cell]
        line = layout.lines.position(place.characters.start(each.place)).line
        where = "" if place.number is None else f" (cell {place.number})"
        made.append(Problem(path, line, f"{path}:{line}{where}: {each.reason}; only its names were read"))
    return made
