"""Settings as TOML: those that hold, with where they come from, and a file to begin with."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from originlint.config.reading import open_fields, toml_key
from originlint.config.schema import as_toml_value
from originlint.config.settings import Settings

_WIDTH = 100


def shown(settings: Settings) -> str:
    """Every setting that holds, each with a remark behind it that says where it comes from."""
    given = dict(settings.given)
    lines: list[str] = []
    for field, _ in open_fields(Settings):
        key, value = toml_key(field), getattr(settings, field.name)
        origin = ", ".join(given.get(key, ("default",)))
        lines.append(f"# {key} is not set" if value is None else f"{key} = {written(as_toml_value(value))}  # {origin}")
    return "\n".join(lines) + "\n"


def template() -> str:
    """A configuration file in which every setting is described, with its default, and none is set."""
    lines = ["# Configuration of originlint: every setting with its default. `originlint config schema` says more."]
    for field, _ in open_fields(Settings):
        lines += ["", *textwrap.wrap(field.metadata["about"], _WIDTH, initial_indent="# ", subsequent_indent="# ")]
        default = field.default
        lines.append(f"# {toml_key(field)} = " + ("…" if default is None else written(as_toml_value(default))))
    return "\n".join(lines) + "\n"


def written(value: Any) -> str:
    """A value in TOML, on one line unless it is a list of tables."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            inside = ", ".join(f"{key} = {written(item)}" for key, item in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case [dict(), *_]:
            return "[\n" + "".join(f"    {written(item)},\n" for item in value) + "]"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case str():
            # A JSON string is one of TOML as well, but for one character.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            return str(value)
