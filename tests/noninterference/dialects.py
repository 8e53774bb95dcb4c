"""Programs in polars, and in pandas with SQL of DuckDB: a table, a few steps from templates, and a score.

In a template, `{a}` is a column of text and `{n}` one of numbers, `{v}` a value of the text, `{new}` the column that is
made; `{x}` is a name for something in between. Templates for SQL have the names without quotes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.noninterference.header import NUMBERS, ORIGIN, PLAIN
from tests.noninterference.program import NO_DEPS, Deps, Sample, Truth
from tests.noninterference.spread import Queries, spread


@dataclass(frozen=True, slots=True)
class TableStep:
    """`owes` says what the new column owes to ("a", "n", both, or nothing when there is none), `rows` whether the text
    decides who stays (in parts of the table that come together again, nobody may be missing in the end)."""

    name: str
    owes: str
    text: str
    rows: bool = False


POLARS = (
    TableStep("when", "a", "df = df.with_columns(pl.when(pl.col({a}) == {v}).then(5).otherwise(1).alias({new}))"),
    TableStep(
        "when with a column",
        "an",
        "df = df.with_columns(pl.when(pl.col({a}) == {v}).then(pl.col({n})).otherwise(1).alias({new}))",
    ),
    TableStep("is in", "a", "df = df.with_columns(pl.col({a}).is_in([{v}]).cast(pl.Int64).alias({new}))"),
    TableStep("named expression", "a", "df = df.with_columns(**{{{new}: (pl.col({a}) == {v}).cast(pl.Int64)}})"),
    TableStep("replace", "a", "df = df.with_columns(pl.col({a}).replace_strict({{{v}: 3}}, default=1).alias({new}))"),
    TableStep("over", "an", "df = df.with_columns(pl.col({n}).mean().over({a}).alias({new}))"),
    TableStep("count over", "a", "df = df.with_columns(pl.len().over({a}).alias({new}))"),
    TableStep(
        "group and join",
        "an",
        "{x} = df.group_by({a}).agg(pl.col({n}).max().alias({new}))\ndf = df.join({x}, on={a}, how='left')",
    ),
    TableStep("length", "a", "df = df.with_columns(pl.col({a}).str.len_chars().alias({new}))"),
    TableStep(
        "starts with", "a", "df = df.with_columns(pl.col({a}).str.starts_with({v}[:1]).cast(pl.Int64).alias({new}))"
    ),
    TableStep(
        "elements",
        "a",
        "df = df.with_columns(pl.col({a}).map_elements(lambda value: 2 if value == {v} else 0, return_dtype=pl.Int64).alias({new}))",
    ),
    TableStep(
        "copy under a name",
        "a",
        "df = df.with_columns(pl.col({a}).alias({x!r}))\ndf = df.with_columns((pl.col({x!r}) == {v}).cast(pl.Int64).alias({new})).drop({x!r})",
    ),
    TableStep("series", "a", "df = df.with_columns((df[{a}] == {v}).cast(pl.Int64).alias({new}))"),
    TableStep(
        "rows by name",
        "a",
        "df = df.with_columns(pl.Series({new}, [1 if row[{a}] == {v} else 0 for row in df.iter_rows(named=True)]))",
    ),
    TableStep("list", "a", "df = df.with_columns(pl.Series({new}, [len(value or '') for value in df[{a}].to_list()]))"),
    TableStep("lazy", "a", "df = df.lazy().with_columns((pl.col({a}) == {v}).cast(pl.Int64).alias({new})).collect()"),
    TableStep(
        "joined text",
        "a",
        "df = df.with_columns(pl.concat_str([pl.col({a}), pl.lit('-x')]).str.len_chars().alias({new}))",
    ),
    TableStep(
        "look-up table",
        "a",
        "{x} = pl.DataFrame({{{a}: [{v}], {new}: [7]}})\ndf = df.join({x}, on={a}, how='left').with_columns(pl.col({new}).fill_null(0))",
    ),
    TableStep("select", "a", "df = df.select(pl.all(), (pl.col({a}) == {v}).cast(pl.Int64).alias({new}))"),
    TableStep(
        "by way of pandas", "a", "{x} = df.to_pandas()\n{x}[{new}] = ({x}[{a}] == {v}) * 1\ndf = pl.from_pandas({x})"
    ),
    TableStep("filter", "", "df = df.filter(pl.col({a}) != {v})", True),
    TableStep("filter by a mask", "", "df = df.filter(df[{a}] != {v})", True),
    TableStep("drop nulls", "", "df = df.drop_nulls(subset=[{a}])", True),
    TableStep("unique", "", "df = df.unique(subset=[{a}, 'tenure'], keep='first', maintain_order=True)", True),
    TableStep("anti join", "", "df = df.join(pl.DataFrame({{{a}: [{v}]}}), on={a}, how='anti')", True),
    TableStep("first of each group", "", "df = df.group_by({a}, maintain_order=True).head(6)", True),
    TableStep("number", "n", "df = df.with_columns((pl.col({n}) * 2 + 1).alias({new}))"),
    TableStep("printed", "n", "print(df.group_by({a}).len())\ndf = df.with_columns(pl.col({n}).alias({new}))"),
)

SQL = (
    TableStep("case", "a", "SELECT *, CASE WHEN {a} = {v} THEN 5 ELSE 1 END AS {new} FROM df"),
    TableStep("case with a column", "an", "SELECT *, CASE {a} WHEN {v} THEN {n} ELSE 1 END AS {new} FROM df"),
    TableStep("in", "a", "SELECT *, ({a} IN ({v}, 'XX'))::INT AS {new} FROM df"),
    TableStep("if", "a", "SELECT *, IF({a} <> {v}, 3, 1) AS {new} FROM df"),
    TableStep("length", "a", "SELECT *, LENGTH({a}) AS {new} FROM df"),
    TableStep("joined text", "a", "SELECT *, LENGTH({a} || '-x') AS {new} FROM df"),
    TableStep("coalesce", "an", "SELECT *, COALESCE(NULLIF(LENGTH({a}), 2), {n}) AS {new} FROM df"),
    TableStep("like", "a", "SELECT *, CAST({a} LIKE 'N%' AS INT) AS {new} FROM df"),
    TableStep("window", "an", "SELECT *, AVG({n}) OVER (PARTITION BY {a}) AS {new} FROM df"),
    TableStep("count window", "a", "SELECT *, COUNT(*) OVER (PARTITION BY {a}) AS {new} FROM df"),
    TableStep("rank window", "an", "SELECT *, RANK() OVER (PARTITION BY {a} ORDER BY {n}) AS {new} FROM df"),
    TableStep(
        "group and join",
        "an",
        "SELECT df.*, g.{new} FROM df LEFT JOIN (SELECT {a}, MAX({n}) AS {new} FROM df GROUP BY {a}) g ON df.{a} = g.{a}",
    ),
    TableStep(
        "using", "an", "SELECT * FROM df LEFT JOIN (SELECT {a}, MIN({n}) AS {new} FROM df GROUP BY {a}) g USING ({a})"
    ),
    TableStep(
        "common table",
        "a",
        "WITH marked AS (SELECT person_id, CASE WHEN {a} = {v} THEN 2 ELSE 0 END AS {new} FROM df) SELECT df.*, marked.{new} FROM df JOIN marked ON df.person_id = marked.person_id",
    ),
    TableStep(
        "scalar subquery", "a", "SELECT *, (SELECT COUNT(*) FROM df other WHERE other.{a} = df.{a}) AS {new} FROM df"
    ),
    TableStep(
        "exists",
        "a",
        "SELECT *, CASE WHEN EXISTS (SELECT 1 FROM df other WHERE other.{a} = df.{a} AND other.person_id <> df.person_id) THEN 4 ELSE 0 END AS {new} FROM df",
    ),
    TableStep(
        "values",
        "a",
        "SELECT df.*, COALESCE(points.{new}, 0) AS {new} FROM df LEFT JOIN (VALUES ({v}, 7)) AS points(word, {new}) ON df.{a} = points.word",
    ),
    TableStep(
        "union",
        "a",
        "SELECT *, 1 AS {new} FROM df WHERE {a} = {v} UNION ALL SELECT *, 2 AS {new} FROM df WHERE {a} <> {v} OR {a} IS NULL",
        True,
    ),
    TableStep(
        "renamed inside",
        "a",
        "SELECT * EXCLUDE (word), LENGTH(word) AS {new} FROM (SELECT *, {a} AS word FROM df) inner_table",
    ),
    TableStep("where", "", "SELECT * FROM df WHERE {a} <> {v}", True),
    TableStep("where in", "", "SELECT * FROM df WHERE {a} NOT IN ({v}, 'XX')", True),
    TableStep("where not null", "", "SELECT * FROM df WHERE {a} IS NOT NULL", True),
    TableStep(
        "qualify", "", "SELECT * FROM df QUALIFY ROW_NUMBER() OVER (PARTITION BY {a} ORDER BY person_id) <= 6", True
    ),
    TableStep(
        "semi join",
        "",
        "SELECT df.* FROM df WHERE {a} IN (SELECT word FROM (VALUES ({v}), ('XX')) AS list(word)) OR tenure > 3",
        True,
    ),
    TableStep(
        "inner join",
        "",
        "SELECT df.* FROM df JOIN (SELECT DISTINCT {a} AS word FROM df WHERE {a} <> {v}) kept ON df.{a} = kept.word",
        True,
    ),
    TableStep(
        "having", "", "SELECT df.* FROM df WHERE {a} IN (SELECT {a} FROM df GROUP BY {a} HAVING COUNT(*) > 9)", True
    ),
    TableStep("order and limit", "", "SELECT * FROM df ORDER BY {a}, person_id LIMIT 30", True),
    TableStep("number", "n", "SELECT *, {n} * 2 + 1 AS {new} FROM df"),
    TableStep(
        "unused table",
        "n",
        "WITH counted AS (SELECT {a}, COUNT(*) AS many FROM df GROUP BY {a}) SELECT *, {n} + 1 AS {new} FROM df",
    ),
    TableStep("other case", "n", "SELECT *, CASE WHEN {n} > 20 THEN 1 ELSE 0 END AS {new} FROM df"),
)


def generate_polars(seed: int) -> Sample:
    """A program in polars."""
    return _generate("polars", seed, POLARS)


def generate_sql(seed: int) -> Sample:
    """A program in pandas and SQL of DuckDB."""
    return _generate("sql", seed, SQL)


def _generate(profile: str, seed: int, steps: tuple[TableStep, ...]) -> Sample:
    rng = random.Random(f"{profile}/{seed}")
    lines: list[str] = []
    queries = Queries(rng)
    numbers: dict[str, Deps] = dict.fromkeys(NUMBERS, NO_DEPS)
    rows = NO_DEPS
    kinds = set()
    for number in range(rng.randint(1, 4)):
        step = rng.choice(steps)
        text = rng.choice([*ORIGIN, *ORIGIN, *PLAIN])
        measure = rng.choice(list(numbers))
        owes = (frozenset({text}) & ORIGIN.keys() if "a" in step.owes else NO_DEPS) | (
            numbers[measure] if "n" in step.owes else NO_DEPS
        )
        new = f"feature_{number}"
        lines += _written(
            queries if profile == "sql" else None,
            step,
            text,
            measure,
            rng.choice((ORIGIN | PLAIN)[text]),
            new,
            f"part_{number}",
        )
        kinds.add(f"{profile} {step.name}")
        if step.rows:
            rows |= frozenset({text}) & ORIGIN.keys()
        if step.owes or not step.rows:
            numbers[new] = owes | (rows if _looks_around(step) else NO_DEPS)
    made = [name for name in numbers if name.startswith("feature")]
    marked = [name for name in made if numbers[name]]
    chosen = [rng.choice(marked)] if marked and rng.random() < 0.7 else rng.sample(list(numbers), 2)
    if len(chosen) == 1:
        chosen.append(rng.choice([name for name in numbers if not numbers[name]]))
    deps = frozenset[str]().union(*(numbers[name] for name in chosen))
    end, model = _end(queries if profile == "sql" else None, rng, sorted(set(chosen)))
    kinds.add(f"{profile} end {'model' if model else 'formula'}")
    imports = ["import polars as pl"] if profile == "polars" else ["import duckdb", "import pandas as pd"]
    read = f"{'pl' if profile == 'polars' else 'pd'}.read_csv('people.csv')"
    files, scripts, layout = spread(rng, imports, read, lines, end)
    files |= queries.files
    kinds |= queries.kinds | {f"layout {layout}"}
    truth = Truth(deps if model else NO_DEPS, deps, rows)
    return Sample(
        f"{profile}-{seed}",
        profile,
        tuple(sorted(files.items())),
        scripts,
        ("people.csv",),
        True,
        truth,
        tuple(sorted(kinds)),
    )


def _looks_around(step: TableStep) -> bool:
    """Whether the value of a row depends on which others there are."""
    return any(word in step.text for word in ("over(", "OVER", "group_by", "GROUP BY", "COUNT", "EXISTS"))


def _written(
    queries: Queries | None, step: TableStep, text: str, measure: str, value: str, new: str, part: str
) -> list[str]:
    if queries is not None:
        return queries.ask(step.text.format(a=text, n=measure, v=f"'{value}'", new=new, x=part))
    gaps = {"a": repr(text), "n": repr(measure), "v": repr(value), "new": repr(new)}
    body = step.text.replace("{x!r}", repr(part)).replace("{x}", part)
    return body.format(**gaps).split("\n")


def _end(queries: Queries | None, rng: random.Random, names: list[str]) -> tuple[list[str], bool]:
    if rng.random() < 0.5:
        pick = f"df.select({names!r}).fill_null(0).to_numpy()" if queries is None else f"df[{names!r}].fillna(0)"
        lines = ["from sklearn.linear_model import Ridge", f"X = {pick}", "model = Ridge(alpha=0.1)"]
        lines += ["model.fit(X, df['label'])", "result = list(zip(df['person_id'], model.predict(X)))"]
        return lines, True
    if queries is None:
        terms = " + ".join(f"{place + 2} * pl.col({name!r}).fill_null(0)" for place, name in enumerate(names))
        return [
            f"df = df.with_columns(({terms}).alias('risk_score'))",
            "result = list(zip(df['person_id'], df['risk_score']))",
        ], False
    terms = " + ".join(f"{place + 2} * COALESCE({name}, 0)" for place, name in enumerate(names))
    query = f"SELECT person_id, {terms} AS risk_score FROM df"
    return [
        *queries.ask(query, "scored"),
        "result = list(zip(scored['person_id'], scored['risk_score']))",
    ], False
