"""A dbt project: where its files stand, and what its settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from originlint.frontends.config.limits import MAX_BYTES, Malformed
from originlint.frontends.config.plain import field, fields, plain, text, texts
from originlint.frontends.config.yaml_text import read_yaml
from originlint.frontends.python.text import decode
from originlint.ir.forms import Expression

PROJECT_FILES = ("dbt_project.yml", "dbt_project.yaml")
PROFILE_FILES = ("profiles.yml", "profiles.yaml")

_FOLDERS = {
    "model": ("model-paths", "source-paths", "models"),
    "seed": ("seed-paths", "data-paths", "seeds"),
    "snapshot": ("snapshot-paths", "snapshot-paths", "snapshots"),
    "macro": ("macro-paths", "macro-paths", "macros"),
    "test": ("test-paths", "test-paths", "tests"),
    "analysis": ("analysis-paths", "analysis-paths", "analyses"),
}
"""For each role of a file: the setting that names its folders, that of old versions, and the usual folder."""

_DIALECTS = {
    "postgres": "postgres",
    "redshift": "redshift",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "spark": "spark",
    "databricks": "databricks",
    "duckdb": "duckdb",
    "sqlserver": "tsql",
    "synapse": "tsql",
    "fabric": "tsql",
    "oracle": "oracle",
    "mysql": "mysql",
    "mysql5": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
    "trino": "trino",
    "presto": "presto",
    "athena": "athena",
    "hive": "hive",
    "impala": "hive",
    "clickhouse": "clickhouse",
    "teradata": "teradata",
    "materialize": "materialize",
    "risingwave": "risingwave",
    "exasol": "exasol",
}
"""dbt's adapters by the dialect that they speak."""

Content = Callable[[str], bytes]
"""Reads a file of the project."""


@dataclass(frozen=True, slots=True)
class DbtProject:
    """A project. `root` is its folder, "" for the top; `folders` are (role, folder) pairs; `variables` what `vars`
    sets; `dialect` as its profile says, None when that is not in the tree."""

    name: str
    root: str
    folders: tuple[tuple[str, str], ...]
    variables: tuple[tuple[str, object], ...] = ()
    dialect: str | None = None

    def role(self, path: str) -> str | None:
        """What a file of the project is: "model", "seed", "snapshot", "macro", "test" or "analysis"."""
        for role, folder in self.folders:
            if path.startswith(folder + "/"):
                return role
        return None

    def speaking(self, dialect: str | None) -> DbtProject:
        """The same project, with that dialect unless it has one."""
        return self if self.dialect or dialect is None else replace(self, dialect=dialect)

    def holds(self, path: str) -> bool:
        """Whether a file stands in the project's folder."""
        return not self.root or path.startswith(self.root + "/")


def find_projects(paths: Iterable[str], content: Content) -> tuple[DbtProject, ...]:
    """The dbt projects among some files, inner ones before those around them."""
    ordered = sorted(paths)
    profiles = _profiles(ordered, content)
    found = [
        _project(path, form, profiles)
        for path in ordered
        if PurePosixPath(path).name in PROJECT_FILES and (form := read_form(path, content)) is not None
    ]
    return tuple(sorted(found, key=lambda project: (-len(project.root), project.root)))


def read_form(path: str, content: Content) -> Expression | None:
    """The value of a YAML file; None when it is malformed, which its own reading reports."""
    data = content(path)
    decoded = decode(data) if len(data) <= MAX_BYTES else None
    if decoded is None or decoded.text is None:
        return None
    try:
        return read_yaml(decoded.text)
    except Malformed:
        return None


def _project(path: str, form: Expression, profiles: dict[str, str]) -> DbtProject:
    root = path.rpartition("/")[0]
    name = text(field(form, "name")) or PurePosixPath(root).name or "dbt"
    folders = []
    for role, (setting, old, usual) in _FOLDERS.items():
        given = texts(field(form, setting)) or texts(field(form, old)) or (usual,)
        folders += [
            (role, "/".join(part for part in (root, each.strip("/").removeprefix("./")) if part)) for each in given
        ]
    variables = dict(fields(field(form, "vars")))
    own = dict(fields(variables.get(name)))
    known = tuple((key, plain(value)) for key, value in sorted({**variables, **own}.items()))
    return DbtProject(name, root, tuple(folders), known, profiles.get(text(field(form, "profile"))))


def _below(root: str, folder: str) -> str:
    return "/".join(part for part in (root, folder.removeprefix("./").strip("/")) if part)


def dialect_of_adapter(adapter: str) -> str | None:
    """The dialect of the databases that one of dbt's adapters is for."""
    return _DIALECTS.get(adapter.lower())


def _profiles(paths: Iterable[str], content: Content) -> dict[str, str]:
    """The dialect of each profile: that of its target, else of its first output."""
    found: dict[str, str] = {}
    for path in paths:
        if PurePosixPath(path).name not in PROFILE_FILES:
            continue
        for name, profile in fields(read_form(path, content)):
            outputs = dict(fields(field(profile, "outputs")))
            chosen = outputs.get(text(field(profile, "target"))) or next(iter(outputs.values()), None)
            dialect = dialect_of_adapter(text(field(chosen, "type")))
            if dialect is not None:
                found.setdefault(name, dialect)
    return found
