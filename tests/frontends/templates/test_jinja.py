"""Jinja is evaluated by our own small evaluator: exact places, both ways of conditions, counted limits."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from originlint.frontends.templates.jinja.render import Variants, render
from originlint.frontends.templates.jinja.syntax import TemplateError, parse
from originlint.frontends.templates.traced import offset_map


def renderings(text: str) -> list[str]:
    return [" ".join(each.split()) for each in map(str, render(parse(text)).texts)]


def source_of(template: str, wanted: str) -> str:
    """The characters of the template that the first occurrence of some rendered text comes from."""
    text = render(parse(template)).texts[0]
    start = str(text).index(wanted)
    origins = offset_map(text)
    return template[origins.start(start) : origins.behind(start + len(wanted))]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("select 1", ["select 1"]),
        ("a {# race #} b", ["a b"]),
        ("{% raw %}{{ x }}{% endraw %}", ["{{ x }}"]),
        ("{% set c = ['a', 'b'] %}{% for x in c %}{{ x }}{{ ',' if not loop.last }}{% endfor %}", ["a,b"]),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{% endfor %}", ["a=1"]),
        ("{% for x in [] %}a{% else %}b{% endfor %}", ["b"]),
        ("{% for x in [1,2,3] if x > 1 %}{{ x }}{% if x == 2 %}{% continue %}{% endif %};{% endfor %}", ["23;"]),
        ("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% endfor %}{{ x }}", ["1"]),
        ("{% set n = namespace(x=1) %}{% for i in [1] %}{% set n.x = 2 %}{% endfor %}{{ n.x }}", ["2"]),
        ("{% macro m(a, b='y') %}{{ a }}-{{ b }}{% endmacro %}{{ m('x') }} {{ m('p', b='q') }}", ["x-y p-q"]),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in{% endcall %}", ["[in]"]),
        ("{% set t %}a{% endset %}{{ t | upper }}", ["A"]),
        ("{% filter upper %}a{% endfilter %}", ["A"]),
        ("{% do [].append(1) %}{{ 'a,b'.split(',') | join(' + ') }}", ["a + b"]),
        ("{{ '%s_%s' % ('a', 'b') }} {{ '{}-{x}'.format('a', x='b') }}", ["a_b a-b"]),
        ("{{ ['a', 'b'] | map('upper') | join(',') }} {{ 'race'[1:3] }} {{ [1, 2][-1] }}", ["A,B ac 2"]),
        ("{{ x | default('y') }} {{ 2 ** 3 }} {{ 7 // 2 }} {{ -1 }}", ["y 8 3 -1"]),
        ("{% with a = 'b' %}{{ a }}{% endwith %}", ["b"]),
        ("select {{ column }} from {{ params.table }}", ["select column_value from params_table"]),
        ("{{ risk(race, 'age') }}", ["risk(race, age)"]),
        ("{% for c in columns %}{{ c }}{% if not loop.last %},{% endif %}{% endfor %}", ["c"]),
        ("{% snapshot s %}select 1{% endsnapshot %}{% docs d %}text{% enddocs %}", ["select 1"]),
        ("{% if x is defined %}a{% endif %}", ["a", ""]),
        ("{% if a %}1{% elif b %}2{% else %}3{% endif %}", ["1", "2", "3"]),
        ("{% if a %}1{% endif %}{% if not a %}2{% endif %}", ["1", "2"]),
        ("{% if k == 'x' %}1{% endif %}{% if k != 'x' %}2{% endif %}", ["1", "2"]),
        ("{% if a %}1{% endif %}{% if b %}2{% endif %}{% if c %}3{% endif %}", ["123", ""]),
        ("{% if true and not false %}a{% endif %}", ["a"]),
    ],
)
def test_rendering(template: str, expected: list[str]) -> None:
    assert renderings(template) == expected


@pytest.mark.parametrize(
    ("template", "rendered", "source"),
    [
        ("select race from t", "race", "race"),
        ("{% set c = ['race'] %}select {{ c[0] }}", "race", "race"),
        ("{% set c = ['race', 'age'] %}select {{ c | join(', ') }}", "race", "race"),
        ("{% set c = 'race' %}select {{ c | upper }}", "RACE", "race"),
        ("{% macro m(x) %}max({{ x }}){% endmacro %}select {{ m('race') }}", "race", "race"),
        ("select {{ 'x' ~ loop }}", "loop", "{{ 'x' ~ loop }}"),
        ("select {{ race_column }}", "race_column", "{{ race_column }}"),
        ("é𝒳\r\n{{- 'a' -}}\r\n race", "race", "race"),
        ("{%- if true -%}  race {%- endif -%} x", "race", "race"),
        ("{% raw -%} race {%- endraw %}", "race", "race"),
        ("select {{ 'ra\\x63e' }}", "race", "'"),
    ],
)
def test_each_rendered_text_knows_its_source(template: str, rendered: str, source: str) -> None:
    assert source_of(template, rendered) == source


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
        "{% set a = 'x' * 9000 %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
        "{% set a = [] %}{% do a.append(a) %}{{ a }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% if x %}",
        "{{ 'a }}",
        "{% frobnicate %}",
    ],
)
def test_a_hostile_or_broken_template_costs_only_itself(template: str) -> None:
    with pytest.raises(TemplateError):
        render(parse(template))


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ x.__init__.__globals__['os'].system('true') }}",
        "{{ 10 ** 10 ** 10 }} {{ 'a' * 10 ** 12 }} {{ '%0999999999d' % 1 }} {{ '{:>999999999}'.format(1) }}",
        "{% import 'other.sql' as o %}{{ o.run() }}{% include 'x' %}{% from 'y' import z %}{{ z() }}",
        "{% set a = 'x' * 9000 %}{{ a.replace('x', a) }} {{ ('{0}' * 2000).format(a) }}",
        "{% set a = 'x' * 9000 %}{{ ('%s' * 2000) % ([a] * 2000) }}",
        "{{ range(10 ** 9) }} {{ 'x'.center(10 ** 9) }} {{ [1, 2].sort(key=x) }}",
    ],
)
def test_what_is_not_understood_is_only_a_name(template: str) -> None:
    assert all(len(text) < 2_000 for text in renderings(template))


def test_what_is_not_understood_is_noted_with_its_place() -> None:
    assert render(parse("select {{ m('x') }}")).notes == ((7, "`m` is no macro that is known here"),)


def test_conditions_beyond_the_count_are_noted() -> None:
    chain = "{% if a0 %}0" + "".join(f"{{% elif a{n} %}}{n}" for n in range(1, 30)) + "{% endif %}"
    done = render(parse(chain))
    assert len(done.texts) == 12
    assert "followed one way only" in done.notes[0][1]


def checked(template: str) -> Variants | None:
    try:
        done = render(parse(template))
    except TemplateError:
        return None
    for text in done.texts:
        origins = offset_map(text)
        assert origins.size == len(text)
        for offset in range(len(text)):
            assert 0 <= origins.start(offset) <= origins.behind(offset + 1) <= len(template)
    return done


@given(st.text(max_size=60))
@example("{{ a }}\r")
def test_any_text_is_rendered_or_refused(text: str) -> None:
    done = checked(text)
    if "{" not in text and "\r" not in text:
        assert done is not None and [str(each) for each in done.texts] == [text]


_FRAGMENTS = st.sampled_from(
    [
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{%-",
            "-%}",
            "{#",
            "#}",
            "if",
            "else",
            "endif",
            "for",
            "in",
            "endfor",
            "set",
            "endset",
        ),
        *(
            "macro",
            "endmacro",
            "call",
            "endcall",
            "raw",
            "endraw",
            "x",
            "y",
            "'race'",
            "1",
            "[",
            "]",
            "(",
            ")",
            ",",
            "|",
        ),
        *("join", "upper", "=", "==", "not", "and", "or", "~", ".", "loop.last", "is defined", "select", "from", "\n"),
    ]
)


@given(st.lists(_FRAGMENTS, max_size=25))
def test_any_jumble_of_tags_is_rendered_or_refused(fragments: list[str]) -> None:
    checked(" ".join(fragments))
