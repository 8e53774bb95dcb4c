"""Tables of one name in several schemas."""

from __future__ import annotations

from tests.interpreter.sql import reached

RAW = "CREATE TABLE raw.customers (id int, age int, nationality text);"
MART = "CREATE TABLE mart.customers AS SELECT id, age FROM raw.customers;"


def test_a_table_in_another_schema_is_another_table() -> None:
    assert reached(a=RAW + MART + "SELECT *, age * 2 AS risk_score FROM mart.customers") == set()
    taken = reached(a=RAW + MART + "SELECT length(nationality) AS risk_score FROM raw.customers")
    assert taken == {("decides the score", "nationality", "data")}


def test_a_table_in_another_schema_is_another_table_for_other_files() -> None:
    training = """
from sklearn.linear_model import LogisticRegression
people = pd.read_sql("SELECT * FROM {}.customers", engine)
LogisticRegression().fit(people.drop(columns="id"), people["id"])
"""
    code = "import pandas as pd\n" + training
    assert reached(z=RAW, a=MART, train_py=code.format("mart")) == set()
    assert ("trained on", "raw.customers.*", "data") in reached(z=RAW, a=MART, train_py=code.format("raw"))


def test_a_schema_that_is_not_written_may_be_any() -> None:
    score = "SELECT length(nationality) AS risk_score FROM customers"
    made = "CREATE TABLE clean.customers AS SELECT id, birth_country AS nationality FROM raw.people;"
    assert ("decides the score", "birth_country", "data") in reached(a=made, b=score)
    assert ("decides the score", "birth_country", "data") in reached(a=made.replace("clean.", ""), b=score)


def test_a_table_that_nothing_makes_may_be_a_copy() -> None:
    made = "CREATE TABLE clean.customers AS SELECT id, birth_country AS origin_code FROM raw.people;"
    copied = reached(a=made, b="SELECT length(origin_code) AS risk_score FROM served.customers")
    assert ("decides the score", "birth_country", "data") in copied


def test_tables_that_one_file_tells_apart_are_no_copies() -> None:
    made = "CREATE TABLE north.customers AS SELECT id, birth_country AS origin_code FROM raw.people;"
    other = "SELECT length(origin_code) AS risk_score FROM south.customers;"
    assert reached(a=made, b=f"{other} SELECT id FROM north.customers;") == set()
    assert reached(a=made, b=f"SELECT id FROM north.customers; {other}") == set()
    assert ("decides the score", "birth_country", "data") in reached(a=made, b=other.replace("south", "north"))


def test_a_renamed_table_stays_in_its_schema() -> None:
    text = """
CREATE TABLE north.staging AS SELECT id, birth_country AS c FROM people;
ALTER TABLE north.staging RENAME TO features;
CREATE TABLE south.features AS SELECT id, age AS c FROM people;
SELECT length(c) AS risk_score FROM {}.features;
"""
    assert reached(a=text.format("south")) == set()
    assert reached(a=text.format("north")) == {("decides the score", "birth_country", "data")}
