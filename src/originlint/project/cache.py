"""What is kept between runs: results by the hash of all that they depend on, in one SQLite file of the project.

A cache only saves time. Whatever goes wrong with it (it cannot be written, another run holds it, it is broken or of
another version) costs nothing but that. It is never believed either: an entry counts only with the seal of a secret
that stays with the user, so that nobody can put a clean result into a repository.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

FOLDER = ".originlint_cache"
NAME = "cache.sqlite3"

_FORMAT = 1
_LIMIT = 64 * 1024 * 1024
"""So many bytes of entries are kept; the oldest go first."""

_PATIENCE = 0.5
"""Seconds to wait for another run that is writing; then this one does without."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, seal BLOB NOT NULL, value BLOB NOT NULL
)
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a cache holds."""

    file: Path
    entries: int
    size: int


class Cache:
    """The cache of the project at `root`. `secret` seals entries; without one nothing is kept."""

    def __init__(self, root: Path, secret: bytes | None) -> None:
        self._folder = root / FOLDER
        self._file = self._folder / NAME
        self._secret = secret

    def get(self, key: str) -> bytes | None:
        """What was kept under that key; None when there is nothing, or nothing that can be believed."""
        return self.get_many([key]).get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, and let the oldest go when there are too many."""
        self.put_many({key: value})

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """What was kept under these keys, as far as there is something that can be believed."""
        if not keys or self._secret is None or not self._is_own() or not self._file.exists():
            return {}
        rows = self._tried(lambda base: _read(base, keys)) or {}
        found: dict[str, bytes] = {}
        for key, (seal, packed) in rows.items():
            if hmac.compare_digest(seal, self._seal(key, packed)):
                try:
                    found[key] = zlib.decompress(packed)
                except zlib.error:
                    continue
        return found

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """Keep all of these values, or none."""
        packed = {key: zlib.compress(value, 1) for key, value in values.items()}
        small = {key: value for key, value in packed.items() if len(value) <= _LIMIT // 4}
        if not small or self._secret is None or not self._is_own() or not self._prepare():
            return
        rows = [(key, self._seal(key, value), value) for key, value in small.items()]
        self._tried(lambda base: _write(base, rows))

    def usage(self) -> Usage | None:
        """How much is kept; None when there is no cache."""
        if not self._is_own() or not self._file.exists():
            return None
        counted = self._tried(
            lambda base: base.execute("SELECT COUNT(*), COALESCE(SUM(LENGTH(value)), 0) FROM entries").fetchone()
        )
        return Usage(self._file, *counted) if counted is not None else Usage(self._file, 0, 0)

    def clear(self) -> bool:
        """Remove the cache. Returns whether there was one."""
        if not self._is_own() or not self._folder.is_dir():
            return False
        for path in (self._file, self._folder / f"{NAME}-journal", self._folder / ".gitignore"):
            path.unlink(missing_ok=True)
        try:
            self._folder.rmdir()
        except OSError:
            return True
        return True

    def _is_own(self) -> bool:
        """Whether the cache is a file in the project: a link could lead anywhere."""
        return not self._folder.is_symlink() and not self._file.is_symlink()

    def _prepare(self) -> bool:
        try:
            self._folder.mkdir(exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("# Made by originlint, and safe to remove.\n*\n", encoding="utf-8")
        except OSError:
            return False
        return True

    def _tried(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do it, or return None; a file that is no database of ours is removed."""
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as base, base:
                version = base.execute("PRAGMA user_version").fetchone()[0]
                if version != _FORMAT:
                    base.execute("DROP TABLE IF EXISTS entries")
                    base.execute(_TABLE)
                    base.execute(f"PRAGMA user_version = {_FORMAT}")
                return action(base)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._discard()
            return None

    def _discard(self) -> None:
        try:
            self._file.unlink()
        except OSError:
            return

    def _seal(self, key: str, packed: bytes) -> bytes:
        return hmac.digest(self._secret or b"", key.encode() + b"\0" + packed, hashlib.sha256)


def _read(base: sqlite3.Connection, keys: Sequence[str]) -> dict[str, tuple[bytes, bytes]]:
    rows: dict[str, tuple[bytes, bytes]] = {}
    for key in keys:
        row = base.execute("SELECT seal, value FROM entries WHERE key = ?", (key,)).fetchone()
        if row is not None:
            rows[key] = row
    return rows


def _write(base: sqlite3.Connection, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
    base.executemany("INSERT OR REPLACE INTO entries (key, seal, value) VALUES (?, ?, ?)", rows)
    total = base.execute("SELECT SUM(LENGTH(value)) FROM entries").fetchone()[0]
    while total > _LIMIT:
        number, size = base.execute("SELECT number, LENGTH(value) FROM entries ORDER BY number LIMIT 1").fetchone()
        base.execute("DELETE FROM entries WHERE number = ?", (number,))
        total -= size


def user_secret() -> bytes | None:
    """The secret that seals this user's caches, made on first use; None when there is no place for it."""
    try:
        file = _user_folder() / "originlint" / "secret"
    except RuntimeError:
        return None
    try:
        return file.read_bytes() or None
    except FileNotFoundError:
        return _new_secret(file)
    except OSError:
        return None


def _new_secret(file: Path) -> bytes | None:
    """Written whole before it gets its name, so that runs at the same time agree on one."""
    own = file.with_name(f"secret.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
        try:
            os.link(own, file)
        except FileExistsError:
            pass
        except OSError:
            own.replace(file)
        own.unlink(missing_ok=True)
        return file.read_bytes() or None
    except OSError:
        return None


def _user_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
