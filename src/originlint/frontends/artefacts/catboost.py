"""CatBoost's own format: "CBM1", the size, and a FlatBuffer (catboost/libs/model/flatbuffers/model.fbs)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"CBM1"

_MODEL_TREES = 1
_FEATURES = ((4, 2), (5, 4), (12, 2), (18, 2))
"""In the trees: the field with a kind of features, and in each feature the field with its name: of categories, of
numbers, of texts and of embeddings."""


def feature_names(data: bytes) -> list[str]:
    """The names of all features. Raises ValueError when the data are cut off or no such model."""
    buffer = data[8:]
    try:
        trees = _table(buffer, _root(buffer), _MODEL_TREES)
        if trees is None:
            return []
        named = []
        for kind, name in _FEATURES:
            for feature in _tables(buffer, trees, kind):
                text = _text(buffer, feature, name)
                if text:
                    named.append(text)
    except (struct.error, UnicodeDecodeError):
        raise ValueError("is no CatBoost model that can be read") from None
    return named


def _u32(buffer: bytes, place: int) -> int:
    if place < 0:
        raise struct.error
    found: int = struct.unpack_from("<I", buffer, place)[0]
    return found


def _root(buffer: bytes) -> int:
    return _u32(buffer, 0)


def _field(buffer: bytes, table: int, number: int) -> int | None:
    """Where a field of a table stands, if the table has it."""
    shift: int = struct.unpack_from("<i", buffer, table)[0]
    directory = table - shift
    if directory < 0:
        raise struct.error
    size: int = struct.unpack_from("<H", buffer, directory)[0]
    entry = 4 + 2 * number
    if entry + 2 > size:
        return None
    offset: int = struct.unpack_from("<H", buffer, directory + entry)[0]
    return table + offset if offset else None


def _table(buffer: bytes, table: int, number: int) -> int | None:
    place = _field(buffer, table, number)
    return None if place is None else place + _u32(buffer, place)


def _tables(buffer: bytes, table: int, number: int) -> Iterator[int]:
    start = _table(buffer, table, number)
    if start is None:
        return
    for index in range(min(_u32(buffer, start), len(buffer) // 4)):
        place = start + 4 + 4 * index
        yield place + _u32(buffer, place)


def _text(buffer: bytes, table: int, number: int) -> str:
    start = _table(buffer, table, number)
    if start is None:
        return ""
    length = _u32(buffer, start)
    if start + 4 + length > len(buffer):
        raise struct.error
    return buffer[start + 4 : start + 4 + length].decode("utf-8")
