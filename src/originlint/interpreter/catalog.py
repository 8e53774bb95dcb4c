"""The catalog: datasets and saved objects by name, the interface between files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.joins import join_values
from originlint.interpreter.labels import Labels, Mention
from originlint.interpreter.values import Frame, Value
from originlint.lexicon.lessons import stem
from originlint.lexicon.names import squash
from originlint.source.site import Site


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A column that a dataset is known to have. `evidence` is "use", "header" or "declared"; `position` its place in a
    header or declaration, -1 when only its name is known. `told` are texts that say what it holds."""

    name: str
    site: Site
    evidence: str
    position: int = -1
    told: tuple[str, ...] = ()


class Catalog:
    """What the files of a project write and read by name. It outlives a round, so that a reader that comes before its
    writer sees the frame in the next one (`stale` tells that there is one that saw something older)."""

    def __init__(self) -> None:
        self._frames: dict[str, Frame] = {}
        self._objects: dict[str, Value] = {}
        self._columns: dict[str, dict[str, KnownColumn]] = {}
        self._read: dict[str, Frame | None] = {}
        self._missed: set[str] = set()
        self._stale = False
        self._renamed: dict[str, set[str]] = {}

    @staticmethod
    @lru_cache(maxsize=65_536)
    def key(name: str) -> str:
        """The name under which a dataset is known: the last part of a path or of a dotted table name, without case or
        quotes. Paths are often put together from parts that are not in the code, so folders do not count."""
        name = name.strip().strip("\"'`[]")
        last = re.split(r"[/\\]", name)[-1]
        if re.search(
            r"\.(csv|tsv|txt|dat|data|parquet|pq|feather|orc|avro|arff|xlsx?|xlsb|ods|jsonl?|pkl|pickle|joblib|dill|sav|dta|por"
            r"|sas7bdat|npy|npz|h5|hdf5?|db|sqlite3?|duckdb|ya?ml|toml|gz|zip|bz2|xz|model|bin|ubj|cbm|onnx|pmml|pth?|keras)$",
            last,
            re.I,
        ):
            return last.lower()
        return last.split(".")[-1].strip("\"'`[]").lower() or name.lower()

    def begin_round(self) -> None:
        """Forget what was read and missed; frames and objects stay."""
        self._read.clear()
        self._missed.clear()
        self._stale = False

    @property
    def stale(self) -> bool:
        """Whether something was read in this round before it was what it is now."""
        return self._stale or any(self._frames.get(key) is not frame for key, frame in self._read.items())

    def declare(self, dataset: str, columns: Iterable[KnownColumn]) -> None:
        """Note a header or declaration."""
        known = self._columns.setdefault(self.key(dataset), {})
        for column in columns:
            before = known.setdefault(column.name, column)
            if column.told and not before.told:
                known[column.name] = replace(before, told=column.told)

    def see(self, dataset: str, name: str, site: Site) -> None:
        """Note that code uses a column of the dataset: it has it (schema from use)."""
        known = self._columns.setdefault(self.key(dataset), {})
        if name not in known or (known[name].evidence == "use" and site < known[name].site):
            before = known.get(name)
            known[name] = KnownColumn(name, site, "use", told=before.told if before is not None else ())

    def columns(self, dataset: str) -> tuple[KnownColumn, ...]:
        """All that is known about the columns of a dataset, in the order of the header and then by name."""
        known = self._columns.get(self.key(dataset), {})
        return tuple(sorted(known.values(), key=lambda column: (column.position < 0, column.position, column.name)))

    def told(self, dataset: str | None, name: str) -> tuple[str, ...]:
        """What is said about a column of the dataset."""
        known = self._columns.get(self.key(dataset), {}).get(name) if dataset else None
        return known.told if known is not None else ()

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
        """The columns in order, when a header or declaration gives all of them; else empty."""
        return tuple(column for column in self.columns(dataset) if column.position >= 0)

    def frame(self, dataset: str) -> Frame | None:
        """What code stored under that name."""
        key = self.key(dataset)
        frame = self._frames.get(key)
        self._read.setdefault(key, frame)
        return frame

    def store(self, dataset: str, frame: Frame) -> None:
        """Store a frame; two writers are joined."""
        key = self.key(dataset)
        known = self._frames.get(key)
        joined = frame if known is None else join_frames(known, frame)
        if joined != known:
            self._frames[key] = joined

    def object(self, name: str) -> Value | None:
        """What was saved under that path."""
        key = self.key(name)
        if key not in self._objects:
            self._missed.add(key)
        return self._objects.get(key)

    def store_object(self, name: str, value: Value) -> None:
        """Save an object; two writers are joined."""
        key = self.key(name)
        known = self._objects.get(key)
        self._objects[key] = value if known is None else join_values(known, value)
        self._stale = self._stale or key in self._missed
