"""Which dialect a SQL text is in, where nobody says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

KNOWN = (
    "bigquery",
    "databricks",
    "duckdb",
    "hive",
    "mysql",
    "oracle",
    "postgres",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "teradata",
    "trino",
    "tsql",
)
"""The dialects that are looked for; any that sqlglot knows can be configured."""

ALIASES = {
    "postgresql": "postgres",
    "pg": "postgres",
    "psycopg2": "postgres",
    "mssql": "tsql",
    "sqlserver": "tsql",
    "mariadb": "mysql",
    "sparksql": "spark",
    "presto": "trino",
    "athena": "trino",
    "bq": "bigquery",
}
"""Other names that engine URLs, dbt profiles and people use."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that points to dialects, with its weight."""

    pattern: re.Pattern[str]
    dialects: tuple[str, ...]
    weight: int


def _mark(pattern: str, weight: int, *dialects: str) -> Mark:
    return Mark(re.compile(pattern, re.M), dialects, weight)


_MARKS = (
    _mark(r"^\s*go\s*$", 6, "tsql"),
    _mark(
        r"@@\w+|\bnvarchar\b|\bisnull\s*\(|\bgetdate\s*\(|"
        r"\btop\s*\(?\d|\[\w+\]\.\[|\bdateadd\s*\(\s*\w+\s*,",
        3, "tsql",
    ),
    _mark(r"\binto\s+#\w|\bfrom\s+#\w|\bdeclare\s+@\w|\bset\s+@\w|\bcross\s+apply\b|\bwith\s*\(\s*nolock", 4, "tsql"),
    _mark(r"\[[a-z_ ]+\]\s*(?:,|\.|=|as\b)", 1, "tsql", "sqlite"),
    _mark(
        r"\bvarchar2\b|\bnvl\s*\(|\brownum\b|\bsysdate\b|"
        r"\bconnect\s+by\b|\bfrom\s+dual\b|%type\b|\(\+\)",
        4, "oracle",
    ),
    _mark(r"^\s*/\s*$", 3, "oracle"),
    _mark(r"\bcreate\s+or\s+replace\s+package\b|\bdbms_\w+", 5, "oracle"),
    _mark(r"\$\$|\$\w+\$", 3, "postgres", "snowflake"),
    _mark(r"::\s*\w|\bilike\b", 1, "postgres", "snowflake", "redshift", "duckdb"),
    _mark(
        r"\bplpgsql\b|\bserial\b|\bjsonb\b|\bto_char\s*\(|"
        r"\bgenerate_series\s*\(|\bpg_\w+|\bon\s+conflict\b",
        3, "postgres",
    ),
    _mark(
        r"`[\w-]+\.[\w-]+\.[\w*$-]+`|\bsafe_cast\s*\(|"
        r"\bcreate\s+(?:or\s+replace\s+)?model\b|\bml\.\w+\s*\(",
        5, "bigquery",
    ),
    _mark(
        r"\bint64\b|\bfloat64\b|\bstruct\s*<|\bsafe_divide\s*\(|"
        r"\bcountif\s*\(|\bfarm_fingerprint\b",
        3, "bigquery",
    ),
    _mark(r"`\w+`", 1, "mysql", "bigquery", "spark", "hive", "databricks"),
    _mark(
        r"\bengine\s*=|\bauto_increment\b|\bdelimiter\b|"
        r"\bifnull\s*\(|\btinyint\s*\(|\breplace\s+into\b",
        4, "mysql",
    ),
    _mark(r"^\s*#[^#]", 1, "mysql", "bigquery"),
    _mark(r"\bqualify\b", 2, "snowflake", "bigquery", "teradata", "databricks"),
    _mark(
        r"\bvariant\b|\bflatten\s*\(\s*input|\biff\s*\(|"
        r"\bcreate\s+or\s+replace\s+(?:transient\s+)?table\b|:\w+::",
        3, "snowflake",
    ),
    _mark(r"\busing\s+delta\b|\bzorder\b|\boptimize\s+\w|\bcreate\s+widget\b", 4, "databricks"),
    _mark(
        r"\blateral\s+view\b|\bstored\s+as\b|\brow\s+format\b|"
        r"\binsert\s+overwrite\b|\bpartitioned\s+by\b",
        4, "hive", "spark",
    ),
    _mark(r"\$\{(?:hiveconf|hivevar):", 5, "hive"),
    _mark(r"\bdistkey\b|\bsortkey\b|\bdiststyle\b", 5, "redshift"),
    _mark(r"\bread_(?:csv|parquet|csv_auto|json)\s*\(|\bfrom\s+'[^']+'|\bexclude\s*\(", 4, "duckdb"),
    _mark(r"\bautoincrement\b|\bpragma\b|\bwithout\s+rowid\b", 4, "sqlite"),
    _mark(r"\bvolatile\s+table\b|\bmultiset\b|^\s*sel\s|\bprimary\s+index\b", 5, "teradata"),
    _mark(r"\bcross\s+join\s+unnest\b|\bapprox_distinct\s*\(|\bdate_parse\s*\(", 3, "trino"),
)  # fmt: skip


def named(dialect: str | None) -> str | None:
    """The name that the parser has for a dialect as people write it; None when it is not known."""
    if not dialect:
        return None
    known = dialect.strip().lower().partition("+")[0]
    known = ALIASES.get(known, known)
    return known if known in KNOWN or known in ("clickhouse", "fabric", "materialize", "doris", "exasol") else None


HEAD = 30_000
"""So many characters of a text are looked at: scripts show early what they are."""


def ranked(text: str) -> tuple[str, ...]:
    """The dialects that a text may be in, the likeliest first. "" is what all have in common."""
    scores = dict.fromkeys(KNOWN, 0)
    head = text[:HEAD].lower()
    for mark in _MARKS:
        found = len(mark.pattern.findall(head))
        for dialect in mark.dialects:
            scores[dialect] += mark.weight * min(found, 3)
    best = sorted((dialect for dialect in KNOWN if scores[dialect] > 0), key=lambda name: (-scores[name], name))
    return (*best, "") if best else ("",)


FALLBACKS = ("postgres", "tsql", "bigquery", "snowflake", "spark", "mysql", "oracle", "duckdb", "")
"""What is tried for a statement that its file's dialect does not understand."""
