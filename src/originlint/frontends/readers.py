"""Readers of many files: one that reads each anew, and one that keeps what it read for the next run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from originlint.frontends import reader, reading
from originlint.frontends.reading import Reading
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.others import names_another
from originlint.ir import forms, problem, schema
from originlint.ir.relational import relations, script, statements, values
from originlint.project.cache import Cache
from originlint.source import site
from originlint.source.encoding import Codec, DecodeError, classes_in
from originlint.source.site import Locator, Range, Site

_ROOM = 400_000
"""So many bytes of Python and notebooks are kept as they were parsed, which takes about 120 times as much memory."""

KEPT = frozenset({"python", "notebook", "sql", "yaml", "json", "toml"})
"""The languages whose readings are kept: reading the others costs little."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read, with what `reader.read` asks for."""

    path: str
    data: bytes
    language: str
    dialect: str | None = None


class Reader(Protocol):
    """Reads files, and finds the places of what it read."""

    def read(self, requests: Sequence[Request], workspace: Workspace) -> list[Reading]:
        """The readings of some files, in their order."""
        ...

    def locator(self, path: str, data: bytes, language: str) -> Locator:
        """The locator for the sites of a file."""
        ...

    def finish(self) -> None:
        """Nothing more will be asked."""
        ...


class DirectReader:
    """Reads every file anew."""

    def __init__(self) -> None:
        self._parsed = _Parsed()

    def read(self, requests: Sequence[Request], workspace: Workspace) -> list[Reading]:
        return [self._parsed.kept(request, _read(request, workspace)) for request in requests]

    def locator(self, path: str, data: bytes, language: str) -> Locator:
        return self._parsed.locator(path, data, language)

    def finish(self) -> None:
        self._parsed = _Parsed()


class _Parsed:
    """The locators of the first files that were read: of a small project no file is parsed twice."""

    def __init__(self) -> None:
        self._room = _ROOM
        self._locators: dict[tuple[str, bytes], Callable[[], Locator]] = {}

    def kept(self, request: Request, found: Reading) -> Reading:
        """The reading, without its locator, which is kept as long as there is room."""
        if found.locator is None:
            return found
        self._room -= len(request.data)
        if self._room >= 0:
            self._locators[request.path, request.data] = found.locator
        return replace(found, locator=None)

    def locator(self, path: str, data: bytes, language: str) -> Locator:
        """The locator of a file, which is read again where nothing is kept of it."""
        make = self._locators.get((path, data))
        return reader.locator(path, data, language) if make is None else make()


class KeptReader:
    """Takes from the cache what was read before. `program` tells this installation from any other: what one has read
    means nothing to another."""

    def __init__(self, cache: Cache, program: str) -> None:
        self._cache = cache
        self._program = program
        self._locators: dict[str, _KeptLocator] = {}
        self._parsed = _Parsed()

    def read(self, requests: Sequence[Request], workspace: Workspace) -> list[Reading]:
        keys = [self._reading_key(request, workspace) for request in requests]
        known = self._cache.get_many([key for key in keys if key is not None])
        new: dict[str, bytes] = {}
        found: list[Reading] = []
        for request, key in zip(requests, keys, strict=True):
            kept = _unpacked(known[key]) if key is not None and key in known else None
            if not isinstance(kept, Reading):
                kept = self._parsed.kept(request, _read(request, workspace))
                packed = _packed(kept) if key is not None else None
                if key is not None and packed is not None:
                    new[key] = packed
            found.append(kept)
        self._cache.put_many(new)
        return found

    def locator(self, path: str, data: bytes, language: str) -> Locator:
        key = self._key("places", path, language, data)
        if key not in self._locators:
            known = _unpacked(self._cache.get(key) or b"")
            places = dict(known) if isinstance(known, tuple) else {}
            self._locators[key] = _KeptLocator(places, lambda: self._parsed.locator(path, data, language))
        return self._locators[key]

    def finish(self) -> None:
        new = {key: tuple(sorted(each.places.items())) for key, each in self._locators.items() if each.is_new}
        packed = {key: _packed(places) for key, places in new.items()}
        self._cache.put_many({key: value for key, value in packed.items() if value is not None})
        self._locators.clear()
        self._parsed = _Parsed()

    def _reading_key(self, request: Request, workspace: Workspace) -> str | None:
        """None for what is not kept: a template of dbt, or one that includes others, depends on many files."""
        if request.language not in KEPT:
            return None
        if request.language == "sql" and (workspace.projects or names_another(request.data)):
            return None
        data = workspace.as_run(request.path, request.data) if request.language == "python" else request.data
        return self._key("reading", request.path, f"{request.language} {request.dialect}", data)

    def _key(self, *parts: str | bytes) -> str:
        digest = hashlib.sha256(self._program.encode())
        for part in parts:
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(f"{len(data)} ".encode() + data)
        return digest.hexdigest()


class _KeptLocator:
    """Knows the places that an earlier run asked for, and finds the others."""

    def __init__(self, places: dict[Site, Range], make: Callable[[], Locator]) -> None:
        self.places = places
        self.is_new = False
        self._make = make
        self._made: Locator | None = None

    def locate(self, site: Site) -> Range:
        """See `Locator`."""
        if site not in self.places:
            if self._made is None:
                self._made = self._make()
            self.places[site] = self._made.locate(site)
            self.is_new = True
        return self.places[site]


def _read(request: Request, workspace: Workspace) -> Reading:
    return reader.read(request.path, request.data, request.language, request.dialect, workspace)


_CODEC = Codec(classes_in(forms, relations, script, statements, values, schema, problem, reading, site))


def _packed(value: object) -> bytes | None:
    """None for what nests too deep to be kept, or holds a number too long for it."""
    try:
        return _CODEC.encode(value)
    except (RecursionError, TypeError, ValueError):
        return None


def _unpacked(data: bytes) -> object:
    """None for what cannot be read: the seal of the cache says who wrote it, not that it is whole."""
    try:
        return cast(object, _CODEC.decode(data))
    except DecodeError:
        return None
