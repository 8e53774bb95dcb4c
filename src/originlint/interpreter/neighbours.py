"""Names that belong together: items of lists, keys of records, parameters, fields of classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from originlint.ir import forms
from originlint.ir.walk import walk

_NAME = re.compile(r"[^\W\d][\w.-]{0,59}")
_FEWEST = 2


def names_together(form: object) -> Iterator[tuple[str, ...]]:
    """Yield the lists of names in a form and in all forms inside it, each in the order in which it is written."""
    for each in walk(form):
        match each:
            case forms.Sequence(items=items):
                names = _constants(items)
            case forms.Mapping(pairs=pairs):
                names = _constants(key for key, _ in pairs)
            case forms.Function(parameters=parameters):
                names = [parameter.name for parameter in parameters]
            case forms.DefineClass(body=body):
                names = [_assigned(statement) for statement in body]
            case _:
                continue
        found = tuple(name for name in names if _NAME.fullmatch(name))
        if len(found) >= _FEWEST:
            yield found


def _constants(items: Iterable[forms.Expression | None]) -> list[str]:
    return [item.value for item in items if isinstance(item, forms.Constant) and isinstance(item.value, str)]


def _assigned(statement: forms.Statement) -> str:
    match statement:
        case forms.Assign(target=forms.Name(name=name)) | forms.Declare(name=name):
            return name
        case _:
            return ""
