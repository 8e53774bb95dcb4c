"""Turning TOML values into the dataclasses of `settings.py`, by their types.

Every mistake in the file is found before anything is raised, and each message names the file, the key and what was
expected.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a configuration file: where (`sources[0].reason`) and what."""

    key: str
    message: str


def toml_key(field: Field[Any]) -> str:
    """The name of a setting in TOML."""
    return field.name.replace("_", "-")


def open_fields(kind: type) -> Iterator[tuple[Field[Any], Any]]:
    """The fields of a settings dataclass that a file may set, with their types."""
    hints = type_hints(kind)
    for field in fields(kind):
        if not field.metadata.get("internal"):
            yield field, hints[field.name]


@cache
def type_hints(kind: type) -> dict[str, Any]:
    """The resolved types of the fields of `kind`."""
    return get_type_hints(kind)


def is_required(field: Field[Any]) -> bool:
    """Whether a file has to give this setting."""
    return field.default is MISSING and field.default_factory is MISSING


def read_table(kind: type[T], table: dict[str, Any], where: str, mistakes: list[Mistake]) -> T | None:
    """Read a TOML table as a `kind`. Mistakes are added to the list; None when there is no value because of one."""
    known = {toml_key(field): (field, hint) for field, hint in open_fields(kind)}
    values: dict[str, Any] = {}
    unknown = [key for key in table if key not in known]
    mistakes.extend(Mistake(_dotted(where, key), _unknown(key, tuple(known))) for key in unknown)
    complete = True
    for key, (field, hint) in known.items():
        if key in table:
            before = len(mistakes)
            value = read_value(hint, table[key], _dotted(where, key), mistakes)
            if len(mistakes) == before:
                values[field.name] = value
            elif is_required(field):
                complete = False
        elif is_required(field):
            mistakes.append(Mistake(_dotted(where, key), f"is missing: {field.metadata['about']}"))
            complete = False
    return kind(**values) if complete else None


def read_value(hint: Any, value: object, where: str, mistakes: list[Mistake]) -> Any:
    """Read one TOML value as the type `hint`. Mistakes are added to the list."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _read_union(arguments, value, where, mistakes)
    if origin is tuple:
        if not isinstance(value, list):
            return _wrong(where, hint, value, mistakes)
        return tuple(read_value(arguments[0], item, f"{where}[{index}]", mistakes) for index, item in enumerate(value))
    if origin is Literal:
        if value not in arguments:
            known = tuple(str(argument) for argument in arguments)
            mistakes.append(Mistake(where, f"must be one of {', '.join(known)}{_suggestion(str(value), known)}"))
        return value
    if is_dataclass(hint):
        if not isinstance(value, dict):
            return _wrong(where, hint, value, mistakes)
        return read_table(hint, value, where, mistakes) if isinstance(hint, type) else None
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        return _wrong(where, hint, value, mistakes)
    if hint is str and not value and where.endswith("reason"):
        mistakes.append(Mistake(where, "must say something"))
    return value


def _read_union(arguments: tuple[Any, ...], value: object, where: str, mistakes: list[Mistake]) -> Any:
    for argument in arguments:
        if argument is type(None):
            continue
        tried: list[Mistake] = []
        result = read_value(argument, value, where, tried)
        if not tried:
            return result
        if len([other for other in arguments if other is not type(None)]) == 1:
            mistakes.extend(tried)
            return None
    return _wrong(where, Union[arguments], value, mistakes)


def describe(hint: Any) -> str:
    """What a value of this type is called in messages."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(describe(argument) for argument in arguments if argument is not type(None))
    if origin is tuple:
        return f"a list of {_plural(describe(arguments[0]))}"
    if origin is Literal:
        return "one of " + ", ".join(repr(argument) for argument in arguments)
    if is_dataclass(hint):
        return "a table"
    return {str: "a string", int: "a whole number", bool: "true or false"}[hint]


def _plural(singular: str) -> str:
    return {"a string": "strings", "a table": "tables", "a string or a whole number": "strings or whole numbers"}.get(
        singular, singular
    )


def _wrong(where: str, hint: Any, value: object, mistakes: list[Mistake]) -> None:
    names = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    found = names.get(type(value), "a " + type(value).__name__)
    mistakes.append(Mistake(where, f"must be {describe(hint)}, not {found}"))


def _unknown(key: str, known: tuple[str, ...]) -> str:
    return f"is not a setting{_suggestion(key, known) or '; known are ' + ', '.join(sorted(known))}"


def _suggestion(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word.replace("_", "-"), known, n=1) or difflib.get_close_matches(word, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _dotted(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
