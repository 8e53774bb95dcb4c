"""Reading one file, whatever its language: the front ends' only entrance.

The front ends of Python and SQL are imported when there is something to read, since their parsers take as long to load
as a file to analyse.
"""

from __future__ import annotations

from dataclasses import replace

from originlint.frontends.artefacts.read import read_model
from originlint.frontends.config.read import config_locator, read_config
from originlint.frontends.headers import headers_locator, read_headers
from originlint.frontends.names.read import names_locator, read_names
from originlint.frontends.reading import Reading, ScannedName
from originlint.frontends.schemas.classes import tables_in_module
from originlint.frontends.tables.read import read_table, table_locator
from originlint.frontends.templates.dbt.schema import declared_tables, declared_uses
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.source.site import Locator

__all__ = ["LANGUAGES", "Reading", "ScannedName", "locator", "read"]

LANGUAGES = frozenset({"python", "notebook", "sql", "yaml", "json", "toml", "csv", "arff", "parquet", "excel", "model"})
"""The languages with a front end of their own; any other file can be read as "other"."""


def read(
    path: str, data: bytes, language: str, dialect: str | None = None, workspace: Workspace | None = None
) -> Reading:
    """Read a file. `language` is "python", "notebook", "sql", "yaml", "json", "toml", "csv", "arff", "parquet",
    "excel", "model" or "other"; of tables and models only the part that names the columns is needed. `dialect` is that
    of SQL, when somebody says so; `workspace` holds what templates of SQL can refer to.

    Never raises for what is in the file: that becomes the reading's `state` and `problems`. Raises ValueError for a
    language that there is no front end for.
    """
    match language:
        case "python":
            from originlint.frontends.notebook.databricks import is_databricks, read_databricks
            from originlint.frontends.python.read import read_python

            data = workspace.as_run(path, data) if workspace is not None else data
            return _declaring(read_databricks(path, data) if is_databricks(data) else read_python(path, data))
        case "notebook":
            from originlint.frontends.notebook.read import read_notebook

            return _declaring(read_notebook(path, data))
        case "sql":
            from originlint.frontends.templates.read import read_templated

            return read_templated(path, data, dialect, workspace or Workspace())
        case "yaml":
            return _declaring(read_config(path, data, language))
        case "json" | "toml":
            return read_config(path, data, language)
        case "csv":
            return read_headers(path, data)
        case "arff" | "parquet" | "excel":
            return read_table(path, data, language)
        case "model":
            return read_model(path, data)
        case "other":
            return read_names(path, data)
        case _:
            raise ValueError(f"no front end for the language {language!r}")


def _declaring(reading: Reading) -> Reading:
    """The reading with the tables that the file declares."""
    tables = tables_in_module(reading.module) if reading.module is not None else declared_tables(reading.value)
    uses = declared_uses(reading.value) if reading.module is None else ()
    return replace(reading, tables=tables, uses=uses) if tables or uses else reading


def locator(path: str, data: bytes, language: str) -> Locator:
    """The locator for the sites that `read` gave to the same file. Reads it once more: meant for few files."""
    match language:
        case "python":
            from originlint.frontends.notebook.databricks import databricks_locator, is_databricks
            from originlint.frontends.python.read import python_locator

            return databricks_locator(path, data) if is_databricks(data) else python_locator(path, data)
        case "notebook":
            from originlint.frontends.notebook.read import notebook_locator

            return notebook_locator(path, data)
        case "sql":
            from originlint.frontends.sql.read import sql_locator

            return sql_locator(path, data)
        case "yaml" | "json" | "toml":
            return config_locator(path, data)
        case "csv":
            return headers_locator(path, data)
        case "arff" | "parquet" | "excel" | "model":
            return table_locator(path, data, language)
        case "other":
            return names_locator(path, data)
        case _:
            raise ValueError(f"no front end for the language {language!r}")
