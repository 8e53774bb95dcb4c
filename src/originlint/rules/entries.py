"""Reading one table of a rule data file, so that every mistake names its place."""

from __future__ import annotations

from typing import Any


class CatalogueError(Exception):
    """A rule data file is wrong: a fault of the program, found when the data are loaded."""


class Entry:
    """A TOML table whose fields are taken one by one; `done` refuses what is left over."""

    def __init__(self, where: str, table: dict[str, Any]) -> None:
        self.where = where
        self._left = dict(table)

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip():
            raise CatalogueError(f"{self.where}: '{key}' must be a text that says something")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        value = self._left.pop(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise CatalogueError(f"{self.where}: '{key}' must be a list of texts")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts."""
        value = self._left.pop(key, None)
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise CatalogueError(f"{self.where}: '{key}' must be a table of texts")
        return dict(value)

    def tables(self, key: str) -> tuple[Entry, ...]:
        """A list of tables, at least one."""
        value = self._left.pop(key, None)
        if not isinstance(value, list) or not value:
            raise CatalogueError(f"{self.where}: '{key}' must be a list of tables")
        return tuple(
            Entry(f"{self.where}, {key} {item.get('code') or item.get('id') or number}", item)
            for number, item in enumerate(value, start=1)
        )

    def done(self) -> None:
        """Raise `CatalogueError` when a field was never asked for."""
        if self._left:
            raise CatalogueError(f"{self.where}: '{min(self._left)}' is no field")
