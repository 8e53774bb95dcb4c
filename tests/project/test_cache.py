"""The cache saves time, and is never needed nor believed without its seal."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from originlint.project import cache as module
from originlint.project.cache import FOLDER, NAME, Cache, user_secret

SECRET = b"0" * 32


def test_what_was_put_is_found_by_its_key(tmp_path: Path) -> None:
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    assert Cache(tmp_path, SECRET).get("a") == b"value"
    assert cache.get("b") is None
    assert (tmp_path / FOLDER / ".gitignore").read_text().endswith("*\n")


def test_an_entry_under_another_seal_is_not_believed(tmp_path: Path) -> None:
    Cache(tmp_path, b"1" * 32).put("a", b"no findings")
    assert Cache(tmp_path, SECRET).get("a") is None


def test_an_entry_moved_to_another_key_is_not_believed(tmp_path: Path) -> None:
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    with sqlite3.connect(tmp_path / FOLDER / NAME) as base:
        base.execute("UPDATE entries SET key = 'b'")
    assert cache.get("b") is None


def test_without_a_secret_nothing_is_kept(tmp_path: Path) -> None:
    Cache(tmp_path, None).put("a", b"value")
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_file_costs_nothing_but_the_cache(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    (tmp_path / FOLDER / NAME).write_bytes(content)
    assert cache.get("a") is None
    cache.put("a", b"value")
    assert cache.get("a") == b"value"


def test_another_format_is_started_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    with sqlite3.connect(tmp_path / FOLDER / NAME) as base:
        base.execute("PRAGMA user_version = 99")
    assert cache.get("a") is None
    cache.put("a", b"value")
    assert cache.get("a") == b"value"


def test_while_another_run_writes_this_one_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    other = sqlite3.connect(tmp_path / FOLDER / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.put("b", b"value")
    assert cache.get("a") is None
    other.execute("ROLLBACK")
    other.close()
    assert cache.get("a") == b"value"
    assert cache.get("b") is None


def test_a_killed_writer_leaves_what_was_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    code = (
        "import os, signal, sqlite3, sys\n"
        "base = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "base.execute('BEGIN IMMEDIATE')\n"
        "base.execute('DELETE FROM entries')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / FOLDER / NAME)], check=False)
    assert cache.get("a") == b"value"


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LIMIT", 4000)
    cache = Cache(tmp_path, SECRET)
    for number in range(10):
        cache.put(str(number), hashlib.shake_256(bytes([number])).digest(900))
    usage = cache.usage()
    assert usage is not None and 0 < usage.size <= 4000
    assert cache.get("0") is None
    assert cache.get("9") is not None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere, root = tmp_path / "elsewhere", tmp_path / "root"
    elsewhere.mkdir()
    root.mkdir()
    (root / FOLDER).symlink_to(elsewhere)
    cache = Cache(root, SECRET)
    cache.put("a", b"value")
    assert cache.get("a") is None
    assert not cache.clear()
    assert not list(elsewhere.iterdir())


def test_a_folder_that_cannot_be_made_costs_nothing_but_the_cache(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file is in the way")
    cache = Cache(tmp_path, SECRET)
    cache.put("a", b"value")
    assert cache.get("a") is None


def test_clearing_removes_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path, SECRET)
    assert not cache.clear()
    cache.put("a", b"value")
    assert cache.clear()
    assert not (tmp_path / FOLDER).exists()


def test_the_secret_is_made_once_and_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = user_secret()
    assert first is not None and len(first) == 32
    assert user_secret() == first
    assert [path.name for path in (tmp_path / "originlint").iterdir()] == ["secret"]
    assert (tmp_path / "originlint" / "secret").stat().st_mode & 0o077 == 0
