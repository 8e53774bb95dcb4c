"""What SQL costs: generated views, beside sqlglot parsing the same file and, where it is on the path, sqllineage."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks._timing import Command, by_turns, finish, heading, originlint, table

PARSE = "import sys, sqlglot; sqlglot.parse(open(sys.argv[1]).read())"

_VIEW = """CREATE TABLE applications_{n} (id INT, nationality TEXT, income INT, postcode TEXT, decided DATE);
CREATE VIEW features_{n} AS
WITH recent AS (
    SELECT a.id, a.nationality, a.income, ROW_NUMBER() OVER (PARTITION BY a.postcode ORDER BY a.decided DESC) AS place
    FROM applications_{n} a LEFT JOIN decisions d ON d.application = a.id
    WHERE a.decided > DATE '2020-01-01' AND d.outcome IS NOT NULL
)
SELECT id, income / 12 AS monthly, CASE WHEN nationality = 'NL' THEN 0 ELSE {n} END AS risk_points
FROM recent WHERE place = 1;
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--views", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        text = "\n".join(_VIEW.format(n=number) for number in range(options.views))
        (project / "views.sql").write_text(text, encoding="utf-8")
        commands = [
            Command("sqlglot parse", (sys.executable, "-c", PARSE, "views.sql"), project),
            Command("originlint check", originlint("check", ".", "--quiet", "--no-cache"), project),
            Command("originlint lineage", originlint("lineage", "."), project),
        ]
        found = shutil.which("sqllineage")
        if found is not None:
            arguments = (found, "-f", "views.sql", "-l", "column", "--dialect", "ansi")
            commands.append(Command("sqllineage", arguments, project))
        costs = by_turns(commands, options.rounds)
    title = f"A SQL file of {options.views} tables and {options.views} views on them"
    return finish("sql", [*heading(title), *table(costs, "sqlglot parse")], options.write)
