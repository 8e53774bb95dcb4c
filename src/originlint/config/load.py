"""Finding and reading the configuration of a project.

There is one file and no cascade: the nearest folder, from the checked path up to the root, that has an
`originlint.toml` or a `pyproject.toml` with a `[tool.originlint]` table decides.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from originlint.config.consistency import check_consistency
from originlint.config.reading import Mistake, read_table
from originlint.config.settings import Settings
from originlint.errors import UserError
from originlint.source.toml import TOMLDecodeError, load_toml

FILE_NAME = "originlint.toml"


def load(root: Path, explicit: Path | None = None, start: Path | None = None) -> Settings:
    """Return the settings of the project in `root`.

    `explicit` is a file that the user named; without it the search begins in the folder `start` (the root when not
    given) and goes up to the root. Raises `UserError` when the file cannot be read, is no TOML, or says something
    that is not understood; the message lists every mistake in the file.
    """
    root = root.resolve()
    found = _explicit(explicit) if explicit is not None else _find(root, (start or root).resolve())
    if found is None:
        return Settings()
    file, table = found
    mistakes: list[Mistake] = []
    settings = read_table(Settings, table, "", mistakes)
    if settings is not None and not mistakes:
        check_consistency(settings, mistakes)
    if settings is None or mistakes:
        raise UserError(
            "\n".join(f"{file}: {_shown(mistake)}" for mistake in mistakes),
            "'originlint config schema' lists every setting.",
        )
    return _placed(settings, file.resolve(), root)


def _shown(mistake: Mistake) -> str:
    return f"'{mistake.key}' {mistake.message}"


def _explicit(file: Path) -> tuple[Path, dict[str, Any]]:
    table = _read(file)
    if file.name == "pyproject.toml":
        own = _own_table(file, table)
        if own is None:
            raise UserError(f"{file} has no [tool.originlint] table", "Add one, or name another file with --config.")
        return file, own
    return file, table


def _find(root: Path, start: Path) -> tuple[Path, dict[str, Any]] | None:
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        own = candidate / FILE_NAME
        if own.is_file():
            return own, _read(own)
        pyproject = candidate / "pyproject.toml"
        if pyproject.is_file():
            table = _own_table(pyproject, _read_shared(pyproject))
            if table is not None:
                return pyproject, table
        if candidate == root:
            break
    return None


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{file}: cannot be read: {error.strerror}", "Name an existing file with --config.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: is not UTF-8 text (byte {error.start})", "Save the file as UTF-8.") from error
    try:
        return load_toml(text)
    except TOMLDecodeError as error:
        raise UserError(
            f"{file}: is not valid TOML: {error}", "Correct the file, or name another with --config."
        ) from error


def _read_shared(file: Path) -> dict[str, Any]:
    """A `pyproject.toml` that nobody named and that does not speak to us may be broken without stopping us."""
    try:
        return _read(file)
    except UserError:
        try:
            mentions_us = b"originlint" in file.read_bytes()
        except OSError:
            mentions_us = False
        if mentions_us:
            raise
        return {}


def _own_table(file: Path, table: dict[str, Any]) -> dict[str, Any] | None:
    tools = table.get("tool", {})
    own = tools.get("originlint") if isinstance(tools, dict) else None
    if own is not None and not isinstance(own, dict):
        raise UserError(f"{file}: 'tool.originlint' must be a table", "Write [tool.originlint] above the settings.")
    return own


def _placed(settings: Settings, file: Path, root: Path) -> Settings:
    """Make everything that names a file relative to the root."""
    try:
        base = file.parent.relative_to(root).as_posix()
        origin = file.relative_to(root).as_posix()
    except ValueError:
        # A configuration from elsewhere speaks about this root.
        return replace(settings, base="", origin=file.name)
    base = "" if base == "." else base

    def at_root(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{base}/{path.removeprefix('./')}" if base else path.removeprefix("./") for path in paths)

    return replace(
        settings,
        import_roots=at_root(settings.import_roots),
        schemas=at_root(settings.schemas),
        knowledge=at_root(settings.knowledge),
        baseline=None if settings.baseline is None else at_root((settings.baseline,))[0],
        base=base,
        origin=origin,
    )
