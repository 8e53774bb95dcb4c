"""Configuration files become the values that a program reads from them, each knowing where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.frontends.ranges import Ranged

from originlint.frontends.reader import read
from originlint.ir.forms import Constant, Expression, Mapping, Sequence, Unsupported
from originlint.ir.walk import walk
from originlint.source.toml import load_toml

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)


def plain(form: Expression | None) -> Any:
    """The Python value of a constant form."""
    match form:
        case Constant(_, value):
            return value
        case Sequence(_, _, items):
            return [plain(item) for item in items]
        case Mapping(_, pairs):
            made: dict[Any, Any] = {}
            for key, value in pairs:
                made.update(plain(value) if key is None else {plain(key): plain(value)})
            return made
    raise AssertionError(form)


def value(text: str, language: str) -> Any:
    reading = read("c", text.encode(), language)
    assert (reading.state, reading.problems) == ("analysed", ())
    return plain(reading.value)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_json_is_what_json_loads_says(given_value: Any, ensure_ascii: bool, indent: int | None) -> None:
    text = json.dumps(given_value, ensure_ascii=ensure_ascii, indent=indent)
    assert value(text, "json") == json.loads(text)


@given(VALUES)
def test_yaml_is_what_safe_load_says(given_value: Any) -> None:
    text = yaml.safe_dump(given_value, allow_unicode=True)
    assert value(text, "yaml") == yaml.safe_load(text)


YAML = """\
base: &b {x: 1, "y é": 'it''s', no: NO, n: ~, h: 0x1F, f: 1e+3, s: 1:30}
list:
- a b # remark
- "q\\n𝒳"
- >
  folded
  text
- |-
  kept
   so
merged:
  <<: [*b, {x: 2, z: 3}]
  own: yes
  "<<": text
again: *b
again: 2
"""


def test_yaml_of_all_styles() -> None:
    assert value(YAML, "yaml") == yaml.safe_load(YAML)


def test_yaml_documents_and_nothing() -> None:
    assert value("a: 1\n---\nb: 2\n", "yaml") == [{"a": 1}, {"b": 2}]
    assert value("", "yaml") is None
    assert value("# nothing\n", "yaml") is None


def test_yaml_tags_construct_nothing() -> None:
    assert value("a: !!python/object/apply:os.system ['x']\nb: !Ref y\nc: !!int z\nd: 2020-01-01", "yaml") == {
        "a": ["x"],
        "b": "y",
        "c": "z",
        "d": "2020-01-01",
    }


def test_a_yaml_alias_of_itself_is_not_followed() -> None:
    reading = read("c", b"a: &a [*a, 1]", "yaml")
    assert reading.value is not None
    assert [form.reason for form in walk(reading.value) if isinstance(form, Unsupported)] == [
        "an alias of what it stands in"
    ]


TOML = """\
# remark
title = "x\\u00e9" # more
'quoted key'.inner = 1
[a.b]
list = [1, # one
  "two", 'three', { z = 1.5, "k k".w = true }, []]
text = \"\"\"
one "" two\\
   three\"\"\"
raw = '''a\\b'''
number = 0xff
[[rows]]
n = 1_000
[[rows]]
n = -inf
[rows.sub]
x = false
"""


def test_toml_of_all_styles() -> None:
    assert value(TOML, "toml") == load_toml(TOML)


def test_toml_dates_are_kept_as_written() -> None:
    assert value("a = 1979-05-27 07:32:00\nb = [1979-05-27, 07:32:00]\n", "toml") == {
        "a": "1979-05-27 07:32:00",
        "b": ["1979-05-27", "07:32:00"],
    }


MALFORMED = {
    "json": ["", "{'a': 1}", '{"a" 1}', "[1,]", "[1 2]", '"a', "1 2", "tru", "[" * 100_000, '{"a":' * 1000, '"\\x"'],
    "yaml": ["a: [", "a: b: c", "*x", "a: \x07", "[" * 100_000, "- " * 5000, "\t- a\n b: {"],
    "toml": ["a =", "a = 1\na = 2", "[a", "a = " + "[" * 5000, "a = " + "9" * 5000],
}


@pytest.mark.parametrize(("language", "text"), [(each, text) for each, texts in MALFORMED.items() for text in texts])
def test_malformed_files_are_scanned_with_a_message(language: str, text: str) -> None:
    reading = read("conf", text.encode(), language)
    assert (reading.state, reading.value) == ("scanned", None)
    assert reading.problems[0].message.startswith(f"conf:{reading.problems[0].line}: ")


def test_a_malformed_file_still_shows_its_names() -> None:
    file = Ranged(b"features: {{ x }}\n  - nationality # and race\n", "yaml")
    assert file.reading.state == "scanned"
    assert [file.text(name.node) for name in file.reading.names] == ["features", "nationality"]


def test_aliases_that_stand_for_billions_are_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(n + 1)}: &{chr(n + 1)} [{', '.join(['*' + chr(n)] * 9)}]" for n in range(ord("a"), ord("j"))]
    reading = read("c", "\n".join(lines).encode(), "yaml")
    assert reading.state == "scanned"
    assert "too many values" in reading.problems[0].message


def test_a_file_that_is_too_large_or_no_text_is_not_read() -> None:
    assert read("c", b" " * 5_000_000, "json").state == "unread"
    assert read("c", b"\0", "json").state == "unread"


@pytest.mark.parametrize(("language", "text"), [("yaml", YAML), ("toml", TOML)])
def test_every_string_is_where_its_range_says(language: str, text: str) -> None:
    file = Ranged(("\ufeff" + text).encode(), language)
    assert file.reading.value is not None
    for form in walk(file.reading.value):
        if not isinstance(form, Constant) or not isinstance(form.value, str):
            continue
        for index, character in enumerate(form.value):
            shown = file.text(form.node, index, 1)
            assert shown == character or len(shown) > 1 or character.isspace() or "three" in form.value


def test_a_word_in_a_json_string() -> None:
    file = Ranged('{"a": ["x\\u00e9 \\"na\\"tionality", "𝒳 race"]}'.encode(), "json")
    assert file.reading.value is not None
    strings = [form for form in walk(file.reading.value) if isinstance(form, Constant)]
    race = next(form for form in strings if "race" in str(form.value))
    assert file.text(race.node, 2) == "race"
    assert file.text(race.node) == '"𝒳 race"'
    assert file.text(10_000) == '{"a": ["x\\u00e9 \\"na\\"tionality", "𝒳 race"]}'
