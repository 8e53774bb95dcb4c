"""What dbt itself worked out about a project, in the `manifest.json` that it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

MAX_BYTES = 200_000_000
"""A larger manifest is not read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`adapter` is the kind of database; `macros` are the texts of the macros of each package but dbt's own; `sources`
    are pairs as in `source_paths`."""

    adapter: str = ""
    macros: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest; what is not as dbt writes it is left out."""
    try:
        raw = json.loads(data) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        return Manifest()
    adapter = _text(_mapping(_mapping(raw).get("metadata")), "adapter_type")
    macros: dict[str, list[str]] = {}
    for _, entry in sorted(_mapping(_mapping(raw).get("macros")).items()):
        macro = _mapping(entry)
        package, text = _text(macro, "package_name"), _text(macro, "macro_sql")
        if package not in ("", "dbt", f"dbt_{adapter}"):
            macros.setdefault(package, []).append(text)
    sources = []
    for _, entry in sorted(_mapping(_mapping(raw).get("sources")).items()):
        source = _mapping(entry)
        names = _text(source, "source_name"), _text(source, "name")
        stands_for = _text(source, "schema") or names[0], _text(source, "identifier") or names[1]
        if all(names):
            sources.append((names, stands_for))
    return Manifest(adapter, tuple((name, "\n".join(texts)) for name, texts in sorted(macros.items())), tuple(sources))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
