"""String literals have the value that Python gives them, and every character of it can be found again."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from originlint.frontends.offsets import OffsetMap
from originlint.frontends.python.strings import decode, segments, split_literal
from originlint.frontends.python.texts import literal_value

ESCAPES = [r"\n", r"\\", r"\'", r"\"", r"\x41", r"\101", r"\7", "\\u00e9", r"\U0001F600", r"\N{BULLET}", r"\q", "\\\n"]
CONTENT = st.lists(st.sampled_from([*ESCAPES, "a", "é", "𝒳", " ", "{", "}", "#", "\n"]), max_size=12).map("".join)


def python_value(source: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.literal_eval(source)


@given(CONTENT, st.sampled_from(["", "r", "R", "u"]))
def test_value_is_what_python_evaluates(content: str, prefix: str) -> None:
    source = f'{prefix}"""{content}."""'
    assert literal_value(source) == python_value(source)


@given(st.lists(st.sampled_from([r"\n", r"\x41", r"\777", r"\101", "\\u0041", r"\N{BULLET}", "a", " "])).map("".join))
def test_bytes_are_what_python_evaluates(content: str) -> None:
    source = f'b"""{content}."""'
    assert literal_value(source) == python_value(source)


@given(CONTENT, st.booleans(), st.booleans())
def test_each_character_comes_from_its_own_place(content: str, raw: bool, braces: bool) -> None:
    text = decode(content, raw, braces=braces)
    places = OffsetMap(segments(content, raw, braces=braces))
    assert places.size == len(text)
    for index, character in enumerate(text):
        piece = content[places.start(index) : places.behind(index + 1)]
        assert decode(piece, raw, braces=braces) == character


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('"a\\\r\nb"', "ab"),
        ('"""a\r\nb\rc"""', "a\nb\nc"),
        ('r"""a\\\r\nb"""', "a\\\nb"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\N{NO SUCH NAME}"', "\ufffd"),
        ("''", ""),
        ("''''''", ""),
        ('"\'"', "'"),
    ],
)
def test_line_ends_and_what_nothing_can_encode(source: str, value: str) -> None:
    assert literal_value(source) == value


def test_a_literal_comes_apart() -> None:
    literal = split_literal("Rb'''x'''")
    assert (literal.prefix, literal.start, literal.content, literal.raw, literal.is_bytes) == ("rb", 5, "x", True, True)
