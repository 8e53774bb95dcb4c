"""Fingerprints, and with them baselines, survive every edit that does not touch a flow.

Random edits (moved and inserted lines, comments, reformatting, renamed locals, new functions and imports, functions in
another order) are made on a small repository, one upon the other; the set of fingerprints has to stay the same.
"""

from __future__ import annotations

import ast
import io
import json
import random
import tokenize
from collections.abc import Callable
from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

FILES = {
    "pipeline/__init__.py": "",
    "pipeline/load.py": """\
import pandas as pd


def load(path):
    raw = pd.read_csv(path)
    renamed = raw.rename(columns={"geboorteland": "kenmerk_1"})
    return renamed


def unrelated(values):
    total = 0
    for value in values:
        total += value
    return total
""",
    "pipeline/points.py": """\
WEIGHTS = {"Marokko": 8, "Turkije": 7, "Nederland": 0}


def risk_score(person):
    points = WEIGHTS.get(person["geboorteland"], 1)
    if person["nationaliteit"] != "Nederlandse":
        points += 5
    return points


class Rules:
    def __init__(self, factor):
        self.factor = factor

    def risk(self, row):
        extra = row["postcode"]
        return self.factor * extra
""",
    "pipeline/train.py": """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from pipeline.load import load

FEATURES = ["leeftijd", "nationaliteit", "kenmerk_1"]


def train(table, label):
    steps = make_pipeline(OneHotEncoder(), LogisticRegression())
    fitted = steps.fit(table[FEATURES], label)
    return fitted


def evaluate(fitted, table):
    answers = fitted.predict_proba(table[FEATURES])
    return answers


people = load("data/people.csv")
outcome = people["fraude"]
model = train(people, outcome)
first = LogisticRegression().fit(people[["nationaliteit"]], outcome)
second = LogisticRegression().fit(people[["nationaliteit"]], outcome)
print(evaluate(model, people))
""",
    "notebooks/check.ipynb": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "metadata": {},
                    "outputs": [],
                    "source": [
                        "from sklearn.tree import DecisionTreeClassifier\n",
                        "from pipeline.load import load\n",
                        "table = load('data/people.csv')\n",
                        "DecisionTreeClassifier().fit(table[['verblijfstitel']], table['fraude'])",
                    ],
                }
            ],
            "metadata": {"language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
    "data/people.csv": "leeftijd,nationaliteit,geboorteland,postcode,verblijfstitel,fraude\n",
}

LOCALS = ("raw", "renamed", "points", "extra", "steps", "fitted", "answers", "people", "outcome", "first", "second")
"""Names that are no attribute, no score and no part of an interface."""

Edit = Callable[[str, random.Random], str]


def statements(source: str) -> list[ast.stmt]:
    """The statements that begin a line, so that a line can be put in front of them."""
    lines = source.splitlines()
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    return [node for node in nodes if not lines[node.lineno - 1][: node.col_offset].strip()]


def insert(source: str, line: int, text: str) -> str:
    lines = source.splitlines(keepends=True)
    return "".join((*lines[: line - 1], text, *lines[line - 1 :]))


def insert_remark(source: str, rng: random.Random) -> str:
    node = rng.choice(statements(source))
    remark = rng.choice(["\n", "\n\n\n", f"# remark {rng.random()}\n"])
    return insert(source, node.lineno, remark if remark.isspace() else " " * node.col_offset + remark)


def insert_statement(source: str, rng: random.Random) -> str:
    node = rng.choice([one for one in statements(source) if not isinstance(one, ast.Return)])
    return insert(source, node.lineno, " " * node.col_offset + f"spare_{rng.randrange(10**9)} = len('text')\n")


def insert_function(source: str, rng: random.Random) -> str:
    node = rng.choice(ast.parse(source).body)
    name = f"helper_{rng.randrange(10**9)}"
    return insert(source, node.lineno, f"def {name}(numbers):\n    return sorted(numbers)[: {rng.randrange(9)}]\n\n\n")


def insert_import(source: str, rng: random.Random) -> str:
    return rng.choice(["import math\n", "from collections import Counter\n", '"""A module."""\n']) + source


def rename_local(source: str, rng: random.Random) -> str:
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    here = [name for name in LOCALS if any(token.string == name for token in tokens)]
    if not here:
        return source
    old, new = rng.choice(here), f"local_{rng.randrange(10**9)}"
    renamed = [token._replace(string=new) if token.string == old else token for token in tokens]
    return tokenize.untokenize((token.type, token.string) for token in renamed)


def reformat(source: str, rng: random.Random) -> str:
    return ast.unparse(ast.parse(source)) + "\n"


def break_lines(source: str, rng: random.Random) -> str:
    """A line break behind some of the opening brackets and commas."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    places: list[int] = []
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        if depth > 0 and token.string in ("(", "[", "{", ",") and rng.random() < 0.3:
            places.append(starts[token.end[0] - 1] + token.end[1])
    for place in reversed(places):
        source = source[:place] + "\n        " + source[place:]
    return source


def reorder(source: str, rng: random.Random) -> str:
    """Swap two neighbouring top-level functions."""
    body = ast.parse(source).body
    pairs = [
        index
        for index in range(len(body) - 1)
        if isinstance(body[index], ast.FunctionDef) and isinstance(body[index + 1], ast.FunctionDef)
    ]
    if not pairs:
        return source
    index = rng.choice(pairs)
    body[index], body[index + 1] = body[index + 1], body[index]
    return ast.unparse(ast.Module(body, [])) + "\n"


def edit_cell(source: str, rng: random.Random) -> str:
    """Add a cell of text, or a remark and a blank line to the code."""
    notebook = json.loads(source)
    if rng.random() < 0.5:
        notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": [f"# {rng.random()}"]})
    else:
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        cell["source"].insert(rng.randrange(len(cell["source"])), f"# remark {rng.random()}\n\n")
    return json.dumps(notebook, indent=rng.choice([1, 2]))


EDITS: tuple[Edit, ...] = (
    insert_remark,
    insert_statement,
    insert_function,
    insert_import,
    rename_local,
    reformat,
    break_lines,
    reorder,
)


def fingerprints(root: Path) -> dict[str, str]:
    """What every fingerprint stands for."""
    found = api.check(root, (root,), Settings()).findings
    return {one.fingerprint: f"{one.rule.code} {one.attribute} {one.entry.path} {one.sink}" for one in found}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def edited(files: dict[str, str], rng: random.Random) -> tuple[dict[str, str], str]:
    """The files after one random edit, and its name."""
    name = rng.choice([name for name in files if files[name] and name.endswith((".py", ".ipynb"))])
    edit = edit_cell if name.endswith(".ipynb") else rng.choice(EDITS)
    changed = edit(files[name], rng)
    if name.endswith(".py"):
        ast.parse(changed)
    return {**files, name: changed}, f"{edit.__name__} in {name}"


def survive(root: Path, edits: int, seed: int) -> None:
    rng = random.Random(seed)
    expected = fingerprints(write(root, FILES))
    assert len(expected) >= 10
    files, history = FILES, ["nothing"]
    for count in range(edits):
        if count % 20 == 0:
            files, history = FILES, []
        files, what = edited(files, rng)
        history.append(what)
        assert fingerprints(write(root, files)) == expected, history


def test_twenty_edits(tmp_path: Path) -> None:
    survive(tmp_path, 20, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_five_hundred_edits(tmp_path: Path, seed: int) -> None:
    survive(tmp_path, 100, seed)


def test_a_changed_flow_changes_its_fingerprint_and_no_other(tmp_path: Path) -> None:
    before = fingerprints(write(tmp_path, FILES))
    changed = FILES["pipeline/points.py"].replace('person["nationaliteit"]', 'person["nationality"]')
    after = fingerprints(write(tmp_path, {**FILES, "pipeline/points.py": changed}))
    assert [before[one] for one in before.keys() - after.keys()] == [
        "ORL201 nationaliteit pipeline/points.py risk_score"
    ]
    assert [after[one] for one in after.keys() - before.keys()] == ["ORL201 nationality pipeline/points.py risk_score"]
