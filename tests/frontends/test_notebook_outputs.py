"""Stored outputs of cells say which columns the tables have that the cells name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from originlint.api import check
from originlint.config.settings import Settings
from originlint.frontends.notebook.outputs import displays
from originlint.frontends.reader import read
from originlint.ir.invariants import verify
from originlint.ir.printer import print_module

PANDAS = """<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;">
      <th></th>
      <th>age</th>
      <th>...</th>
      <th>Race &amp; origin</th>
    </tr>
  </thead>
  <tbody><tr><th>0</th><td>1</td></tr></tbody>
</table>
</div>"""
STYLED = (
    '<table id="T_1"><thead><tr><th class="blank level0" >&nbsp;</th>'
    '<th id="c0" class="col_heading level0 col0" >age</th>'
    '<th id="c1" class="col_heading level0 col1" >race</th></tr></thead></table>'
)
POLARS = (
    '<div><small>shape: (5, 2)</small><table border="1" class="dataframe"><thead><tr><th>age</th><th>race</th></tr>'
    "<tr><td>i64</td><td>str</td></tr></thead></table></div>"
)
INFO = """<class 'pandas.core.frame.DataFrame'>
RangeIndex: 10 entries, 0 to 9
Data columns (total 2 columns):
 #   Column      Non-Null Count  Dtype
---  ------      --------------  -----
 0   age         10 non-null     int64
 1   birth place  9 non-null     object
dtypes: int64(1), object(1)
memory usage: 288.0+ bytes
"""
OLD_INFO = """<class 'pandas.core.frame.DataFrame'>
RangeIndex: 10 entries, 0 to 9
Data columns (total 2 columns):
age     10 non-null int64
race    10 non-null object
dtypes: int64(1), object(1)
"""
SCHEMA = "root\n |-- age: integer (nullable = true)\n |-- race: string (nullable = true)\n |    |-- code: string\n"
GRID = "+---+-----+\n|age| race|\n+---+-----+\n|  1|    a|\n+---+-----+\nonly showing top 1 row\n"


def result(**data: str) -> dict[str, Any]:
    kinds = {"html": "text/html", "plain": "text/plain"}
    return {"output_type": "execute_result", "data": {kinds[kind]: text for kind, text in data.items()}}


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


OUTPUTS = {
    "an HTML table of pandas": (result(html=PANDAS), "value", ("age", "Race & origin")),
    "a styled table": (result(html=STYLED), "value", ("age", "race")),
    "a table of polars": (result(html=POLARS), "value", ("age", "race")),
    "an index": (
        result(plain="Index(['age', 'race',\n       'sex'],\n      dtype='object')"),
        "value",
        ("age", "race", "sex"),
    ),
    "a list": (result(plain="['age', 'race']"), "value", ("age", "race")),
    "a line for each column": (result(plain="age     0\nrace    3\ndtype: int64"), "value", ("age", "race")),
    "info": (printed(INFO), "info", ("age", "birth place")),
    "info by an old pandas": (printed(OLD_INFO), "info", ("age", "race")),
    "a schema of Spark": (printed(SCHEMA), "printSchema", ("age", "race")),
    "a grid of Spark": (printed(GRID), "show", ("age", "race")),
    "displayed": ({"output_type": "display_data", "data": {"text/html": [POLARS]}}, "display", ("age", "race")),
    "nbformat 3": ({"output_type": "pyout", "html": [POLARS], "text": ["shape"]}, "value", ("age", "race")),
}


@pytest.mark.parametrize("case", OUTPUTS)
def test_what_an_output_shows(case: str) -> None:
    output, kind, columns = OUTPUTS[case]
    assert [(found.kind, found.columns) for found in displays([output])] == [(kind, columns)]


NOTHING: list[Any] = [
    None,
    "text",
    [None, 1, {}],
    [{"output_type": "execute_result", "data": {"text/html": 3, "text/plain": None}}],
    [{"output_type": "execute_result", "data": {"text/plain": "[" * 5000}}],
    [{"output_type": "execute_result", "data": {"text/plain": "0.93"}}],
    [{"output_type": "stream", "text": ["Accuracy: 0.9\n"]}],
    [{"output_type": "error", "traceback": ["x"]}],
]


@pytest.mark.parametrize("outputs", NOTHING)
def test_other_outputs_show_nothing(outputs: Any) -> None:
    assert displays(outputs) == ()


def cell(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def notebook(*cells: dict[str, Any]) -> bytes:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4}).encode()


INDEX = result(plain="Index(['age', 'race'], dtype='object')")
TABLE = result(html=POLARS)
BELONGING = {
    "df.head(3)": (TABLE, "shown df: age, race"),
    "x = 1\ndf": (TABLE, "shown df: age, race"),
    "self.people.sample(5)": (TABLE, "shown self.people: age, race"),
    "df.columns": (INDEX, "shown df: age, race"),
    "df.columns.tolist()": (INDEX, "shown df: age, race"),
    "list(df)": (INDEX, "shown df: age, race"),
    "df.isnull().sum()": (result(plain="age  0\nrace  0\ndtype: int64"), "shown df: age, race"),
    "df.info()\ny = 2": (printed(OLD_INFO), "shown df: age, race"),
    "df.show(5)": (printed(GRID), "shown df: age, race"),
    "df.printSchema()": (printed(SCHEMA), "shown df: age, race"),
    "display(df.head())\nz = 3": (OUTPUTS["displayed"][0], "shown df: age, race"),
    "df['race'].unique()": (result(plain="array(['a', 'b'], dtype=object)"), ""),
    "df.race.value_counts()": (result(plain="black  0\nwhite  0\nName: race, dtype: int64"), ""),
    "df.groupby('a').head()": (TABLE, ""),
    "display(df)\ndisplay(other)": (OUTPUTS["displayed"][0], ""),
    "df = 3": (TABLE, ""),
}


@pytest.mark.parametrize("source", BELONGING)
def test_which_table_an_output_shows(source: str) -> None:
    output, expected = BELONGING[source]
    module = read("n.ipynb", notebook(cell(source, output)), "notebook").module
    assert module is not None
    assert verify(module) == ()
    lines = print_module(module, numbers=False).splitlines()
    assert [line for line in lines if line.startswith("shown")] == ([expected] if expected else [])


READ = "import pandas as pd\nfrom sklearn.svm import SVC\ndf = pd.read_csv(path)\ndf.head()"
FIT = "X = df.drop(columns=['y'])\nSVC().fit(X, df['y'])"


def found(folder: Path, *cells: dict[str, Any]) -> list[tuple[str, str]]:
    (folder / "train.ipynb").write_bytes(notebook(*cells))
    findings = check(folder, (folder,), Settings()).findings
    return sorted((finding.rule.code, finding.attribute) for finding in findings)


def test_a_column_that_only_an_output_shows_is_found(tmp_path: Path) -> None:
    assert ("ORL301", "race") in found(tmp_path, cell(READ, TABLE), cell(FIT))


def test_without_the_output_the_features_are_open(tmp_path: Path) -> None:
    assert found(tmp_path, cell(READ), cell(FIT)) == [("ORL302", "")]


def test_a_column_that_is_shown_and_dropped_is_not_found(tmp_path: Path) -> None:
    assert ("ORL301", "race") not in found(tmp_path, cell(READ, TABLE), cell("df = df.drop(columns='race')"), cell(FIT))


def test_a_column_that_the_code_makes_is_no_column_of_the_dataset(tmp_path: Path) -> None:
    made = cell("df['race'] = 1\ndf.head()", TABLE)
    without = cell("df = df.drop(columns='race')")
    assert ("ORL301", "race") not in found(tmp_path, cell(READ), made, without, cell(FIT))


def test_an_encoded_column_that_is_shown_is_reported_as_what_it_encodes(tmp_path: Path) -> None:
    shown = result(html=POLARS.replace("<th>race</th>", "<th>race_black</th><th>race_white</th>"))
    encode = cell("df['race'].hist()\ndf = encode(df)\ndf.head()", shown)
    assert {attribute for _, attribute in found(tmp_path, cell(READ), encode, cell(FIT))} <= {"race", ""}
