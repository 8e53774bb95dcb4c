"""A configuration file to a reading, and to a locator."""

from __future__ import annotations

from originlint.frontends.config.json_text import read_json
from originlint.frontends.config.limits import MAX_BYTES, Malformed
from originlint.frontends.config.locator import ConfigLocator
from originlint.frontends.config.toml_text import read_toml
from originlint.frontends.config.yaml_text import read_yaml
from originlint.frontends.names.scan import scan
from originlint.frontends.positions import Lines
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading, unread
from originlint.ir.forms import Expression, Problem
from originlint.source.site import Locator


def read_config(path: str, data: bytes, language: str) -> Reading:
    """Read a "yaml", "json" or "toml" file as one constant value. A malformed one is name-scanned."""
    if len(data) > MAX_BYTES:
        return unread(path, language, f"has more than {MAX_BYTES:,} bytes: data, not configuration")
    decoded = decode(data)
    if decoded.text is None:
        return unread(path, language, decoded.problem)
    problems = [Problem(path, 0, f"{path} {decoded.problem}")] if decoded.problem else []
    try:
        value = _value(decoded.text, language)
    except Malformed as error:
        line = Lines(path, decoded.text).position(error.offset).line
        problems.append(Problem(path, line, f"{path}:{line}: {error.reason}; only its names were read"))
        names = scan(decoded.text, f".{language}")
        return Reading(path, language, "scanned", names=names, problems=tuple(problems))
    return Reading(path, language, "analysed", value=value, problems=tuple(problems))


def config_locator(path: str, data: bytes) -> Locator:
    """The locator of a configuration file."""
    decoded = decode(data)
    return ConfigLocator(path, decoded.text or "", decoded.shift)


def _value(text: str, language: str) -> Expression:
    match language:
        case "json":
            return read_json(text)
        case "toml":
            return read_toml(text)
        case _:
            return read_yaml(text)
