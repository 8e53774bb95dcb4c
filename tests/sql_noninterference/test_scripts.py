"""Scripts are run: when changing only the nationality changes a score, its labels say so."""

from __future__ import annotations

import pytest
from tests.sql_noninterference.engines import Engine, ScriptError, engine
from tests.sql_noninterference.oracle import Verdict, influences, judge, says
from tests.sql_noninterference.peer import compare, generated
from tests.sql_noninterference.scripts import script


@pytest.fixture(scope="module")
def sqlite() -> Engine:
    return engine("sqlite")


@pytest.fixture(scope="module")
def duckdb() -> Engine:
    pytest.importorskip("duckdb")
    return engine("duckdb")


CASES = [
    "CREATE TABLE out AS SELECT id, instr('NLTRMAPLSR', nationality) + amount AS risk_score FROM people",
    "CREATE TABLE out AS SELECT id, CASE WHEN nationality = 'NL' THEN 0 ELSE amount END AS risk_score FROM people",
    "CREATE TABLE out AS SELECT id, amount + 1 AS risk_score FROM people WHERE nationality <> 'NL'",
    "CREATE TABLE out AS SELECT p.id, t.worth + 0 AS risk_score FROM people p LEFT JOIN points t "
    "ON t.code = p.nationality",
    "CREATE TABLE out AS SELECT p.id, t.worth + 0 AS risk_score FROM points t JOIN people p ON t.code = p.nationality",
    "CREATE TABLE out AS SELECT p.id, count(*) AS risk_score FROM people p LEFT JOIN people q "
    "ON q.nationality = p.nationality GROUP BY p.id",
    "CREATE TABLE out AS SELECT id, rank() OVER (ORDER BY nationality, id) AS risk_score FROM people",
    "CREATE TABLE out AS SELECT id, amount + (SELECT count(*) FROM people q WHERE q.nationality = 'TR') AS risk_score "
    "FROM people",
    "CREATE TABLE out AS SELECT id, amount + 1 AS risk_score FROM people ORDER BY nationality, id LIMIT 3",
    "CREATE TABLE out AS SELECT id, amount AS risk_score FROM people;"
    "UPDATE out SET risk_score = risk_score + 7 WHERE id IN (SELECT id FROM people WHERE nationality = 'MA')",
    "CREATE TABLE out AS SELECT id, amount + 1 AS risk_score FROM people;"
    "DELETE FROM out WHERE id IN (SELECT id FROM people WHERE nationality = 'MA')",
    "CREATE TABLE t AS SELECT * FROM people; CREATE TABLE out AS SELECT id, coalesce(nullif(nationality, 'NL'), 'x') "
    "AS risk_score FROM t",
    "CREATE TABLE out AS SELECT id, amount + 1 AS risk_score FROM people p WHERE EXISTS "
    "(SELECT 1 FROM points WHERE points.code = p.nationality)",
    "CREATE TABLE out AS WITH n AS (SELECT dept, count(*) AS c FROM people WHERE nationality = 'NL' GROUP BY dept) "
    "SELECT p.id, n.c + 0 AS risk_score FROM people p LEFT JOIN n ON n.dept = p.dept",
    "CREATE TABLE out (id INTEGER, risk_score INTEGER);"
    "INSERT INTO out SELECT p.id, (SELECT count(*) FROM people q WHERE q.nationality = p.nationality) FROM people p",
]


@pytest.mark.parametrize("sql", CASES)
def test_what_changes_a_score_is_found(sqlite: Engine, sql: str) -> None:
    shown = influences(sqlite, sql.split(";"))
    assert shown, "the case shows nothing"
    assert judge(shown, says("sqlite", sql.split(";")), one_row_each=True) is Verdict.FOUND


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE out AS SELECT id, n + 0 AS risk_score FROM (SELECT amount AS id, substr(nationality, 1, 1) AS c, "
        "count(*) AS n FROM people GROUP BY amount, substr(nationality, 1, 1)) AS g",
        "CREATE TABLE out AS SELECT p.id, p.amount + 1 AS risk_score FROM people p, "
        "(SELECT nationality, count(*) AS n FROM people GROUP BY nationality HAVING count(*) > 3) AS g",
    ],
)
def test_a_group_that_is_left_out_later_is_not_forgotten(sqlite: Engine, sql: str) -> None:
    shown = influences(sqlite, [sql])
    assert shown, "the case shows nothing"
    assert judge(shown, says("sqlite", [sql]), one_row_each=False) is Verdict.FOUND


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE out AS SELECT id, amount * 2 AS risk_score FROM people",
        "CREATE TABLE out AS SELECT p.id, v.cost + 0 AS risk_score FROM people p JOIN visits v ON v.pid = p.id",
        "CREATE TABLE out AS SELECT id, sum(amount) OVER (PARTITION BY dept) AS risk_score FROM people",
        "CREATE TABLE t AS SELECT id, amount, nationality FROM people;"
        "CREATE TABLE out AS SELECT id, max(amount) AS risk_score FROM t GROUP BY id",
        "CREATE TABLE out AS SELECT pid AS id, max(value) AS risk_score FROM facts WHERE attribute = 'HOBBY' "
        "GROUP BY pid",
        "CREATE TABLE out AS SELECT pid AS id, answers ->> '$.hobby' AS risk_score FROM forms",
    ],
)
def test_what_changes_nothing_is_not_accused(sqlite: Engine, sql: str) -> None:
    assert influences(sqlite, sql.split(";")) == set()
    assert says("sqlite", sql.split(";")) == set()


def check(database: Engine, seed: int) -> None:
    """Raise AssertionError when a generated script shows an influence that the analysis does not say."""
    made = script(seed, database.dialect)
    try:
        shown = influences(database, made.statements)
    except ScriptError:
        return
    said = says(database.dialect, made.statements)
    verdict = judge(shown, said, made.one_row_each)
    assert verdict not in (Verdict.MISSED, Verdict.WEAK), f"script {seed}: {shown} is shown, {said} said\n{made.text}"


@pytest.mark.parametrize("block", range(2))
def test_generated_scripts_hide_nothing(sqlite: Engine, block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        check(sqlite, seed)


@pytest.mark.slow
def test_more_generated_scripts_hide_nothing(sqlite: Engine) -> None:
    for seed in range(40, 440):
        check(sqlite, seed)


@pytest.mark.slow
def test_generated_scripts_for_duckdb_hide_nothing(duckdb: Engine) -> None:
    for seed in range(60):
        check(duckdb, seed)


def test_values_come_from_the_columns_that_sqlglot_names() -> None:
    assert compare(generated(12, "sqlite"), "sqlite").unexplained == []


def test_the_same_number_is_the_same_script() -> None:
    assert script(7, "duckdb") == script(7, "duckdb")
    assert len({script(seed, "sqlite").text for seed in range(50)}) > 45
