"""Finding and reading the configuration of a project.

There is one file and no cascade: the nearest folder, from the checked path up to the root, that has an
`originlint.toml` or a `pyproject.toml` with a `[tool.originlint]` table decides. It can extend another file, such as
that of an organisation.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from originlint.config.consistency import check_consistency
from originlint.config.reading import Mistake, open_fields, read_table, toml_key
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
    settings = Settings()
    given: dict[str, list[str]] = {}
    for file, table in _chain(*found):
        placed = _placed(_parsed(file, table), file.resolve(), root, is_extended=file is not found[0])
        settings = _extended(settings, placed, table)
        for key in table:
            before = given.get(key, []) if key in _ADDED else []
            given[key] = [*before, _label(file.resolve(), root)]
    return replace(settings, given=tuple((key, tuple(files)) for key, files in sorted(given.items())))


_ADDED = frozenset(
    {"extend-exclude", "sources", "sinks", "measures", "words", "justifications", "paths", "schemas", "knowledge"}
)
"""Settings that add to those of the extended file; all others take their place."""


def _chain(file: Path, table: dict[str, Any]) -> list[tuple[Path, dict[str, Any]]]:
    """The file with those that it extends, the outermost first. Raises `UserError` when they go round in circles."""
    chain = [(file, table)]
    seen = {file.resolve()}
    while isinstance(further := chain[0][1].get("extend"), str):
        other = chain[0][0].parent / further
        if other.resolve() in seen:
            raise UserError(f"{chain[0][0]}: 'extend' leads back to {other}", "Let one of the files stand for itself.")
        seen.add(other.resolve())
        chain.insert(0, _explicit(other))
    return chain


def _parsed(file: Path, table: dict[str, Any]) -> Settings:
    mistakes: list[Mistake] = []
    settings = read_table(Settings, table, "", mistakes)
    if settings is not None and not mistakes:
        check_consistency(settings, mistakes)
    if settings is None or mistakes:
        raise UserError(
            "\n".join(f"{file}: {_shown(mistake)}" for mistake in mistakes),
            "'originlint config schema' lists every setting.",
        )
    return settings


def _extended(settings: Settings, by: Settings, table: dict[str, Any]) -> Settings:
    """The settings with what the table says, as it was read."""
    changed: dict[str, Any] = {"base": by.base, "origin": by.origin}
    for field, _ in open_fields(Settings):
        key = toml_key(field)
        if key in table:
            value = getattr(by, field.name)
            changed[field.name] = (*getattr(settings, field.name), *value) if key in _ADDED else value
    return replace(settings, **changed)


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


def _placed(settings: Settings, file: Path, root: Path, *, is_extended: bool) -> Settings:
    """Make everything that names a file relative to the root.

    A configuration from elsewhere speaks about this root; one that is extended brings its files along, which are then
    named in full.
    """
    folder = file.parent
    inside = folder.is_relative_to(root)
    base = folder.relative_to(root).as_posix() if inside else ""
    base = "" if base == "." else base

    def at_root(paths: tuple[str, ...]) -> tuple[str, ...]:
        if not inside and is_extended:
            return tuple((folder / path).as_posix() for path in paths)
        return tuple(f"{base}/{path.removeprefix('./')}" if base else path.removeprefix("./") for path in paths)

    return replace(
        settings,
        import_roots=at_root(settings.import_roots) if inside else settings.import_roots,
        schemas=at_root(settings.schemas),
        knowledge=at_root(settings.knowledge),
        baseline=None if settings.baseline is None else at_root((settings.baseline,))[0],
        base=base,
        origin=_label(file, root),
    )


def _label(file: Path, root: Path) -> str:
    """What a configuration file is called: its path inside the root, its name outside of it."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
