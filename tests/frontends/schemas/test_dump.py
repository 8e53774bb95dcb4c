"""Dumps of a database's catalogue: one row for each column, dbt's artefacts, Avro."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from originlint.frontends.config.limits import Malformed
from originlint.frontends.schemas.dump import tables_in_csv
from originlint.frontends.schemas.read import read_tables


def shape(path: str, text: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        table.name: [(column.name, column.told) for column in table.columns]
        for table in read_tables(path, text.encode())
    }


@pytest.mark.parametrize(
    "text",
    [
        "table_schema,table_name,column_name,ordinal_position\ns,persons,id,1\ns,persons,nat,2\ns,cars,id,1\n",
        "TABLE_NAME;COLUMN_NAME\r\npersons;id\r\npersons;nat\r\ncars;id\r\n",
        '\ufeff"table"\t"column"\n"persons"\t"id"\n"persons"\t"nat"\n"cars"\t"id"\n',
    ],
)
def test_csv(text: str) -> None:
    assert shape("dump.csv", text) == {"persons": [("id", ()), ("nat", ())], "cars": [("id", ())]}


def test_comments_are_told_and_places_are_exact() -> None:
    text = 'table_name,column_name,comment\npersons,nat,"Nationality, as registered"\n'
    (table,) = read_tables("dump.csv", text.encode())
    (column,) = table.columns
    assert (column.told, table.complete) == (("Nationality, as registered",), True)
    assert text[column.node :].startswith("nat,")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '[{"table_name": "persons", "column_name": "nat", "description": "d"}]'),
        ("a.json", '{"rows": [{"TABLE_NAME": "persons", "COLUMN_NAME": "nat", "REMARKS": "d"}]}'),
        ("a.json", '{"metadata": {}, "nodes": {"m.p": {"name": "persons", "columns": {"nat": {"description": "d"}}}}}'),
        (
            "a.json",
            '{"metadata": {}, "nodes": {"m": {"metadata": {"name": "persons"}, "columns": {"nat": {"comment": "d"}}}}}',
        ),
        ("a.avsc", '{"type": "record", "name": "persons", "fields": [{"name": "nat", "type": "string", "doc": "d"}]}'),
        ("a.yml", "sources: [{name: s, tables: [{name: persons, columns: [{name: nat, description: d}]}]}]"),
    ],
)
def test_json_and_yaml(path: str, text: str) -> None:
    assert shape(path, text) == {"persons": [("nat", ("d",))]}


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.csv", "id,name\n1,x\n"), ("a.json", "[1]"), ("a.json", "{"), ("a.yml", "a: 1"), ("a.txt", "\0")],
)
def test_what_is_no_schema_is_refused(path: str, text: str) -> None:
    with pytest.raises(Malformed):
        read_tables(path, text.encode())


@given(st.text(alphabet='table_nmcou,;"\n\r ', max_size=80))
def test_any_text_is_read(text: str) -> None:
    for table in tables_in_csv("table,column\n" + text):
        assert table.columns
