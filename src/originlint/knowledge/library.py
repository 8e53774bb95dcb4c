"""The knowledge base: what calls of libraries mean.

Shipped knowledge stands in `data/*.toml`; users add files of their own, which come first. `data/README.md` says how an
entry is written. Nothing here imports or runs a library.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from originlint.errors import UserError
from originlint.knowledge.entries import RawEntry, cut
from originlint.knowledge.record import ClassRecord, Record
from originlint.source.toml import TOMLDecodeError, load_toml

DATA = Path(__file__).parent / "data"

TABLES = frozenset({"pandas.DataFrame", "polars.DataFrame", "pyspark.sql.DataFrame"})
"""The classes of tables: having one of their methods makes something unseen more likely a table than anything else."""

ANY = "any"
"""The library whose entries say what a method name means when the receiver is unknown ("any.fit")."""


_OPERATION = re.compile(r"^operation\s*=\s*\"([^\"]+)", re.M)


class Library:
    """Finds records by name. Make one with `Library.load`."""

    def __init__(self, entries: Iterable[RawEntry], version: str, imports: frozenset[str] | None = None) -> None:
        self.version = version
        """Changes whenever any entry does."""
        self._calls: dict[str, RawEntry] = {}
        self._classes: dict[str, RawEntry] = {}
        self._aliases: dict[str, RawEntry] = {}
        self._methods: dict[str, list[str]] = {}
        self._public: dict[tuple[str, str], list[str]] = {}
        self._imports = imports
        self._records: dict[str, Record | None] = {}
        self._resolved: dict[str, str] = {}
        self._any: dict[str, Record | None] = {}
        self._verbs: dict[tuple[str, ...], frozenset[str]] = {}
        self._class_records: dict[str, ClassRecord | None] = {}
        self._lines: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            self._add(entry)

    @classmethod
    def load(
        cls, extra: tuple[Path, ...] = (), imports: Iterable[str] | None = None, operations: Collection[str] = ()
    ) -> Library:
        """Read the shipped knowledge and the user's files, which win over it.

        `imports` are the top-level names that the project imports: with them, `any_method` looks at these libraries
        first. Raises UserError naming file, line and entry when a user's file cannot be read, is malformed, or names
        an operation that is not among `operations` (when these are given).
        """
        digest = hashlib.sha256()
        entries: list[RawEntry] = []
        for path in extra:
            text = _read(path)
            digest.update(text.encode())
            entries.extend(_checked(path, text, operations))
        for path in sorted(DATA.glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            digest.update(text.encode())
            entries.extend(cut(path.name, text))
        return cls(entries, digest.hexdigest()[:16], None if imports is None else frozenset(imports))

    def lookup(self, qualified: str) -> Record | None:
        """What calling that function, class or method means. Knows re-exports, private modules and aliases."""
        name = self.resolve(qualified)
        if name not in self._records:
            self._records[name] = self._lookup(name)
        return self._records[name]

    def method(self, type: str, name: str) -> Record | None:
        """What a method of that class means, own or shared with a base."""
        for owner in self._line(type):
            key = f"{owner}.{name}"
            if key in self._calls:
                return self.lookup(key)
        return None

    def any_method(self, name: str) -> Record | None:
        """What a method of an unknown receiver means: as `any.<name>` says, else when all classes that have it agree
        on the operation, of the imported libraries if these have it; else when all classes of tables do. None when
        they do not, or when there is none."""
        if name not in self._any:
            self._any[name] = self._agreed(name)
        return self._any[name]

    def class_of(self, qualified: str) -> ClassRecord | None:
        """The class of that name, or None."""
        return self._class(self.resolve(qualified))

    def is_kind_of(self, qualified: str, base: str) -> bool:
        """Whether a class is `base` or shares its methods."""
        return base in self._line(qualified)

    def entries(self) -> Iterator[RawEntry]:
        """All entries, each once, for tests and documentation."""
        seen: set[int] = set()
        for entry in (*self._calls.values(), *self._classes.values(), *self._aliases.values()):
            if id(entry) not in seen:
                seen.add(id(entry))
                yield entry

    def entry(self, qualified: str) -> RawEntry | None:
        """The entry that says what calling that function, class or method means."""
        record = self.lookup(qualified)
        return None if record is None else self._calls.get(record.callee) or self._classes.get(record.callee)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many callables and classes of each library are described, sorted by library."""
        names = {name for names in (self._calls, self._classes) for name in names}
        return tuple(sorted(Counter(name.partition(".")[0] for name in names).items()))

    def verbs(self, operations: tuple[str, ...]) -> frozenset[str]:
        """The unqualified names of all functions and methods whose operation begins in one of these ways."""
        if operations not in self._verbs:
            wanted = re.compile(r"^operation\s*=\s*\"(?:" + "|".join(map(re.escape, operations)) + ")", re.M)
            self._verbs[operations] = frozenset(
                name.rpartition(".")[2]
                for entry in self.entries()
                if entry.kind == "call" and wanted.search(entry.text)
                for name in entry.names
            )
        return self._verbs[operations]

    def meaning(self, operations: re.Pattern[str], names: Collection[str]) -> frozenset[str]:
        """Those of the names that can mean one of these operations: of something unseen, or in a library that is
        among the names itself."""
        found: set[str] = set()
        for entry in self.entries():
            operation = _OPERATION.search(entry.text) if entry.kind == "call" else None
            if operation is not None and operations.match(operation[1]):
                for name in entry.names:
                    library, last = name.partition(".")[0], name.rpartition(".")[2]
                    if last in names and (library == ANY or library in names):
                        found.add(last)
        agreed = ((name, self.any_method(name)) for name in self._methods.keys() & set(names))
        found.update(name for name, record in agreed if record is not None and operations.match(record.operation))
        return frozenset(found)

    def members(self, module: str) -> tuple[str, ...]:
        """The names that `from module import *` is known to bring, sorted."""
        prefix = f"{self.resolve(module)}."
        found = {
            name[len(prefix) :]
            for names in (self._calls, self._classes, self._aliases)
            for name in names
            if name.startswith(prefix)
        }
        return tuple(sorted(name for name in found if "." not in name and not name.startswith("_")))

    def resolve(self, qualified: str) -> str:
        """The name under which the knowledge base has it; the name itself when it is not known.

        Tried in turn: the name, an alias of it or of a package it is in, the name without private modules
        (`sklearn.ensemble._forest.X`), and the only class of that name in the library (`xgboost.sklearn.X`).
        """
        known = self._resolved.get(qualified)
        if known is None:
            known = self._resolved[qualified] = self._resolve(qualified)
        return known

    def _resolve(self, qualified: str) -> str:
        name = qualified if self._knows(qualified) else self._unaliased(qualified)
        if self._knows(name):
            return name
        public = ".".join(part for part in name.split(".") if not part.startswith("_"))
        if public != name:
            public = self._unaliased(public)
            if self._knows(public):
                return public
        owner, _, last = name.rpartition(".")
        if not owner:
            return name
        if last[:1].isupper():
            same = self._public.get((name.partition(".")[0], last), [])
            if len(same) == 1:
                return same[0]
        resolved = self.resolve(owner)
        return f"{resolved}.{last}" if resolved != owner else name

    def _unaliased(self, name: str) -> str:
        for _ in range(4):
            parts = name.split(".")
            for count in range(len(parts), 0, -1):
                entry = self._aliases.get(".".join(parts[:count]))
                if entry is not None:
                    name = ".".join([entry.meaning(), *parts[count:]])
                    break
            else:
                return name
            if self._knows(name):
                return name
        return name

    def _knows(self, name: str) -> bool:
        return name in self._calls or name in self._classes

    def _lookup(self, name: str) -> Record | None:
        entry = self._calls.get(name) or self._classes.get(name)
        if entry is not None:
            return entry.record(name)
        owner, _, last = name.rpartition(".")
        if owner in self._classes:
            return self.method(owner, last)
        return None

    def _line(self, type: str) -> tuple[str, ...]:
        """The class and its bases, nearest first."""
        if type not in self._lines:
            self._lines[type] = self._line_of(self.resolve(type), ())
        return self._lines[type]

    def _line_of(self, type: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        if type in seen:
            return seen
        line = (*seen, type)
        record = self._class(type)
        if record is not None:
            for base in record.bases:
                line = self._line_of(self.resolve(base), line)
        return line

    def _class(self, name: str) -> ClassRecord | None:
        if name not in self._class_records:
            entry = self._classes.get(name)
            self._class_records[name] = None if entry is None else entry.class_record(name)
        return self._class_records[name]

    def _agreed(self, name: str) -> Record | None:
        explicit = self.lookup(f"{ANY}.{name}")
        if explicit is not None:
            return explicit
        candidates = self._methods.get(name, [])
        if self._imports is not None:
            candidates = [each for each in candidates if each.partition(".")[0] in self._imports] or candidates
        tables = [callee for callee in candidates if callee.rpartition(".")[0] in TABLES]
        for some in (candidates, tables):
            records = [record for callee in some if (record := self.lookup(callee)) is not None]
            if len({record.operation for record in records}) == 1:
                return min(
                    records, key=lambda record: (not record.callee.startswith("pandas.DataFrame."), record.callee)
                )
        return None

    def _add(self, entry: RawEntry) -> None:
        table = {"call": self._calls, "class": self._classes, "alias": self._aliases}[entry.kind]
        for name in entry.names:
            if name in table:
                continue
            table[name] = entry
            owner, _, last = name.rpartition(".")
            if entry.kind == "call" and owner.rpartition(".")[2][:1].isupper():
                self._methods.setdefault(last, []).append(name)
            elif entry.kind != "alias" and last[:1].isupper():
                same = self._public.setdefault((name.partition(".")[0], last), [])
                if name not in same:
                    same.append(name)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: the knowledge file cannot be read: {error}") from error


def _checked(path: Path, text: str, operations: Collection[str]) -> Iterator[RawEntry]:
    try:
        load_toml(text)
    except TOMLDecodeError as error:
        raise UserError(f"{path}: no valid TOML: {error}") from error
    for entry in cut(str(path), text):
        entry.check(operations)
        yield entry
