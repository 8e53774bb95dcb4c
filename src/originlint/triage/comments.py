"""Finding the comments of a text, by its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from originlint.triage.hash_comments import scan_hashes
from originlint.triage.python_comments import scan_python
from originlint.triage.spans import Commented
from originlint.triage.sql_comments import scan_sql

SCANNERS: Mapping[str, Callable[[str], Commented]] = MappingProxyType(
    {"python": scan_python, "sql": scan_sql, "yaml": scan_hashes, "toml": scan_hashes}
)
"""How comments are found; languages that are not here have none that count."""
