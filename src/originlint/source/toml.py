"""Reading TOML on every supported Python."""

from __future__ import annotations

import sys
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOMLDecodeError = tomllib.TOMLDecodeError


def load_toml(text: str) -> dict[str, Any]:
    """Parse TOML text. Raises `TOMLDecodeError` with line and column."""
    return tomllib.loads(text)
