"""The lineage of all columns, as the command prints it."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from originlint.cli.main import main

SCRIPT = """CREATE TABLE mart.f AS
SELECT p.id, CASE WHEN p.age > 30 THEN q.amount ELSE 0 END AS points
FROM person p JOIN pay q ON q.pid = p.id
WHERE p.active;
"""


def edges(text: str, *options: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    (tmp_path / "a.sql").write_text(text, encoding="utf-8")
    assert main(["lineage", str(tmp_path / "a.sql"), *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def short(edge: dict[str, object]) -> tuple[str, str, str]:
    source, target = edge["source"], edge["target"]
    assert isinstance(source, dict)
    assert isinstance(target, dict)
    return (
        f"{source['dataset']}.{source['column']}",
        f"{target['dataset']}.{target['column']}",
        str(edge["dependence"]),
    )


def test_every_column_has_its_edges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {short(edge) for edge in edges(SCRIPT, tmp_path=tmp_path, capsys=capsys)}
    assert found == {
        ("person.id", "mart.f.id", "data"),
        ("pay.amount", "mart.f.points", "data"),
        ("person.age", "mart.f.points", "control"),
        ("person.id", "mart.f.points", "control"),
        ("pay.pid", "mart.f.points", "control"),
        ("person.active", "mart.f.*", "selection"),
        ("person.id", "mart.f.*", "selection"),
        ("pay.pid", "mart.f.*", "selection"),
    }


def test_edges_keep_to_the_published_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = resources.files("originlint.report").joinpath("schemas/lineage-1.json").read_text(encoding="utf-8")
    for edge in edges(SCRIPT + "SELECT * FROM mart.f", tmp_path=tmp_path, capsys=capsys):
        jsonschema.validate(edge, json.loads(text))


def test_a_schema_opens_a_star(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = tmp_path / "ddl" / "ddl.sql"
    schema.parent.mkdir()
    schema.write_text("CREATE TABLE person (id int, age int)", encoding="utf-8")
    sql = "CREATE VIEW v AS SELECT * FROM person"
    closed = edges(sql, "--schema", str(schema), tmp_path=tmp_path, capsys=capsys)
    assert {short(edge) for edge in closed} == {("person.id", "v.id", "data"), ("person.age", "v.age", "data")}
    assert {short(edge) for edge in edges(sql, tmp_path=tmp_path, capsys=capsys)} == {("person.*", "v.*", "data")}


def test_an_edge_joins_the_tables_of_one_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "CREATE TABLE a AS SELECT x FROM t; CREATE TABLE b AS SELECT x + 1 AS y FROM a"
    found = {short(edge) for edge in edges(sql, tmp_path=tmp_path, capsys=capsys)}
    assert found == {("t.x", "a.x", "data"), ("a.x", "b.y", "data")}


def test_places_and_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "CREATE TABLE a AS\nSELECT x FROM t"
    (edge,) = edges(sql, tmp_path=tmp_path, capsys=capsys)
    assert edge["location"] == {"path": "a.sql", "line": 2, "column": 8}
    assert main(["lineage", str(tmp_path / "a.sql"), "--format", "text"]) == 0
    assert capsys.readouterr().out == "a.sql:2:8: t.x -> a.x  data\n"
    assert main(["lineage", str(tmp_path / "a.sql"), "--format", "mermaid"]) == 0
    assert capsys.readouterr().out.splitlines() == ["flowchart LR", '  n0["t.x"]', '  n1["a.x"]', "  n0 --> n1"]
