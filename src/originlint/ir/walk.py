"""Walking over forms without knowing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any


def walk(form: Any) -> Iterator[Any]:
    """Yield a form and all forms inside it, in no particular order. Containers are looked into; constants are not."""
    pending = [form]
    while pending:
        current = pending.pop()
        if isinstance(current, (tuple, list)):
            pending.extend(current)
            continue
        parts = _parts(type(current))  # type: ignore[arg-type]
        if parts is not None:
            yield current
            pending.extend(parts(current))


@cache
def _parts(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the values in a form of that class; None for what is no form."""
    if not is_dataclass(kind):
        return None
    names = tuple(each.name for each in fields(kind))
    if len(names) == 1:
        return lambda form: (getattr(form, names[0]),)
    return attrgetter(*names) if names else lambda form: ()
