"""What a project does not want read: `.gitignore` files, configured patterns and the built-in list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pathspec import GitIgnoreSpec

from originlint.config.settings import Settings
from originlint.source.toml import load_toml


@dataclass(frozen=True, slots=True)
class Patterns:
    """Gitignore patterns that stand in `folder` ('' for the root) and speak of what is below it."""

    folder: str
    spec: GitIgnoreSpec

    def verdict(self, path: str) -> bool | None:
        """True when the path (folders end in '/') is left out, False when it is kept explicitly, else None."""
        if self.folder:
            if not path.startswith(self.folder + "/"):
                return None
            path = path[len(self.folder) + 1 :]
        return self.spec.check_file(path).include


@dataclass(frozen=True, slots=True)
class Excludes:
    """Patterns with conditions: `beside` names a file next to the folder, `holding` one inside it."""

    patterns: tuple[Patterns, ...]
    beside: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    holding: tuple[str, ...] = ()

    def leaves_out(self, path: str, is_folder: bool, absolute: Path) -> bool:
        """Tell whether the configuration or the built-in list leaves `path` (relative to the root) out."""
        name = path + "/" if is_folder else path
        if any(patterns.verdict(name) for patterns in self.patterns):
            return True
        if not is_folder:
            return False
        own = path.rpartition("/")[2] + "/"
        return any((absolute / marker).exists() for marker in self.holding) or any(
            spec.match_file(own) and (absolute.parent / neighbour).exists() for neighbour, spec in self.beside
        )


def excludes(settings: Settings) -> Excludes:
    """The excludes of these settings: the built-in list, or `exclude` instead of it, and `extend_exclude`."""
    extension = Patterns(settings.base, GitIgnoreSpec.from_lines(settings.extend_exclude))
    if settings.exclude is not None:
        return Excludes((Patterns(settings.base, GitIgnoreSpec.from_lines((".git/", *settings.exclude))), extension))
    builtin = _builtin()
    return Excludes((*builtin.patterns, extension), builtin.beside, builtin.holding)


def is_ignored(path: str, is_folder: bool, stack: tuple[Patterns, ...]) -> bool:
    """Tell whether `.gitignore` files leave `path` out. `stack` runs from the root down; the deepest file that says
    anything decides (gitignore(5))."""
    name = path + "/" if is_folder else path
    for patterns in reversed(stack):
        verdict = patterns.verdict(name)
        if verdict is not None:
            return verdict
    return False


def read_gitignore(folder: Path, relative: str) -> Patterns | None:
    """The patterns of `folder`'s own `.gitignore`; None without one, or when it cannot be read."""
    return _read_patterns(folder / ".gitignore", relative)


def read_info_exclude(root: Path) -> Patterns | None:
    """The patterns that a clone keeps for itself in `.git/info/exclude`."""
    return _read_patterns(root / ".git" / "info" / "exclude", "")


def _read_patterns(file: Path, relative: str) -> Patterns | None:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return Patterns(relative, GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line)))


def _is_pattern(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


@cache
def _builtin() -> Excludes:
    entries = load_toml(files("originlint.project").joinpath("excludes.toml").read_text(encoding="utf-8"))["exclude"]
    free = [pattern for entry in entries if "beside" not in entry for pattern in entry.get("pattern", ())]
    return Excludes(
        (Patterns("", GitIgnoreSpec.from_lines(free)),),
        tuple((entry["beside"], GitIgnoreSpec.from_lines(entry["pattern"])) for entry in entries if "beside" in entry),
        tuple(entry["holding"] for entry in entries if "holding" in entry),
    )
