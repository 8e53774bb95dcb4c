"""Notebooks are one module in document order; magics mean what they mean; ranges point into the raw JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.frontends.ranges import Ranged, forms

from originlint.frontends.reader import read
from originlint.ir.forms import Assign, Constant, Import, Module, Name, Query
from originlint.ir.invariants import verify
from originlint.ir.printer import print_module


def notebook(*cells: str | list[str] | dict[str, Any], **metadata: Any) -> bytes:
    made = [cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4}, indent=1).encode()


def module(*cells: str | list[str] | dict[str, Any]) -> Module:
    reading = read("n.ipynb", notebook(*cells), "notebook")
    assert reading.module is not None, reading.problems
    assert verify(reading.module) == ()
    return reading.module


def listing(*cells: str | list[str] | dict[str, Any]) -> str:
    return print_module(module(*cells), numbers=False).rstrip("\n")


def test_cells_are_one_module_with_one_numbering() -> None:
    found = module("a = 1", {"cell_type": "markdown", "source": "# x"}, ["b = a\n", "c = 2"])
    assert [form.target.name for form in forms(found, Assign)] == ["a", "b", "c"]
    assert found.nodes == 9


LINES = {
    "%matplotlib inline\na = 1": "a = 1",
    "!pip install x\n!echo don't \\\n  stop\na = 1": "a = 1",
    "pip install x\na = 1": "a = 1",
    "?a\na?\na.b??\nc = 1": "c = 1",
    "%time a = f(x)": "a = f(x)",
    "%timeit -n 10 -r3 f(x)": "f(x)",
    "a = %time f(x)": "a = f(x)",
    "a = !ls": "a = _",
    "a = %env HOME": "a = _",
    "for a in b:\n    !echo {a}\n    %time f(a)": "for a in b:\n    f(a)",
    "if a:\n    !b": "if a:",
    "a = b \\\n % c": "a = (b % c)",
    "a = '''\n%like\n!b\n'''": "a = '\\n%like\\n!b\\n'",
    "%sql SELECT a FROM b\nc = 1": "query sql 'SELECT a FROM b'\nc = 1",
    "d = %sql SELECT a FROM b": "d = query sql 'SELECT a FROM b'",
    "%sql d << SELECT a FROM b": "d = query sql 'SELECT a FROM b'",
    "%sql sqlite:///x.db": "",
    "%sql postgresql://u@h/db SELECT 1": "query sql 'SELECT 1'",
    "%run ./lib/helpers.py": "from .lib.helpers import *",
    "%run ../setup": "from ..setup import *",
    "%run -i 'a b.py'": "from .a import *",
    "%%time\na = 1": "a = 1",
    "%%capture out\n%%time\na = 1": "a = 1",
    "%%sql\nSELECT a\nFROM b": "query sql 'SELECT a\\nFROM b'",
    "%%sql result <<\nSELECT a": "result = query sql 'SELECT a'",
    "%%sql -o df --limit 5\nSELECT a": "df = query sql 'SELECT a'",
    "%%bigquery df --project p\n-- all\nSELECT a": "df = query bigquery '-- all\\nSELECT a'",
    "%%bigquery --project p\nSELECT a": "query bigquery 'SELECT a'",
    "%sql\nSELECT a": "query sql 'SELECT a'",
    "%sql SELECT a\nFROM b": "query sql 'SELECT a\\nFROM b'",
    "%%unknown x\na = 1": "a = 1",
    "%%bash\necho nationality": "",
    "%%html\n<b>race</b>": "",
    "": "",
}


@pytest.mark.parametrize("cell", LINES)
def test_magics(cell: str) -> None:
    assert listing(cell) == LINES[cell]
    assert listing("before = 1\n", cell, "after = 1") == "\n".join(
        part for part in ("before = 1", LINES[cell], "after = 1") if part
    )


def test_a_cell_in_another_language_is_scanned() -> None:
    reading = read("n.ipynb", notebook("a = 1", "%%R\n# about race\nx <- ethnicity"), "notebook")
    assert reading.state == "partly"
    assert [name.name for name in reading.names] == ["ethnicity"]
    assert reading.problems[0].message == "n.ipynb:9 (cell 2): %%R is not analysed; only its names were read"


def test_a_broken_cell_costs_that_cell() -> None:
    data = notebook("a = 1", "a race = 2", "b = (", "c = 2")
    reading = read("n.ipynb", data, "notebook")
    assert reading.state == "partly"
    assert reading.module is not None
    assert [form.target.name for form in forms(reading.module, Assign)] == ["a", "c"]
    assert [problem.message.split(":")[2] for problem in reading.problems] == [
        " not valid Python 3; only its names were read"
    ] * 2
    lines = data.decode().splitlines()
    assert ["race" in lines[problem.line - 1] for problem in reading.problems] == [True, False]


def test_notebooks_of_version_3() -> None:
    cells = [{"cell_type": "code", "input": ["a = 1\n", "b = 2"], "language": "python"}]
    data = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}}, indent=1).encode()
    file = Ranged(data, "notebook")
    assert [file.text(form.node) for form in forms(file.module, Name)] == ["a", "b"]


@pytest.mark.parametrize(
    "metadata",
    [{"language_info": {"name": "R"}}, {"kernelspec": {"language": "R"}}],
)
def test_a_notebook_in_another_language_is_scanned_as_a_whole(metadata: dict[str, Any]) -> None:
    file = Ranged(notebook("x <- race", "y <- 1", **metadata), "notebook", "n.ipynb")
    assert (file.reading.state, file.reading.module) == ("scanned", None)
    assert [problem.message for problem in file.reading.problems] == [
        "n.ipynb is a notebook in r; only its names were read"
    ]
    assert [file.text(name.node) for name in file.reading.names] == ["race"]


def test_sql_cells_of_polyglot_notebooks() -> None:
    cell = {"cell_type": "code", "source": "SELECT a", "metadata": {"vscode": {"languageId": "sql"}}}
    assert listing("b = 1", cell) == "b = 1\nquery sql 'SELECT a'"
    reading = read("n.ipynb", notebook("SELECT a", language_info={"name": "sql"}), "notebook")
    assert reading.module is not None
    assert forms(reading.module, Query)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "n.ipynb is not valid JSON (Expecting value)"),
        (b'{"cells": [', "n.ipynb is not valid JSON"),
        (b"[1]", "n.ipynb is JSON but no notebook"),
        (b'{"cells": 1}', "n.ipynb is JSON but has no list of cells"),
        (b"[" * 200_000, "n.ipynb is "),
    ],
)
def test_what_is_no_notebook_says_so(data: bytes, message: str) -> None:
    file = Ranged(data, "notebook", "n.ipynb")
    assert file.reading.state == "scanned"
    assert file.reading.problems[0].message.startswith(message)
    assert file.range(0)


@pytest.mark.parametrize("cell", [1, None, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "a = 1"]}])
def test_odd_cells_do_no_harm(cell: Any) -> None:
    data = json.dumps({"cells": [cell, {"cell_type": "code", "source": "b = 1", "metadata": 3}]}).encode()
    file = Ranged(data, "notebook")
    assert file.reading.state == "analysed"
    assert file.text(forms(file.module, Name)[-1].node) == "b"


@pytest.mark.parametrize("ensure_ascii", [True, False])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("as_list", [True, False])
def test_ranges_point_into_the_raw_file(ensure_ascii: bool, indent: int | None, as_list: bool) -> None:
    source = 'é = "𝒳\\n" ; race = f(é,\n  "a\\"b nationality")\n%sql SELECT land FROM p'
    text: Any = source.splitlines(keepends=True) if as_list else source
    cells = [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "source": text}]
    data = json.dumps({"cells": cells}, ensure_ascii=ensure_ascii, indent=indent).encode()
    file = Ranged(data, "notebook")
    names = [form for form in forms(file.module, Name) if form.name in ("race", "f")]
    assert [file.text(form.node) for form in names] == ["race", "f"]
    assert {file.range(form.node).cell for form in names} == {2}
    string = next(form for form in forms(file.module, Constant) if "nationality" in form.value)
    assert file.text(string.node, string.value.index("nationality")) == "nationality"
    assert json.loads(f'"{file.text(string.node)}"') == '"a\\"b nationality"'
    query = forms(file.module, Query)[0]
    assert file.text(query.text.node, query.text.value.index("land"), 4) == "land"


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.booleans())
def test_every_character_of_any_string_is_found(text: str, ensure_ascii: bool) -> None:
    cells = [{"cell_type": "code", "source": f"x = {text!r}\n"}]
    file = Ranged(json.dumps({"cells": cells}, ensure_ascii=ensure_ascii).encode(), "notebook")
    constant = forms(file.module, Constant)[0]
    assert constant.value == text
    for index, character in enumerate(text):
        shown = json.loads(f'"{file.text(constant.node, index, 1)}"')
        assert shown == character or shown.startswith("\\")


DATABRICKS = """\
# Databricks notebook source
import a

# COMMAND ----------

# MAGIC %md
# MAGIC # About race

# COMMAND ----------

# MAGIC %sql
# MAGIC SELECT nationaliteit
# MAGIC FROM people

# COMMAND ----------

# MAGIC %run ./includes/setup

# COMMAND ----------

# DBTITLE 1,Load
df = spark.table("x")
"""


def test_databricks_exports() -> None:
    file = Ranged(DATABRICKS.encode())
    assert (file.reading.state, file.reading.problems) == ("analysed", ())
    assert verify(file.module) == ()
    assert [form.module for form in forms(file.module, Import)] == ["a", "includes.setup"]
    query = forms(file.module, Query)[0]
    assert query.text.value == "SELECT nationaliteit\nFROM people"
    assert file.text(query.text.node, query.text.value.index("FROM"), 4) == "FROM"
    assert file.range(query.text.node, 7).start == (12, 16)
    assert [file.text(form.node) for form in forms(file.module, Name)] == ["df", "spark"]
    assert file.range(0).cell is None


def test_a_databricks_cell_in_another_language() -> None:
    file = Ranged(b"# Databricks notebook source\n# MAGIC %scala\n# MAGIC val race = 1\n")
    assert file.reading.state == "scanned"
    assert "race" in [file.text(name.node) for name in file.reading.names]
