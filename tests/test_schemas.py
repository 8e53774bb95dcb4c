"""What is declared about datasets, and what templates make of SQL, as a whole run sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings
from originlint.report.texts import SourceTexts

READER = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
frame = pd.read_sql("select * from persons", engine)
LogisticRegression().fit(frame.drop(columns=["y"]), frame["y"])
"""


def findings(root: Path, files: dict[str, str], settings: Settings | None = None) -> list[tuple[str, str, str, int]]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = api.check(root, (root,), settings or Settings())
    assert not [cut for cut in result.analysis.coverage.budget if "error in originlint" in cut]
    return [(one.rule.code, one.attribute, one.location.path, one.location.start.line) for one in result.findings]


SCHEMAS = {
    "dbt YAML": (
        "models/m.yml",
        "models: [{name: persons, columns: [{name: kenm_17, description: Country of birth}]}]",
    ),
    "SQLAlchemy": (
        "app/models.py",
        "class P(Base):\n    __tablename__ = 'persons'\n    x = Column('kenm_17', comment='Country of birth')\n",
    ),
    "Django": (
        "app/models.py",
        "class Persons(models.Model):\n    kenm_17 = models.CharField('Country of birth')\n",
    ),
}


@pytest.mark.parametrize("case", SCHEMAS)
def test_a_description_tells_what_a_column_holds(tmp_path: Path, case: str) -> None:
    name, text = SCHEMAS[case]
    assert findings(tmp_path, {name: text, "train.py": READER}) == [("ORL301", "kenm_17", "train.py", 5)]


def test_the_settings_name_a_dump_that_is_no_part_of_the_project(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("db/\n")
    dump = "table_name,column_name,comment\npersons,id,\npersons,kenm_17,Country of birth\npersons,y,\n"
    files = {"db/dump.csv": dump, "train.py": READER}
    found = findings(tmp_path, files, Settings(schemas=("db/dump.csv",), extend_exclude=("db/",)))
    assert ("ORL301", "kenm_17", "train.py", 4) in found


def test_a_schema_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    result = api.check(tmp_path, (tmp_path,), Settings(schemas=("missing.csv", "a.py")))
    assert [(each.path, each.message.split(":")[0]) for each in result.analysis.coverage.problems] == [
        ("missing.csv", "cannot be used as a schema"),
        ("a.py", "cannot be used as a schema"),
    ]


def test_declared_columns_are_inventory_unless_code_uses_them(tmp_path: Path) -> None:
    yaml = "models:\n  - name: persons\n    columns:\n      - name: nationality\n      - name: race\n"
    assert findings(tmp_path, {"m.yml": yaml}) == [
        ("ORL401", "nationality", "m.yml", 4),
        ("ORL401", "race", "m.yml", 5),
    ]
    used = findings(tmp_path, {"q.sql": "select race from persons"})
    assert used == [("ORL401", "nationality", "m.yml", 4), ("ORL401", "race", "q.sql", 1)]


def test_both_ways_of_a_condition_reach_the_table(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "select id, {% if flag %}race{% else %}nationality{% endif %} as x from {{ ref('p') }}",
        "models/b.sql": "select id, x as risk_score from {{ ref('a') }}",
    }
    assert findings(tmp_path, files) == [
        ("ORL103", "race", "models/a.sql", 1),
        ("ORL103", "nationality", "models/a.sql", 1),
    ]


def test_no_line_of_a_binary_file_is_shown() -> None:
    assert SourceTexts(lambda path: b"PAR1\0\1").line("a.parquet", 1) == ""


def test_what_is_common_to_both_ways_sees_both(tmp_path: Path) -> None:
    made = "{% if flag %}create table a as select id, age as x from p{% else %}"
    text = made + "create table a as select id, race as x from p{% endif %};\nselect id, x as risk_score from a;"
    assert findings(tmp_path, {"q.sql": text}) == [("ORL103", "race", "q.sql", 1)]


def test_the_place_is_that_of_the_text_in_the_file(tmp_path: Path) -> None:
    columns = "{% set columns = [\n  'age',\n  'race',\n] %}\n"
    text = columns + "select {{ columns | join(' + ') }} as risk_score from {{ ref('p') }}\n"
    assert findings(tmp_path, {"models/a.sql": text}) == [("ORL103", "race", "models/a.sql", 3)]


def test_a_macro_that_nobody_calls_is_looked_at(tmp_path: Path) -> None:
    macro = "{% macro risk_points(person) %}\ncase when {{ person }}.nationality = 'x' then 1 end\n{% endmacro %}"
    files = {"dbt_project.yml": "name: p\n", "macros/risk.sql": macro}
    assert findings(tmp_path, files) == [("ORL201", "nationality", "macros/risk.sql", 2)]


def test_a_seed_is_a_table(tmp_path: Path) -> None:
    files = {
        "dbt_project.yml": "name: p\n",
        "seeds/people.csv": "id,race,age\n1,a,2\n",
        "train.py": READER.replace("persons", "people"),
    }
    assert ("ORL301", "race", "train.py", 4) in findings(tmp_path, files)


def test_sqlrender_is_rendered(tmp_path: Path) -> None:
    text = "select {@with_race} ? {race} : {age} as risk_score from @cdm.person"
    assert findings(tmp_path, {"a.sql": text}) == [("ORL103", "race", "a.sql", 1)]


def test_a_broken_template_costs_only_itself(tmp_path: Path) -> None:
    files = {"models/bad.sql": "{% if %} select race from p", "models/good.sql": "select race as risk_score from p"}
    found = findings(tmp_path, files)
    assert ("ORL103", "race", "models/good.sql", 1) in found
    assert ("ORL401", "race", "models/bad.sql", 1) in found


def test_the_columns_of_a_workbook_are_known(tmp_path: Path) -> None:
    row = "".join(f'<c t="str"><v>{name}</v></c>' for name in ("id", "race", "y"))
    with zipfile.ZipFile(tmp_path / "people.xlsx", "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData><row>{row}</row></sheetData></worksheet>")
    reader = READER.replace('read_sql("select * from persons", engine)', 'read_excel("people.xlsx")')
    assert ("ORL301", "race", "train.py", 4) in findings(tmp_path, {"train.py": reader})


@pytest.mark.parametrize(
    ("adapter", "code"),
    [
        ("duckdb", "frame['risk_score'] = frame['nationality'].map(POINTS)\n    return frame"),
        ("databricks", "return frame.withColumn('risk_score', frame['nationality'])"),
    ],
)
def test_python_models_of_dbt_make_tables(tmp_path: Path, adapter: str, code: str) -> None:
    model = (
        f"def model(dbt, session):\n    dbt.config(materialized='table')\n    frame = dbt.ref('people')\n    {code}\n"
    )
    files = {
        "dbt_project.yml": "name: p\nprofile: p\n",
        "profiles.yml": f"p: {{target: a, outputs: {{a: {{type: {adapter}}}}}}}\n",
        "models/people.sql": "select id, nat as nationality from {{ source('s', 'persons') }}",
        "models/points.py": model,
        "models/list.sql": "select id, risk_score as priority_score from {{ ref('points') }}",
    }
    assert ("ORL103", "nat", "models/people.sql", 1) in findings(tmp_path, files)
