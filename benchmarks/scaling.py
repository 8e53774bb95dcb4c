"""What ten times the code costs, case by case: more than eleven times is too much."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks._projects import mixed
from benchmarks._timing import Command, finish, heading, originlint, seconds


def call_chain(folder: Path, size: int) -> None:
    """A chain of functions, each calling the next."""
    parts = [f"def step_{n}(x):\n    return step_{n + 1}(x) + 1\n" for n in range(size)]
    text = "\n".join([*parts, f"def step_{size}(x):\n    return x['nationality']\n", "risk = step_0(load())\n"])
    (folder / "chain.py").write_text(text, encoding="utf-8")


def columns(folder: Path, size: int) -> None:
    """A frame of that many columns, selected from and trained on."""
    names = ", ".join(f'"column_{n}": [{n}]' for n in range(size))
    text = (
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        f'frame = pd.DataFrame({{{names}, "race": [1]}})\n'
        'frame = frame.fillna(0).drop(columns=["column_1"]).rename(columns={"column_2": "b"})\n'
        'LogisticRegression().fit(frame, frame["column_3"])\n'
    )
    (folder / "columns.py").write_text(text, encoding="utf-8")


def long_function(folder: Path, size: int) -> None:
    """A function of that many branches."""
    lines = [f'    if person["field_{n}"] > {n}:\n        points += {n}\n' for n in range(size)]
    text = "def risk(person):\n    points = 0\n" + "".join(lines) + '    return points * person["nationality"]\n'
    (folder / "long.py").write_text(text, encoding="utf-8")


def notebook(folder: Path, size: int) -> None:
    """A notebook of that many cells."""
    sources = [f'frame["x_{n}"] = frame["age"] * {n}\nframe["x_{n}"].hist()' for n in range(size)]
    sources = ['import pandas as pd\nframe = pd.read_csv("people.csv")', *sources, 'score = frame["race"] * 2']
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in sources
    ]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "cells.ipynb").write_text(json.dumps(document, indent=1), encoding="utf-8")


def files(folder: Path, size: int) -> None:
    """A project of that many small files."""
    mixed(folder, size)


def generated(folder: Path, size: int) -> None:
    """One file of a table with that many rows."""
    rows = "\n".join(f'    ("code_{n:06}", {n}, "description of {n}"),' for n in range(size))
    (folder / "table.py").write_text(f"TABLE = [\n{rows}\n]\n", encoding="utf-8")


CASES: dict[str, tuple[Callable[[Path, int], None], int]] = {
    "call chain": (call_chain, 200),
    "columns of a frame": (columns, 500),
    "branches of a function": (long_function, 100),
    "cells of a notebook": (notebook, 30),
    "small files": (files, 200),
    "rows of a generated file": (generated, 2000),
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--case", choices=CASES, action="append", help="only this one; repeatable")
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to. What an empty project costs is taken off both."""
    empty = _cost(lambda folder, size: None, 0)
    lines = heading("Ten times the code")[:-2]
    lines += [f"seconds of processor time beyond the {empty:.2f} of an empty project", ""]
    for name in options.case or CASES:
        write, size = CASES[name]
        small, large = _cost(write, size) - empty, _cost(write, 10 * size) - empty
        ratio = large / small if small > 0.02 else float("nan")
        lines.append(f"{name:<24}  {size:>5}: {small:7.2f} s  {10 * size:>6}: {large:7.2f} s  {ratio:6.1f} x")
    return finish("scaling", lines, options.write)


def _cost(write: Callable[[Path, int], None], size: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), size)
        return seconds(Command("check", originlint("check", ".", "--quiet", "--no-cache"), Path(name)))
