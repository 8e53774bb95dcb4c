"""Every SQL text that the tests use says nothing that no form holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.frontends.sql_census import lost, written
from tests.frontends.test_sql_forms import TEXTS
from tests.sql_noninterference.scripts import script

from originlint.frontends.sql.script import lower_text
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.render import render_sql

FIXTURES = Path(__file__).parents[2] / "fixtures"
TREE = {
    path.relative_to(FIXTURES).as_posix(): path.read_bytes()
    for path in sorted(FIXTURES.rglob("*"))
    if path.suffix in (".sql", ".yml")
}


@pytest.mark.parametrize("path", [path for path in TREE if path.endswith(".sql")])
def test_nothing_of_a_file_is_lost(path: str) -> None:
    rendered = render_sql(path, TREE[path].decode(), Workspace.of(TREE, TREE.__getitem__))
    text = TREE[path].decode() if rendered is None else rendered.text
    found = lower_text(text, path)
    assert not found.unread
    assert sum(written(text, found.dialect).values())
    assert not lost(text, found)


@pytest.mark.parametrize("dialect", sorted(TEXTS))
def test_nothing_of_a_dialect_is_lost(dialect: str) -> None:
    assert not lost(TEXTS[dialect], lower_text(TEXTS[dialect], "a.sql", dialect))


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_nothing_of_generated_scripts_is_lost(engine: str) -> None:
    for number in range(60):
        text = script(number, engine).text
        assert not lost(text, lower_text(text, "a.sql", engine)), text


def test_the_census_sees_what_is_lost() -> None:
    whole = "SELECT CASE WHEN a = 1 THEN 2 END FROM t;\nUPDATE t SET a = 1;\nMERGE INTO t USING s ON t.a = s.a"
    part = lower_text("SELECT a FROM t", "a.sql")
    assert lost(whole, part) == {"CASE": 1, "UPDATE": 1, "MERGE": 1}


def test_the_census_counts_what_begins_something() -> None:
    quiet = "GRANT SELECT, INSERT, UPDATE ON t TO u; SELECT a FROM t FOR UPDATE; -- SELECT\nSELECT 'UPDATE t', t.case"
    assert written(quiet, "postgres") == {"SELECT": 2}
    assert written("INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);", "postgres") == {"INSERT": 1}


def test_words_in_what_is_not_understood_are_not_lost() -> None:
    text = "FROBNICATE x BY CASE y;"
    assert not lost(text, lower_text(text, "a.sql"))
