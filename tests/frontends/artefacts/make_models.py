"""Makes the saved models beside this file with the libraries themselves:

    python tests/frontends/artefacts/make_models.py

in an environment with catboost, cloudpickle, joblib, lightgbm, nyoka, scikit-learn, skl2onnx, skops, statsmodels and
xgboost. All are tiny models of the same made-up table.
"""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import catboost
import cloudpickle
import joblib
import lightgbm
import numpy as np
import pandas as pd
import skops.io
import statsmodels.api as statsmodels
import xgboost
from nyoka import skl_to_pmml
from skl2onnx import to_onnx
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

HERE = Path(__file__).parent / "models"

ROWS = 60
random = np.random.default_rng(7)
people = pd.DataFrame(
    {
        "income": random.normal(30.0, 9.0, ROWS).round(1),
        "age": random.integers(18, 80, ROWS),
        "nationality": random.integers(0, 3, ROWS),
        "phone": random.integers(0, 9, ROWS),
    }
)
fraud = random.integers(0, 2, ROWS)
features = ["income", "age", "nationality"]
X = people[features]


def column_pipeline() -> Pipeline:
    """A pipeline that takes three columns and drops the rest, `phone` among them."""
    columns = ColumnTransformer(
        [
            ("numbers", StandardScaler(), ["income", "age"]),
            ("groups", OneHotEncoder(handle_unknown="ignore"), ["nationality"]),
        ]
    )
    return Pipeline([("columns", columns), ("model", LogisticRegression())]).fit(people, fraud)


def main() -> None:
    HERE.mkdir(exist_ok=True)
    logistic = LogisticRegression().fit(X, fraud)
    for protocol in range(6):
        (HERE / f"logistic-{protocol}.pkl").write_bytes(pickle.dumps(logistic, protocol=protocol))
    forest = RandomForestClassifier(2, max_depth=2, random_state=0).fit(X, fraud)
    joblib.dump(forest, HERE / "forest.joblib")
    joblib.dump(forest, HERE / "forest-zlib.joblib", compress=3)
    joblib.dump(forest, HERE / "forest-xz.joblib", compress=("xz", 3))
    (HERE / "logistic.pkl.gz").write_bytes(gzip.compress(pickle.dumps(logistic), mtime=0))
    (HERE / "cloud.pkl").write_bytes(cloudpickle.dumps(DecisionTreeClassifier(max_depth=2).fit(X, fraud)))
    joblib.dump(column_pipeline(), HERE / "columns.joblib")
    search = GridSearchCV(column_pipeline(), {"model__C": [0.1, 1.0]}, cv=2).fit(people, fraud)
    joblib.dump(search, HERE / "search.joblib")
    joblib.dump({"model": LogisticRegression().fit(X.to_numpy(), fraud), "features": features}, HERE / "bundle.joblib")
    joblib.dump(LogisticRegression().fit(X.to_numpy(), fraud), HERE / "nameless.joblib")
    (HERE / "feature_columns.pkl").write_bytes(pickle.dumps(features))
    joblib.dump(X.columns, HERE / "model_columns.joblib")
    people.head(3).to_pickle(HERE / "people.pkl")
    skops.io.dump(logistic, HERE / "logistic.skops")

    boosted = xgboost.XGBClassifier(n_estimators=2, max_depth=2).fit(X, fraud)
    boosted.save_model(HERE / "boosted.ubj")
    boosted.save_model(HERE / "boosted.json")
    joblib.dump(boosted, HERE / "boosted.joblib")
    (HERE / "booster.pkl").write_bytes(pickle.dumps(boosted.get_booster()))

    light = lightgbm.LGBMClassifier(n_estimators=2, max_depth=2, min_child_samples=5, verbose=-1).fit(X, fraud)
    light.booster_.save_model(HERE / "light.txt")
    joblib.dump(light, HERE / "light.joblib")

    cat = catboost.CatBoostClassifier(iterations=2, depth=2, verbose=False, allow_writing_files=False)
    cat.fit(X, fraud, cat_features=["nationality"])
    cat.save_model(str(HERE / "cat.cbm"))
    (HERE / "cat.pkl").write_bytes(pickle.dumps(cat))

    skl_to_pmml(
        Pipeline([("model", DecisionTreeClassifier(max_depth=2).fit(X, fraud))]),
        features,
        "fraud",
        str(HERE / "tree.pmml"),
    )
    (HERE / "columns.onnx").write_bytes(to_onnx(column_pipeline(), people[:1]).SerializeToString())
    fitted = statsmodels.Logit(fraud, statsmodels.add_constant(X)).fit(disp=False)
    fitted.save(str(HERE / "logit.pickle"))


if __name__ == "__main__":
    main()
