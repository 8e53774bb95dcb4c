"""What a round keeps of the one before is what evaluating it again would give."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.units import Unit, Units

FIXTURES = Path(__file__).parents[2] / "fixtures"

SHARED = """
import json
import pandas as pd

SEEN = []
LIMITS = json.load(open("limits.json"))

class Cleaner:
    def __init__(self, column):
        self.column = column
        self.calls = 0

    def clean(self, frame):
        self.calls += 1
        return frame.drop(columns=[self.column])

    def risk(self, person):
        return person[self.column] + LIMITS["factor"]

CLEANER = Cleaner("religion")

def load(name):
    SEEN.append(name)
    return pd.read_csv(name)
"""

PIECES = (
    'frame = pd.read_csv("{a}.csv")\n',
    'frame = shared.load("{a}.csv")\n',
    'frame = pd.DataFrame({{"nationality": x, "age": y}})\n',
    'frame.to_csv("{b}.csv")\n',
    'frame["birth_country"] = frame["{c}"]\nframe.to_parquet("{b}.parquet")\n',
    'other = pd.read_parquet("{a}.parquet")\nframe = frame.merge(other, on="id")\n',
    'shared.SEEN.append(frame["{c}"])\n',
    'LogisticRegression().fit(frame, frame["fraud"])\n',
    'LogisticRegression().fit(shared.SEEN[0], frame["fraud"])\n',
    'model = LogisticRegression().fit(shared.CLEANER.clean(frame), y)\njoblib.dump(model, "{b}.pkl")\n',
    'joblib.dump(["{c}", "age"], "{b}.joblib")\n',
    'columns = joblib.load("{a}.joblib")\nLogisticRegression().fit(frame[columns], y)\n',
    'model = joblib.load("{a}.pkl")\nmodel.predict(frame)\n',
    "def score_{n}(person):\n    shared.SEEN.append(person)\n    return person['{c}'] * 2\n",
    "def risk_{n}(person):\n    return shared.CLEANER.risk(person) + len(shared.SEEN)\n",
    "def train_{n}(table):\n    global frame\n    frame = table\n    SVC().fit(frame, frame['fraud'])\n",
    'frame["{c}"].apply(lambda value: value + len(shared.SEEN))\n',
    'duckdb.sql("create table {b} as select {c}, age from {a}")\n',
    'shared.LIMITS["factor"] = frame["{c}"].mean()\n',
)
"""What a file can do: read and write by name, change what another file holds, and score."""

HEAD = """
import duckdb
import joblib
import pandas as pd
import shared
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

x, y = load()
frame = pd.DataFrame(x)
"""


def _write_project(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    (folder / "shared.py").write_text(SHARED, encoding="utf-8")
    (folder / "limits.json").write_text('{"factor": 2}', encoding="utf-8")
    (folder / "tables.sql").write_text("create table t0 as select * from t3;", encoding="utf-8")
    for number in range(6):
        pieces = [
            piece.format(
                a=f"t{chance.randrange(4)}",
                b=f"t{chance.randrange(4)}",
                c=chance.choice(("race", "age", "nationality", "income")),
                n=place,
            )
            for place, piece in enumerate(chance.choices(PIECES, k=5))
        ]
        (folder / f"file_{number}.py").write_text(HEAD + "".join(pieces), encoding="utf-8")


def _said_of(folder: Path) -> str:
    result = check(folder, (folder,), Settings())
    return repr((result.analysis, result.findings))


def _assert_keeping_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _said_of(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Units, "_can_be_kept", lambda *_: False)
        assert kept == _said_of(folder)


@pytest.mark.parametrize("seed", range(6))
def test_generated_projects_come_out_the_same(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_project(tmp_path, seed)
    _assert_keeping_changes_nothing(tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_projects_come_out_the_same(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_project(tmp_path, seed)
    _assert_keeping_changes_nothing(tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["examples", "flows"])
def test_fixtures_come_out_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _assert_keeping_changes_nothing(FIXTURES / name, monkeypatch)


def test_only_what_reads_something_that_changed_is_evaluated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = "import pandas as pd\nfrom sklearn.svm import SVC\nframe = pd.read_csv('made.csv')\nSVC().fit(frame, y)\n"
    (tmp_path / "a_reads.py").write_text(read, encoding="utf-8")
    (tmp_path / "b_writes.py").write_text(
        "import pandas as pd\npd.DataFrame({'race': x}).to_csv('made.csv')\n", encoding="utf-8"
    )
    (tmp_path / "c_alone.py").write_text("def risk(person):\n    return person.nationality\n", encoding="utf-8")
    evaluated: list[str] = []
    run = Units._can_be_kept

    def noted(self: Units, vm: Interpreter, unit: Unit) -> bool:
        kept = run(self, vm, unit)
        if not kept:
            evaluated.append(str(unit.key[1]))
        return kept

    monkeypatch.setattr(Units, "_can_be_kept", noted)
    flows = check(tmp_path, (tmp_path,), Settings()).analysis.flows
    assert evaluated == ["a_reads.py"]
    assert {flow.attribute for flow in flows} == {"race", "nationality"}
