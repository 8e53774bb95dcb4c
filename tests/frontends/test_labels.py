"""Labels, comments on columns and data dictionaries are read for what they say about names."""

from __future__ import annotations

import pytest

from originlint.frontends.labels import read_labels

CASES = {
    "label.sas": "data a;\nlabel v12 = 'Code geboorteland' v13 = \"Leeftijd\";\nrun;\n",
    "label.sps": "VARIABLE LABELS v12 'Code geboorteland'\n  /v13 'Leeftijd'.\n",
    "label.do": 'label variable v12 "Code geboorteland"\nla var v13 "Leeftijd"\n',
    "label.R": 'attr(d$v12, "label") <- "Code geboorteland"\nvar_label(d$v13) <- "Leeftijd"\n',
    "comment.sql": "COMMENT ON COLUMN brp.persoon.v12 IS 'Code geboorteland';\n"
    "comment on column persoon.v13 is 'Leeftijd';",
    "mysql.sql": "create table persoon (\n  `v12` varchar(4) not null comment 'Code geboorteland',\n"
    "  v13 int comment 'Leeftijd'\n);",
    "remark.sql": "create table persoon (\n  v12 varchar(4) not null, -- Code geboorteland\n  v13 int -- Leeftijd\n);",
    "codebook.csv": "nr;variabele;omschrijving\n1;v12;Code geboorteland\n2;v13;Leeftijd\n",
    "README.md": "# Data\n\n| Column | Type | Description |\n|---|---|---|\n"
    "| `v12` | int | Code geboorteland |\n| v13 | int | Leeftijd |\n",
    "codebook.md": "- `v12`: Code geboorteland\n- **v13** (int) - Leeftijd\n",
    "Person.java": '@Column(name = "v12")\nprivate String codeGeboorteland;\n@Column("v13") Integer leeftijd;\n',
}


@pytest.mark.parametrize("path", CASES)
def test_every_way_to_describe_a_name_is_read(path: str) -> None:
    told = {each.name: each.text for each in read_labels(path, CASES[path].encode())}
    assert {name: "".join(text.lower().split()) for name, text in told.items() if name.startswith("v1")} == {
        "v12": "codegeboorteland",
        "v13": "leeftijd",
    }


def test_the_line_is_told() -> None:
    (first, second) = read_labels("label.sas", CASES["label.sas"].encode())
    assert (first.line, second.line, first.declared) == (2, 2, True)


def test_an_alias_holds_in_its_own_file() -> None:
    (told,) = read_labels("q.sql", b"select p.lndgbb as geboorteland from persoon p")
    assert (told.name, told.text, told.declared) == ("lndgbb", "geboorteland", False)


def test_a_table_that_is_no_list_of_names_says_nothing() -> None:
    assert not list(read_labels("persons.csv", b"name;age;nationality\nJan;3;Dutch\n"))
    assert not list(read_labels("notes.md", b"| a | b |\n|---|---|\n| v12 | nationality |\n"))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b'label v12 = "', b'a,"b\nname,description\n"', b'name,label\n"x\n']
)
@pytest.mark.parametrize("ending", [".sas", ".sql", ".csv", ".md", ".r"])
def test_broken_files_are_read_as_far_as_they_go(data: bytes, ending: str) -> None:
    list(read_labels("file" + ending, data))


def test_a_list_of_names_in_a_text_counts_below_a_heading_that_speaks_of_columns() -> None:
    text = b"# Usage\n\n- `v11`: nationality\n\n## Columns\n\n- `v12`: nationality, as a code\n"
    assert [(told.name, told.text) for told in read_labels("README.md", text)] == [("v12", "nationality, as a code")]


def test_of_a_long_meaning_in_a_text_only_the_beginning_counts() -> None:
    text = b"| name | description |\n|---|---|\n| v12 | How sure we are. By nationality this differs |\n"
    (told,) = (told for told in read_labels("README.md", text) if told.name == "v12")
    assert told.text == "How sure we are"


@pytest.mark.parametrize(
    ("name", "content", "dataset"),
    [
        ("s.sql", "comment on column ref.clients.v12 is 'Nationaliteit';", "clients"),
        ("s.sql", "create table x.clients (\n  id int,\n  v12 int -- nationaliteit\n);", "x.clients"),
        ("s.sql", "create table a (id int);\nalter table b add v12 int comment 'nationaliteit';", ""),
        ("d.csv", "table,column,description\nclients,v12,nationality\n", "clients"),
        ("d.md", "| Table | Column | Meaning |\n|--|--|--|\n| clients | v12 | nationality |\n", "clients"),
    ],
)
def test_the_dataset_is_told_where_it_is_named(name: str, content: str, dataset: str) -> None:
    assert {told.dataset for told in read_labels(name, content.encode()) if told.name == "v12"} <= {dataset}
