"""Generated projects to measure on. The same size gives the same files."""

from __future__ import annotations

from pathlib import Path

_PLAIN = '''"""Helpers number {n}."""

import json
from pathlib import Path


def load_{n}(path):
    with Path(path).open() as stream:
        return json.load(stream)


def total_{n}(rows, key="amount"):
    result = 0
    for row in rows:
        if row.get(key) is not None:
            result += row[key] * {n}
    return result


class Store_{n}:
    def __init__(self, folder):
        self.folder = Path(folder)

    def write(self, name, rows):
        (self.folder / name).write_text(json.dumps(rows))
'''

_MODEL = '''"""A model number {n}."""

import pandas as pd
from sklearn.linear_model import LogisticRegression

FEATURES = ["age", "nationality", "income", "children"]


def features_{n}(frame):
    frame = frame.assign(ratio=frame["rent"] / frame["income"])
    return frame[FEATURES + ["ratio"]]


def train_{n}():
    data = pd.read_csv("applications_{n}.csv")
    model = LogisticRegression()
    model.fit(features_{n}(data), data["fraud"])
    return model


def risk_{n}(person):
    points = 0
    if person["country_of_birth"] != "NL":
        points += 10
    return points
'''


def plain(folder: Path, files: int) -> Path:
    """A project of so many files in which nothing is about persons."""
    return _written(folder, files, _PLAIN)


def models(folder: Path, files: int) -> Path:
    """A project of so many files, each of which trains a model on origin."""
    return _written(folder, files, _MODEL)


def mixed(folder: Path, files: int) -> Path:
    """A project of plain files, one in fifty of them a model."""
    plain(folder, files)
    for number in range(0, files, 50):
        _file(folder, number).write_text(_MODEL.format(n=number), encoding="utf-8")
    return folder


def change(folder: Path, number: int) -> None:
    """Change one of the files of a project."""
    changed = sorted(folder.rglob("*.py"))[number]
    changed.write_text(changed.read_text(encoding="utf-8") + "\nLAST = 1\n", encoding="utf-8")


def _written(folder: Path, files: int, text: str) -> Path:
    for number in range(files):
        file = _file(folder, number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(n=number), encoding="utf-8")
    return folder


def _file(folder: Path, number: int) -> Path:
    return folder / f"part_{number // 100:03}" / f"module_{number:05}.py"
