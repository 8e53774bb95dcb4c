"""A small repository with everything that a report has to cope with, and the reports on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from originlint import api
from originlint.api import Result
from originlint.config.settings import Settings
from originlint.report.formats import FORMATS
from originlint.report.report import Look

FILES = {
    "model/train.py": """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

from model.features import features

personen = pd.read_csv("data/personen.csv")
label = "🙂🙂"; invoer = personen[["inkomen", "nationaliteit"]]  # two characters outside the basic plane
model = LogisticRegression().fit(invoer, personen["fraude"])
LogisticRegression().fit(personen.drop(columns="fraude"), personen["fraude"])
LogisticRegression().fit(features(personen), personen["fraude"])
""",
    "model/features.py": """\
def features(table):
    renamed = table.rename(columns={"geboorteland": "kenmerk"})
    return renamed[["kenmerk"]]
""",
    "model/points.py": """\
LANDEN = {"Marokko": 8, "Turkije": 7, "Nederland": 0}


def risk_score(person):
\tpoints = LANDEN.get(person["geboorteland"], 1)
\tif person["postcode"] in ("1102", "1103"):
\t\tpoints += 5
\treturn points
""",
    "data/personen.csv": "inkomen,nationaliteit,geboorteland,postcode,fraude\n1,0001,6030,1102,0\n",
    "notebooks/verkenning [1].ipynb": json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "metadata": {}, "source": ["# Verkenning"]},
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "metadata": {},
                    "outputs": [],
                    "source": [
                        "import pandas as pd\n",
                        "from sklearn.linear_model import LogisticRegression\n",
                        "t = pd.read_csv('data/personen.csv')\n",
                        "LogisticRegression().fit(t[['nationaliteit']], t['fraude'])",
                    ],
                },
            ],
            "metadata": {"language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
    "broken.py": "def f(nationaliteit:\n",
    "legacy.R": "glm(fraude ~ nationaliteit, data = personen)\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below `root`."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The check of that repository."""
    root = write(tmp_path_factory.mktemp("project"), FILES)
    return api.check(root, (root,), Settings())


@pytest.fixture(scope="session")
def render(result: Result) -> Callable[[str], str]:
    """Renders the report in a format."""
    return lambda name: FORMATS[name].render(result.report, Look())


@pytest.fixture(scope="session")
def sarif(render: Callable[[str], str]) -> dict[str, Any]:
    """The report as SARIF."""
    document: dict[str, Any] = json.loads(render("sarif"))
    return document
