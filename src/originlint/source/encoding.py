"""Values as text and back, for what is kept between runs.

What is read back may have been written by anyone, so nothing in it can name code: only the classes that a codec was
made for come out, made by their own constructors. Whatever does not fit raises `DecodeError`.
"""

from __future__ import annotations

import base64
import dataclasses
import enum
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

Named: TypeAlias = tuple[Callable[[Any], str], Callable[[str], Any]]

_PLAIN = (bool, int, float, str, type(None))


class DecodeError(Exception):
    """The text does not stand for a value of this codec."""


class Codec:
    """Encodes frozen dataclasses, named tuples and enumerations of the given classes, with all that they hold: tuples,
    frozen sets, plain constants. Classes are known by name, so their order does not matter.

    `named` are classes whose values have a name of their own and are found by it: how to tell it, and how to find it.
    """

    def __init__(self, classes: Iterable[type], named: Mapping[type, Named] | None = None) -> None:
        self._named = dict(named or {})
        self._found = {each.__qualname__: find for each, (_, find) in self._named.items()}
        self._classes = {f"{each.__module__}.{each.__qualname__}": each for each in classes}
        self._names = {each: name for name, each in self._classes.items()}
        self._fields: dict[type, tuple[str, ...]] = {each: _fields(each) for each in self._names}

    def encode(self, value: object) -> bytes:
        """The value as text. Raises TypeError for a value that holds something else."""
        return json.dumps(self._encoded(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")

    def decode(self, data: bytes) -> Any:
        """The value that was encoded. Raises DecodeError."""
        try:
            return self._decoded(json.loads(data))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
            raise DecodeError(str(error)) from error

    def _encoded(self, value: Any) -> Any:
        kind = type(value)
        if kind in self._named:
            return ["r", kind.__qualname__, self._named[kind][0](value)]
        if kind in self._names:
            return self._of_class(value, kind)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return ["t", *map(self._encoded, value)]
        if kind is frozenset:
            return ["f", *sorted(map(self._encoded, value), key=json.dumps)]
        if kind is bytes:
            return ["b", base64.b64encode(value).decode("ascii")]
        if kind is complex:
            return ["c", value.real, value.imag]
        if value is ...:
            return ["."]
        raise TypeError(f"{kind.__name__} cannot be kept")

    def _of_class(self, value: Any, kind: type) -> list[Any]:
        if isinstance(value, enum.Enum):
            return ["e", self._names[kind], value.name]
        return [self._names[kind], *(self._encoded(getattr(value, name)) for name in self._fields[kind])]

    def _decoded(self, data: Any) -> Any:
        if not isinstance(data, list):
            return data
        tag, *items = data
        made = self._classes.get(tag)
        if made is not None:
            if len(items) != len(self._fields[made]):
                raise DecodeError(f"{tag} has other fields")
            return made(*self._each(items))
        match tag:
            case "t":
                return tuple(self._each(items))
            case "f":
                return frozenset(self._each(items))
        return self._other(data)

    def _each(self, items: list[Any]) -> list[Any]:
        """The values of several; most are plain, so that those need no call."""
        return [self._decoded(each) if each.__class__ is list else each for each in items]

    def _other(self, data: list[Any]) -> Any:
        match data:
            case ["e", str(name), str(member)]:
                enumeration = self._classes[name]
                return enumeration[member]  # type: ignore[index]
            case ["r", str(name), str(key)]:
                return self._found[name](key)
            case ["b", str(text)]:
                return base64.b64decode(text)
            case ["c", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case ["."]:
                return ...
        raise DecodeError(f"nothing is called {data[0]!r}")


def classes_in(*modules: Any) -> tuple[type, ...]:
    """The dataclasses, named tuples and enumerations that these modules define."""
    return tuple(
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and _is_value(each)
    )


_KINDS: tuple[Callable[[type], bool], ...] = (
    dataclasses.is_dataclass,
    lambda each: issubclass(each, enum.Enum),
    lambda each: issubclass(each, tuple) and hasattr(each, "_fields"),
)


def _is_value(each: type) -> bool:
    return any(is_kind(each) for is_kind in _KINDS)


def _fields(each: type) -> tuple[str, ...]:
    if dataclasses.is_dataclass(each):
        assert not any(field.kw_only for field in dataclasses.fields(each))
        return tuple(field.name for field in dataclasses.fields(each) if field.init)
    return tuple(getattr(each, "_fields", ()))
