"""The column names in the footer of a Parquet file.

The footer is Thrift's compact protocol (thrift/doc/specs/thrift-compact-protocol.md in apache/thrift); of its
FileMetaData only the schema is read, and of a SchemaElement only its name and how many children follow it
(parquet.thrift in apache/parquet-format).
"""

from __future__ import annotations

MAGIC = b"PAR1"

_MAX_ELEMENTS = 50_000
_DEEPEST = 32

_SCHEMA, _NAME, _CHILDREN = 2, 4, 5
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS = (4, 5, 6)


def parquet_columns(tail: bytes) -> list[str]:
    """The names of the top-level columns, given the end of a file. Raises ValueError when it is no Parquet file, or
    an encrypted or broken one."""
    if len(tail) < 12 or tail[-4:] != MAGIC:
        raise ValueError("is no Parquet file whose footer can be read")
    size = int.from_bytes(tail[-8:-4], "little")
    if not 0 < size <= len(tail) - 8:
        raise ValueError("has a footer that is broken or too long")
    try:
        elements = _Reader(tail[-8 - size : -8]).schema()
    except IndexError:
        raise ValueError("has a footer that ends too soon") from None
    return _top_level(elements)


def _top_level(elements: list[tuple[str, int]]) -> list[str]:
    """The children of the root, which comes first; the elements are in depth-first order."""
    if not elements:
        raise ValueError("has a footer without a schema")
    names: list[str] = []
    position = 1
    for _ in range(min(elements[0][1], len(elements))):
        if position >= len(elements):
            break
        names.append(elements[position][0])
        open_children = 1
        while open_children and position < len(elements):
            open_children += elements[position][1] - 1
            position += 1
    return names


class _Reader:
    """Reads values of the compact protocol. Raises IndexError at the end of the data."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def schema(self) -> list[tuple[str, int]]:
        """Names and numbers of children of the elements of the schema."""
        field = 0
        while (step := self._field(field)) is not None:
            field, kind = step
            if field != _SCHEMA or kind != _LIST:
                self._skip(kind, 0)
                continue
            size, element = self._list()
            if element != _STRUCT or size > _MAX_ELEMENTS:
                break
            return [self._element() for _ in range(size)]
        raise ValueError("has a footer without a schema")

    def _element(self) -> tuple[str, int]:
        name, children, field = "", 0, 0
        while (step := self._field(field)) is not None:
            field, kind = step
            if field == _NAME and kind == _BINARY:
                name = self._binary().decode("utf-8", "replace")
            elif field == _CHILDREN and kind in _INTEGERS:
                number = self._varint()
                children = max((number >> 1) ^ -(number & 1), 0)
            else:
                self._skip(kind, 0)
        return name, children

    def _field(self, before: int) -> tuple[int, int] | None:
        """The next field's number and type; None at the end of the struct."""
        head = self._byte()
        if head == 0:
            return None
        step, kind = head >> 4, head & 15
        if step:
            return before + step, kind
        number = self._varint()
        return (number >> 1) ^ -(number & 1), kind

    def _list(self) -> tuple[int, int]:
        head = self._byte()
        size = head >> 4
        return (self._varint() if size == 15 else size), head & 15

    def _skip(self, kind: int, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("has a footer that nests too deep")
        if kind in (_TRUE, _FALSE):
            return
        if kind == _BYTE:
            self._byte()
        elif kind in _INTEGERS:
            self._varint()
        elif kind == _DOUBLE:
            self._take(8)
        elif kind == _BINARY:
            self._binary()
        elif kind in (_LIST, _SET):
            size, element = self._list()
            for _ in range(size):
                self._skip_item(element, depth + 1)
        elif kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            for _ in range(size):
                self._skip_item(kinds >> 4, depth + 1)
                self._skip_item(kinds & 15, depth + 1)
        elif kind == _STRUCT:
            field = 0
            while (step := self._field(field)) is not None:
                field, inner = step
                self._skip(inner, depth + 1)
        else:
            raise ValueError("has a footer that is broken")

    def _skip_item(self, kind: int, depth: int) -> None:
        """Skip an item of a collection: there a boolean takes a byte, so that no count outlasts the data."""
        self._skip(_BYTE if kind in (_TRUE, _FALSE) else kind, depth)

    def _byte(self) -> int:
        value = self._data[self._at]
        self._at += 1
        return value

    def _varint(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("has a footer that is broken")

    def _binary(self) -> bytes:
        return self._take(self._varint())

    def _take(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise IndexError
        self._at += size
        return self._data[self._at - size : self._at]
