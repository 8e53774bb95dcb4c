"""What procedures, merges, models in the database and unusual selections hand on in SQL."""

from __future__ import annotations

import pytest
from tests.interpreter.sql import reached

N, BY_N, SELECTS = ("nationality", "data"), ("nationality", "control"), ("nationality", "selection")
SCORE, LIST, TRAINED, APPLIED = "decides the score", "selects the population", "trained on", "scored on"

CASES = {
    "text that is put together": (
        "postgres",
        "CREATE FUNCTION f() RETURNS void AS $$ BEGIN "
        "EXECUTE format('CREATE TABLE s AS SELECT nationality || %L AS risk_score FROM p', 'x'); END $$ "
        "LANGUAGE plpgsql",
        {(SCORE, *N)},
    ),
    "a row into a variable": (
        "postgres",
        "CREATE FUNCTION f(who int) RETURNS int AS $$ DECLARE risk_score int; BEGIN "
        "SELECT length(nationality) INTO risk_score FROM p WHERE id = who; RETURN risk_score; END $$ LANGUAGE plpgsql",
        {(SCORE, *N)},
    ),
    "a procedure that is given something": (
        "tsql",
        "CREATE PROCEDURE put @value int AS BEGIN UPDATE p SET risk_score = @value END;\n"
        "DECLARE @own int; SELECT @own = len(nationality) FROM q; EXEC put @own",
        {(SCORE, *N)},
    ),
    "a procedure that gives rows": (
        "tsql",
        "CREATE PROCEDURE give AS SELECT nationality FROM p;\nCREATE TABLE s (risk_score int);\n"
        "INSERT INTO s (risk_score) EXEC give",
        {(SCORE, *N)},
    ),
    "a table that is given another name": (
        "tsql",
        "CREATE TABLE a (id int, nationality int, n int); EXEC sp_rename 'a', 'b'; "
        "SELECT nationality + 1 AS risk_score INTO c FROM b",
        {(SCORE, *N)},
    ),
    "rows that a merge deletes": (
        "tsql",
        "MERGE INTO p USING q ON p.id = q.id WHEN MATCHED AND q.nationality = 'x' THEN DELETE; "
        "SELECT p.age + 1 AS risk_score INTO s FROM p",
        {(SCORE, *SELECTS)},
    ),
    "rows that a merge puts in": (
        "tsql",
        "MERGE INTO p USING q ON p.id = q.id WHEN NOT MATCHED AND q.nationality = 'x' THEN INSERT (id, risk_score) "
        "VALUES (q.id, 3); SELECT p.age + 1 AS risk_score INTO s FROM p",
        {(SCORE, *SELECTS), (SCORE, *BY_N)},
    ),
    "who a merge puts on a list": (
        "tsql",
        "MERGE INTO worklist USING q ON worklist.id = q.id WHEN MATCHED AND q.nationality = 'x' THEN "
        "UPDATE SET reason = 1",
        {(LIST, *SELECTS)},
    ),
    "rows with scores that are deleted": (
        None,
        "CREATE TABLE p (id int, risk_score int, nationality text); DELETE FROM p WHERE nationality = 'x'",
        {(SCORE, *SELECTS)},
    ),
    "a table of scores": (
        None,
        "CREATE TABLE risk_scores AS SELECT id, nationality || '' AS value FROM p",
        {(SCORE, *N)},
    ),
    "a join by two unique keys": (
        None,
        "SELECT p.age + 1 AS risk_score FROM p LEFT JOIN (SELECT DISTINCT nationality, b FROM q) u "
        "ON u.nationality = p.nationality AND u.b = p.b",
        set(),
    ),
    "a join by one of two unique keys": (
        None,
        "SELECT p.id, count(*) AS risk_score FROM p LEFT JOIN (SELECT DISTINCT nationality, b FROM q) u "
        "ON u.nationality = p.nationality GROUP BY p.id",
        {(SCORE, *BY_N)},
    ),
    "a model that is trained by a function": (
        "postgres",
        "CREATE TABLE people AS SELECT id, nationality, fraud FROM raw; "
        "SELECT pgml.train('one', 'classification', 'people', 'fraud')",
        {(TRAINED, *N)},
    ),
    "a column under another name": (
        "duckdb",
        "CREATE TABLE s AS SELECT r + 1 AS risk_score FROM (SELECT * RENAME (nationality AS r) FROM p)",
        {(SCORE, *N)},
    ),
    "codes that stand in front": (
        None,
        "SELECT CASE WHEN 'NL' = nationality THEN 0 WHEN 'TR' = nationality THEN 4 WHEN 'MA' = nationality THEN 5 END "
        "AS risk_score FROM p",
        {(SCORE, *BY_N)},
    ),
    "how well a model does": (
        "bigquery",
        "SELECT * FROM ML.EVALUATE(MODEL m, (SELECT nationality, fraud FROM p))",
        set(),
    ),
}


@pytest.mark.parametrize(("dialect", "text", "expected"), CASES.values(), ids=CASES)
def test_what_reaches_a_score(dialect: str | None, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {each for each in reached(dialect, main=text) if ".*" not in each[1]} == expected
