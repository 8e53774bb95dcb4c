"""What dbt installed and compiled: used where it is there, and never needed."""

from __future__ import annotations

import json
from pathlib import Path

from originlint.config.settings import Settings
from originlint.frontends.templates.dbt.manifest import Manifest, read_manifest
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.render import render_sql
from originlint.project.digest import inputs_digest
from originlint.project.files import Project, discover

POINTS = "{% macro points(c) %}case when {{ c }} = 'NL' then 0 else 1 end{% endmacro %}"
MODEL = "select {{ kit.points('race') }} as p from {{ source('register', 'persons') }}"
MANIFEST = {
    "metadata": {"adapter_type": "bigquery"},
    "macros": {
        "macro.kit.points": {"package_name": "kit", "macro_sql": POINTS},
        "macro.dbt.ref": {"package_name": "dbt", "macro_sql": "{% macro ref() %}{% endmacro %}"},
        "macro.broken": [],
    },
    "sources": {
        "source.risk.register.persons": {
            "source_name": "register",
            "name": "persons",
            "schema": "brp",
            "identifier": "personen",
        }
    },
}


def tree(root: Path, **files: str) -> Project:
    """A project of these files, as it is found."""
    for name, text in {"dbt_project.yml": "name: risk\n", "models/m.sql": MODEL, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return discover(root, (), Settings())


def rendered(project: Project) -> tuple[str, str | None]:
    """The model of the project, and the dialect that it is in."""
    space = Workspace.of(
        (file.path for file in project.files), lambda path: (project.root / path).read_bytes(), project.aids
    )
    made = render_sql("models/m.sql", MODEL, space)
    assert made is not None
    return " ".join(made.text.split()), made.dialect


def test_macros_of_an_installed_package_are_expanded(tmp_path: Path) -> None:
    project = tree(
        tmp_path, **{"dbt_packages/kit/dbt_project.yml": "name: kit\n", "dbt_packages/kit/macros/points.sql": POINTS}
    )
    assert [file.path for file in project.files] == ["dbt_project.yml", "models/m.sql"]
    assert rendered(project)[0].startswith("create table risk.m as select case when race = 'NL'")


def test_a_manifest_tells_macros_sources_and_the_dialect(tmp_path: Path) -> None:
    project = tree(tmp_path, **{"target/manifest.json": json.dumps(MANIFEST)})
    assert project.aids == ("target/manifest.json",)
    text, dialect = rendered(project)
    assert "case when race = 'NL'" in text
    assert "from brp.personen" in text
    assert dialect == "bigquery"


def test_nothing_of_it_is_needed(tmp_path: Path) -> None:
    project = tree(tmp_path)
    assert project.aids == ()
    assert "race" in rendered(project)[0]


def test_a_result_depends_on_it(tmp_path: Path) -> None:
    bare = tree(tmp_path)
    before = inputs_digest("", bare, Settings(), ())
    with_manifest = tree(tmp_path, **{"target/manifest.json": json.dumps(MANIFEST)})
    after = inputs_digest("", with_manifest, Settings(), ())
    assert before != after


def test_a_manifest_that_is_none_says_nothing() -> None:
    for data in (b"", b"[1, 2]", b"{", b'{"macros": 3, "sources": {"a": {"name": 1}}, "metadata": []}'):
        assert read_manifest(data) == Manifest()
