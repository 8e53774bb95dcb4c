"""Universal Binary JSON (ubjson.org, draft 12), the format in which XGBoost saves a model. Only the names are kept."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_NUMBERS = {
    b"i": ">b", b"U": ">B", b"I": ">h", b"l": ">i", b"L": ">q", b"d": ">f", b"D": ">d", b"u": ">H", b"m": ">I",
    b"M": ">Q",
}  # fmt: skip
_SINGLE = {b"Z": None, b"T": True, b"F": False}
_DEEPEST = 64
_LISTED = "feature_names"


class _Found(Exception):
    def __init__(self, names: list[str]) -> None:
        self.names = names


def feature_names(data: bytes) -> list[str]:
    """The list `feature_names` of a model, as far as the data go. Raises ValueError when they are no UBJSON."""
    try:
        _Reader(data).value(0)
    except _Found as found:
        return found.names
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError):
        raise ValueError("is no UBJSON that can be read") from None
    return []


@dataclass(slots=True)
class _Reader:
    data: bytes
    place: int = 0

    def _take(self, count: int) -> bytes:
        if count < 0 or self.place + count > len(self.data):
            raise IndexError("cut off")
        found = self.data[self.place : self.place + count]
        self.place += count
        return found

    def _marker(self) -> bytes:
        marker = self._take(1)
        while marker == b"N":
            marker = self._take(1)
        return marker

    def _number(self, marker: bytes) -> float:
        form = _NUMBERS[marker] if marker in _NUMBERS else _fail()
        number: float = struct.unpack(form, self._take(struct.calcsize(form)))[0]
        return number

    def _length(self) -> int:
        return int(self._number(self._marker()))

    def _text(self) -> str:
        return self._take(self._length()).decode("utf-8")

    def value(self, depth: int, marker: bytes | None = None) -> object:
        marker = self._marker() if marker is None else marker
        if depth > _DEEPEST:
            return _fail()
        if marker in _NUMBERS:
            return self._number(marker)
        if marker in _SINGLE:
            return _SINGLE[marker]
        match marker:
            case b"S" | b"H":
                return self._text()
            case b"C":
                return self._take(1).decode("latin-1")
            case b"[":
                return self._array(depth)
            case b"{":
                return self._object(depth)
            case _:
                return _fail()

    def _head(self) -> tuple[bytes | None, int | None]:
        """The type of all items and their count, where they are given."""
        kind: bytes | None = None
        if self.data[self.place : self.place + 1] == b"$":
            self._take(1)
            kind = self._take(1)
        if self.data[self.place : self.place + 1] == b"#":
            self._take(1)
            return kind, self._length()
        return kind, None

    def _array(self, depth: int) -> list[object]:
        kind, count = self._head()
        if kind in _NUMBERS and count is not None:
            self._take(struct.calcsize(_NUMBERS[kind]) * count)
            return []
        found: list[object] = []
        while (count is not None and count > 0) or (count is None and not self._ends(b"]")):
            found.append(self.value(depth + 1, kind))
            count = None if count is None else count - 1
        return found

    def _object(self, depth: int) -> list[object]:
        kind, count = self._head()
        while (count is not None and count > 0) or (count is None and not self._ends(b"}")):
            key = self._text()
            value = self.value(depth + 1, kind)
            if key == _LISTED and isinstance(value, list) and value:
                raise _Found([name for name in value if isinstance(name, str)])
            count = None if count is None else count - 1
        return []

    def _ends(self, sign: bytes) -> bool:
        if self.data[self.place : self.place + 1] == sign:
            self.place += 1
            return True
        return False


def _fail() -> str:
    raise IndexError("not as the format says")
