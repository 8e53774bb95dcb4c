"""Names that say nothing are origin when the project says so elsewhere, or shows it by the values it looks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.api import check
from originlint.config.settings import Settings

TRAIN = """
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("cases.csv")
model = LogisticRegression().fit(df[["v12", "income"]], df["fraud"])
"""


def found(folder: Path, **files: str) -> set[tuple[str, str]]:
    """The (rule, attribute) pairs in a project of these files."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return {(finding.rule.code, finding.attribute) for finding in check(folder, (folder,), Settings()).findings}


def test_a_label_in_a_script_of_another_language_teaches(tmp_path: Path) -> None:
    files = {"train__py": TRAIN, "labels__sas": "label v12 = 'code geboorteland';"}
    assert ("ORL101", "v12") in found(tmp_path, **files)


def test_without_it_the_name_says_nothing(tmp_path: Path) -> None:
    assert ("ORL101", "v12") not in found(tmp_path, train__py=TRAIN)


def test_a_description_in_dbt_teaches(tmp_path: Path) -> None:
    schema = (
        "models:\n  - name: cases\n    columns:\n      - name: v12\n        description: Nationality of the client\n"
    )
    assert ("ORL101", "v12") in found(tmp_path, train__py=TRAIN, schema__yml=schema)


def test_a_rename_elsewhere_in_the_file_teaches(tmp_path: Path) -> None:
    shown = TRAIN + "\nprint(df.rename(columns={'v12': 'nationaliteit'}).groupby('nationaliteit').size())\n"
    assert ("ORL101", "v12") in found(tmp_path, train__py=shown)


def test_a_list_of_nationality_codes_tells_what_a_column_holds(tmp_path: Path) -> None:
    score = """
def risk_score(row):
    if row["x1"] in ("0052", "0131", "0263", "0312", "0339", "0331"):
        return 10
    return 0
"""
    assert ("ORL201", "x1") in found(tmp_path, score__py=score)


@pytest.mark.parametrize(
    ("test", "attribute"), [("x1 in ('0052', '0131', '0263', '0312', '0339')", "x1"), ("land = '6030'", "land")]
)
def test_codes_tell_in_sql_too(tmp_path: Path, test: str, attribute: str) -> None:
    query = f"select id, case when {test} then 10 else 0 end as risk_score from aanvragen"
    assert ("ORL201", attribute) in found(tmp_path, score__sql=query)


def test_a_table_from_countries_to_points_is_a_country_risk_table(tmp_path: Path) -> None:
    score = """
POINTS = {"NL": 0, "MA": 3, "TR": 3, "SY": 5, "PL": 1}

def risk_score(applicant):
    score = 0
    score += POINTS.get(applicant["land"], 2)
    return score
"""
    assert ("ORL203", "land") in found(tmp_path, score__py=score)


@pytest.mark.parametrize(
    ("choice", "rule"),
    [
        ("CASE nationaliteit WHEN 'MA' THEN 3 WHEN 'TR' THEN 3 WHEN 'SY' THEN 5 ELSE 1 END", "ORL203"),
        ("CASE WHEN nationaliteit IN ('MA', 'TR') THEN 3 WHEN nationaliteit = 'SY' THEN 5 ELSE 1 END", "ORL203"),
        ("CASE WHEN nationaliteit IN ('MA', 'TR', 'SY') THEN 3 ELSE 1 END", "ORL201"),
        ("CASE WHEN nationaliteit = 'NL' THEN 0 ELSE 1 END", "ORL201"),
        ("CASE nationaliteit WHEN 'MA' THEN a WHEN 'TR' THEN b WHEN 'SY' THEN c END", "ORL201"),
    ],
)
def test_a_case_that_gives_numbers_to_many_codes_is_a_table_too(tmp_path: Path, choice: str, rule: str) -> None:
    assert (rule, "nationaliteit") in found(tmp_path, score__sql=f"SELECT id, {choice} AS risk_score FROM aanvragen")


FAMILIES = """
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("cases.csv")
values = open("values.txt").read().split()
names = [f"{template}" for v in values]
model = LogisticRegression().fit(df[names], df["fraud"])
"""


@pytest.mark.parametrize(
    ("template", "attribute"),
    [("nationality_{v}", "nationality"), ("is_{v}_nationality", "is_*_nationality"), ("race_{v}", "race")],
)
def test_a_family_of_generated_names_is_known_by_what_is_fixed(tmp_path: Path, template: str, attribute: str) -> None:
    assert ("ORL101", attribute) in found(tmp_path, train__py=FAMILIES.replace("{template}", template))


def test_a_word_that_may_go_on_in_the_gap_is_left_in_doubt(tmp_path: Path) -> None:
    assert not found(tmp_path, train__py=FAMILIES.replace("{template}", "origin{v}")) & {("ORL101", "origin")}


TABLE = """
POINTS = {table}

def risk_score(row):
    return POINTS[row["{column}"]] + 1
"""


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("nationality", '{"Dutch": 0, "Moroccan": 5, "Turkish": 5}'),
        ("nationaliteit", "{1: 0, 52: 1, 131: 5}"),
        ("geboorteland", '{"NL": 0, "overig": 5}'),
        ("land", '{"Marokko": 5, "Turkije": 4, "Nederland": 0, "Polen": 3}'),
    ],
)
def test_a_table_from_an_origin_to_points_is_a_risk_table(tmp_path: Path, column: str, table: str) -> None:
    score = TABLE.replace("{column}", column).replace("{table}", table)
    assert ("ORL203", column) in found(tmp_path, score__py=score)


def test_a_table_of_something_else_that_an_origin_decides_is_none(tmp_path: Path) -> None:
    score = TABLE.replace("{column}", "sector").replace("{table}", '{"a": 0, "b": 5}')
    assert not found(tmp_path, score__py=score)


KNOWN_CASES = {
    "p['Nederlanderschap'] == 'Nee'": "",
    "p['tweede_nationaliteit']": "",
    "p['leeftijd_bsn'] > 3": "Years since the citizen service number was issued",
    "p['bsn_uitgiftedatum'] > x": "Years since the citizen service number was issued",
    "p['dagen_sinds_taaleis'] > 9": "The language requirement is put to people",
    "not p['persoonlijke_eigenschappen_taaleis_voldaan']": "The language requirement is put to people",
    "p['persoonlijke_eigenschappen_spreektaal'] == 'x'": "Command of the language",
    "p['nl_spreken'] < 2": "Command of the language",
    "p['adres_recentste_wijk_charlois']": "Neighbourhoods differ",
    "p['typologie'] == 'Vluchteling'": "",
    "p['afstand_tot_ouders'] < 5": "The distance to the parents' address",
    "p['onderwijsvorm'] == 'mbo'": "The type of education",
    "p['gba_eerste_inschrijving_datum'] > x": "The date of first registration",
    "p['woonwagenbewoner']": "Caravan dwellers",
    "p['gift_moskee'] > 0": "Religion is one of the criteria",
    "p['geboorteland_bestuurder'] not in EU": "",
    "p['europees_kiesrecht_aand']": "It is filled only for citizens of the European Union",
    "p['jaren_in_nederland'] < 3": "It is filled, or shorter than a life",
    "p['verblijf'] in (21, 26, 27)": "",
}


@pytest.mark.parametrize(("test", "reason"), KNOWN_CASES.items())
def test_what_known_cases_used_is_found_with_its_reason(tmp_path: Path, test: str, reason: str) -> None:
    (tmp_path / "score.py").write_text(f"def risk_score(p):\n    return 5 if {test} else 0\n", encoding="utf-8")
    found = [each for each in check(tmp_path, (tmp_path,), Settings()).findings if each.rule.code == "ORL201"]
    assert [each.details[0].startswith(reason) if reason else True for each in found] == [True]


def test_a_stay_is_no_residence_title(tmp_path: Path) -> None:
    assert not found(
        tmp_path, score__py="def risk_score(p):\n    return 5 if p['verblijf'] > 14 else p['verblijfsobject']\n"
    )


def test_a_finding_says_where_the_project_tells_what_a_name_means(tmp_path: Path) -> None:
    (tmp_path / "labels.sas").write_text("label v12 = 'code geboorteland';", encoding="utf-8")
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    details = [finding.details for finding in check(tmp_path, (tmp_path,), Settings()).findings]
    assert ("'v12' is 'code geboorteland', according to labels.sas:1.",) in {each[:1] for each in details}


TWO_TABLES = """
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("{first}")
people = people.rename(columns={{"v12": "nationaliteit"}})
print(people.groupby("nationaliteit").size())
cases = pd.read_csv("{second}")
LogisticRegression().fit(cases[["v12", "age", "sex", "income"]], cases["fraud"])
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("people.csv", "cases.csv", False), ("people.csv", "data/people.csv", True), ("y_2020.csv", "y_2021.csv", True)],
)
def test_a_rename_teaches_for_its_own_dataset(tmp_path: Path, first: str, second: str, expected: bool) -> None:
    code = TWO_TABLES.format(first=first, second=second)
    assert (("ORL101", "v12") in found(tmp_path, train__py=code)) is expected


def test_a_rename_teaches_for_its_dataset_in_other_files_too(tmp_path: Path) -> None:
    show = "import pandas as pd\npd.read_csv('cases.csv').rename(columns={'v12': 'nationaliteit'}).to_html('a.html')\n"
    assert ("ORL101", "v12") in found(tmp_path, train__py=TRAIN, show__py=show)


def test_an_alias_in_sql_teaches_for_its_own_table(tmp_path: Path) -> None:
    query = (
        "create table report as select v12 as nationaliteit, age, sex from people;\n"
        "create table scored as select id, v12 * 3 as risk_score, age, sex from cars;\n"
        "create table scored_too as select id, v12 * 3 as fraud_score, age, sex from people;\n"
    )
    (tmp_path / "query.sql").write_text(query, encoding="utf-8")
    sinks = {(each.attribute, each.sink) for each in check(tmp_path, (tmp_path,), Settings()).findings if each.sink}
    assert ("v12", "fraud_score") in sinks
    assert ("v12", "risk_score") not in sinks


COMMENTED = """
create table clients (id int, v12 varchar(4), age int, sex char(1));
comment on column clients.v12 is 'Nationaliteit';
{other}
"""


@pytest.mark.parametrize(
    ("other", "expected"),
    [("create table cases (id int, v12 int, age int, sex int, fraud int);", False), ("", True)],
    ids=["another table of its own", "a table that may be an export of it"],
)
def test_a_comment_teaches_for_its_own_table(tmp_path: Path, other: str, expected: bool) -> None:
    train = TRAIN.replace('pd.read_csv("cases.csv")', 'pd.read_sql_table("cases", engine)')
    schema = COMMENTED.format(other=other)
    assert (("ORL101", "v12") in found(tmp_path, train__py=train, schema__sql=schema)) is expected


def test_a_data_dictionary_in_a_text_teaches(tmp_path: Path) -> None:
    text = "# Data\n\n| Column | Description |\n|---|---|\n| `v12` | Country of birth |\n"
    assert ("ORL101", "v12") in found(tmp_path, train__py=TRAIN, README__md=text)


def test_a_text_is_neither_scanned_nor_counted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("We never use nationality.", encoding="utf-8")
    result = check(tmp_path, (tmp_path,), Settings())
    assert (result.findings, result.analysis.coverage.files) == ((), ())


ROWS = """
import pandas as pd

df = pd.read_csv("socrates_ref.csv")
{code}
"""


@pytest.mark.parametrize(
    "code",
    [
        "df['risk_score'] = df[df['attribuut'] == 'NATIONALITEIT1']['waarde'].astype(int) * 2",
        "part = df[(df.attribuut == 'NATIONALITEIT1') & (df.x > 3)]\nrisk_score = part.waarde.map({'1': 0, '52': 3})",
        "risk_score = df[df.attribuut.isin(['NATIONALITEIT1'])]['waarde'] == '52'",
        "import polars as pl\nrows = pl.from_pandas(df).filter(pl.col('attribuut').is_in(['NATIONALITEIT1']))\n"
        "risk_score = rows['waarde'] == '52'",
        "wide = df.pivot(index='id', columns='attribuut', values='waarde')\nrisk_score = wide['NATIONALITEIT1'] * 2",
        "def risk_score(row):\n    return 3 if row['attribuut'] == 'NATIONALITEIT1' and row['waarde'] != '1' else 0",
    ],
)
def test_a_look_up_under_the_name_of_an_attribute(tmp_path: Path, code: str) -> None:
    rules = {rule for rule, name in found(tmp_path, score__py=ROWS.format(code=code)) if name == "NATIONALITEIT1"}
    assert rules & {"ORL103", "ORL201", "ORL203"}


def test_the_name_of_a_column_is_no_value(tmp_path: Path) -> None:
    code = "def risk_score(columns):\n    return sum(1 for each in columns if each.name == 'nationality')\n"
    assert not found(tmp_path, score__py=code)


@pytest.mark.parametrize("code", ["df[df['bedrag'] == 'NATIONALITEIT1']", "df[df['attribuut'] == 'INKOMEN']"])
def test_a_look_up_of_something_else(tmp_path: Path, code: str) -> None:
    assert not found(tmp_path, score__py=ROWS.format(code=f"risk_score = {code}['waarde'] * 2"))


def test_a_doubtful_name_that_reaches_a_score_is_inventory_elsewhere(tmp_path: Path) -> None:
    train = TRAIN.replace("v12", "continent")
    explore = (
        "import pandas as pd\ncases = pd.read_csv('cases.csv')\nprint(cases.groupby('continent')['income'].mean())\n"
    )
    rules = {rule for rule, name in found(tmp_path, train__py=train, explore__py=explore) if name == "continent"}
    assert "ORL101" in rules and rules & {"ORL401", "ORL402"}


def test_alone_it_says_nothing(tmp_path: Path) -> None:
    explore = "import pandas as pd\ncases = pd.read_csv('cases.csv')\nprint(cases.groupby('continent')['x'].mean())\n"
    assert not found(tmp_path, explore__py=explore)


@pytest.mark.parametrize(
    "code",
    [
        "problem = Problem(features=['AGEP', 'SCHL'], target='PINCP', group='RAC1P')",
        "PROTECTED = ['race', 'sex', 'age', 'marital_status']",
        "config = {'bias_attributes': ['nationality']}",
    ],
)
def test_what_a_model_is_audited_by_is_inventory(tmp_path: Path, code: str) -> None:
    names = {(rule, name) for rule, name in found(tmp_path, config__py=code)}
    assert names & {("ORL402", "RAC1P"), ("ORL402", "race"), ("ORL402", "nationality")}


def test_a_list_of_other_groups_is_none(tmp_path: Path) -> None:
    assert not found(tmp_path, config__py="run(group='origin')\nbias = ['relu', 'tanh']\nlayer(bias='zeros')\n")
