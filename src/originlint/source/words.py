"""Word lists that ship with the package: TOML files of tables that each have a list `words`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from originlint.errors import UserError
from originlint.source.toml import load_toml


@cache
def shipped_words(package: str, name: str, table: str) -> frozenset[str]:
    """The words under `[table]` of `name.toml` in that package. Raises UserError when there is no such list."""
    section = _tables(package, name).get(table)
    words = section.get("words") if isinstance(section, dict) else None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UserError(f"{name}.toml: [{table}] needs a list of words")
    return frozenset(words)


@cache
def _tables(package: str, name: str) -> dict[str, Any]:
    return load_toml((resources.files(package) / f"{name}.toml").read_text(encoding="utf-8"))
