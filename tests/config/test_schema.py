"""The published schema says the same as the reader."""

from __future__ import annotations

from typing import get_args

import jsonschema
import pytest

from originlint.config.schema import as_toml_value, json_schema
from originlint.config.settings import KindCode, Settings
from originlint.lexicon.verdict import Kind


def test_the_defaults_fit_the_schema() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(as_toml_value(Settings()), schema)


@pytest.mark.parametrize(
    "settings",
    [{"selct": []}, {"kinds": ["P"]}, {"words": [{"word": "x", "action": "deny"}]}, {"sinks": [{"arguments": [1.5]}]}],
)
def test_what_the_reader_refuses_the_schema_refuses(settings: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(settings, json_schema())


def test_kinds_are_those_of_the_lexicon() -> None:
    assert set(get_args(KindCode)) == {kind.value for kind in Kind}
    assert set(Settings().kinds) == {kind.value for kind in Kind}
