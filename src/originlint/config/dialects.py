"""Which SQL dialect the settings name for a file."""

from __future__ import annotations

from pathspec import GitIgnoreSpec

from originlint.config.settings import Settings


def dialect_of(settings: Settings, path: str) -> str | None:
    """The dialect that the settings name for the file at `path`, relative to the root: that of the last `[[paths]]`
    entry that matches and names one, else the project's; None when neither does."""
    base = f"{settings.base}/" if settings.base else ""
    where = path[len(base) :] if path.startswith(base) else path
    for entry in reversed(settings.paths):
        if entry.dialect is not None and GitIgnoreSpec.from_lines(entry.match).match_file(where):
            return entry.dialect
    return settings.dialect
