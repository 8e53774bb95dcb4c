"""Words that are no name in SQL (`reserved.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from originlint.source.toml import load_toml


@dataclass(frozen=True, slots=True)
class Reserved:
    """Words that name no column, and words that name no table either."""

    columns: frozenset[str]
    tables: frozenset[str]


@cache
def reserved() -> Reserved:
    """The words in `reserved.toml`."""
    table = load_toml(files("originlint.frontends.templates").joinpath("reserved.toml").read_text(encoding="utf-8"))
    return Reserved(frozenset(table["columns"]), frozenset(table["tables"]))
