"""What files declare about datasets, put into the catalog."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from originlint.config.dialects import dialect_of
from originlint.config.settings import Settings
from originlint.frontends import reader
from originlint.frontends.config.limits import Malformed
from originlint.frontends.reading import PICKLED_TABLE
from originlint.frontends.schemas.read import read_tables
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.interpreter.catalog import Catalog, KnownColumn
from originlint.interpreter.descriptions import declare_tables
from originlint.interpreter.relations.scripts import declared_columns, makes
from originlint.ir.forms import Constant, Problem, Sequence
from originlint.project.files import TABLES
from originlint.project.languages import language_table
from originlint.source.site import Site


def declare(catalog: Catalog, reading: reader.Reading, workspace: Workspace) -> None:
    """Note what a file declares: tables of SQL, of Python classes and of YAML, and the columns of a data file."""
    if reading.script is not None:
        for table, columns in declared_columns(reading.script):
            catalog.declare(table, columns)
        for table in makes(reading.script):
            catalog.define(table)
    declare_tables(catalog, reading.path, reading.tables)
    if reading.language in (*TABLES, PICKLED_TABLE) and isinstance(reading.value, Sequence):
        _declare_header(catalog, reading.path, reading.value, workspace)


def _declare_header(catalog: Catalog, path: str, header: Sequence, workspace: Workspace) -> None:
    """The columns stand under the file's own name and, for a seed of dbt, under that of its table."""
    columns = [
        KnownColumn(str(item.value), Site(path, item.node), "header", position)
        for position, item in enumerate(header.items)
        if isinstance(item, Constant)
    ]
    for name in (path, *workspace.seed_names(path)):
        catalog.declare(name, columns)


def declare_schemas(
    catalog: Catalog, root: Path, settings: Settings, workspace: Workspace, read: Collection[str]
) -> list[Problem]:
    """Note what the schemas declare that the settings name, but for those that were `read` as part of the project.
    Returns what was wrong: a schema that cannot be read is a problem of the run, not its end."""
    problems: list[Problem] = []
    for path in settings.schemas:
        if path in read:
            continue
        language = language_table().of_file(path.rpartition("/")[2])
        try:
            data = (root / path).read_bytes()
            if language is not None and language.name == "sql":
                script = reader.read(path, data, "sql", dialect_of(settings, path), workspace).script
                for table, columns in declared_columns(script) if script is not None else ():
                    catalog.declare(table, columns)
            else:
                declare_tables(catalog, path, read_tables(path, data))
        except (OSError, Malformed) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            problems.append(Problem(path, 0, f"cannot be used as a schema: {reason}"))
    return problems
