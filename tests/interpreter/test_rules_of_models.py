"""What parts of estimators, selections of columns and saved models hand on: what is trained on, and what is scored."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.evaluate import reached

HEAD = """
import joblib
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

people = pd.read_csv("people.csv")[["nationality", "ethnicity", "age"]]
outcome = pd.read_csv("outcome.csv")["fraud"]
"""

CASES = {
    "a part of a pipeline by name": (
        "pipe = Pipeline([('scale', StandardScaler()), ('model', LogisticRegression())])\n"
        "pipe['model'].fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "a part of a pipeline by position": (
        "pipe = Pipeline([('scale', StandardScaler()), ('model', LogisticRegression())])\n"
        "pipe[1].fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "all but the last of a pipeline": (
        "pipe = Pipeline([('pick', ColumnTransformer([('p', 'passthrough', ['nationality'])])), ('model', "
        "LogisticRegression())])\n"
        "made = pipe[:-1].fit_transform(people)\nLogisticRegression().fit(made, outcome)",
        {"nationality"},
    ),
    "the steps of a pipeline": (
        "pipe = Pipeline([('pick', ColumnTransformer([('p', 'passthrough', ['nationality'])])), ('model', "
        "LogisticRegression())])\n"
        "made = pipe.steps[0][1].fit_transform(people)\nLogisticRegression().fit(made, outcome)",
        {"nationality"},
    ),
    "a part that is replaced": (
        "pipe = Pipeline([('pick', StandardScaler()), ('model', LogisticRegression())])\n"
        "pipe.set_params(pick=ColumnTransformer([('p', 'passthrough', ['nationality'])]), model__C=3)\n"
        "pipe.fit(people, outcome)",
        {"nationality"},
    ),
    "a part inside a part that is replaced": (
        "inner = Pipeline([('pick', StandardScaler())])\n"
        "pipe = Pipeline([('inner', inner), ('model', LogisticRegression())])\n"
        "pipe.set_params(inner__pick=ColumnTransformer([('p', 'passthrough', ['ethnicity'])]))\n"
        "pipe.fit(people, outcome)",
        {"ethnicity"},
    ),
    "a search over a pipeline, used as what it chose": (
        "pipe = Pipeline([('pick', ColumnTransformer([('p', 'passthrough', ['nationality'])])), ('none', None)])\n"
        "made = GridSearchCV(pipe, {}).fit(people, outcome).transform(people)\nLogisticRegression().fit(made, outcome)",
        {"nationality"},
    ),
    "columns by position": (
        "ColumnTransformer([('p', 'passthrough', [0])]).fit_transform(people)\n"
        "LogisticRegression().fit(ColumnTransformer([('p', 'passthrough', 0)]).fit_transform(people), outcome)",
        {"nationality"},
    ),
    "columns by a slice": (
        "LogisticRegression().fit(ColumnTransformer([('p', 'passthrough', slice(0, 1))]).fit_transform(people), "
        "outcome)",
        {"nationality"},
    ),
    "columns by a slice up to a place": (
        "LogisticRegression().fit(people.iloc[:, slice(1)], outcome)",
        {"nationality"},
    ),
    "columns by a slice that nobody sees": (
        "LogisticRegression().fit(people.iloc[:, slice(*unknown())], outcome)",
        {"nationality", "ethnicity"},
    ),
    "columns by the names of a table": (
        "names = people[['ethnicity']].columns\n"
        "LogisticRegression().fit(ColumnTransformer([('p', 'passthrough', names)]).fit_transform(people), outcome)",
        {"ethnicity"},
    ),
    "columns by a function": (
        "picked = ColumnTransformer([('p', 'passthrough', lambda table: ['ethnicity'])])\n"
        "LogisticRegression().fit(picked.fit_transform(people), outcome)",
        {"ethnicity"},
    ),
    "columns by a list that nobody sees whole": (
        "picked = ColumnTransformer([('p', 'passthrough', ['ethnicity', *unknown()])])\n"
        "LogisticRegression().fit(picked.fit_transform(people), outcome)",
        {"nationality", "ethnicity"},
    ),
    "columns that pass, and columns that go": (
        "picked = ColumnTransformer([('p', 'passthrough', ['age']), ('q', 'drop', ['ethnicity'])], "
        "remainder='passthrough')\n"
        "LogisticRegression().fit(picked.fit_transform(people), outcome)",
        {"nationality"},
    ),
    "a record": (
        "model = LogisticRegression().fit(people[['age']], outcome)\n"
        "model.predict({'nationality': people['nationality'], 'age': 3})",
        {"nationality"},
    ),
    "a list of records": (
        "model = LogisticRegression().fit(people[['age']], outcome)\n"
        "model.predict([{'nationality': people['nationality']}, {'age': 3}])",
        {"nationality"},
    ),
    "a model of the project": (
        "class Own:\n    def fit(self, X, y):\n        self.held = LogisticRegression().fit(X, y)\n"
        "        return self\n"
        "    def predict(self, X):\n        return self.held.predict(X)\n"
        "Pipeline([('scale', StandardScaler()), ('own', Own())]).fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "a transformer of the project": (
        "class Own:\n    def fit(self, X, y=None):\n        return self\n    def transform(self, X):\n"
        "        return X[['ethnicity']]\n"
        "Pipeline([('own', Own()), ('model', LogisticRegression())]).fit(people, outcome)",
        {"ethnicity"},
    ),
    "a saved model in a folder": (
        "folder = unknown()\n"
        "joblib.dump(LogisticRegression().fit(people[['age']], outcome), f'{folder}/model.joblib')\n"
        "joblib.load(f'{folder}/model.joblib').predict(people[['nationality']])",
        {"nationality"},
    ),
    "a saved model in an open file": (
        "import pickle\nwith open('model.pkl', 'wb') as file:\n    pickle.dump(LogisticRegression(), file)\n"
        "with open('model.pkl', 'rb') as file:\n    pickle.load(file).fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "a model, if there is one": (
        "model = LogisticRegression()\nif model:\n    model.fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "a transformer that gets no data": ("LogisticRegression().fit(StandardScaler().fit_transform(), outcome)", set()),
    "data that is split, each part as many of each": (
        "first, second = train_test_split(people[['age']], stratify=people['nationality'])\n"
        "LogisticRegression().fit(first, outcome)",
        {"nationality"},
    ),
    "a setting of an estimator": (
        "model = LogisticRegression()\nmodel.threshold = 3\nmodel.fit(people[['nationality']], outcome)",
        {"nationality"},
    ),
    "files side by side": (
        "import polars as pl\nheld = pl.scan_csv(['a.csv', 'b.csv'])\n"
        "LogisticRegression().fit(held.select('nationality').collect(), outcome)",
        {"nationality"},
    ),
    "a task with its features": (
        "import folktables\ntask = folktables.BasicProblem(features=['nationality'], target='fraud')\n"
        "X, y, group = task.df_to_numpy(people)\nLogisticRegression().fit(X, y)",
        {"nationality"},
    ),
    "settings by a path in a folder": (
        "import toml\nfolder = unknown()\nsettings = toml.load(f'{folder}/settings.toml')\n"
        "LogisticRegression().fit(people[settings['names']], outcome)",
        {"nationality", "ethnicity"},
    ),
    "settings in a folder": (
        "import yaml\nfolder = unknown()\nsettings = yaml.safe_load(open(f'{folder}/settings.yaml'))\n"
        "LogisticRegression().fit(people[settings['names']], outcome)",
        {"nationality", "ethnicity"},
    ),
    "a column in another table, if it is there": (
        "class Job:\n    def run(self):\n        if 'nationality' not in self.table.columns:\n            return\n"
        "        LogisticRegression().fit(self.table[['nationality']], outcome)\n",
        {"nationality"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_reaches_a_model(text: str, expected: set[str]) -> None:
    assert {one.attribute for one in reached(main=HEAD + textwrap.dedent(text) + "\n")} == expected
