"""A table from countries or nationalities to points is one in whatever form it stands (ORL203), and no flow is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings

POINTS = '{"NL": 0, "MA": 3, "TR": 3, "SY": 5, "PL": 1}'
NAMED = '{"Dutch": 0, "Moroccan": 3, "Turkish": 3}'
READ = "import numpy as np\nimport pandas as pd\ndf = pd.read_csv('people.csv')\n"
LOOKUP = "nationality,points\nNL,0\nMA,3\nTR,3\nSY,5\nPL,1\n"


def scoring(expression: str, before: str = "") -> dict[str, str]:
    """A project with a function that scores a person `p`."""
    return {"score.py": f"{before}\ndef risk_score(p):\n    return {expression}\n"}


def column(expression: str, before: str = "") -> dict[str, str]:
    """A project that computes a column of scores for a table `df`."""
    return {"score.py": f"{READ}{before}\ndf['risk_score'] = {expression}\n"}


def found(folder: Path, files: dict[str, str]) -> set[tuple[str, str]]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {(finding.rule.code, finding.attribute) for finding in check(folder, (folder,), Settings()).findings}


TABLES = {
    "a dict": scoring("T[p['nationality']]", f"T = {POINTS}"),
    "a dict with a default": scoring("1 + T.get(p.get('nationality'), 2)", f"T = {POINTS}"),
    "a dict in a dict": scoring("C['w']['country'].get(p['nationality'], 0)", f"C = {{'w': {{'country': {POINTS}}}}}"),
    "a dict of a class": scoring("C.T.get(p.nationality, 0)", f"class C:\n    T = {POINTS}\n"),
    "levels that stand for numbers": scoring(
        "N[L[p['nationality']]]",
        "L = {'NL': 'low', 'MA': 'high', 'TR': 'high', 'SY': 'high', 'PL': 'low'}\nN = {'low': 0, 'high': 2}",
    ),
    "codes, whatever the column is called": scoring(
        "T[p['x1']]", "T = {'0052': 0, '0131': 3, '0339': 3, '0263': 5, '0331': 1}"
    ),
    "YAML": {
        **scoring("T['points'][p['nationality']]", "import yaml\nT = yaml.safe_load(open('t.yaml'))"),
        "t.yaml": "points: {NL: 0, MA: 3, TR: 3, SY: 5}\n",
    },
    "JSON": {
        **scoring("T.get(p['nationality'], 0)", "import json\nwith open('t.json') as f:\n    T = json.load(f)"),
        "t.json": POINTS,
    },
    "JSON, read as text": {
        **scoring(
            "T.get(p['nationality'], 0)",
            "import json\nfrom pathlib import Path\nT = json.loads(Path('t.json').read_text())",
        ),
        "t.json": POINTS,
    },
    "TOML, read as text": {
        **scoring(
            "T['points'].get(p['nationality'], 0)",
            "import tomllib\nfrom pathlib import Path\nT = tomllib.loads(Path('t.toml').read_text())",
        ),
        "t.toml": "[points]\nNL = 0\nMA = 3\nTR = 3\n",
    },
    "rows of a file": scoring(
        "T.get(p['nationality'], 0)",
        "import csv\nT = {row['nationality']: int(row['points']) for row in csv.DictReader(open('t.csv'))}",
    ),
    "rows of a file, one by one": scoring(
        "T[p['nationality']]",
        "import csv\nT = {}\nfor row in csv.DictReader(open('t.csv')):\n"
        "    T[row['nationality']] = float(row['points'])",
    ),
    "polars": {
        "score.py": "import polars as pl\ndf = pl.read_csv('people.csv')\n"
        f"df = df.with_columns(risk_score=pl.col('nationality').replace_strict({NAMED}, default=1))\n"
    },
    "a map of Spark": {
        "score.py": "from itertools import chain\nfrom pyspark.sql import functions as F\n"
        f"points = F.create_map([F.lit(x) for x in chain(*{NAMED}.items())])\n"
        "df = spark.read.csv('people.csv').withColumn('risk_score', points[F.col('nationality')])\n"
    },
    "map": column(f"df['nationality'].map({NAMED})"),
    "map with the method of a dict": column("df['nationality'].map(T.get)", f"T = {NAMED}"),
    "apply": column("df['nationality'].apply(lambda n: T.get(n, 0))", f"T = {NAMED}"),
    "apply on rows": column("df.apply(lambda r: T.get(r['nationality'], 0), axis=1)", f"T = {NAMED}"),
    "replace": column(f"df['nationality'].replace({NAMED})"),
    "replace with two lists": column("df['nationality'].replace(['Dutch', 'Moroccan', 'Turkish'], [0, 3, 3])"),
    "np.select": column("np.select([df['nationality'] == 'MA', df['nationality'] == 'TR'], [3, 4], default=0)"),
    "np.where in np.where": column("np.where(df['nationality'] == 'MA', 3, np.where(df['nationality'] == 'TR', 4, 0))"),
    "a table of the project that is joined": {
        **column("df['points'] * 2", "df = df.merge(pd.read_csv('risk.csv'), on='nationality', how='left')"),
        "risk.csv": LOOKUP,
    },
    "CASE": {"q.sql": "select case nationality when 'MA' then 3 when 'TR' then 3 when 'SY' then 5 end as risk from p"},
}


@pytest.mark.parametrize("files", TABLES.values(), ids=TABLES.keys())
def test_a_table_from_origins_to_points(tmp_path: Path, files: dict[str, str]) -> None:
    expected = "x1" if "x1" in files.get("score.py", "") else "nationality"
    assert ("ORL203", expected) in found(tmp_path, files)


UNSEEN = {
    "a dict that is not seen": scoring("T.get(p['nationality'], 0) + 1", "from lib import load\nT = load()"),
    "a part of it": scoring("T['points'].get(p['nationality'], 0)", "from lib import load\nT = load()"),
    "a column by row name": scoring(
        "t.get(p['nationality'], 0)",
        "import pandas as pd\nt = pd.read_csv('t.csv').set_index('nationality')['points']",
    ),
    "a column as a dict": scoring(
        "t.get(p['nationality'], 0)",
        "import pandas as pd\nt = pd.read_csv('t.csv').set_index('nationality')['points'].to_dict()",
    ),
}


@pytest.mark.parametrize("files", UNSEEN.values(), ids=UNSEEN.keys())
def test_a_look_up_in_something_unseen_is_a_flow(tmp_path: Path, files: dict[str, str]) -> None:
    assert found(tmp_path, files) & {("ORL201", "nationality"), ("ORL203", "nationality")}


def test_names_of_countries_are_no_points(tmp_path: Path) -> None:
    names = '{"NL": "Netherlands", "MA": "Morocco", "TR": "Turkey", "SY": "Syria"}'
    files = {"show.py": f"T = {names}\ndef show(p):\n    print(T[p['nationality']])\n"}
    assert found(tmp_path, files) == {("ORL401", "nationality")}


def test_people_by_nationality_are_no_table(tmp_path: Path) -> None:
    files = scoring(
        "len(T[p['nationality']])",
        "import csv\nT = {}\nfor row in csv.DictReader(open('t.csv')):\n"
        "    T.setdefault(row['nationality'], []).append(row['name'])",
    )
    assert "ORL203" not in {code for code, _ in found(tmp_path, files)}


def test_a_join_of_persons_is_no_table(tmp_path: Path) -> None:
    files = {
        **column("df['debts'] * 2", "df = df.merge(pd.read_csv('debts.csv'), on=['person', 'nationality'])"),
        "debts.csv": "person,nationality,debts\n",
    }
    assert "ORL203" not in {code for code, _ in found(tmp_path, files)}
