"""What is said of rows that go, and of scores that a model gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("people.csv")
df["race"].hist()
"""
FIT = """
model = LogisticRegression().fit(df[["income"]], df["y"])
other = LogisticRegression().fit(df[["income"]], df["y"])
df["risk_score"] = model.predict(df[["income"]])
"""


def found(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Rule, attribute and severity of each flow into a score."""
    (folder / "main.py").write_text(text, encoding="utf-8")
    result = api.check(folder, (folder,), Settings())
    return [
        (one.rule.code, one.attribute, one.severity.value)
        for one in result.findings
        if one.rule.code < "ORL3" or one.rule.code == "ORL301"
    ]


def test_one_choice_of_people_is_one_finding(tmp_path: Path) -> None:
    assert found(tmp_path, HEAD + 'df = df[df["race"] == "a"]' + FIT) == [("ORL202", "race", "error")]


@pytest.mark.parametrize(
    "cleaning",
    [
        'df = df.dropna(subset=["race", "income"])',
        'df = df[df["race"].notna()]',
        'df = df[~df["race"].isnull() & (df["income"] > 0)]',
        'df = df[df["race"] != "?"]',
        'df = df[pd.notnull(df["race"])]',
    ],
)
def test_leaving_out_whose_origin_is_not_known_is_doubtful(tmp_path: Path, cleaning: str) -> None:
    assert found(tmp_path, HEAD + cleaning + FIT) == [("ORL202", "race", "warning")]


@pytest.mark.parametrize("cleaning", ["df = df.dropna()", "df = df.drop_duplicates()"])
def test_cleaning_by_all_columns_is_no_finding(tmp_path: Path, cleaning: str) -> None:
    assert found(tmp_path, HEAD + cleaning + FIT) == []


def test_both_a_condition_on_origin_and_cleaning(tmp_path: Path) -> None:
    condition = 'df = df[df["race"].notna()]\ndf = df[df["race"].isin(["a", "b"])]'
    assert ("ORL202", "race", "error") in found(tmp_path, HEAD + condition + FIT)


def test_an_evaluator_of_spark_gives_no_score_of_anybody(tmp_path: Path) -> None:
    text = """
from pyspark.sql import SparkSession, functions as F
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator
people = SparkSession.builder.getOrCreate().read.csv("people.csv", header=True)
people = people.filter(F.col("nationality").isNotNull())
features = VectorAssembler(inputCols=["income"], outputCol="features").transform(people)
predictions = LogisticRegression().fit(features).transform(features)
score = BinaryClassificationEvaluator(labelCol="y").evaluate(predictions)
"""
    (tmp_path / "main.py").write_text(text, encoding="utf-8")
    result = api.check(tmp_path, (tmp_path,), Settings())
    flows = [one for one in result.findings if one.rule.code.startswith("ORL202")]
    assert [(one.attribute, one.severity.value) for one in flows] == [("nationality", "warning")]
    assert "evaluate" not in {flow.sink for flow in result.analysis.flows}


def test_what_a_model_gives_is_no_score_of_its_own(tmp_path: Path) -> None:
    text = HEAD + 'model = LogisticRegression().fit(df[["race"]], df["y"])\nrisk_score = model.predict(df[["race"]])\n'
    assert {code for code, _, _ in found(tmp_path, text)} == {"ORL101", "ORL102"}


def test_a_rule_on_top_of_a_model_is(tmp_path: Path) -> None:
    text = HEAD + FIT + 'df.loc[df["race"] == "b", "risk_score"] = 1\n'
    assert [code for code, _, _ in found(tmp_path, text)] == ["ORL201"]


def test_a_column_named_by_hand_is_found_under_that_name(tmp_path: Path) -> None:
    text = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
people = pd.read_csv("people.csv")
def at_least_one(df, by, what, name):
    feature = df.groupby(by)[what].sum() > 0
    feature.name = name
    return pd.DataFrame(feature)
jobs = people[["case", "hours", "race"]]
result = people[["case", "income"]].merge(at_least_one(jobs, "case", "hours", "worked"), how="left", on="case")
LogisticRegression().fit(result[["income", "worked"]], people["y"])
other = people[["case", "income"]].merge(at_least_one(jobs, "case", "race", "worked"), how="left", on="case")
LogisticRegression().fit(other[["income", "worked"]], people["y"])
"""
    assert found(tmp_path, text) == [("ORL101", "race", "error")]


@pytest.mark.parametrize(
    "check", ['df["race"].isnull().sum() > 0', "df.isna().sum().sum() > 3", 'df["race"].isna().any()']
)
def test_whether_a_table_has_gaps_says_nothing_of_anybody(tmp_path: Path, check: str) -> None:
    text = HEAD + f'df = df[["income", "race", "y"]]\nif {check}:\n    df["income"] = df["income"].fillna(0)\n' + FIT
    assert found(tmp_path, text) == []


def test_an_average_of_chosen_people_chooses_nobody(tmp_path: Path) -> None:
    text = HEAD + (
        'averages = df.groupby("race")["y"].mean().to_dict()\ndf["risk_by_race"] = df["race"].map(averages)\n'
        'LogisticRegression().fit(df[["risk_by_race"]], df["y"])\n'
    )
    assert {code for code, _, _ in found(tmp_path, text)} == {"ORL101"}


def test_rows_that_a_table_has_lost_decide_none_of_its_values(tmp_path: Path) -> None:
    text = HEAD + (
        'df.drop_duplicates(inplace=True)\ndf.loc[df["income"] > 9, "risk_score"] = 1\n'
        'df = df[df["race"] != "x"]\ndf.loc[df["income"] > 8, "points"] = 2\ndf["risk"] = df["income"] * 2\n'
    )
    assert [code for code, _, _ in found(tmp_path, text)] == ["ORL202"]


def test_the_named_inputs_of_a_network_are_its_features(tmp_path: Path) -> None:
    text = """
import tensorflow as tf
from pipeline import batches
inputs, parts = {}, []
for name in ["age", "race"]:
    inputs[name + "_in"] = tf.keras.Input(shape=(1,), name=name + "_in")
    parts.append(tf.keras.layers.Embedding(9, 2)(inputs[name + "_in"]))
joined = tf.keras.layers.concatenate(parts)
model = tf.keras.Model(inputs=inputs, outputs=tf.keras.layers.Dense(1)(joined))
model.compile(optimizer="adam")
model.fit(batches(), epochs=3)
"""
    assert [(code, name) for code, name, _ in found(tmp_path, text)] == [("ORL101", "race_in")]


def test_members_of_a_family_that_are_dropped_one_by_one_leave_a_doubt(tmp_path: Path) -> None:
    text = HEAD + 'df = pd.get_dummies(df[["race", "income", "y"]], columns=["race"])\n'
    fit = 'LogisticRegression().fit(df[[c for c in df.columns if c != "y"]], df["y"])\n'
    assert found(tmp_path, text + 'df = df.drop(columns=["race_a"])\n' + fit) == [("ORL101", "race", "error")]
    all_of_them = 'df = df.drop(["race_a", "race_b", "race_c"], axis=1)\n'
    assert found(tmp_path, text + all_of_them + fit) == [("ORL101", "race", "warning")]


SERVED = """
import joblib
import numpy as np

model = joblib.load("model.pkl")


def handle(data):
    try:
        values = [float(data[name]) for name in ("age", "nationality")]
        return {"answer": model.predict(np.array([values]))}
    except ValueError as error:
        return {"error": str(error)}
"""


def test_what_cannot_be_converted_is_no_choice_of_people(tmp_path: Path) -> None:
    assert found(tmp_path, SERVED) == [("ORL102", "nationality", "error")]


ASKED = """
def risk_score(data):
    try:
        float(data["nationality"])
        return 1
    except ValueError:
        return 2
"""


def test_a_score_that_asks_whether_it_can_be_converted_is_doubtful(tmp_path: Path) -> None:
    assert found(tmp_path, ASKED) == [("ORL201", "nationality", "warning")]


ELSEWHERE = """
import joblib

first, second = joblib.load("first.pkl"), joblib.load("second.pkl")


def read(record):
    try:
        return {"age": float(record["age"]), "nationality": float(record["nationality"])}
    except ValueError:
        return {"age": 0.0, "nationality": 0.0}


def handle(record):
    values = read(record)
    return first.predict([[values["age"]]]), second.predict([[values["nationality"]]])
"""


def test_what_cannot_be_converted_reaches_no_other_model(tmp_path: Path) -> None:
    assert found(tmp_path, ELSEWHERE) == [("ORL102", "nationality", "error")]


DECLARED = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Prediction(DeclarativeBase):
    __tablename__ = "predictions"
    ethnicity_risk: Mapped[float] = mapped_column(nullable=False)
"""


def test_a_column_for_a_score_is_no_score_of_itself(tmp_path: Path) -> None:
    assert found(tmp_path, DECLARED) == []
