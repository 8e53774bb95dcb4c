"""The legal grounds that rules refer to, from `data/grounds.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from originlint.rules.entries import CatalogueError, Entry


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a law or framework: `place` is where it stands there, `says` what it asks, in plain words."""

    id: str
    place: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or framework, with the provisions that rules refer to."""

    id: str
    name: str
    organization: str
    about: str
    url: str
    provisions: tuple[Provision, ...]


def read_grounds(file: str, document: dict[str, Any]) -> tuple[Instrument, ...]:
    """Read and check the instruments of one data file. Raises `CatalogueError` naming the entry at fault."""
    top = Entry(file, document)
    instruments = tuple(_instrument(entry) for entry in top.tables("instruments"))
    top.done()
    ids = [provision.id for instrument in instruments for provision in instrument.provisions]
    if repeated := sorted({id for id in ids if ids.count(id) > 1}):
        raise CatalogueError(f"{file}: '{repeated[0]}' stands there twice")
    return instruments


def _instrument(entry: Entry) -> Instrument:
    instrument = Instrument(
        id=entry.text("id"),
        name=entry.text("name"),
        organization=entry.text("organization"),
        about=entry.text("about"),
        url=entry.text("url"),
        provisions=tuple(_provision(part) for part in entry.tables("provisions")),
    )
    entry.done()
    if not instrument.url.startswith("https://"):
        raise CatalogueError(f"{entry.where}: 'url' must be an https address")
    return instrument


def _provision(entry: Entry) -> Provision:
    provision = Provision(entry.text("id"), entry.text("place"), entry.text("name"), entry.text("says"))
    entry.done()
    return provision
