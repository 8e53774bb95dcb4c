"""Ranges are exact: the text that stands in a form's range is the form's own."""

from __future__ import annotations

import ast
import warnings

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.frontends.ranges import Ranged, forms

from originlint.ir.forms import Branch, Call, Constant, Define, Field, Import, Name, Parameter, Text

NAMES = st.sampled_from(["a", "héritage", "国籍", "land_𝒳", "x1"])
BLANK = st.sampled_from(["", " ", "  ", "\\\n"])
GAP = st.sampled_from(["\n", "\r\n", "\n\n", "  # 𝒳 remark\n", "\n\f\n", "\r"])


@st.composite
def literals(draw: st.DrawFn) -> str:
    pieces = st.sampled_from(["a", "é", "𝒳", r"\n", "\\u00e9", r"\x41", "{{", "}}", " ", "\\\\"])
    body = draw(st.lists(pieces).map("".join))
    prefix = draw(st.sampled_from(["", "r", "f", "rf", "u"]))
    quote = draw(st.sampled_from(["'", '"', "'''", '"""']))
    return f"{prefix}{quote}{body}.{quote}"


@st.composite
def expressions(draw: st.DrawFn) -> str:
    leaf = st.one_of(NAMES, literals(), st.sampled_from(["1", "2.5", "None"]))
    return draw(
        st.recursive(
            leaf,
            lambda inner: st.one_of(
                st.tuples(inner, BLANK, inner).map(lambda t: f"({t[0]}{t[1]}+{t[1]}{t[2]})"),
                st.tuples(NAMES, inner).map(lambda t: f"{t[0]}({t[1]}, é={t[1]})"),
                st.tuples(NAMES, NAMES, inner).map(lambda t: f"{t[0]}.{t[1]}[{t[2]}]"),
                st.tuples(inner, inner).map(lambda t: f"[{t[0]},\n {t[1]}]"),
                st.tuples(literals(), BLANK, literals()).map(lambda t: f"({t[0]} {t[1]}{t[2]})"),
            ),
            max_leaves=8,
        )
    )


@st.composite
def programs(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.tuples(NAMES, BLANK, expressions(), GAP), min_size=1, max_size=5))
    return "".join(f"{name}{blank}={blank}{value}{gap}" for name, blank, value, gap in lines)


@settings(max_examples=25, deadline=None)
@given(programs(), st.booleans())
def test_the_range_of_a_name_or_constant_holds_it(source: str, mark: bool) -> None:
    file = Ranged(("\ufeff" if mark else "").encode() + source.encode())
    assert file.reading.state == "analysed"
    for form in forms(file.module, Name, Constant, Field):
        shown = file.text(form.node)
        match form:
            case Name():
                assert shown == form.name
            case Field():
                assert shown == form.name
            case Constant(_, str() as value) if shown[:1] in "rfu'\"" and shown[-1:] in "'\"":
                assert python_value(shown) in (value, value.replace("{", "{{").replace("}", "}}"))
            case _:
                pass


@settings(max_examples=25, deadline=None)
@given(programs())
def test_each_character_of_a_string_is_found(source: str) -> None:
    file = Ranged(source.encode())
    for form in forms(file.module, Constant):
        if not isinstance(form.value, str):
            continue
        for index, character in enumerate(form.value):
            shown = file.text(form.node, index, 1)
            assert shown == character or character in (python_value(f"'{shown}'"), shown[:1])


def python_value(source: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.literal_eval(source.replace("f", "", 1) if source[0] in "rf" else source)


def test_columns_count_utf16_units_and_lines_end_in_three_ways() -> None:
    file = Ranged("s = '𝒳é'; race = 1\r\nx = 1\ry = 2\n".encode())
    name = next(form for form in forms(file.module, Name) if form.name == "race")
    assert (file.range(name.node).start, file.range(name.node).end) == ((1, 12), (1, 16))
    assert [file.range(form.node).start.line for form in forms(file.module, Name)] == [1, 1, 2, 3]


def test_a_word_inside_a_sql_string() -> None:
    source = 'q = ("SELECT \\"naam\\",\\n"\n     """ nationaliteit\n  FROM p""")\n'
    file = Ranged(source.encode())
    text = forms(file.module, Constant)[0]
    for word in ("naam", "nationaliteit", "FROM"):
        assert file.text(text.node, text.value.index(word), len(word)) == word
        assert file.text(text.node, text.value.index(word)) == word
    assert file.range(text.node, text.value.index("nationaliteit")).start == (2, 10)


def test_a_formatted_string_is_mapped_up_to_its_first_hole() -> None:
    file = Ranged(b"q = 'a ' f'SELECT race, {x} FROM t'\n")
    text = forms(file.module, Text)[0]
    assert file.text(text.node, 9, 4) == "race"
    assert file.text(text.node, 40, 4) == file.text(text.node)
    tail = forms(file.module, Constant)[-1]
    assert file.text(tail.node, tail.value.index("FROM"), 4) == "FROM"


def test_what_is_shown_of_larger_forms() -> None:
    source = (
        "import pandas as pd\n"
        "def f(x: int = 1):\n"
        "    if x == 1:\n"
        "        return x\n"
        "(df\n"
        "  .drop('a')\n"
        "  .fit(X.race))\n"
    )
    file = Ranged(source.encode())

    def shown(kind: type) -> list[str]:
        return [file.text(form.node) for form in forms(file.module, kind)]

    assert shown(Import) == ["pandas as pd"]
    assert shown(Define) == ["f"]
    assert shown(Parameter) == ["x"]
    assert shown(Branch) == ["x == 1"]
    assert shown(Call) == ["fit(X.race)", "drop('a')"]
    assert [file.range(form.node).start.line for form in forms(file.module, Call)] == [7, 6]


def test_an_unknown_site_is_the_first_line() -> None:
    file = Ranged(b"x = 1\ny = 2\n")
    assert file.text(-1) == "x = 1"
    assert file.text(10_000) == "x = 1"
