"""The catalog: datasets and saved objects by name, the interface between files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from operator import is_
from types import MappingProxyType
from typing import TypeAlias

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.joins import join_values
from originlint.interpreter.labels import Labels, Mention
from originlint.interpreter.values import Frame, Value
from originlint.lexicon.lessons import stem
from originlint.lexicon.names import squash
from originlint.source.frozen import frozen
from originlint.source.nameless import is_within
from originlint.source.site import Site


@frozen
class KnownColumn:
    """A column that a dataset is known to have. `evidence` is "use" (code names it), "shown" (the stored output of a
    notebook does), "header" or "declared"; `position` its place in a header or declaration, -1 when only its name is
    known. `told` are texts that say what it holds."""

    name: str
    site: Site
    evidence: str
    position: int = -1
    told: tuple[str, ...] = ()


_TELLING = MappingProxyType({"shown": 0, "use": 1, "declared": 2, "header": 2})
"""How much the kinds of evidence tell of a column."""

_FILE = re.compile(
    r"\.(csv|tsv|txt|dat|data|parquet|pq|feather|orc|avro|arff|xlsx?|xlsb|ods|jsonl?|pkl|pickle|joblib|dill|sav|dta|por"
    r"|sas7bdat|npy|npz|h5|hdf5?|db|sqlite3?|duckdb|ya?ml|toml|gz|zip|bz2|xz|model|bin|ubj|cbm|onnx|pmml|pth?|keras)$",
    re.I,
)


Reads: TypeAlias = dict[tuple[str, ...], tuple[object, ...]]
"""What was read, by what was asked, and what was found the first time."""


class Catalog:
    """What the files of a project write and read by name. It outlives a round, so that a reader that comes before its
    writer sees the frame in the next one (`stale` tells that there is one that saw something older)."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, bool]] = {}
        """By the last part of a name: the full names that are known, and whether something makes that table."""
        self._readers: dict[tuple[str, str], set[str]] = {}
        """By file and last part of a name: the full names of the tables that the file reads."""
        self._apart: set[frozenset[str]] = set()
        """Pairs of full names that some file reads both, so that neither is a copy of the other."""
        self._frames: dict[str, Frame] = {}
        self._objects: dict[str, Value] = {}
        self._columns: dict[str, dict[str, KnownColumn]] = {}
        self._telling = False
        """Whether something is said about any column."""
        self.reads: Reads = {}
        """All that is read is noted here too."""
        self._read: dict[str, tuple[Frame, ...]] = {}
        self._missed: set[str] = set()
        self._stale = False
        self._renamed: dict[str, set[str]] = {}

    @staticmethod
    @lru_cache(maxsize=65_536)
    def key(name: str) -> str:
        """The last part of a path or of a dotted table name, without case or quotes. Paths are often put together from
        parts that are not in the code, so folders do not count."""
        full = Catalog.full(name)
        return full if _FILE.search(full) or is_within(full) else full.rpartition(".")[2] or full

    @staticmethod
    @lru_cache(maxsize=65_536)
    def full(name: str) -> str:
        """A name with its schema and without case or quotes; of a file, without its folder."""
        name = name.strip().strip("\"'`[]").lower()
        last = re.split(r"[/\\]", name)[-1]
        return last if _FILE.search(last) else ".".join(part.strip("\"'`[]") for part in last.split(".")) or name

    @staticmethod
    def agree(one: str, other: str) -> bool:
        """Whether two full names can be those of one table: the longer one only says more of where it is."""
        shorter, longer = sorted((one, other), key=len)
        return longer == shorter or longer.endswith(f".{shorter}")

    def define(self, dataset: str) -> None:
        """Note that something makes a table of this name: tables of that name in other schemas are others."""
        self._names.setdefault(self.key(dataset), {})[self.full(dataset)] = True

    def read_in(self, dataset: str, path: str) -> None:
        """Note that a file reads a table of this name."""
        full = self.full(dataset)
        read = self._readers.setdefault((path, self.key(dataset)), set())
        if full not in read:
            self._apart.update(frozenset((full, other)) for other in read if not self.agree(full, other))
            read.add(full)

    def _meant(self, dataset: str) -> tuple[str, ...]:
        """The full names of the tables that a name may stand for. Where nothing in the project makes a table that it
        can be, it may have been copied from any schema, but not from one whose table the same file reads too."""
        known = self._names.get(self.key(dataset), {})
        full = self.full(dataset)
        agreeing = tuple(name for name in known if self.agree(name, full))
        if any(known[name] for name in agreeing):
            return agreeing
        return tuple(name for name in known if frozenset((name, full)) not in self._apart)

    def _of(self, dataset: str) -> dict[str, KnownColumn]:
        """What is noted of the columns under this very name."""
        full = self.full(dataset)
        self._names.setdefault(self.key(dataset), {}).setdefault(full, False)
        return self._columns.setdefault(full, {})

    def _known(self, dataset: str) -> dict[str, KnownColumn]:
        """What is noted of the columns of all tables that are meant."""
        found: dict[str, KnownColumn] = {}
        for name in self._meant(dataset):
            for column in self._columns.get(name, {}).values():
                before = found.get(column.name)
                if before is None or _TELLING[before.evidence] < _TELLING[column.evidence]:
                    told = column.told or (before.told if before is not None else ())
                    found[column.name] = column if told == column.told else replace(column, told=told)
        return found

    def begin_round(self) -> None:
        """Forget what was read and missed; frames and objects stay."""
        self._read.clear()
        self._missed.clear()
        self._stale = False

    @property
    def stale(self) -> bool:
        """Whether something was read in this round before it was what it is now."""
        return self._stale or any(self._written(name) != frames for name, frames in self._read.items())

    def declare(self, dataset: str, columns: Iterable[KnownColumn]) -> None:
        """Note a header or declaration."""
        known = self._of(dataset)
        self.define(dataset)
        for column in columns:
            self._telling = self._telling or bool(column.told)
            before = known.setdefault(column.name, column)
            told = before.told or column.told
            position = column.position if before.position < 0 else before.position
            if (told, position) != (before.told, before.position):
                known[column.name] = replace(before, told=told, position=position)

    def see(self, dataset: str, name: str, site: Site) -> None:
        """Note that code uses a column of the dataset: it has it (schema from use)."""
        known = self._of(dataset)
        before = known.get(name)
        if before is None or before.evidence == "shown" or (before.evidence == "use" and site < before.site):
            known[name] = KnownColumn(name, site, "use", told=before.told if before is not None else ())

    def show(self, dataset: str, name: str, site: Site) -> None:
        """Note that a stored output shows a column of the dataset, unless more is known of it."""
        known = self._of(dataset)
        if name not in known or (known[name].evidence == "shown" and site < known[name].site):
            known[name] = KnownColumn(name, site, "shown")

    def columns(self, dataset: str) -> tuple[KnownColumn, ...]:
        """All that is known about the columns of a dataset, in the order of the header and then by name."""
        known = self._known(dataset).values()
        return tuple(sorted(known, key=lambda column: (column.position < 0, column.position, column.name)))

    def told(self, dataset: str | None, name: str) -> tuple[str, ...]:
        """What is said about a column of the dataset."""
        if not dataset or not self._telling:
            return ()
        told = self._told(dataset, name)
        self.reads.setdefault(("told", dataset, name), told)
        return told

    def _told(self, dataset: str, name: str) -> tuple[str, ...]:
        for meant in self._meant(dataset):
            known = self._columns.get(meant, {}).get(name)
            if known is not None and known.told:
                return known.told
        return ()

    def described(self) -> Iterator[KnownColumn]:
        """All columns that something is said about."""
        return (column for known in self._columns.values() for column in known.values() if column.told)

    def renamed(self, name: str, labels: Labels) -> None:
        """Note that code gives a column, which has these labels, a name that says what it holds."""
        for label in labels:
            if isinstance(label.subject, Mention) and label.subject.name == name:
                self._renamed.setdefault(squash(name), set()).add(stem(label.subject.dataset))

    def renamed_in(self, name: str) -> frozenset[str]:
        """The stems of the datasets of which a column of that name is renamed so; none when that is not known."""
        found = frozenset(self._renamed.get(squash(name), ()))
        return frozenset() if "" in found else found

    def header(self, dataset: str) -> tuple[KnownColumn, ...]:
        """The columns in order, when a header or declaration gives all of them, and behind them those that others
        declare; else empty."""
        found = self._header(dataset)
        self.reads.setdefault(("header", dataset), found)
        return found

    def _header(self, dataset: str) -> tuple[KnownColumn, ...]:
        columns = self.columns(dataset)
        if not columns or columns[0].position < 0:
            return ()
        return tuple(column for column in columns if column.position >= 0 or column.evidence == "declared")

    def declared(self, dataset: str) -> tuple[str, ...]:
        """The names of the columns that the dataset is declared to have."""
        found = self._declared(dataset)
        self.reads.setdefault(("declared", dataset), found)
        return found

    def _declared(self, dataset: str) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns(dataset) if column.evidence == "declared")

    def frame(self, dataset: str) -> Frame | None:
        """What code stored under that name."""
        frames = self._written(dataset)
        self._read.setdefault(self.full(dataset), frames)
        self.reads.setdefault(("frame", dataset), frames)
        found: Frame | None = None
        for frame in frames:
            found = frame if found is None else join_frames(found, frame)
        return found

    def _written(self, dataset: str) -> tuple[Frame, ...]:
        return tuple(self._frames[name] for name in self._meant(dataset) if name in self._frames)

    def still(self, reads: Reads) -> bool:
        """Whether all these reads would find the same again, and not only something equal to it."""
        return all(self._finds(asked, found) for asked, found in reads.items())

    def _finds(self, asked: tuple[str, ...], found: tuple[object, ...]) -> bool:
        now: tuple[object, ...]
        match asked:
            case ("frame", dataset):
                now = self._written(dataset)
            case ("object", key):
                now = (self._objects.get(key),)
            case ("told", dataset, name):
                return found == self._told(dataset, name)
            case ("declared", dataset):
                return found == self._declared(dataset)
            case (_, dataset):
                return found == self._header(dataset)
        return len(now) == len(found) and all(map(is_, now, found))

    def read_again(self, reads: Reads) -> None:
        """Note that these reads are made in this round too."""
        for asked in reads:
            match asked:
                case ("frame", dataset):
                    self.frame(dataset)
                case ("object", key):
                    self.object(key)

    def store(self, dataset: str, frame: Frame) -> None:
        """Store a frame; two writers are joined."""
        self.define(dataset)
        full = self.full(dataset)
        known = self._frames.get(full)
        joined = frame if known is None else join_frames(known, frame)
        if joined != known:
            self._frames[full] = joined

    def object(self, name: str) -> Value | None:
        """What was saved under that path."""
        key = self.key(name)
        if key not in self._objects:
            self._missed.add(key)
        found = self._objects.get(key)
        self.reads.setdefault(("object", key), (found,))
        return found

    def store_object(self, name: str, value: Value) -> None:
        """Save an object; two writers are joined."""
        key = self.key(name)
        known = self._objects.get(key)
        self._objects[key] = value if known is None else join_values(known, value)
        self._stale = self._stale or key in self._missed
