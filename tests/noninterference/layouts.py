"""How the parts of a program are spread over files."""

from __future__ import annotations

import json

from tests.noninterference.draft import INDENT, Draft
from tests.noninterference.models import End
from tests.noninterference.program import Sample, Truth

BASIC = ("import numpy as np", "import pandas as pd")
OUT = "result = pd.DataFrame({'person_id': {data}['person_id'], 'value': {value}})"


def assemble(name: str, profile: str, draft: Draft, body: list[str], frame: str, end: End, truth: Truth) -> Sample:
    """The finished program. `body` works on a frame `df`, `frame` is an expression for the features of `{data}`."""
    model = bool(end.train)
    layout = draft.rng.choice(["script", "script", "function", "modules", "notebook", "two scripts", "prepared"])
    if not model and layout == "two scripts":
        layout = "modules"
    draft.note(f"layout {layout}")
    parts = _Parts(draft, body, frame, end)
    files, scripts = {
        "script": parts.script,
        "notebook": parts.notebook,
        "function": parts.function,
        "modules": parts.modules,
        "two scripts": parts.two_scripts,
        "prepared": parts.prepared,
    }[layout]()
    if draft.constants:
        files["settings_of_model.py"] = "\n".join(draft.constants) + "\n"
    if draft.settings:
        files["settings.json"] = json.dumps(draft.settings, indent=2)
    both = layout in ("function", "modules", "two scripts") and model
    tables = ("train.csv", "applicants.csv") if both else ("people.csv",)
    if not both:
        text = {path: text.replace("applicants.csv", "people.csv") for path, text in files.items()}
        files = text
    return Sample(
        name,
        profile,
        tuple(sorted(files.items())),
        tuple(scripts),
        tables,
        draft.positional or draft.chance(0.6),
        truth,
        tuple(sorted(set(draft.kinds))),
    )


class _Parts:
    """The pieces of one program, and the ways to put them together."""

    def __init__(self, draft: Draft, body: list[str], frame: str, end: End) -> None:
        self.draft, self.body, self.frame, self.end = draft, body, frame, end
        self.inner = draft.lines
        """Statements that the choice of features needs."""

    def head(self) -> list[str]:
        draft = self.draft
        lines = [*BASIC, *sorted(draft.imports)]
        if draft.constants:
            names = draft.constant_names
            lines.append(
                draft.rng.choice(
                    [f"from settings_of_model import {', '.join(names)}", "from settings_of_model import *"]
                )
            )
        if draft.settings:
            lines += [
                "import json",
                "",
                "with open('settings.json') as stream:",
                f"{INDENT}SETTINGS = json.load(stream)",
            ]
        return lines

    def helpers(self) -> list[str]:
        return [line for helper in self.draft.helpers for line in ("", "", *helper.split("\n"))] + ["", ""]

    def features(self, data: str) -> str:
        return filled(self.frame, data=data)

    def train(self, data: str) -> list[str]:
        if not self.end.train:
            return []
        text = filled(self.end.train, X="X", y=f"{data}['label']", data=data)
        return [f"X = {self.features(data)}", *text.split("\n")]

    def score(self, data: str, ready: str = "") -> list[str]:
        lines = [] if ready else [f"X_new = {self.features(data)}"]
        names = {"X": ready or "X_new", "data": data}
        lines += filled(self.end.score, **names).split("\n") if self.end.score else []
        return [*lines, filled(OUT, value=filled(self.end.value, **names), data=data)]

    def script(self) -> tuple[dict[str, str], list[str]]:
        ready = "X" if self.end.train else ""
        lines = [*self.head(), *self.helpers(), "df = pd.read_csv('people.csv')", *self.body, *self.inner]
        lines += [*self.train("df"), *self.score("df", ready)]
        return {"model.py": _text(lines)}, ["model.py"]

    def notebook(self) -> tuple[dict[str, str], list[str]]:
        files, _ = self.script()
        return {"model.ipynb": cells(files["model.py"])}, ["model.ipynb"]

    def builder(self) -> list[str]:
        return ["def build_table(df):", *_indented([*self.body, "return df"])]

    def function(self) -> tuple[dict[str, str], list[str]]:
        lines = [*self.head(), *self.helpers(), *self.builder(), "", "", *self.inner]
        if self.end.train:
            lines += ["train = build_table(pd.read_csv('train.csv'))", *self.train("train")]
        lines += ["people = build_table(pd.read_csv('applicants.csv'))", *self.score("people")]
        return {"model.py": _text(lines)}, ["model.py"]

    def modules(self) -> tuple[dict[str, str], list[str]]:
        features = [*self.head(), *self.helpers(), *self.builder(), "", "", *self.inner, ""]
        features += ["def choose(data):", f"{INDENT}return {self.features('data')}"]
        lines = [*self.head(), "from features import *", "import features"]
        self.frame = "features.choose({data})"
        if self.end.train:
            lines += ["train = features.build_table(pd.read_csv('train.csv'))", *self.train("train")]
        lines += ["people = features.build_table(pd.read_csv('applicants.csv'))", *self.score("people")]
        return {"features.py": _text(features), "main.py": _text(lines)}, ["main.py"]

    def two_scripts(self) -> tuple[dict[str, str], list[str]]:
        features = [*self.head(), *self.helpers(), *self.builder(), "", "", *self.inner, ""]
        features += ["def choose(data):", f"{INDENT}return {self.features('data')}"]
        self.frame = "choose({data})"
        shared = [*self.head(), "import joblib", "from features import *", ""]
        saved = "{'model': model, 'scaler': scaler}" if "scaler" in self.end.train else "model"
        train = [
            *shared,
            "train = build_table(pd.read_csv('train.csv'))",
            *self.train("train"),
            f"joblib.dump({saved}, 'model.joblib')",
        ]
        loaded = ["model = joblib.load('model.joblib')"]
        if "scaler" in self.end.train:
            loaded = ["saved = joblib.load('model.joblib')", "model = saved['model']", "scaler = saved['scaler']"]
        score = [*shared, *loaded, "people = build_table(pd.read_csv('applicants.csv'))", *self.score("people")]
        files = {"features.py": _text(features), "train.py": _text(train), "score.py": _text(score)}
        return files, ["train.py", "score.py"]

    def prepared(self) -> tuple[dict[str, str], list[str]]:
        """One script writes the table that the next one reads."""
        write, read = self.draft.rng.choice(
            [
                ("df.to_csv('prepared.csv', index=False)", "pd.read_csv('prepared.csv')"),
                ("df.to_parquet('prepared.parquet')", "pd.read_parquet('prepared.parquet')"),
                ("df.to_pickle('prepared.pkl')", "pd.read_pickle('prepared.pkl')"),
                ("df.to_json('prepared.json', orient='records')", "pd.read_json('prepared.json', orient='records')"),
            ]
        )
        ready = "X" if self.end.train else ""
        first = [*self.head(), *self.helpers(), "df = pd.read_csv('people.csv')", *self.body, write]
        second = [
            *self.head(),
            *self.helpers(),
            f"data = {read}",
            *self.inner,
            *self.train("data"),
            *self.score("data", ready),
        ]
        return {"prepare.py": _text(first), "model.py": _text(second)}, ["prepare.py", "model.py"]


def filled(text: str, **parts: str) -> str:
    """The text with its gaps filled; other braces stay."""
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line if line else line for line in lines]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def cells(text: str) -> str:
    """A notebook with a cell for each paragraph of top-level statements."""
    import ast

    lines = text.splitlines(keepends=True)
    statements = ast.parse(text).body
    cells = []
    for first in range(0, len(statements), 3):
        part = statements[first : first + 3]
        cells.append("".join(lines[part[0].lineno - 1 : part[-1].end_lineno]))
    document = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
                "source": cell.splitlines(keepends=True),
            }
            for cell in cells
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1)
