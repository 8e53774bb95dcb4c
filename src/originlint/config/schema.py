"""The settings as JSON Schema and as a printed table, made from the dataclasses of `settings.py`."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from originlint.config.reading import is_required, open_fields, toml_key
from originlint.config.settings import Settings


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `originlint.toml`, and of the `[tool.originlint]` table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "originlint",
        "description": "Settings in originlint.toml, or in the [tool.originlint] table of pyproject.toml.",
        **_object(Settings),
    }


def as_toml_value(value: object) -> Any:
    """A setting as the plain lists, tables and scalars that TOML and JSON have; settings that are None are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            toml_key(field): as_toml_value(getattr(value, field.name))
            for field in fields(value)
            if not field.metadata.get("internal") and getattr(value, field.name) is not None
        }
    if isinstance(value, tuple):
        return [as_toml_value(item) for item in value]
    return value


def _object(kind: type) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    needed: list[str] = []
    for field, hint in open_fields(kind):
        entry = {"description": field.metadata["about"], **_type(hint)}
        if is_required(field):
            needed.append(toml_key(field))
        elif field.default is not None:
            entry["default"] = as_toml_value(field.default)
        properties[toml_key(field)] = entry
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": needed} if needed else schema


def _type(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        options = [_type(argument) for argument in arguments if argument is not type(None)]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if origin is Literal:
        return {"enum": list(arguments)}
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}
