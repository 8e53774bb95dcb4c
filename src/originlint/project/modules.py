"""Files as modules: what a file is called, and which file an import means.

Nothing is imported and `sys.path` is not known, so the layout decides. Python looks in the folder of the script first;
then the project's own roots follow: folders above the importing file, `src`-like folders, parents of packages. When
several files fit, the one nearest to the importing file is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from originlint.source.toml import load_toml

PYTHON_ENDINGS = (".py", ".pyw")

SOURCE_FOLDERS = frozenset({"src", "lib", "python", "code", "source"})
"""Folders that are usually put on `sys.path` as a whole."""


class ModuleMap:
    """The modules of a project.

    `paths` are the Python files and notebooks, relative to the root with '/'; `roots` are folders that the
    configuration puts on `sys.path` (`import-roots`), tried before all others except the importing script's own.
    """

    def __init__(self, paths: Iterable[str], roots: Iterable[str] = ()) -> None:
        self._paths = frozenset(paths)
        self._modules = frozenset(path for path in self._paths if path.endswith(PYTHON_ENDINGS))
        self._packages = frozenset(_folder(path) for path in self._modules if _stem(path) == "__init__")
        self._given = tuple(root.strip("/").removeprefix("./") for root in roots)
        self._by_tail = _index(self._modules)
        self._answers: dict[tuple[str, str, int], str | None] = {}

    def name(self, path: str) -> str:
        """The dotted name of the module in `path`: from its topmost package down, or from the folder that is most
        likely on `sys.path`. Names of scripts need not be identifiers (`notebooks.01 train`)."""
        folder, stem = _folder(path), _stem(path)
        root = self._import_root(folder)
        parts = _split(folder)[len(_split(root)) :]
        if stem != "__init__" or not parts:
            parts = [*parts, stem]
        return ".".join(parts)

    def resolve(self, importer: str, module: str, level: int = 0) -> str | None:
        """The file that `import module`, or `from (level dots)module import …`, means in the file `importer`.

        A package is its `__init__.py`. None for what is not in the project, and for a folder without `__init__.py`
        (a namespace package has no file: ask for `package.member` then).
        """
        key = (importer, module, level)
        if key not in self._answers:
            self._answers[key] = self._resolve(importer, module.split(".") if module else [], level)
        return self._answers[key]

    def children(self, path: str) -> tuple[str, ...]:
        """The modules and packages directly in the package whose `__init__.py` is `path`, sorted; none for others."""
        if _stem(path) != "__init__":
            return ()
        folder = _folder(path)
        found = {
            other
            for other in self._modules
            if other != path
            and (_folder(other) == folder or (_stem(other) == "__init__" and _folder(_folder(other)) == folder))
        }
        return tuple(sorted(found))

    def _resolve(self, importer: str, parts: list[str], level: int) -> str | None:
        here = _folder(importer)
        if level:
            base = _split(here)
            if level - 1 > len(base):
                return None
            return self._at("/".join(base[: len(base) - (level - 1)]), parts)
        if not parts:
            return None
        return self._absolute(here, parts)

    def _absolute(self, here: str, parts: list[str]) -> str | None:
        """Python's own order first, then what a project usually adds to `sys.path`."""
        foreign = parts[0] in _known_names().all
        package_root = self._package_root(here)
        if package_root is None and (found := self._at(here, parts)) is not None:
            return found
        for root in self._given:
            if (found := self._at(root, parts)) is not None:
                return found
        if parts[0] in _known_names().standard_library:
            return None
        above = _ancestors(here)
        outside = above if package_root is None else [folder for folder in above if not self._is_in_package(folder)]
        for folder in outside:
            for candidate in (folder, *(_join(folder, name) for name in sorted(SOURCE_FOLDERS))):
                if (found := self._at(candidate, parts)) is not None:
                    return found
        if foreign:
            return None
        for folder in above:
            if (found := self._at(folder, parts)) is not None:
                return found
        return self._anywhere(here, parts)

    def _anywhere(self, here: str, parts: list[str]) -> str | None:
        """The nearest file whose path ends so, whatever its root: code that changes `sys.path` itself. Folders that are
        packages come last, since few put these on the path."""
        candidates = [
            (self._is_in_package(root), -_shared(here, path), path.count("/"), path)
            for path in self._by_tail.get(parts[-1], ())
            if (root := _root_of(path, parts)) is not None
        ]
        return min(candidates)[-1] if candidates else None

    def _at(self, root: str, parts: list[str]) -> str | None:
        base = _join(root, "/".join(parts)) if parts else root
        package = _join(base, "__init__.py")
        if package in self._modules:
            return package
        if not parts:
            return None
        return next((base + ending for ending in PYTHON_ENDINGS if base + ending in self._modules), None)

    def _is_in_package(self, folder: str) -> bool:
        return folder in self._packages

    def _package_root(self, folder: str) -> str | None:
        """The folder above the topmost package that `folder` belongs to; None when it belongs to none."""
        if folder not in self._packages:
            return None
        while folder and folder in self._packages:
            folder = _folder(folder)
        return folder

    def _import_root(self, folder: str) -> str:
        package_root = self._package_root(folder)
        if package_root is not None:
            return package_root
        for candidate in _ancestors(folder):
            if candidate in self._given or (candidate.rpartition("/")[2] in SOURCE_FOLDERS):
                return candidate
        return ""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Top-level names that belong to others (`modules.toml`)."""

    standard_library: frozenset[str]
    packages: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.standard_library | self.packages


@cache
def _known_names() -> KnownNames:
    table = load_toml(files("originlint.project").joinpath("modules.toml").read_text(encoding="utf-8"))
    return KnownNames(frozenset(table["standard_library"].split()), frozenset(table["packages"].split()))


def _index(modules: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Module files by the last part of the name that imports them."""
    tails: dict[str, list[str]] = {}
    for path in sorted(modules):
        tail = _stem(path) if _stem(path) != "__init__" else _folder(path).rpartition("/")[2]
        tails.setdefault(tail, []).append(path)
    return {tail: tuple(paths) for tail, paths in tails.items()}


def _root_of(path: str, parts: list[str]) -> str | None:
    """The folder from which `path` would be imported as these parts."""
    names = _split(_folder(path)) if _stem(path) == "__init__" else [*_split(_folder(path)), _stem(path)]
    if names[-len(parts) :] != parts:
        return None
    return "/".join(names[: -len(parts)])


def _shared(here: str, path: str) -> int:
    """How many leading folders two places share."""
    count = 0
    for left, right in zip(_split(here), _split(_folder(path)), strict=False):
        if left != right:
            break
        count += 1
    return count


def _ancestors(folder: str) -> list[str]:
    """The folder and everything above it, nearest first, ending with the root ''."""
    parts = _split(folder)
    return ["/".join(parts[:count]) for count in range(len(parts), -1, -1)]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _split(folder: str) -> list[str]:
    return folder.split("/") if folder else []


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
