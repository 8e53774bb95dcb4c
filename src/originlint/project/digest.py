"""The hash of all that a result depends on: this program, the settings, and the content of the files that are read."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from originlint.config.settings import Settings
from originlint.project.files import Project

_PARSERS = ("libcst", "sqlglot", "jinja2", "yaml")


def program_digest() -> str:
    """What tells this installation from any other. Its files are told by size and time of change, not by content."""
    digest = hashlib.sha256(sys.version.encode())
    for line in _installed(Path(__file__).parents[1]):
        digest.update(line.encode())
    for name in _PARSERS:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            digest.update(_stamp(Path(spec.origin)).encode())
    return digest.hexdigest()


def inputs_digest(program: str, project: Project, settings: Settings, paths: tuple[str, ...]) -> str:
    """What tells one analysis from another: equal digests mean equal results. `paths` are what was asked for."""
    digest = hashlib.sha256()

    def add(*parts: object) -> None:
        digest.update("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass") + b"\n")

    add(program, settings, project.problems, paths)
    for file in project.files:
        add(file, _hashed(partial(file.read_needed, project.root)))
    for name in project.aids:
        add(name, _hashed((project.root / name).read_bytes))
    for name in (*settings.schemas, *settings.knowledge):
        add(name, _hashed((project.root / name).read_bytes))
    return digest.hexdigest()


def _hashed(read: Callable[[], bytes]) -> str:
    """Stands for what is read."""
    try:
        return hashlib.sha256(read()).hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


def _stamp(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def _installed(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _installed(Path(entry.path))
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}\n"
