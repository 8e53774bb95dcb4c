"""Flows through polars and Spark: expressions name columns before there is a table, and keep what these owe to."""

from __future__ import annotations

import pytest
from tests.interpreter.evaluate import reached

POLARS = """
import polars as pl
import polars.selectors as cs
from sklearn.linear_model import LogisticRegression

people = pl.scan_csv("people.csv").select("income", pl.col("nationality").alias("n"), "fraud")
{step}
model = LogisticRegression().fit(table, people.collect()["fraud"])
"""

SPARK = """
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F
from sklearn.linear_model import LogisticRegression

spark = SparkSession.builder.appName("risk").getOrCreate()
people = spark.read.option("header", True).csv("people.csv").withColumnRenamed("nationality", "n")
people = people.select("income", "n", "fraud")
{step}
model = LogisticRegression().fit(table.toPandas(), people.toPandas()["fraud"])
"""


def trained(text: str, step: str) -> set[tuple[str, str]]:
    found = reached(main=text.replace("{step}", step))
    return {(each.attribute, each.dependence) for each in found if each.kind == "trained on"}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("table = people.select('income').collect()", set()),
        ("table = people.select(pl.exclude('n')).collect()", set()),
        ("table = people.select(cs.all() - cs.by_name('n')).collect()", set()),
        ("table = people.select('income', 'n').collect()", {("nationality", "data")}),
        ("table = people.select(pl.all()).collect()", {("nationality", "data")}),
        ("table = people.with_columns(x=pl.col('n') == 'NL').select('x').collect()", {("nationality", "data")}),
        (
            "rule = pl.when(pl.col('n') == 'NL').then(0).otherwise(1)\ntable = people.select(rule).collect()",
            {("nationality", "control")},
        ),
        ("table = people.filter(pl.col('n') != 'NL').select('income').collect()", {("nationality", "selection")}),
        (
            "table = people.select(pl.col('income').mean().over('n')).collect()",
            {("nationality", "control")},
        ),
        ("table = people.drop('n').collect()", set()),
    ],
)
def test_polars(step: str, expected: set[tuple[str, str]]) -> None:
    assert trained(POLARS, step) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("table = people.select('income')", set()),
        ("table = people.drop('n')", set()),
        ("table = people.select('income', F.col('n'))", {("nationality", "data")}),
        ("table = people.select('*').drop('n')", set()),
        ("table = people.withColumn('x', F.upper('n')).select('x')", {("nationality", "data")}),
        (
            "table = people.selectExpr(\"CASE WHEN n = 'NL' THEN 0 ELSE 1 END AS r\")",
            {("nationality", "control")},
        ),
        ("table = people.where(\"n = 'NL'\").select('income')", {("nationality", "selection")}),
        (
            "w = Window.partitionBy('n')\ntable = people.select(F.avg('income').over(w).alias('a'))",
            {("nationality", "control")},
        ),
        (
            "@F.udf('int')\ndef risk(n):\n    return 1 if n == 'NL' else 0\n"
            "table = people.withColumn('r', risk(F.col('n'))).select('r')",
            {("nationality", "control")},
        ),
        (
            "people.createOrReplaceTempView('persons')\ntable = spark.table('persons').select('n')",
            {("nationality", "data")},
        ),
        ("for c in ['n']:\n    people = people.drop(c)\ntable = people", set()),
    ],
)
def test_spark(step: str, expected: set[tuple[str, str]]) -> None:
    assert trained(SPARK, step) == expected


@pytest.mark.parametrize(("name", "expected"), [("a", {("nationality", "data")}), ("b", set())])
def test_spark_puts_shared_keys_first(name: str, expected: set[tuple[str, str]]) -> None:
    made = "people = spark.createDataFrame([(1, 'NL')], ['income', 'nationality'])\n"
    other = "other = spark.createDataFrame([('NL', 2)], ['nationality', 'rate'])\n"
    joined = f"table = people.join(other, 'nationality', 'left').toDF('a', 'b', 'c').select('{name}')"
    assert trained(SPARK, made + other + joined) == expected
