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
    ],
)
def test_a_sql_file_that_python_reads_is_the_query(reading: str) -> None:
    python = f"import pandas as pd\n{reading}\ndf = pd.read_sql(q, con)" + TRAIN
    vm = interpret(people="SELECT id, nationality FROM p", a_py=python)
    (hit,) = [hit for hit in vm.recorder.sink_hits() if hit.kind.value == "trained on"]
    assert [label.subject.entry.path for label in hit.labels] == ["people.sql"]  # type: ignore[union-attr]


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
