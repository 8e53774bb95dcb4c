"""dbt projects: where things stand, what `ref`, `source`, `var` and macros become, and what YAML declares."""

from __future__ import annotations

import pytest

from originlint.frontends.config.yaml_text import read_yaml
from originlint.frontends.templates.dbt.schema import declared_tables, is_dbt_schema
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.render import render_sql

PROJECT = """
name: risk
profile: risk_profile
model-paths: ["models", "more/models"]
vars:
  cutoff: 3
  risk:
    groups: [a, b]
    path: "{{ env_var('HOME') }}"
"""
PROFILES = """
risk_profile:
  target: prod
  outputs:
    dev: {type: postgres}
    prod: {type: snowflake}
"""
SOURCES = """
version: 2
sources:
  - name: register
    schema: brp
    tables:
      - name: persons
        identifier: personen
        columns:
          - name: natcd
            description: Nationality of the applicant
      - name: addresses
"""
MACROS = """
{% macro points(column, value) %}case when {{ column }} = '{{ value }}' then 1 else 0 end{% endmacro %}
{% macro both() %}{{ return(['a', 'b']) }}{% endmacro %}
{% macro default__shape(x) %}round({{ x }}){% endmacro %}
{% macro snowflake__shape(x) %}square({{ x }}){% endmacro %}
{% macro shape(x) %}{{ return(adapter.dispatch('shape')(x)) }}{% endmacro %}
"""


def workspace(**more: str) -> Workspace:
    files = {
        "dbt/dbt_project.yml": PROJECT,
        "dbt/profiles.yml": PROFILES,
        "dbt/models/sources.yml": SOURCES,
        "dbt/macros/points.sql": MACROS,
        **{name.replace("__", "/"): text for name, text in more.items()},
    }
    return Workspace.of(files, lambda path: files[path].encode())


def model(text: str, path: str = "dbt/models/m.sql") -> str:
    rendered = render_sql(path, text, workspace())
    assert rendered is not None and not rendered.notes
    return " ".join(rendered.text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select 1", "create table risk.m as select 1;"),
        ("select * from {{ ref('x') }};", "create table risk.m as select * from risk.x;"),
        ("select * from {{ ref('other', 'x', v=2) }}", "create table risk.m as select * from risk.x;"),
        ("select * from {{ source('register', 'persons') }}", "create table risk.m as select * from brp.personen;"),
        ("select * from {{ source('register', 'unknown') }}", "create table risk.m as select * from register.unknown;"),
        ("select {{ var('cutoff') }}", "create table risk.m as select 3;"),
        ("select {{ var('groups') | join(', ') }}", "create table risk.m as select a, b;"),
        ("select {{ var('path') }}, {{ var('nationality') }}", "create table risk.m as select path, nationality;"),
        ("select {{ env_var('X', 'y') }}", "create table risk.m as select y;"),
        ("select {{ points('nat', 'NL') }}", "create table risk.m as select case when nat = 'NL' then 1 else 0 end;"),
        ("select {{ both() | join(', ') }}", "create table risk.m as select a, b;"),
        ("select {{ shape('x') }}", "create table risk.m as select square(x);"),
        ("select {{ dbt_utils.star(ref('x'), except=['nat']) }}", "create table risk.m as select * except (nat);"),
        ("select {{ dbt.safe_cast('nat', dbt.type_string()) }}", "create table risk.m as select cast(nat as varchar);"),
        (
            "{{ config(alias='n') }} select 1",
            "create table risk.m as select 1; create view risk.n as select * from risk.m;",
        ),
        (
            "{{ config(pre_hook='drop table x', post_hook=['update {{ this }} set a = 1', {'sql': 'select 2'}]) }}"
            "select 1",
            "drop table x; create table risk.m as select 1; update risk.m set a = 1; select 2;",
        ),
        ("{{ log('x') }}{% do run_query('y') %}select 1", "create table risk.m as select 1;"),
        (
            "{% if target.type == 'snowflake' %}select 1{% else %}select 2{% endif %}",
            "create table risk.m as select 1;",
        ),
        ("{% if execute %}select 1{% endif %}", "create table risk.m as select 1;"),
        (
            "select 1 {% if is_incremental() %}from {{ this }}{% endif %}",
            "create table risk.m as select 1; create table risk.m as select 1 from risk.m;",
        ),
        (
            "select {% if var('cutoff') > 2 %}1{% else %}2{% endif %}",
            "create table risk.m as select 2; create table risk.m as select 1;",
        ),
        (
            "{% if x %}{{ exceptions.raise_compiler_error('no') }}{% endif %}select 1",
            "create table risk.m as select 1;",
        ),
        ("  ", ""),
    ],
)
def test_models(text: str, expected: str) -> None:
    assert model(text) == expected


def test_a_file_is_treated_as_what_its_folder_says() -> None:
    query = "select * from {{ ref('x') }}"
    assert model(query, "dbt/more/models/deep/n.sql").startswith("create table risk.n as")
    assert model(query, "dbt/tests/t.sql") == "select * from risk.x ;"
    snapshot = "{% snapshot s %}{{ config(unique_key='id') }}select 1{% endsnapshot %}"
    assert model(snapshot, "dbt/snapshots/f.sql") == "create table risk.s as select 1;"


def test_macros_that_nobody_calls_stand_on_their_own() -> None:
    space = workspace()
    assert render_sql("dbt/models/m.sql", "select {{ shape('x') }}", space) is not None
    rendered = render_sql("dbt/macros/points.sql", MACROS, space)
    assert rendered is not None
    assert rendered.text.strip() == "select case when column_value = 'value_value' then 1 else 0 end as points;"
    start = rendered.text.index("case")
    assert MACROS[rendered.origins.start(start) :].startswith("case when")


def test_models_without_a_project_file() -> None:
    rendered = render_sql("models/m.sql", "select * from {{ ref('x') }}", Workspace())
    assert rendered is not None
    assert rendered.text == "create table dbt.m as\nselect * from dbt.x;\n\n"


def test_the_profile_says_the_dialect() -> None:
    rendered = render_sql("dbt/models/m.sql", "select 1", workspace())
    assert rendered is not None and rendered.dialect == "snowflake"


def test_yaml_declares_tables() -> None:
    form = read_yaml(SOURCES)
    assert is_dbt_schema(form)
    persons, addresses = declared_tables(form)
    assert (persons.name, persons.names, persons.complete, addresses.columns) == ("persons", ("personen",), False, ())
    (column,) = persons.columns
    assert (column.name, column.told) == ("natcd", ("Nationality of the applicant",))
    assert SOURCES[column.node :].startswith("natcd")


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("description: \"{{ doc('nationality_code') }}\"", ["nationality_code"]),
        ("tags: [pii, origin]", ["pii", "origin"]),
        ("meta: {contains: ethnicity, sensitive: true}", ["ethnicity", "sensitive"]),
        ("config: {tags: race}", ["race"]),
        ("data_tests: [unique]", []),
    ],
)
def test_what_is_told_of_a_column(column: str, told: list[str]) -> None:
    form = read_yaml(f"models: [{{name: m, columns: [{{name: c, {column}}}]}}]")
    assert list(declared_tables(form)[0].columns[0].told) == told


@pytest.mark.parametrize("text", ["a: 1", "models: {m: {+schema: x}}", "sources: [a, b]", "[1]", ""])
def test_other_yaml_is_no_schema(text: str) -> None:
    assert not is_dbt_schema(read_yaml(text))
    assert declared_tables(read_yaml(text)) == ()


def test_a_name_is_quoted_as_the_database_does() -> None:
    text = "select 1 as {{ adapter.quote('table') }} from t"
    for dialect, name in (("postgres", '"table"'), ("bigquery", "`table`")):
        profiles = PROFILES.replace("snowflake", dialect)
        rendered = render_sql("dbt/models/m.sql", text, workspace(**{"dbt/profiles.yml": profiles}))
        assert rendered is not None
        assert f"select 1 as {name} from t" in rendered.text


def test_the_columns_of_a_pivot_are_quoted_or_made_names() -> None:
    text = "select {{ dbt_utils.pivot('kind', ['a b', 'pt/ot-st'], quote_identifiers=%s) }} from t"
    for quoted, first, second in (("true", '"a b"', '"pt/ot-st"'), ("false", "a_b", "ptot_st")):
        rendered = render_sql("dbt/models/m.sql", text % quoted, workspace())
        assert rendered is not None
        assert f"end) as {first}, " in rendered.text
        assert f"end) as {second} from t" in rendered.text
