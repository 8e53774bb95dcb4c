"""Templates that include or import others of the tree."""

from __future__ import annotations

from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.others import names_another
from originlint.frontends.templates.render import render_sql


def rendered(path: str, **files: str) -> tuple[str, list[str]]:
    """The text of one of the files, and what is noted about it."""
    tree = {name.replace("__", "/") + ".sql": text for name, text in files.items()}
    made = render_sql(path, tree[path], Workspace.of(tree, lambda name: tree[name].encode()))
    assert made is not None
    return " ".join(made.text.split()), [message for _, message in made.notes]


def test_an_included_text_stands_where_it_is_included_and_sees_what_is_bound_there() -> None:
    text, notes = rendered(
        "main.sql",
        main="{% set land = 'NL' %}select a from t {% include 'parts/filter.sql' %}",
        sql__parts__filter="where nationality = '{{ land }}'",
    )
    assert text == "select a from t where nationality = 'NL' ;"
    assert notes == []


def test_its_names_point_at_the_tag_that_includes_it() -> None:
    main = "select a from t {% include 'filter.sql' %}"
    tree = {"main.sql": main, "filter.sql": "where nationality = 1"}
    made = render_sql("main.sql", main, Workspace.of(tree, lambda name: tree[name].encode()))
    assert made is not None
    at = made.text.index("nationality")
    assert main[made.origins.start(at) :].startswith("{% include")


def test_macros_are_imported_as_a_whole_and_by_name() -> None:
    macros = "{% macro points(column) %}case when {{ column }} = 1 then 2 end{% endmacro %}"
    for head, call in (
        ("{% import 'macros.sql' as m %}", "m.points('race')"),
        ("{% from 'macros.sql' import points as p %}", "p('race')"),
    ):
        text, notes = rendered("a.sql", a=f"{head}select {{{{ {call} }}}} from t", macros=macros)
        assert text == "select case when race = 1 then 2 end from t ;"
        assert notes == []


def test_the_nearest_of_several_is_meant() -> None:
    text, _ = rendered(
        "one/main.sql",
        one__main="select {% include 'part.sql' %} from t",
        one__part="a",
        other__part="b",
    )
    assert text == "select a from t ;"


def test_what_is_not_there_is_noted_and_a_circle_ends() -> None:
    text, notes = rendered("a.sql", a="select a from t {% include 'gone.sql' %}")
    assert (text, notes) == ("select a from t ;", ["another template is used here, which is not in the tree"])
    assert rendered("a.sql", a="select a from t {% include 'gone.sql' ignore missing %}")[1] == []
    _, notes = rendered(
        "a.sql", a="select a {% include 'b.sql' %}", b="b {% include 'c.sql' %}", c="{% include 'b.sql' %}"
    )
    assert any("read without its tags" in note for note in notes)


def test_a_reading_of_such_a_file_is_not_kept() -> None:
    assert names_another(b"select {%- include 'x.sql' %}")
    assert not names_another(b"select include from t")
