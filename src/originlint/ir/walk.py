"""Walking over forms without knowing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def walk(form: Any) -> Iterator[Any]:
    """Yield a form and all forms inside it, in no particular order. Containers are looked into; constants are not."""
    pending = [form]
    while pending:
        current = pending.pop()
        if isinstance(current, (tuple, list)):
            pending.extend(current)
        elif is_dataclass(current) and not isinstance(current, type):
            yield current
            pending.extend(getattr(current, each.name) for each in fields(current))
