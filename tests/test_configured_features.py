"""Feature lists that come from a configuration file through objects of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

OBJECTS = """
from pathlib import Path
from typing import List
from pydantic import BaseModel
import strictyaml
import yaml

ROOT = Path(__file__).resolve().parent


class ModelConfig(BaseModel):
    target: str
    features: List[str]


class Config(BaseModel):
    model_config: ModelConfig


def find(path: Path = None) -> Path:
    if not path:
        path = ROOT / "config.yml"
    if path.is_file():
        return path
    raise OSError("no configuration")


def read():
    {reading}


config = Config(model_config=ModelConfig(**read()))
"""

TRAINING = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from settings import config

data = pd.read_csv("people.csv")
LogisticRegression().fit(data[config.model_config.features], data[config.model_config.target])
"""

READINGS = {
    "strictyaml": "with open(find()) as file:\n        return strictyaml.load(file.read()).data",
    "the text of a file": "with open(find()) as file:\n        return yaml.safe_load(file.read())",
    "the text of a path": "return yaml.safe_load(find().read_text())",
    "a file": "with open(find()) as file:\n        return yaml.safe_load(file)",
}


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS.keys())
def test_a_configured_feature_is_reported_where_it_is_configured(tmp_path: Path, reading: str) -> None:
    (tmp_path / "settings.py").write_text(OBJECTS.replace("{reading}", reading), encoding="utf-8")
    (tmp_path / "train.py").write_text(TRAINING, encoding="utf-8")
    (tmp_path / "config.yml").write_text("target: fraud\nfeatures:\n  - age\n  - nationality\n", encoding="utf-8")
    result = api.check(tmp_path, (tmp_path,), Settings())
    found = {(one.rule.code, one.attribute, one.location.path, one.location.start.line) for one in result.findings}
    assert ("ORL101", "nationality", "config.yml", 4) in found
