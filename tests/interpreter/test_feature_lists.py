"""Feature names of saved models in configuration files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

LISTED = ["age", "nationality"]
APPLYING = 'import json\nnames = json.load(open("feature_names.json"))\nmodel.predict(row(names))\n'

CASES: dict[str, tuple[dict[str, str], set[str]]] = {
    "the metadata of a model": (
        {"models/meta.json": json.dumps({"model_type": "forest", "features": {"coded": LISTED}})},
        {"nationality"},
    ),
    "XGBoost's own format": (
        {"m.json": json.dumps({"learner": {"feature_names": LISTED}, "version": [2, 0, 0]})},
        {"nationality"},
    ),
    "weights by name": (
        {"m.json": json.dumps({"intercept": 1.0, "feature_weights": {"age": 0.1, "nationality": 2}})},
        {"nationality"},
    ),
    "a list beside a saved model": (
        {"models/feature_names.json": json.dumps(LISTED), "models/risk.joblib": ""},
        {"nationality"},
    ),
    "a list that code with a model reads": (
        {"feature_names.json": json.dumps(LISTED), "app.py": APPLYING},
        {"nationality"},
    ),
    "features with a name each": (
        {"m.json": json.dumps({"model_type": "forest", "features": [{"name": "age"}, {"name": "nationality"}]})},
        {"nationality"},
    ),
    "YAML": ({"model.yaml": "model_type: glm\nfeatures:\n  - age\n  - nationality\n"}, {"nationality"}),
    "a list with nothing to say that it belongs to a model": ({"feature_names.json": json.dumps(LISTED)}, set()),
    "columns that a model drops": (
        {"m.json": json.dumps({"model_type": "forest", "dropped_features": LISTED, "features": ["age"]})},
        set(),
    ),
    "columns to audit by": (
        {"m.json": json.dumps({"model_type": "forest", "sensitive_features": LISTED, "features": ["age"]})},
        set(),
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_features_of_saved_models(tmp_path: Path, files: dict[str, str], expected: set[str]) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = api.check(tmp_path, (tmp_path,), Settings())
    found = {finding.attribute for finding in result.findings if finding.rule.code == "ORL105"}
    assert found == expected
