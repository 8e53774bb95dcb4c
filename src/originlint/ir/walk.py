"""Walking over forms without knowing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def walk(form: Any) -> Iterator[Any]:
    """Yield a form and all forms inside it, in no particular order. Containers are looked into; constants are not."""
    pending = [form]
    while pending:
        current = pending.pop()
        if isinstance(current, (tuple, list)):
            pending.extend(current)
            continue
        names = _field_names(type(current))  # type: ignore[arg-type]
        if names is not None:
            yield current
            pending.extend([getattr(current, name) for name in names])


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a class of forms; None for what is no form."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None
