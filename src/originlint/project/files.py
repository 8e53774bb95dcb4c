"""Which files of a project are read, and which could not be.

Tests, scripts and examples are read like everything else: a model trained in `tests/` is still a model.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from originlint.config.settings import Settings
from originlint.errors import UserError
from originlint.project.aids import aids
from originlint.project.gitindex import is_work_tree, tracked_files
from originlint.project.ignores import Excludes, Patterns, excludes, is_ignored, read_gitignore, read_info_exclude
from originlint.project.languages import Language, language_table

MAX_CONFIG_SIZE = 2_000_000
"""Data files larger than this (bytes) are no configuration; tables with a header line have no limit."""

TABLES = frozenset({"csv", "arff", "parquet", "excel"})
"""Languages of which only the names of the columns are read."""

HEAD = 65_536
"""So many bytes at the beginning of a text hold its header."""

BEGINNING = 512
"""So many bytes tell a saved model from other files with the same ending."""

FOOTER = 4_194_304
"""So many bytes at the end of a Parquet file hold its footer."""

WORKBOOK = 32_000_001
"""So many bytes of a workbook are read: a larger one is not opened."""

MODEL = 64_000_001
"""So many bytes at the beginning of a saved model are read."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that takes part: `path` is relative to the root with '/', `language` a name in `languages.toml`, `size`
    in bytes."""

    path: str
    language: str
    size: int

    @property
    def role(self) -> str:
        """What is done with it: "code", "data", "artefact", "told" or "scanned"."""
        return language_table().by_name[self.language].role

    def read(self, root: Path) -> bytes:
        """Return the content. Raises `OSError` when the file has gone or may not be read."""
        return (root / self.path).read_bytes()

    def read_needed(self, root: Path) -> bytes:
        """Return what is read of it: all, of a data file or saved model its columns. Raises `OSError` like `read`."""
        in_part = self.language in TABLES or self.role == "artefact"
        return self.read_columns(root) if in_part else self.read(root)

    def read_columns(self, root: Path) -> bytes:
        """Return the part of a data file or saved model that names its columns. Raises `OSError` like `read`."""
        with (root / self.path).open("rb") as stream:
            match self.language:
                case "parquet":
                    stream.seek(max(stream.seek(0, os.SEEK_END) - FOOTER, 0))
                    return stream.read()
                case "excel":
                    return stream.read(WORKBOOK)
                case "model":
                    return stream.read(MODEL)
                case _:
                    return stream.read(HEAD)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file or folder that was not read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Project:
    """The files to analyse, sorted by path, what could not be read, and the paths of what only helps to read them."""

    root: Path
    files: tuple[SourceFile, ...]
    problems: tuple[FileProblem, ...] = ()
    aids: tuple[str, ...] = ()

    def of_language(self, *languages: str) -> tuple[SourceFile, ...]:
        """The files in any of these languages, sorted by path."""
        return tuple(file for file in self.files if file.language in languages)


def discover(root: Path, paths: tuple[Path, ...], settings: Settings) -> Project:
    """Return the files at and below `paths` (the whole root when there are none).

    A path is absolute or relative to the current directory. Naming one never brings in what the configuration
    excludes, but a folder that `.gitignore` leaves out is read when it is named itself. `.gitignore` counts in git
    work trees, and there only for files that git does not track: an exported tree holds nothing to ignore. Raises
    `UserError` when a path does not exist or lies outside `root`.
    """
    root = root.resolve()
    walk = _Walk(root, settings, excludes(settings))
    for path in paths or (root,):
        walk.start(path)
    return Project(
        root,
        tuple(walk.files[path] for path in sorted(walk.files)),
        tuple(sorted(walk.problems, key=lambda problem: (problem.path, problem.message))),
        aids(root, walk.files),
    )


class _Walk:
    """One discovery: collects files and problems while folders are visited."""

    def __init__(self, root: Path, settings: Settings, excluded: Excludes) -> None:
        self.root = root
        self.settings = settings
        self.excluded = excluded
        self.ignoring = settings.respect_gitignore and is_work_tree(root)
        self.files: dict[str, SourceFile] = {}
        self.problems: set[FileProblem] = set()
        self.tracked: frozenset[str] | None = None

    def start(self, path: Path) -> None:
        resolved = path.resolve()
        if not resolved.exists():
            raise UserError(f"{path}: no such file or directory", "Name an existing file or folder to check.")
        try:
            relative = resolved.relative_to(self.root).as_posix()
        except ValueError:
            raise UserError(
                f"{path} is outside the project root {self.root}", "Check one repository at a time."
            ) from None
        relative = "" if relative == "." else relative
        stack, excluded = self._ancestors(relative, resolved.is_dir())
        if excluded:
            self._problem(relative, "left out by the configuration or the built-in list of excluded folders")
        elif resolved.is_dir():
            self._folder(relative, stack)
        else:
            self._file(relative, resolved.stat())

    def _ancestors(self, relative: str, is_folder: bool) -> tuple[tuple[Patterns, ...], bool]:
        """The `.gitignore` files that hold above `relative`, and whether the excludes leave it out. A path that
        `.gitignore` leaves out was named on purpose, so what holds above it is forgotten."""
        info = read_info_exclude(self.root)
        stack: tuple[Patterns, ...] = (info,) if info is not None and self.ignoring else ()
        if not relative:
            return stack, False
        parts = relative.split("/")
        for count in range(len(parts)):
            parent, here = "/".join(parts[:count]), "/".join(parts[: count + 1])
            folder = is_folder or count < len(parts) - 1
            stack = self._with_gitignore(parent, stack)
            if self.excluded.leaves_out(here, folder, self.root / here):
                return stack, True
            if is_ignored(here, folder, stack):
                stack = ()
        return stack, False

    def _with_gitignore(self, folder: str, stack: tuple[Patterns, ...]) -> tuple[Patterns, ...]:
        patterns = read_gitignore(self.root / folder, folder) if self.ignoring else None
        return stack if patterns is None else (*stack, patterns)

    def _folder(self, relative: str, stack: tuple[Patterns, ...]) -> None:
        stack = self._with_gitignore(relative, stack)
        try:
            with os.scandir(self.root / relative) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._problem(relative or ".", f"folder cannot be read: {error.strerror}")
            return
        for entry in ordered:
            path = f"{relative}/{entry.name}" if relative else entry.name
            try:
                self._entry(entry, path, stack)
            except OSError as error:
                self._problem(path, f"cannot be read: {error.strerror}")

    def _entry(self, entry: os.DirEntry[str], path: str, stack: tuple[Patterns, ...]) -> None:
        is_folder = entry.is_dir(follow_symlinks=False)
        absolute = self.root / path
        if self.excluded.leaves_out(path, is_folder, absolute):
            return
        if is_ignored(path, is_folder, stack):
            self._tracked(path, is_folder)
        elif entry.is_symlink():
            self._link(path, absolute)
        elif is_folder:
            self._folder(path, stack)
        elif entry.is_file(follow_symlinks=False):
            self._file(path, entry.stat())

    def _tracked(self, path: str, is_folder: bool) -> None:
        """Read what git tracks at and below a path that `.gitignore` leaves out."""
        if self.tracked is None:
            self.tracked = tracked_files(self.root)
        below = (name for name in self.tracked if name.startswith(path + "/")) if is_folder else (path,)
        for name in below:
            if name in self.tracked and not self._is_excluded_below(path, name):
                file = self.root / name
                if file.is_symlink():
                    self._link(name, file)
                elif file.exists():
                    self._file(name, file.stat())

    def _is_excluded_below(self, folder: str, path: str) -> bool:
        """Whether the excludes leave `path` out, or a folder between `folder` and it."""
        cuts = [index for index, letter in enumerate(path) if letter == "/" and index > len(folder)]
        return any(self.excluded.leaves_out(path[:cut], True, self.root / path[:cut]) for cut in cuts) or (
            self.excluded.leaves_out(path, False, self.root / path)
        )

    def _link(self, path: str, absolute: Path) -> None:
        """A link to somewhere inside the root adds nothing, since its target is visited under its own name; that also
        ends every loop."""
        try:
            target = absolute.resolve(strict=True)
        except (OSError, RuntimeError):
            if language_table().of_file(absolute.name) is not None:
                self._problem(path, "symbolic link that leads nowhere")
            return
        if target.is_relative_to(self.root):
            return
        if target.is_dir() or language_table().of_file(absolute.name) is not None:
            self._problem(path, "symbolic link to outside the project; not followed")

    def _file(self, path: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            return
        language = self._language(path)
        if language is None:
            return
        if not _is_text(path):
            self._problem(path, "the file name is not valid Unicode; not read")
        elif language.role == "code" and status.st_size > self.settings.max_file_size:
            self._problem(path, f"{status.st_size} bytes; larger than max-file-size ({self.settings.max_file_size})")
        elif language.role not in ("data", "told") or language.name in TABLES or status.st_size <= MAX_CONFIG_SIZE:
            self.files[path] = SourceFile(path, language.name, status.st_size)
        elif (other := self._by_content(path)) is not None:
            self.files[path] = SourceFile(path, other.name, status.st_size)

    def _language(self, path: str) -> Language | None:
        name = path.rpartition("/")[2]
        if "." in name:
            return language_table().of_file(name) or self._by_content(path)
        with (self.root / path).open("rb") as stream:
            return language_table().of_first_line(stream.readline(128))

    def _by_content(self, path: str) -> Language | None:
        """The language of a file whose ending does not tell, where its first bytes do."""
        if not language_table().tells_by_content(path):
            return None
        with (self.root / path).open("rb") as stream:
            return language_table().of_content(path, stream.read(BEGINNING))

    def _problem(self, path: str, message: str) -> None:
        self.problems.add(FileProblem(path.encode("utf-8", "backslashreplace").decode("utf-8"), message))


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
