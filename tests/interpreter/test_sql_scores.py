"""What SQL does to the dependence of a score: derived, decided, selected."""

from __future__ import annotations

import pytest
from tests.interpreter.sql import interpret, reached, scores

DATA = {("nationality", "data")}
CONTROL = {("nationality", "control")}
SELECTION = {("nationality", "selection")}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT id, length(nationality) AS risk_score FROM p", DATA),
        ("SELECT id, CASE WHEN nationality <> 'NL' THEN 5 ELSE 0 END AS risk_score FROM p", CONTROL),
        ("SELECT id, CASE nationality WHEN 'NL' THEN 0 ELSE 5 END AS risk_score FROM p", CONTROL),
        ("SELECT id, amount * 2 AS risk_score FROM p WHERE nationality <> 'NL'", SELECTION),
        ("SELECT id, amount * 2 AS risk_score FROM p", set()),
        ("SELECT count(*) AS risk_score FROM p WHERE nationality <> 'NL'", CONTROL),
        ("SELECT sum(CASE WHEN nationality = 'NL' THEN 1 END) AS risk_score FROM p", CONTROL),
        ("SELECT id, rank() OVER (PARTITION BY nationality ORDER BY amount) AS risk_score FROM p", CONTROL),
        ("SELECT id, nullif(amount, nationality) AS risk_score FROM p", CONTROL),
        ("SELECT id, greatest(amount, 3) AS risk_score FROM p ORDER BY nationality", set()),
        ("SELECT id, amount + 1 AS risk_score FROM p ORDER BY nationality LIMIT 5", SELECTION),
        ("SELECT id, (SELECT max(x) FROM q WHERE q.n = p.nationality) AS risk_score FROM p", CONTROL),
        ("SELECT id, a + 1 AS risk_score FROM p WHERE EXISTS (SELECT 1 FROM q WHERE q.nationality = 'NL')", SELECTION),
        ("SELECT id, a + 1 AS risk_score FROM p WHERE id IN (SELECT id FROM q WHERE nationality = 'NL')", SELECTION),
        ("SELECT p.id, t.points AS risk_score FROM p LEFT JOIN t ON t.code = p.nationality", CONTROL),
        ("SELECT p.id, p.amount AS risk_score FROM p JOIN t USING (id)", set()),
        ("SELECT p.id, p.amount * 2 AS risk_score FROM p JOIN t ON t.code = p.nationality", SELECTION),
        ("SELECT p.id, p.amount * 2 AS risk_score FROM p LEFT JOIN t ON t.code = p.nationality", set()),
        ("SELECT p.id, t.points AS risk_score FROM t JOIN p ON t.code = p.nationality", CONTROL | SELECTION),
        ("SELECT p.id, count(*) AS risk_score FROM p LEFT JOIN t ON t.code = p.nationality GROUP BY p.id", CONTROL),
        ("WITH a AS (SELECT id, nationality AS n FROM p) SELECT id, n || 'x' AS risk_score FROM a", DATA),
        ("WITH RECURSIVE r AS (SELECT nationality AS n FROM p UNION ALL SELECT n FROM r) "
         "SELECT n || '' AS risk_score FROM r", DATA),
        ("SELECT id, x || '' AS risk_score FROM (SELECT id, amount x FROM p UNION ALL SELECT id, nationality FROM q) u",
         DATA),
        ("SELECT id, v AS risk_score FROM p CROSS JOIN LATERAL (SELECT p.nationality AS v) l", DATA),
        ("SELECT dept, avg(amount) AS risk_score FROM p GROUP BY dept, nationality", {*CONTROL}),
        ("SELECT nationality, avg(amount) AS risk_score FROM p GROUP BY nationality", set()),
        ("SELECT substr(nationality, 1, 1) AS n, avg(amount) AS risk_score FROM p GROUP BY n", set()),
        ("SELECT substr(nationality, 1, 1) AS n, avg(amount) AS risk_score FROM p GROUP BY substr(nationality, 1, 1)",
         set()),
        ("SELECT id, avg(amount) AS risk_score FROM p GROUP BY id, substr(nationality, 1, 1)", CONTROL),
        ("SELECT id, c + 1 AS risk_score FROM (SELECT id, nationality, count(*) AS c FROM p GROUP BY 1, 2) g",
         SELECTION),
        ("SELECT id, decode(nationality, 'NL', 0, 5) AS risk_score FROM p", CONTROL),
        ("UPDATE p SET risk_score = risk_score + 5 WHERE nationality <> 'NL'", CONTROL),
        ("UPDATE p SET risk_score = q.n FROM (SELECT id, nationality AS n FROM r) q WHERE q.id = p.id", DATA),
        ("MERGE INTO p USING q ON p.id = q.id WHEN MATCHED AND q.nationality = 'x' THEN UPDATE SET risk_score = 1",
         CONTROL),
        ("INSERT INTO scores (id, risk_score) SELECT id, nationality FROM p", DATA),
        ("CREATE TABLE t AS SELECT * FROM p; CREATE TABLE s AS SELECT nationality || '' AS risk_score FROM t", DATA),
    ],
)  # fmt: skip
def test_a_score_depends_on_what_decides_it(sql: str, expected: set[tuple[str, str]]) -> None:
    assert scores(sql) == expected


def test_a_value_that_is_looked_up_under_the_name_of_an_attribute_is_one() -> None:
    sql = "SELECT id, waarde AS risico FROM kenmerken WHERE attribuut = 'NATIONALITEIT1'"
    assert ("NATIONALITEIT1", "data") in scores(sql)


def test_who_is_put_on_a_work_list_is_selected() -> None:
    found = reached(a="INSERT INTO werklijst SELECT id FROM aanvraag WHERE geboorteland <> 'NL'")
    assert found == {("selects the population", "geboorteland", "selection")}


def test_every_column_but_the_label_trains_a_model_in_the_database() -> None:
    sql = (
        "CREATE MODEL `d.m` OPTIONS(input_label_cols=['y']) AS SELECT y, nationality, a FROM t;\n"
        "SELECT * FROM ML.PREDICT(MODEL `d.m`, (SELECT nationality, a FROM new_people))"
    )
    assert reached("bigquery", a=sql) == {
        ("trained on", "nationality", "data"),
        ("scored on", "nationality", "data"),
    }


TRAINED = ("trained on", "nationality", "data")
APPLIED = ("scored on", "nationality", "data")


@pytest.mark.parametrize(
    ("dialect", "sql", "expected"),
    [
        (
            "redshift",
            "CREATE MODEL churn FROM (SELECT nationality, age, y FROM t) TARGET y FUNCTION f_churn IAM_ROLE default "
            "SETTINGS (S3_BUCKET 'b'); SELECT f_churn(nationality, age) AS x FROM u",
            {TRAINED, APPLIED},
        ),
        ("redshift", "CREATE MODEL churn FROM (SELECT a, nationality FROM t) TARGET nationality FUNCTION f", set()),
        (
            "snowflake",
            "CREATE VIEW v AS SELECT nationality, age, y FROM t; CREATE SNOWFLAKE.ML.CLASSIFICATION m("
            "INPUT_DATA => SYSTEM$REFERENCE('VIEW', 'v'), TARGET_COLNAME => 'y')",
            {TRAINED},
        ),
        (
            "snowflake",
            "CREATE VIEW v AS SELECT nationality, age FROM t; SELECT m!PREDICT(INPUT_DATA => OBJECT_CONSTRUCT(*)) AS x "
            "FROM v",
            {APPLIED},
        ),
        (
            "tsql",
            "SELECT p.id, p.Score FROM PREDICT(MODEL = @m, DATA = (SELECT nationality, age FROM dbo.t) AS d) "
            "WITH (Score float) AS p",
            {APPLIED},
        ),
        ("oracle", "SELECT id, PREDICTION(m USING nationality, age) AS p FROM t", {APPLIED}),
        ("oracle", "SELECT id, PREDICTION(m USING age) AS p FROM t JOIN u USING (id)", set()),
    ],
)
def test_models_of_vendors_are_trained_and_applied(dialect: str, sql: str, expected: set[tuple[str, str, str]]) -> None:
    found = reached(dialect, a=sql)
    assert {each for each in found if each[0] in ("trained on", "scored on")} == expected


def test_a_label_is_no_feature() -> None:
    sql = "CREATE MODEL `m` OPTIONS(input_label_cols=['nationality']) AS SELECT nationality, a FROM t"
    assert reached("bigquery", a=sql) == set()


def test_tables_carry_columns_from_sql_to_python() -> None:
    found = reached(
        views="CREATE VIEW wake.features AS SELECT id, race_ethnicity FROM pupils",
        model_py=(
            "import pandas as pd\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "df = pd.read_sql('SELECT * FROM features', con)\n"
            "LogisticRegression().fit(df.drop(columns='id'), y)\n"
        ),
    )
    assert ("trained on", "race_ethnicity", "data") in found


def test_a_declared_table_closes_a_star() -> None:
    found = reached(
        ddl="CREATE TABLE people (id int, nationality text, amount numeric)",
        model_py=(
            "import pandas as pd\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "df = pd.read_sql('SELECT * EXCEPT (id) FROM people', con)\n"
            "LogisticRegression().fit(df, y)\n"
        ),
    )
    assert ("trained on", "people.*", "data") in found


def test_scripts_run_in_the_order_in_which_tables_feed_each_other() -> None:
    found = reached(
        a_last="CREATE TABLE c AS SELECT id, n || '' AS risk_score FROM b",
        b_middle="CREATE TABLE b AS SELECT id, m AS n FROM a",
        z_first="CREATE TABLE a AS SELECT id, nationality AS m FROM people",
    )
    assert found == {("decides the score", "nationality", "data")}


def test_a_renamed_table_is_the_same_table() -> None:
    sql = (
        "CREATE TABLE t1 AS SELECT id, nationality FROM p;"
        "ALTER TABLE s.t1 RENAME TO t2;"
        "CREATE TABLE u AS SELECT nationality || '' AS risk_score FROM t2"
    )
    assert scores(sql) == DATA


def test_procedures_decide_by_their_parameters() -> None:
    postgres = """
        CREATE FUNCTION bereken_risico(nationaliteit text) RETURNS int AS $$
        DECLARE punten int := 0;
        BEGIN
          IF nationaliteit <> 'NL' THEN punten := 10; END IF;
          RETURN punten;
        END $$ LANGUAGE plpgsql;
    """
    assert scores(postgres, "postgres") == {("nationaliteit", "control")}
    tsql = """
        CREATE PROCEDURE dbo.p @nationaliteit varchar(3) AS
        BEGIN
          DECLARE @risico int = 0
          IF @nationaliteit <> 'NL' SET @risico = 5
        END
        GO
        SELECT 1
    """
    assert scores(tsql, "tsql") == {("nationaliteit", "control")}
    oracle = """
        CREATE OR REPLACE PROCEDURE bepaal IS
          v_nat VARCHAR2(3);
        BEGIN
          SELECT nationaliteit INTO v_nat FROM persoon;
          IF v_nat = 'XX' THEN
            UPDATE dossier SET risico_score = 9;
          END IF;
        END;
        /
    """
    assert ("nationaliteit", "control") in scores(oracle, "oracle")


def test_dynamic_sql_of_constants_is_read() -> None:
    sql = "CREATE PROCEDURE p AS BEGIN EXEC('UPDATE t SET risk_score = 1 WHERE nationality = 2') END"
    assert scores(sql, "tsql") == CONTROL


def test_names_in_a_statement_that_is_not_understood_are_seen() -> None:
    vm = interpret(a="FROBNICATE nationality OF everything; SELECT 1")
    assert [mention.name for mention in vm.recorder.mentions.values()] == ["nationality"]


def test_a_model_is_trained_on_what_its_transform_names() -> None:
    sql = (
        "CREATE MODEL `m` TRANSFORM(ML.ONE_HOT_ENCODER(nationality) OVER () AS n, age, y) "
        "OPTIONS(input_label_cols=['y']) AS SELECT nationality, ethnicity, age, y FROM t"
    )
    assert reached("bigquery", a=sql) == {("trained on", "nationality", "data")}


def test_a_function_trains_on_a_table_that_it_is_told_by_name() -> None:
    sql = (
        "CREATE TABLE people (id int, nationality text, fraud int);\n"
        "SELECT * FROM pgml.train('x', 'classification', 'people', 'fraud')"
    )
    assert reached("postgres", a=sql) == {("trained on", "people.*", "data")}
