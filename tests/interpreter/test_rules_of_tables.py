"""What columns, names of columns and choices of rows hand on, where it takes a rule of its own."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.evaluate import reached

N, E = ("nationality", "data"), ("ethnicity", "data")
BY_N, BY_E = ("nationality", "control"), ("ethnicity", "control")

HEAD = """
import numpy as np
import pandas as pd
people = pd.read_csv("people.csv")[["nationality", "ethnicity", "age"]]
other = pd.read_csv("other.csv")[["age", "ethnicity"]]
"""

NAMES = {
    "a table is no score": ("risk_scores = people[['nationality']]", set()),
    "an array is one": ("risk_scores = people[['nationality']].to_numpy()", {N}),
    "names of a table that is gone through": (
        "names = [name for name in people if name.startswith('nation')]\nrisk_score = people[names].sum(axis=1)",
        {N},
    ),
    "names with a part": (
        "names = [name for name in people.columns if 'nation' in name]\nrisk_score = people[names].sum(axis=1)",
        {N},
    ),
    "names without a part": (
        "names = [name for name in people.columns if 'ation' not in name]\nrisk_score = people[names].sum(axis=1)",
        {E},
    ),
    "names of two sorts": (
        "names = [name for name in people.columns if name == 'nationality' or name == 'age']\n"
        "risk_score = people[names].sum(axis=1)",
        {N},
    ),
    "names that a test does not let in": (
        "names = [name for name in people.columns if not name == 'nationality']\n"
        "risk_score = people[names].sum(axis=1)",
        {E},
    ),
    "names out of a list that the table has": (
        "names = [name for name in ['nationality', 'gone'] if name in list(people)]\n"
        "risk_score = people[names].sum(axis=1)",
        {N},
    ),
    "names out of two tables": (
        "names = people.columns if len(people) else other.columns\nrisk_score = people[names].sum(axis=1)",
        {N, E},
    ),
    "names of both": (
        "names = people.columns.intersection(other.columns)\nrisk_score = people[names].sum(axis=1)",
        {E},
    ),
    "names of one or the other": (
        "names = other.columns.union(['nationality'])\nrisk_score = people[names].sum(axis=1)",
        {N, E},
    ),
    "names in order": ("risk_score = people[people.columns.sort_values()].sum(axis=1)", {N, E}),
    "a name that is there": ("risk_score = people['nationality'] if 'age' in people.columns else 1", {N}),
    "a name that is not there": ("risk_score = people['nationality'] if 'gone' in people.columns else 1", set()),
    "a name that the table has": ("risk_score = people['nationality'] if 'age' in people else 1", {N}),
    "a name that the table lacks": ("risk_score = people['nationality'] if 'gone' in people else 1", set()),
    "a family of names": (
        "made = pd.get_dummies(people['nationality'], prefix='n').add_prefix('is_')\nrisk_score = made['is_n_NL']",
        {N},
    ),
    "a family of names with a suffix": (
        "made = pd.get_dummies(people['nationality'], prefix='n')\nboth = made.join(made, rsuffix='_again')\n"
        "risk_score = both['n_NL_again']",
        {N},
    ),
    "numbers as names": (
        "first = pd.DataFrame(people[['nationality', 'age']].to_numpy())\n"
        "both = first.merge(first, left_index=True, right_index=True)\nrisk_score = both['0_x']",
        {N},
    ),
    "names that are made in a loop": (
        "for number in range(3):\n    people[f'made_{number}'] = people['nationality']\n"
        "for number in range(3):\n    risk_score = people[f'made_{number}']",
        {N},
    ),
    "a filter over names": (
        "names = list(filter(lambda name: name != 'nationality', ['nationality', 'ethnicity']))\n"
        "risk_score = people[names].sum(axis=1)",
        {E},
    ),
    "a filter without a function": (
        "names = list(filter(None, ['', 'nationality']))\nrisk_score = people[names].sum(axis=1)",
        {N},
    ),
    "a filter over people": (
        "held = list(filter(lambda one: one == 'NL', people['nationality']))\nrisk_score = len(held)",
        {BY_N},
    ),
}

VALUES = {
    "a list of all cells": ("risk_score = people[['nationality', 'age']].values.tolist()", {N}),
    "an array of what nobody sees": ("risk_score = np.array(unknown(people['nationality']))", {N}),
    "the mean of a list": ("risk_score = np.mean([people['nationality'], people['age']])", {N}),
    "one of two tables": (
        "chosen = people if len(people) else other\nchosen = chosen.assign(twice=2)\nrisk_score = chosen['ethnicity']",
        {E},
    ),
    "groups by a column": ("risk_score = people['age'].groupby(people['nationality']).transform('mean')", {BY_N}),
    "groups by a function": (
        "risk_score = people.set_index('nationality')['age'].groupby(lambda name: name[0]).transform('mean')",
        {BY_N},
    ),
    "a table of what nobody sees": (
        "made = pd.DataFrame(unknown(people['nationality']))\nrisk_score = made['points']",
        {N},
    ),
    "all rows written over": (
        "held = people[['age']].to_numpy()\nnp.putmask(held, people['nationality'] == 'NL', 3)\n"
        "risk_score = held[:, 0]",
        {BY_N},
    ),
    "a column as a field": (
        "people.points = people['nationality']\npeople['points'] = 0\npeople.points = people['nationality']\n"
        "risk_score = people['points']",
        {N},
    ),
    "a key that may be missing": (
        "risk_score = people.pivot_table(index='age', columns=None, values='nationality')['nationality']",
        {N},
    ),
    "an unknown object keeps what it is given": (
        "held = unknown()\nheld.remember(people['nationality'])\nrisk_score = held.total()",
        {N},
    ),
    "a function that unknown code calls": (
        "def made(value):\n    global risk_score\n    risk_score = value\nunknown(people['nationality'], made)",
        {N},
    ),
    "a deleted column of a table that nobody sees": (
        "def train(table):\n    del table['nationality']\n    return table\n"
        "risk_score = train(unknown(people['ethnicity']))['points']",
        {E},
    ),
    "several rows of a query": (
        "import sqlite3\ncursor = sqlite3.connect('file').cursor()\n"
        "cursor.execute('SELECT nationality, age FROM people')\nrows = cursor.fetchall()[0:3]\nrisk_score = rows[0][0]",
        {N},
    ),
    "a query with a hole in front": (
        "import sqlite3\nfront = unknown()\n"
        "rows = pd.read_sql(f'{front} SELECT nationality FROM people', sqlite3.connect('file'))\n"
        "risk_score = rows['nationality']",
        {N},
    ),
    "a file in a folder": (
        "folder = unknown()\nheld = pd.read_csv(f'{folder}/people.csv')\nrisk_score = held['nationality']",
        {N},
    ),
    "groups by a dict": (
        "names = {'NL': 'one', 'TR': 'other'}\n"
        "risk_score = people.set_index('nationality').groupby(names)['age'].transform('mean')",
        {BY_N},
    ),
    "selectors together": (
        "import polars as pl\nimport polars.selectors as cs\n"
        "frame = pl.read_csv('people.csv').select('nationality', 'ethnicity')\n"
        "risk_score = frame.select(cs.starts_with('nation') & cs.ends_with('ity'))['nationality']",
        {N},
    ),
    "groups by several columns at once": (
        "import polars as pl\nframe = pl.read_csv('people.csv').select('nationality', 'ethnicity', 'age')\n"
        "risk_score = frame.group_by(pl.col('nationality', 'age')).agg(pl.col('ethnicity').max())['ethnicity']",
        {E, BY_N, ("nationality", "selection")},
    ),
    "names with something in front": (
        "risk_score = people.rename(columns=dict(zip(people.columns, 'is_' + people.columns)))['is_nationality']",
        {("is_nationality", "data")},
    ),
    "a name that a list of names lacks": (
        "if 'nationality' not in list(people.columns):\n    raise ValueError\nrisk_score = people['nationality']",
        {N},
    ),
    "nothing chosen": (
        "import polars as pl\nframe = pl.read_csv('people.csv').select('nationality', None)\n"
        "risk_score = frame['nationality']",
        {N},
    ),
}


def _scores(text: str) -> set[tuple[str, str]]:
    return {(one.attribute, one.dependence) for one in reached(main=text) if one.kind == "decides the score"}


@pytest.mark.parametrize(("text", "expected"), [*NAMES.values(), *VALUES.values()], ids=[*NAMES, *VALUES])
def test_what_a_table_hands_on(text: str, expected: set[tuple[str, str]]) -> None:
    assert _scores(HEAD + textwrap.dedent(text) + "\n") == expected
