"""SQL that Python runs: connections, engines, f-strings, frames as tables, files."""

from __future__ import annotations

import pytest
from tests.interpreter.sql import interpret, reached

TRAIN = "\nfrom sklearn.linear_model import LogisticRegression\nLogisticRegression().fit(df, y)\n"
TRAINED = {("trained on", "nationality", "data")}


@pytest.mark.parametrize(
    "python",
    [
        "import pandas as pd\ndf = pd.read_sql('SELECT id, nationality FROM p', con)",
        "import pandas as pd\ndf = pd.read_sql_query(sql='SELECT id, nationality FROM p', con=con)",
        "import pandas as pd\nfrom sqlalchemy import create_engine, text\n"
        "e = create_engine('mysql+pymysql://u@h/d')\ndf = pd.read_sql(text('SELECT id, `nationality` FROM p'), e)",
        "import pandas as pd\ncol = 'nationality'\ndf = pd.read_sql(f'SELECT id, {col} FROM p', con)",
        "import pandas as pd\ndf = pd.read_sql('SELECT id, {} FROM p'.format('nationality'), con)",
        "import pandas as pd\ndf = pd.read_sql('SELECT id, %s FROM p' % 'nationality', con)",
        "import pandas as pd\ncols = ['id', 'nationality']\n"
        "df = pd.read_sql('SELECT ' + ', '.join(cols) + ' FROM p', con)",
        "import pandas as pd\ndf = pd.read_sql('SELECT %(c)s, a FROM p' % {'c': 'nationality'}, con)",
        "import pandas as pd\ndf = pd.read_sql('SELECT {c}, a FROM p'.format_map({'c': 'nationality'}), con)",
        "import pandas as pd\ndf = pd.read_sql('SELECT @c, a FROM p'.replace('@c', 'nationality'), con)",
        "import pandas as pd\nfrom string import Template\n"
        "df = pd.read_sql(Template('SELECT $c, a FROM p').substitute(c='nationality'), con)",
        "import pandas as pd\nfrom jinja2 import Template\n"
        "df = pd.read_sql(Template('SELECT {{ c }}, a FROM p').render(c='nationality'), con)",
        "import pandas as pd\nfrom jinja2 import Environment\n"
        "q = Environment().from_string('SELECT {% for c in cols %}{{ c }}, {% endfor %} a FROM p')\n"
        "df = pd.read_sql(q.render({'cols': ['nationality']}), con)",
        "df = client.run_query('SELECT id, nationality FROM p')",
        "import pandas as pd\ndef f(pool):\n    with pool.acquire() as conn:\n"
        "        return pd.DataFrame([r[1] for r in conn.fetch('SELECT id, nationality FROM p')])\ndf = f(pool)",
        "import pandas as pd\nrows = db.ask('SELECT nationality FROM p')\n"
        "df = pd.DataFrame([{'n': r['nationality']} for r in rows])",
        "import pandas as pd\nfrom psycopg2 import sql\n"
        "q = sql.SQL('SELECT id, {} FROM p').format(sql.Identifier('nationality'))\ndf = pd.read_sql(q, con)",
        "from snowflake.snowpark import Session\nfrom snowflake.snowpark.functions import col\n"
        "df = Session.builder.configs({}).create().table('p').select(col('nationality').alias('x')).to_pandas()",
        "df = spark.read.format('jdbc').option('query', 'SELECT id, nationality FROM p').load().toPandas()",
        "df = spark.read.jdbc(url, '(SELECT id, nationality FROM p) q').toPandas()",
        "import pandas as pd\nfrom django.db import connection\nwith connection.cursor() as cur:\n"
        "    cur.execute('SELECT id, nationality FROM p')\n    df = pd.DataFrame(cur.fetchall())",
        "import pandas as pd\nt = get_table()\ndf = pd.read_sql(f'SELECT id, nationality FROM {t} WHERE a = 1', con)",
        "import sqlite3\nimport pandas as pd\ncon = sqlite3.connect('x.db')\ncur = con.cursor()\n"
        "cur.execute('SELECT id, nationality FROM p')\ndf = pd.DataFrame(cur.fetchall())",
        "import sqlite3\nimport pandas as pd\nwith sqlite3.connect('x.db') as con:\n"
        "    df = pd.DataFrame(con.execute('SELECT id, nationality FROM p').fetchall())",
        "import duckdb\ndf = duckdb.sql('SELECT id, nationality FROM p').df()",
        "import duckdb\nimport pandas as pd\npeople = pd.read_csv('p.csv')[['id', 'nationality']]\n"
        "df = duckdb.query('SELECT * FROM people').to_df()",
        "from google.cloud import bigquery\nclient = bigquery.Client()\n"
        "df = client.query('SELECT id, nationality FROM `a.b.p`').to_dataframe()",
        "df = spark.sql('SELECT id, nationality FROM p').toPandas()",
        "import pandas as pd\ndf = pd.read_csv('p.csv')[['id', 'nationality']]\ndf.to_sql('people', con)\n"
        "df = pd.read_sql('SELECT * FROM people', con)",
    ],
)
def test_a_query_yields_the_columns_that_it_names(python: str) -> None:
    assert reached(a_py=python + TRAIN) >= TRAINED


def test_places_in_a_query_are_places_in_the_string() -> None:
    vm = interpret(a_py="import pandas as pd\nq = 'SELECT id, nationality FROM p'\ndf = pd.read_sql(q, con)\n")
    (mention,) = vm.recorder.mentions.values()
    assert mention.entry.path == "a.py"
    assert (mention.entry.offset, mention.entry.length) == (len("SELECT id, "), len("nationality"))


def test_what_fills_a_hole_decides_the_rows() -> None:
    python = (
        "import pandas as pd\n"
        "def load(person):\n"
        "    sql = f\"SELECT id, amount * 2 AS risk_score FROM p WHERE c = '{person.nationality}'\"\n"
        "    return pd.read_sql(sql, con)\n"
    )
    assert ("decides the score", "nationality", "selection") in reached(a_py=python)


def test_a_list_of_columns_that_nobody_knows_leaves_the_result_open() -> None:
    python = "import pandas as pd\ndf = pd.read_sql(f'SELECT {columns()} FROM people', con)" + TRAIN
    assert ("trained on", "people.*", "data") in reached(a_py=python)


def test_text_that_is_no_sql_is_an_unknown_call() -> None:
    vm = interpret(a_py="agent.execute('find nationality in the data')\n")
    assert not vm.recorder.mentions


@pytest.mark.parametrize(
    "reading",
    [
        "q = open('sql/people.sql').read()",
        "with open('sql/people.sql') as f:\n    q = f.read()",
        "from pathlib import Path\nq = Path('sql/people.sql').read_text()",
        "from pathlib import Path\nq = (Path('sql') / 'people.sql').read_text()",
        "from importlib.resources import files\nq = files('sql').joinpath('people.sql').read_text()",
        "import pkgutil\nq = pkgutil.get_data('sql', 'people.sql').decode()",
    ],
)
def test_a_sql_file_that_python_reads_is_the_query(reading: str) -> None:
    python = f"import pandas as pd\n{reading}\ndf = pd.read_sql(q, con)" + TRAIN
    vm = interpret(people="SELECT id, nationality FROM p", a_py=python)
    (hit,) = [hit for hit in vm.recorder.sink_hits() if hit.kind.value == "trained on"]
    assert [label.subject.entry.path for label in hit.labels] == ["people.sql"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "filling",
    [
        "Path('sql/people.sql').read_text().format(c='nationality')",
        "Template(open('sql/people.sql').read()).render(c='nationality')",
        "Environment(loader=FileSystemLoader('sql')).get_template('people.sql').render(c='nationality')",
    ],
)
def test_what_python_puts_into_a_sql_file_is_where_python_says_it(filling: str) -> None:
    hole = "{c}" if "format" in filling else "{{ c }}"
    python = (
        f"from pathlib import Path\nfrom jinja2 import *\nimport pandas as pd\nq = {filling}\ndf = pd.read_sql(q, con)"
    )
    vm = interpret(people=f"SELECT id, {hole} FROM p", a_py=python + TRAIN)
    (hit,) = [hit for hit in vm.recorder.sink_hits() if hit.kind.value == "trained on"]
    (label,) = hit.labels
    assert label.subject.entry.path == "a.py"  # type: ignore[union-attr]


def test_prose_that_asks_to_select_is_no_sql() -> None:
    assert not interpret(a_py="ui.choose('Select nationality from list')\n").recorder.mentions


def test_a_migration_changes_the_table() -> None:
    python = "from alembic import op\nop.execute(\"UPDATE scores SET risk_score = 5 WHERE nationality <> 'NL'\")\n"
    assert ("decides the score", "nationality", "control") in reached(a_py=python)


def test_one_placeholder_stands_for_whole_rows() -> None:
    python = (
        "import pandas as pd\nfrom psycopg2.extras import execute_values\ndf = pd.read_csv('p.csv')\n"
        "rows = [(r.id, r.nationality, r.ethnicity) for r in df.itertuples()]\n"
        "execute_values(cur, 'INSERT INTO scores (id, risk_score, note) VALUES %s', rows)\n"
    )
    found = {name for use, name, _ in reached(a_py=python) if use == "decides the score"}
    assert found == {"nationality"}


@pytest.mark.parametrize(
    "code",
    [
        "spark.table('p').selectExpr('id', \"CASE WHEN nationality = 'NL' THEN 0 ELSE 1 END AS risk_score\")",
        "spark.table('p').select('id', F.col('nationality').alias('risk_score'))",
        "spark.table('p').groupBy('id').agg(F.first('nationality').alias('risk_score')).select('id', 'risk_score')",
    ],
)
def test_a_selected_column_may_be_a_score(code: str) -> None:
    vm = interpret(a_py=f"from pyspark.sql import functions as F\n{code}\n")
    assert [hit.name for hit in vm.recorder.sink_hits()] == ["risk_score"]


def test_a_column_that_is_passed_on_is_no_further_score() -> None:
    made = (
        "from pyspark.sql import functions as F\nt = spark.table('p').withColumn('risk_score', F.col('nationality'))\n"
    )
    vm = interpret(a_py=made + "t.select('risk_score').select(F.col('risk_score'))\n")
    assert len(vm.recorder.sink_hits()) == 1


_CONNECTED = "import sqlite3\ncon = sqlite3.connect('people.db')\ncur = con.cursor()\n"
_QUERY = "'SELECT id, nationality AS k, ethnicity FROM people'"
_TABLES = """\
CREATE TABLE people (id INT, nationality TEXT, ethnicity TEXT);
CREATE TABLE scores (id INT, risk_score INT, note TEXT);
"""


@pytest.mark.parametrize(
    "code",
    [
        f"for id, k, e in cur.execute({_QUERY}):\n    risk_score = 1 if k == 'NL' else 0\n",
        f"cur.execute({_QUERY})\nfor row in cur:\n    risk_score = 1 if row[1] == 'NL' else 0\n",
        f"cur.execute({_QUERY})\nrow = cur.fetchone()\nrisk_score = 1 if row['k'] == 'NL' else 0\n",
        f"rows = cur.execute({_QUERY}).fetchall()\nrisk_score = 1 if rows[0][1] == 'NL' else 0\n",
        f"for row in cur.execute({_QUERY}).fetchmany(9):\n    risk_score = 1 if row.k == 'NL' else 0\n",
    ],
)
def test_the_items_of_a_row_are_kept_apart(code: str) -> None:
    found = {name for _, name, _ in reached(tables=_TABLES, b_py=_CONNECTED + code)}
    assert "nationality" in found
    assert "ethnicity" not in found


@pytest.mark.parametrize(
    "code",
    [
        "cur.executemany('INSERT INTO scores VALUES (?, ?, ?)', [(id, points, e)])",
        "cur.executemany('INSERT INTO scores (note, risk_score) VALUES (%s, %s)', [(e, points)])",
        "cur.execute('INSERT INTO scores (risk_score, note) VALUES (:p, :e)', {'p': points, 'e': e})",
        "cur.execute('INSERT INTO scores (risk_score, note) VALUES (%(p)s, %(e)s)', dict(p=points, e=e))",
        "cur.execute('UPDATE scores SET risk_score = ? WHERE id = ?', (points, id))",
    ],
)
def test_what_fills_a_placeholder_reaches_its_column_only(code: str) -> None:
    loop = f"for id, k, e in cur.execute({_QUERY}).fetchall():\n    points = 1 if k == 'NL' else 0\n    {code}\n"
    found = {(use, name) for use, name, _ in reached(tables=_TABLES, b_py=_CONNECTED + loop)}
    assert ("decides the score", "nationality") in found
    assert not any(name == "ethnicity" for _, name in found)


@pytest.mark.parametrize(
    "export",
    [
        "COPY (SELECT id, nationality AS x FROM p) TO '/data/f.csv' WITH (FORMAT csv, HEADER);",
        "\\copy (SELECT id, nationality AS x FROM p) TO 'data/f.csv' CSV HEADER\n",
        "UNLOAD ('SELECT id, nationality AS x FROM p') TO 's3://b/f.csv' IAM_ROLE 'r';",
        "EXPORT DATA OPTIONS(uri='gs://b/f.csv', format='CSV') AS SELECT id, nationality AS x FROM p;",
        "SELECT id, nationality AS x INTO OUTFILE '/data/f.csv' FIELDS TERMINATED BY ',' FROM p;",
        "COPY INTO @stage/f.csv FROM (SELECT id, nationality AS x FROM p) FILE_FORMAT = (TYPE = CSV);",
        "INSERT OVERWRITE DIRECTORY '/data/f.csv' SELECT id, nationality AS x FROM p;",
    ],
)
def test_a_query_hands_over_through_a_file(export: str) -> None:
    python = "import pandas as pd\ndf = pd.read_csv('data/f.csv')" + TRAIN
    assert reached(export=export, a_py=python) >= TRAINED
