"""Which files git tracks, read from its index: a tracked file is part of the project whatever `.gitignore` says.

Only the names are read; git itself is not called. Source of the format: git's own `gitformat-index(5)`.
"""

from __future__ import annotations

import struct
from pathlib import Path

_STAT_SIZE = 40
_FLAGS_SIZE = 2
_EXTENDED = 0x4000


def is_work_tree(root: Path) -> bool:
    """Whether `root` is the top of a git work tree."""
    return (root / ".git").exists()


def tracked_files(root: Path) -> frozenset[str]:
    """The tracked paths, relative to `root` with '/'; none without an index, or when it cannot be understood."""
    directory = _git_directory(root)
    if directory is None:
        return frozenset()
    try:
        data = (directory / "index").read_bytes()
    except OSError:
        return frozenset()
    try:
        return frozenset(_names(data, _hash_size(directory)))
    except (struct.error, ValueError, IndexError):
        return frozenset()


def _git_directory(root: Path) -> Path | None:
    """`.git`, or the folder that a `.git` file of a linked work tree or submodule names."""
    git = root / ".git"
    if git.is_dir():
        return git
    try:
        text = git.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    key, _, path = text.partition(":")
    return root / path.strip() if key == "gitdir" else None


def _hash_size(directory: Path) -> int:
    try:
        config = (directory / "config").read_text(encoding="utf-8", errors="replace").lower()
    except OSError:
        return 20
    return 32 if "objectformat = sha256" in config else 20


def _names(data: bytes, hash_size: int) -> list[str]:
    signature, version, count = struct.unpack_from(">4sLL", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("not an index that is known")
    names: list[str] = []
    previous = b""
    offset = 12
    for _ in range(count):
        begin = offset
        offset += _STAT_SIZE + hash_size
        (flags,) = struct.unpack_from(">H", data, offset)
        offset += _FLAGS_SIZE * (2 if flags & _EXTENDED else 1)
        if version == 4:
            dropped, offset = _variable_length(data, offset)
            end = data.index(b"\0", offset)
            name = previous[: len(previous) - dropped] + data[offset:end]
            offset = end + 1
        else:
            end = data.index(b"\0", offset)
            name = data[offset:end]
            # One to eight NUL bytes make the entry a multiple of eight.
            offset = begin + (end - begin + 8) // 8 * 8
        previous = name
        names.append(name.decode("utf-8", "surrogateescape"))
    return names


def _variable_length(data: bytes, offset: int) -> tuple[int, int]:
    """Git's offset encoding: the number, and where it ends."""
    byte = data[offset]
    offset += 1
    number = byte & 0x7F
    while byte & 0x80:
        byte = data[offset]
        offset += 1
        number = ((number + 1) << 7) | (byte & 0x7F)
    return number, offset
