"""Walking over forms without knowing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

_PLAIN = re.compile(
    r"(?:int|str|bool|object|Place|frozenset\[str\]|tuple\[(?:int|str), (?:int|str|\.\.\.)\])(?: \| None)?"
)
"""Types, as they are written, of fields that hold no form."""


def walk(form: Any) -> Iterator[Any]:
    """Yield a form and all forms inside it, in no particular order. Containers are looked into; constants are not."""
    pending = [form]
    while pending:
        current = pending.pop()
        parts = _parts(type(current))  # type: ignore[arg-type]
        if parts is not None:
            yield current
            pending.extend(parts(current))
        elif isinstance(current, (tuple, list)):
            pending.extend(current)


@cache
def _parts(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the values in a form of that class that are forms or hold some; None for what is no form."""
    if not is_dataclass(kind):
        return None
    names = tuple(each.name for each in fields(kind) if not _PLAIN.fullmatch(str(each.type)))
    if len(names) == 1:
        only = attrgetter(*names)
        return lambda form: (only(form),)
    return attrgetter(*names) if names else lambda form: ()
