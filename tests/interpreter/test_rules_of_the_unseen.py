"""What objects, tables and calls that nobody sees hand on, and calls that the project declares."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from tests.interpreter.evaluate import reached, scores

from originlint import api
from originlint.config.load import load
from originlint.config.settings import Settings
from originlint.rules.mapping import SCORING

N, E = ("nationality", "data"), ("ethnicity", "data")
BY_N = ("nationality", "control")

OBJECTS = {
    "a field of an object": ("def value(store, p):\n    store.held = p['nationality']\n    risk = store.held", {N}),
    "a key of an object": (
        "def value(store, p):\n    store['held'] = p['nationality']\n    risk = store['held']",
        {N},
    ),
    "a key of what a library holds": ("import store\ndef value():\n    risk = store.person['nationality'] + 1", {N}),
    "a made key of what a library holds": (
        "import store\ndef value(p):\n    risk = store.person[f\"nationality_{p['age']}\"] + 1",
        {N},
    ),
    "a family of columns": (
        "def value(table, names, others):\n    for name in names:\n"
        "        table[f'made_{name}'] = table['nationality']\n"
        "    for other in others:\n        risk = table[f'made_{other}'] + 1",
        {N},
    ),
    "an object as an array": ("import numpy as np\ndef value(p):\n    risk = np.asarray(p)['nationality'] + 1", {N}),
    "rows of a cursor that nobody sees": (
        "def value(cursor):\n    cursor.execute('SELECT nationality FROM people')\n    rows = cursor.fetchall()\n"
        "    risk = rows[0][0] + 1",
        {N},
    ),
    "a key that is made": ("def value(store, p):\n    risk = store[f\"nationality_{p['age']}\"] + 1", {N}),
    "a key of two parts": ("def value(store):\n    risk = store['a', 'nationality'].mean(axis=1)", {N}),
    "an object that is written in a branch": (
        "def value(store, p):\n    if p['nationality'] == 'NL':\n        kept = store\n        kept.points = 1\n"
        "    risk = store.points",
        {BY_N},
    ),
    "names by default": ("def risk(p, names=['nationality', 'age']):\n    return sum(p[name] for name in names)", {N}),
    "weights by default": (
        "def risk(p, weights={'nationality': 2}):\n    return sum(p[name] * each for name, each in weights.items())",
        {N},
    ),
    "a long text that is gone through": (
        "def value(p):\n    risk = sum(each for each in f\"{p['nationality']}x\")",
        {N},
    ),
    "a list that is taken apart on the way": ("def value(p):\n    risk = max(*[p['nationality'], 1])", {N}),
    "an object that is a table in one branch": (
        "def value(store, p):\n    if p['nationality'] == 'NL':\n        store['held'] = 1\n    risk = store['held']",
        {BY_N},
    ),
    "an attribute that is set by its name": (
        "def value(store, p):\n    setattr(store, 'held', p['nationality'])\n    risk = getattr(store, 'held')",
        {N},
    ),
    "a number made of an attribute": ("def value(p):\n    risk = int(float(p['nationality']))", {N}),
    "a dict handed to code that nobody sees": ("def value(p):\n    risk = unknown({'a': [p['nationality']]})", {N}),
    "an object with fields handed to code that nobody sees": (
        "class Box:\n    def __init__(self, held):\n        self.held = held\n"
        "def value(p):\n    risk = unknown(Box(p['nationality']))",
        {N},
    ),
    "a letter of a text": ("def value(p):\n    risk = p['xnationality'[1:]] + p['ee'[0] + 'thnicity']", {N, E}),
    "a setting under an origin name": (
        "WEIGHTS = {'nationality': 2}\ndef value(p):\n    held = p['nationality'] if p['age'] else p['ethnicity']\n"
        "    weights = {'nationality': held}\n    risk = weights['nationality']",
        {N, E},
    ),
    "a place in a list": ("def value(p):\n    risk = (p['nationality'], p['ethnicity'])[1]", {E}),
    "one of three functions": (
        "def one(v):\n    return v\ndef two(v):\n    return 1\n"
        "def value(p):\n    chosen = one if p['age'] else (two if p['income'] else one)\n"
        "    risk = chosen(p['nationality'])",
        {N},
    ),
    "for ever": (
        "def risk(p):\n    while True:\n        if p['nationality'] == 'NL':\n            return 1\n"
        "        p = step(p)\n",
        {BY_N},
    ),
    "for ever, but for a break": (
        "def value(p):\n    risk = 0\n    while True:\n        try:\n            with open('f'):\n"
        "                if p['nationality'] == 'NL':\n                    break\n        except ValueError:\n"
        "            pass\n"
        "    risk = 1",
        set(),
    ),
    "always": (
        "def value(p):\n    if True:\n        risk = p['nationality']\n    else:\n        risk = p['ethnicity']",
        {N},
    ),
    "a program that ends": (
        "import sys\np = fetch()\nif p['nationality'] == 'NL':\n    risk = 1\n    sys.exit(0)\nrisk = 2\n",
        {BY_N},
    ),
    "names that code asks for": (
        "def value(p):\n    risk = 0\n    for name in ['nationality_nl', 'age']:\n"
        "        if name.startswith('nationality'):\n"
        "            risk += p[name]",
        {("nationality_nl", "data")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), OBJECTS.values(), ids=OBJECTS)
def test_what_the_unseen_hands_on(text: str, expected: set[tuple[str, str]]) -> None:
    assert scores(text + "\n") == expected


TABLES = {
    "a column that is set": "table['nationality'] = 1\ntable['points'] = table['ethnicity']\n"
    "model.fit(table[['points']], y)",
    "a column that is deleted": "table['ethnicity'] = f(table)\ndel table['nationality']\n"
    "model.fit(table[['ethnicity']], y)",
    "two that are deleted": "del table['nationality'], table['age']\nmodel.fit(table[['ethnicity']], y)",
    "names that are set": "table.columns = ['ethnicity', 'b']\nmodel.fit(table[['ethnicity']], y)",
    "rows by two keys": "model.fit(table.loc[:, ['ethnicity']], y)",
    "a table or another": "table = table if table.empty else pd.read_csv('more.csv')\n"
    "table = table.assign(a=1)\nmodel.fit(table[['ethnicity']], y)",
}


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES)
def test_what_an_unseen_table_hands_on(body: str) -> None:
    head = "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
    text = f"{head}def train(table, y):\n    model = LogisticRegression()\n{textwrap.indent(body, '    ')}\n"
    assert {one.attribute for one in reached(main=text) if one.kind == "trained on"} == {"ethnicity"}


NAMES = {
    "two to choose from": "[c for c in df.columns if c in ('nationality', 'age')]",
    "a part": "[c for c in df.columns if 'nation' in c]",
    "no other part": "[c for c in df.columns if 'ethn' not in c and c != 'country']",
    "a beginning": "[c for c in df.columns if c.startswith('nat')]",
    "another beginning": "[c for c in df.columns if not c.startswith('ethn')]",
    "a pattern": "df.columns[df.columns.str.match('nat.*')]",
    "a pattern anywhere": "df.filter(regex='^nat').columns",
    "all but one": "df.columns.difference(['ethnicity'])",
}


@pytest.mark.parametrize("has_header", [True, False])
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_names_that_a_condition_lets_in(tmp_path: Path, names: str, has_header: bool) -> None:
    if has_header:
        (tmp_path / "people.csv").write_text("nationality,ethnicity,age,fraud\nNL,x,3,1\n", encoding="utf-8")
    text = f"""
import pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("people.csv")
print(df["nationality"], df["ethnicity"])
names = {names}
LogisticRegression().fit(df[names], df["fraud"])
"""
    (tmp_path / "train.py").write_text(text, encoding="utf-8")
    found = api.check(tmp_path, (tmp_path,), Settings()).findings
    assert {one.attribute for one in found if one.use in SCORING} == {"nationality"}


DECLARED = """
[[sources]]
category = "nationality"
reason = "the registry's code of the country"
function = "registry.code_of"

[[sinks]]
reason = "goes to the inspectors"
function = "inspect.report"
arguments = [0, "points"]

[[measures]]
reason = "compares groups"
function = "audit.compare"
"""


def test_calls_that_the_project_declares(tmp_path: Path) -> None:
    (tmp_path / "originlint.toml").write_text(DECLARED, encoding="utf-8")
    text = """
import audit, inspect, registry
code = registry.code_of(person)
inspect.report(code, points=1)
inspect.report(1, points=person["ethnicity"])
audit.compare(person["religion"])
"""
    (tmp_path / "run.py").write_text(text, encoding="utf-8")
    settings = load(tmp_path)
    found = api.check(tmp_path, (tmp_path / "run.py",), settings).findings
    assert {(one.attribute, one.use) for one in found if one.use in SCORING} == {
        ("code_of", "decides the score"),
        ("ethnicity", "decides the score"),
    }
