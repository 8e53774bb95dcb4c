"""Files that are no code of the project, but help to read it: what dbt installed and compiled.

They stand beside `dbt_project.yml`, in folders that are excluded and that `.gitignore` leaves out in most projects.
Where they are there they are used; a fresh checkout has none of them, and is read without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

MANIFEST = "manifest.json"
PROJECT_FILE = "dbt_project.yml"
_PACKAGES = ("dbt_packages", "dbt_modules")


def aids(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The paths, relative to the root, of the files that help to read those at `paths`."""
    found: set[str] = set()
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name == PROJECT_FILE:
            found.update(each.relative_to(root).as_posix() for each in _of_project(root / folder))
    return tuple(sorted(found))


def _of_project(folder: Path) -> Iterator[Path]:
    manifest = folder / "target" / MANIFEST
    if manifest.is_file():
        yield manifest
    for packages in (folder / name for name in _PACKAGES):
        for package in sorted(packages.iterdir()) if packages.is_dir() else ():
            # A link leads to a package of the tree, which is read where it stands.
            if package.is_symlink() or not (package / PROJECT_FILE).is_file():
                continue
            yield package / PROJECT_FILE
            yield from (path for path in (package / "macros").rglob("*.sql") if path.is_file())
