"""Nothing in a SQL text is lost in silence, and every name stands where it is said to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from originlint.frontends.sql.read import read_sql
from originlint.frontends.sql.script import lower_text
from originlint.frontends.sql.tokens import prepared
from originlint.ir import relational as r

TEXTS = {
    "tsql": """
        CREATE PROCEDURE dbo.score @land varchar(2) AS
        BEGIN
          DECLARE @n int = 0
          IF @land = 'NL'
            SELECT @n = count(*) FROM dbo.people p WHERE p.[land code] = @land
          ELSE
            UPDATE s SET s.value = 1 FROM dbo.scores s JOIN dbo.people p ON p.id = s.id
          BEGIN TRY
            INSERT INTO log (n) SELECT CASE WHEN @n > 1 THEN 1 ELSE 0 END
          END TRY
          BEGIN CATCH
            DELETE FROM log WHERE n = 0
          END CATCH
        END
        GO
        SELECT TOP 5 * FROM dbo.scores ORDER BY value
        SELECT id FROM dbo.people
    """,
    "oracle": """
        CREATE OR REPLACE PROCEDURE p IS
          CURSOR c IS SELECT id, land FROM people;
          v_land VARCHAR2(2);
        BEGIN
          FOR row_ IN (SELECT id FROM people WHERE land = 'NL') LOOP
            UPDATE scores SET value = 1 WHERE id = row_.id;
          END LOOP;
          OPEN c;
          FETCH c INTO v_land;
          IF v_land = 'X' THEN
            INSERT INTO log SELECT id FROM people;
          ELSIF v_land = 'Y' THEN
            DELETE FROM log;
          END IF;
          EXECUTE IMMEDIATE 'UPDATE scores SET value = 2';
        EXCEPTION
          WHEN OTHERS THEN
            INSERT INTO errors (id) SELECT id FROM people;
        END;
        /
        SELECT DECODE(land, 'NL', 1, 2) FROM people;
    """,
    "postgres": """
        CREATE FUNCTION f(p_land text) RETURNS int LANGUAGE plpgsql AS $body$
        DECLARE n int := 0;
        BEGIN
          SELECT count(*) INTO n FROM people WHERE land = p_land;
          WHILE n < 3 LOOP
            n := n + 1;
            UPDATE scores SET value = CASE WHEN n = 1 THEN 1 ELSE 2 END;
          END LOOP;
          RETURN n;
        END $body$;
        DO $$ BEGIN INSERT INTO log SELECT id FROM people; END $$;
        WITH gone AS (DELETE FROM log RETURNING id) SELECT id FROM gone;
    """,
    "mysql": """
        DELIMITER $$
        CREATE PROCEDURE p(IN land VARCHAR(2))
        BEGIN
          IF land = 'NL' THEN
            UPDATE scores SET value = 1;
          END IF;
          REPEAT
            INSERT INTO log SELECT `id` FROM people;
          UNTIL TRUE END REPEAT;
        END
    """,
    "bigquery": """
        DECLARE x INT64 DEFAULT 1;
        BEGIN
          INSERT INTO d.log SELECT id FROM `p.d.people`;
        EXCEPTION WHEN ERROR THEN
          DELETE FROM d.log WHERE TRUE;
        END;
        IF x = 1 THEN
          UPDATE d.scores SET value = 1 WHERE TRUE;
        END IF;
        CREATE MODEL `d.m` OPTIONS(model_type='linear_reg') AS SELECT * EXCEPT (id) FROM d.people
        SELECT * FROM ML.PREDICT(MODEL `d.m`, TABLE d.people)
    """,
    "snowflake": """
        CREATE OR REPLACE FUNCTION f(x INT) RETURNS INT AS 'SELECT value FROM scores WHERE id = x';
        MERGE INTO scores s USING people p ON p.id = s.id
          WHEN MATCHED AND p.land = 'NL' THEN UPDATE SET s.value = 1
          WHEN NOT MATCHED THEN INSERT (id) VALUES (p.id);
        SELECT f.value:land::string FROM people, LATERAL FLATTEN(input => data) f
          QUALIFY row_number() OVER (ORDER BY 1) = 1;
    """,
    "spark": """
        INSERT OVERWRITE TABLE scores SELECT id, land FROM people LATERAL VIEW explode(langs) l AS lang;
        CREATE TEMPORARY VIEW v AS SELECT ${hiveconf:col} FROM {table};
    """,
    "duckdb": """
        CREATE TABLE t AS FROM 'people.csv';
        SELECT * REPLACE (upper(land) AS land) FROM t;
        PIVOT t ON land USING sum(amount);
    """,
}
_WORDS = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|MERGE|CASE)\b")
_QUIET = re.compile(r"--[^\n]*|/\*.*?\*/|BEGIN\s+CATCH|END\s+CASE|'(?!SELECT)[^']*'", re.S)


def forms(form: object) -> Iterator[object]:
    """Every form in a script, top down."""
    yield form
    if isinstance(form, tuple):
        for each in form:
            yield from forms(each)
    elif hasattr(form, "__dataclass_fields__"):
        for name in form.__dataclass_fields__:
            yield from forms(getattr(form, name))


def census(script: r.Script) -> dict[str, int]:
    """How many of each kind the forms hold."""
    kinds = {
        "SELECT": r.Select, "INSERT": r.Insert, "UPDATE": r.Update, "DELETE": r.Delete, "MERGE": r.Merge,
        "CASE": r.Choose,
    }  # fmt: skip
    every = list(forms(script.statements))
    return {word: sum(1 for form in every if isinstance(form, kind)) for word, kind in kinds.items()}


@pytest.mark.parametrize("dialect", sorted(TEXTS))
def test_every_statement_of_a_script_is_held_by_a_form(dialect: str) -> None:
    text = TEXTS[dialect]
    script = lower_text(text, "a.sql", dialect)
    assert [text[each.place.at :][:40] for each in script.unread] == []
    written = dict.fromkeys(("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CASE"), 0)
    plain = re.sub(r"THEN\s+(UPDATE|INSERT|DELETE)\s+(?=SET|\()", "THEN ", _QUIET.sub(" ", text))
    plain = re.sub(r"RETURNING \w+", "", plain)
    for word in _WORDS.findall(plain):
        written[word] += 1
    held = census(script)
    for word, count in written.items():
        missing_deletes = word == "DELETE" and dialect == "postgres"  # the deleting CTE is a query
        assert held[word] >= count or missing_deletes, (word, held, written)


@pytest.mark.parametrize("dialect", sorted(TEXTS))
def test_places_are_those_of_the_names(dialect: str) -> None:
    text = TEXTS[dialect]
    columns = [form for form in forms(lower_text(text, "a.sql", dialect).statements) if isinstance(form, r.Column)]
    assert columns
    for column in columns:
        written = text[column.place.at : column.place.at + column.place.length].strip("`[]\"'${}").replace(":", "_")
        assert written.lower() in (column.parts[-1].lower(), column.parts[-1].strip("_").lower())


@pytest.mark.parametrize("text", [*TEXTS.values(), "\\copy t from 'x'\nSELECT 1\ngo\n", "a ${b} {c} %(d)s %s &e. #{f}"])
def test_preparing_a_text_moves_nothing(text: str) -> None:
    ready = prepared(text)
    assert len(ready) == len(text)
    assert [at for at, sign in enumerate(ready) if sign == "\n"] == [at for at, sign in enumerate(text) if sign == "\n"]


def test_a_statement_that_is_not_understood_costs_itself() -> None:
    script = lower_text("SELECT a FROM t;\nFROBNICATE x BY y;\nSELECT b FROM u;\n", "a.sql")
    assert len(script.statements) == 2
    assert script.total == 3
    (unread,) = script.unread
    assert [name.text for name in unread.names] == ["FROBNICATE", "x", "BY", "y"]
    assert [problem.line for problem in script.problems] == [2]


def test_an_open_string_is_said() -> None:
    reading = read_sql("a.sql", b"SELECT 'a FROM t")
    assert reading.state == "partly"
    assert reading.problems


@pytest.mark.parametrize(
    "text",
    [
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT " + "CASE WHEN a THEN " * 600 + "1" + " END" * 600,
        "SELECT * FROM a " + "JOIN b " * 40,
        "SELECT " + "DATE(" * 40 + "x" + ")" * 40,
        "SELECT " + "f(" * 250 + "x" + ")" * 250,
    ],
)
def test_what_would_take_for_ever_is_refused_by_counting(text: str) -> None:
    script = lower_text(text, "a.sql")
    assert script.total >= 1


def test_who_says_the_dialect_is_believed_else_it_is_found() -> None:
    assert lower_text("SELECT `a` FROM `p.d.t`").dialect == "bigquery"
    assert lower_text("SELECT TOP 5 [a] FROM #t\nGO\n").dialect == "tsql"
    assert lower_text("SELECT a FROM t", "a.sql", "postgresql").dialect == "postgres"
    assert lower_text("SELECT a FROM t").dialect == ""


@pytest.mark.parametrize(
    "text",
    [
        "CREATE COLUMN TABLE p.people (id INTEGER CS_INT NOT NULL, land VARCHAR(5) CS_STRING, PRIMARY KEY (id));",
        "CREATE TABLE people (id FANCY <1> TYPE, land odd TYPE CHECK (land IN ('a', 'b')), KEY x (id)) WITH NOISE",
    ],
)
def test_a_table_of_strange_types_has_its_columns(text: str) -> None:
    script = lower_text(text, "a.sql")
    (made,) = script.statements
    assert not script.unread
    assert isinstance(made, r.Make)
    assert (made.table.parts[-1], [name.text for name in made.declared]) == ("people", ["id", "land"])
    assert all(text[name.place.at :].startswith(name.text) for name in made.declared)


def test_options_behind_with_begin_no_statement() -> None:
    script = lower_text(
        "IMPORT FROM CSV FILE 'x.csv' INTO people\nWITH THREADS 8 BATCH 2000;\nSELECT a FROM t;", "a.sql"
    )
    assert (len(script.statements), len(script.unread)) == (1, 0)
