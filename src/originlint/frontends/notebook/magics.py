"""What the magics of a notebook mean. The table is `magics.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from originlint.source.toml import load_toml

_OPTION_TARGET = re.compile(r"(?:^|\s)(?:-o|--output|--out|--df|--dataframe)(?:\s+|=)([^\W\d]\w*)")
_ARROW_TARGET = re.compile(r"(?:^|\s)([^\W\d]\w*)\s*=?<<")
_FIRST_TARGET = re.compile(r"\s*([^\W\d]\w*)(?=\s|$)")
_QUERY = re.compile(
    r"\b(?:select|with|insert|create|update|delete|merge|drop|alter|from|describe|show|explain|values|use|set|truncate"
    r"|copy|pivot|summarize|refresh|cache|grant|replace)\b|--(?=\s|$)|/\*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Magic:
    """One line of the table."""

    reads: str
    dialect: str | None = None
    target: str = "option"
    heavy: bool = False


@cache
def find_magic(name: str) -> Magic | None:
    """What is known of the magic with that name, without percent signs."""
    return _table().get(name.lower())


@cache
def _table() -> dict[str, Magic]:
    entries = load_toml(files("originlint.frontends.notebook").joinpath("magics.toml").read_text("utf-8"))["magic"]
    return {
        name: Magic(each["reads"], each.get("dialect"), each.get("target", "option"), each.get("heavy", False))
        for each in entries
        for name in each["names"]
    }


def result_variable(magic: Magic, arguments: str) -> str | None:
    """The variable that gets the result of a SQL magic, from what stands behind the magic's name in its line."""
    found = _OPTION_TARGET.search(arguments)
    if found is None and magic.target == "arrow":
        found = _ARROW_TARGET.search(arguments)
    if found is None and magic.target == "first":
        found = _FIRST_TARGET.match(arguments)
        if found is not None and _QUERY.match(found.group(1)):
            return None
    return None if found is None else found.group(1)


def query_start(arguments: str) -> int:
    """Where the SQL begins behind a magic's options, connection and result variable; its length when there is none."""
    arrow = _ARROW_TARGET.search(arguments)
    found = _QUERY.search(arguments, arrow.end() if arrow else 0)
    return len(arguments) if found is None else found.start()
