"""Ways in which programs say what their features are."""

from __future__ import annotations

import pytest
from tests.interpreter.evaluate import reached

CASES = {
    "the default of an option": """
import argparse, pandas as pd
from sklearn.ensemble import RandomForestClassifier
def parse():
    parser = argparse.ArgumentParser(description="Trains")
    group = parser.add_argument_group("data")
    group.add_argument("-f", "--feature-names", nargs="+", default=["age", "race"])
    return parser.parse_args()
args = parse()
df = pd.read_csv("people.csv")
RandomForestClassifier().fit(df[args.feature_names], df["y"])
""",
    "an option that is asked for by its name": """
import argparse, joblib, pandas as pd
parser = argparse.ArgumentParser()
parser.add_argument("--race")
args, _ = parser.parse_known_args()
joblib.load("model.joblib").predict(pd.DataFrame([{"r": args.race}]))
""",
    "arguments through pipe": """
import pandas as pd
from sklearn.linear_model import LogisticRegression
def encode(df, names, drop=False):
    for name in names:
        df[name + "_code"] = df[name].map(df[name].value_counts())
    return df[[name + "_code" for name in names]]
df = pd.read_csv("people.csv")
LogisticRegression().fit(df.pipe(encode, names=["race"], drop=True), df["y"])
""",
    "names of a list and of a table": """
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import OneHotEncoder, StringIndexer, VectorAssembler
df = SparkSession.builder.getOrCreate().table("people")
stages = []
for name in ["race", "sex"]:
    index = StringIndexer(inputCol=name, outputCol=name + "Index")
    stages += [index, OneHotEncoder(inputCols=[index.getOutputCol()], outputCols=[name + "Vec"])]
stages += [VectorAssembler(inputCols=["raceVec", "sexVec"], outputCol="features")]
table = Pipeline(stages=stages).fit(df).transform(df)
train, test = table.select(["label", "features"] + df.columns).randomSplit([0.7, 0.3])
LogisticRegression(featuresCol="features").fit(train)
""",
    "names of a table alone": """
from pyspark.sql import SparkSession
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import VectorAssembler
df = SparkSession.builder.getOrCreate().table("people")
table = VectorAssembler(inputCols=["race"], outputCol="features").transform(df)
LogisticRegression().fit(table.select(table.columns))
""",
    "unknown names": """
from pyspark.sql import SparkSession
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import VectorAssembler
from settings import wanted
df = SparkSession.builder.getOrCreate().table("people")
table = VectorAssembler(inputCols=["race"], outputCol="features").transform(df)
LogisticRegression().fit(table.select(wanted()))
""",
    "a formula of Spark": """
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.feature import RFormula
df = SparkSession.builder.getOrCreate().table("people")
formula = RFormula(formula="y ~ age + race", featuresCol="features", labelCol="label")
Pipeline(stages=[formula, RandomForestClassifier()]).fit(df)
""",
}


@pytest.mark.parametrize("name", CASES)
def test_a_feature_reaches_the_model(name: str) -> None:
    assert "race" in {each.attribute for each in reached(main=CASES[name])}


def test_an_unseen_function_that_says_so_applies_a_model() -> None:
    text = """
import pickle
import pandas as pd
from training.model import describe, inference
model = pickle.load(open("model.pkl", "rb"))
def answer(race, age):
    people = pd.DataFrame([{"race": race, "age": age}])
    describe(people)
    return inference(model=model["model"], X=people)
"""
    assert {(each.kind, each.attribute, each.sink) for each in reached(main=text)} == {
        ("scored on", "race", "inference")
    }
