"""What stored outputs teach about tables whose columns the code does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.joins import options
from originlint.interpreter.values import Family, Frame, Opaque, Value
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def learn(vm: Interpreter, value: Value, columns: tuple[str, ...], site: Site) -> None:
    """Note that a dataset has the columns that an output shows of a table of it, but for those that the code made. Of
    several datasets that went into the table, the first that can have a column is taken to have it."""
    for option in options(value):
        content = vm.load(option)
        match content:
            case Frame(rest=rest) if rest:
                for name in columns:
                    if not _is_made(content, name):
                        source = next((each for each in rest if each.admits(name)), None)
                        if source is not None:
                            vm.catalog.show(source.dataset, name, site)
            case Opaque(dataset=dataset) if dataset:
                for name in columns:
                    vm.catalog.show(dataset, name, site)
            case _:
                pass


def _is_made(frame: Frame, name: str) -> bool:
    return any(
        entry.name == name or (isinstance(entry.name, Family) and entry.name.covers(name))
        for entry in (*frame.columns, *frame.index)
    )
