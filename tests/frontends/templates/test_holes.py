"""SqlRender, and the holes that programs fill: `{name}`, `%(name)s`, `${name}` …"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.placeholders import blank_tags, fill_holes, has_holes
from originlint.frontends.templates.render import render_sql
from originlint.frontends.templates.sqlrender import is_sqlrender, render_sqlrender
from originlint.frontends.templates.traced import offset_map, written


def flat(texts: object) -> list[str]:
    assert isinstance(texts, tuple)
    return [" ".join(str(text).split()) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select 1 from @cdm.person", ["select 1 from cdm.person"]),
        ("{DEFAULT @t = 'x'}\nselect 1 from @t where @u = 1", ["select 1 from x where u = 1"]),
        ("{DEFAULT @t == 'x'} select @t", ["select x"]),
        ("{DEFAULT @t}\nselect @t", ["select t"]),
        ("a {@c} ? {b} : {d} e", ["a b e", "a d e"]),
        ("a {@c} ? {b}{!@c} ? {x} e", ["a b e", "a x e"]),
        ("{@c == 'y'} ? {b}{@c != 'y'} ? {x}", ["b", "x"]),
        ("{@a} ? { p {@b} ? {q} : {r} }", ["p q", "", "p r"]),
        ("{@a} ? {unclosed", ["{a} ? {unclosed"]),
    ],
)
def test_sqlrender(text: str, expected: list[str]) -> None:
    assert sorted(flat(render_sqlrender(text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("select 1 from @cdm.person", True),
        ("{DEFAULT @a = 1}", True),
        ("{@a} ? {b}", True),
        ("declare @t int; select @t", False),
        ("declare @t table (a int); select @t.a", False),
        ("select {a} from b", False),
        ("select 1 -- mail a@b.nl\nwhere m = 'x@y.nl' /* @cdm.person */", False),
    ],
)
def test_telling_sqlrender_from_other_texts(text: str, answer: bool) -> None:
    assert is_sqlrender(text) is answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select {column} from {db.schema}.t", "select column_value from db.schema_value.t"),
        ("from ${table} join #{other}", "from table_value join other"),
        ("where a = %(race)s and b = %s and c like '%s'", "where a = :race and b = ? and c like '%s'"),
        (
            "select {x: race, 'y': 1}, {d '2020-01-01'}, {n:d}, {m:%Y-%m}",
            "select {x: race, 'y': 1}, {d '2020-01-01'}, n, m",
        ),
        ("f('%b-%d-%Y') and g(\"%b-%d-%Y\") and a = %d", "f('%b-%d-%Y') and g(\"%b-%d-%Y\") and a = ?"),
        ("where flags &mask and (a) &b = &v and x in (&w)", "where flags &mask and (a) &b = v and x in (w)"),
        ("select a % b, '{x}' -- {y}", "select a % b, '{x}' -- {y}"),
        ("from &owner..t where a = &&v;", "from owner.t where a = v;"),
        ("from $tbl as $$ body $$ and $fn$ x $fn$", "from tbl as $$ body $$ and $fn$ x $fn$"),
        ("select $1, {0}, a && b", "select $1, {0}, a && b"),
    ],
)
def test_holes(text: str, expected: str) -> None:
    assert str(fill_holes(written(text, 0))) == expected


@given(st.text(alphabet="ab{}$%&@?:#()'s \n-.x", max_size=40))
def test_any_text_keeps_its_places(text: str) -> None:
    for rendered in (fill_holes(written(text, 0)), blank_tags(written(text, 0)), *render_sqlrender(text)):
        origins = offset_map(rendered)
        assert origins.size == len(rendered)
        for offset in range(len(rendered)):
            assert 0 <= origins.start(offset) <= origins.behind(offset + 1) <= len(text)
    if not has_holes(text):
        assert str(fill_holes(written(text, 0))) == text


def test_a_broken_template_is_read_without_its_tags() -> None:
    text = "{% if %} select race, {{ x.y }} from {{ ref('people') }} {{ config(a='b') }}"
    rendered = render_sql("a.sql", text, Workspace())
    assert rendered is not None
    assert " ".join(rendered.text.split()) == "select race, x_y from people ;"
    assert [(offset, "without its tags" in note) for offset, note in rendered.notes] == [(6, True)]
    start = rendered.text.index("race")
    assert rendered.origins.start(start) == text.index("race")


def test_renderings_follow_one_another_and_common_statements_come_once() -> None:
    text = "select 1;\n{% if x %}select 2{% else %}select 3{% endif %};\nselect 4;"
    rendered = render_sql("a.sql", text, Workspace())
    assert rendered is not None
    assert [each.strip() for each in rendered.text.split(";")] == ["select 1", "select 3", "select 2", "select 4", ""]


@pytest.mark.parametrize(
    "text",
    [
        "select a from b where c = '{x}' -- {y}",
        "select '{{1,2},{3,4}}'::int[] from t where a like '{%' and b like '{#'",
    ],
)
def test_plain_sql_is_left_alone(text: str) -> None:
    assert render_sql("a.sql", text, Workspace()) is None
