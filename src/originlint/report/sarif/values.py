"""What SARIF objects are made of."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A JSON object of the SARIF 2.1.0 schema. The builders in this package are its only makers."""

SRCROOT = "SRCROOT"
"""The base of every path. It has no absolute address: that would tell of the machine and differ on every one."""


def text(words: str) -> Json:
    """A `message` or `multiformatMessageString` of plain text."""
    return {"text": words}


def present(**fields: Any) -> Json:
    """An object of the fields that have a value; None, "", and what is empty are left out, 0 and False stay."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}
