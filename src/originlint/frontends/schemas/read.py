"""A file that declares tables, to these tables."""

from __future__ import annotations

from pathlib import PurePosixPath

from originlint.frontends.config.json_text import read_json
from originlint.frontends.config.limits import Malformed
from originlint.frontends.config.yaml_text import read_yaml
from originlint.frontends.python.text import decode
from originlint.frontends.schemas.dump import tables_in_csv, tables_in_json
from originlint.frontends.templates.dbt.schema import declared_tables
from originlint.ir.schema import DeclaredTable

MAX_BYTES = 64_000_000
"""Larger files are not read as a schema."""


def read_tables(path: str, data: bytes) -> tuple[DeclaredTable, ...]:
    """The tables that a dump of a database's catalogue or a YAML or JSON schema declares. The nodes of the columns are
    character offsets. Raises Malformed when the file is none of these."""
    if len(data) > MAX_BYTES:
        raise Malformed(0, f"has more than {MAX_BYTES:,} bytes")
    decoded = decode(data)
    if decoded.text is None:
        raise Malformed(0, decoded.problem)
    match PurePosixPath(path).suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            found = tables_in_csv(decoded.text)
        case ".yml" | ".yaml":
            form = read_yaml(decoded.text)
            found = declared_tables(form) or tables_in_json(form)
        case ".json" | ".avsc":
            found = tables_in_json(read_json(decoded.text))
        case suffix:
            raise Malformed(0, f"is no schema that is known by the ending {suffix!r}")
    if not found:
        raise Malformed(0, "declares no table")
    return found
