"""The root of a project: what all paths in results are relative to."""

from __future__ import annotations

import os
from pathlib import Path


def find_root(paths: tuple[Path, ...]) -> Path:
    """Return the git work tree that holds all `paths`, or else their deepest common folder.

    The paths need not be in one repository; without paths the current directory counts. The answer is absolute and
    free of symbolic links.
    """
    folders = [_folder(path.resolve()) for path in paths] or [Path.cwd().resolve()]
    try:
        common = Path(os.path.commonpath(folders))
    except ValueError:
        common = folders[0]
    for folder in (common, *common.parents):
        if (folder / ".git").exists():
            return folder
    return common


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
