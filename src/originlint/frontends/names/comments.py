"""What is a comment, by file name suffix. The table is `comments.toml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from originlint.source.toml import load_toml

_STRINGS = r"""'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*\""""


@cache
def comment_pattern(suffix: str) -> re.Pattern[str] | None:
    """A pattern of the comments, and of the strings (in which there are none), of a language; None if not known."""
    entry = _table().get(suffix.lower())
    if entry is None:
        return None
    patterns = [_STRINGS]
    for begin, end in entry.get("block", []):
        patterns.append(f"{re.escape(begin)}(?s:.*?)(?:{re.escape(end)}|\\Z)")
    patterns += [f"{re.escape(begin)}[^\\r\\n]*" for begin in entry.get("line", [])]
    patterns += [
        f"(?:(?<=[;\\n])|\\A)[ \\t]*{re.escape(sign)}(?s:[^;]*?)(?:;|\\.[ \\t]*$|\\Z)"
        for sign in entry.get("statement", [])
    ]
    return re.compile("|".join(patterns), re.MULTILINE)


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("originlint.frontends.names").joinpath("comments.toml").read_text("utf-8")
    return {suffix: entry for entry in load_toml(text)["language"] for suffix in entry["suffixes"]}
