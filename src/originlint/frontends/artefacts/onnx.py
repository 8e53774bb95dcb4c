"""ONNX models: the inputs of the graph, from the wire format of protocol buffers (onnx/onnx.proto)."""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _INITIALIZER, _INPUT, _NAME = 7, 5, 11, 1
_INITIALIZER_NAME = 8


def input_names(data: bytes) -> list[str]:
    """The names of the inputs that a caller has to give. Raises ValueError when the data are no such model."""
    found: list[str] = []
    for number, graph in _fields(data):
        if number == _GRAPH and isinstance(graph, bytes):
            stored = {_first(part, _INITIALIZER_NAME) for field, part in _fields(graph) if field == _INITIALIZER}
            inputs = [_first(part, _NAME) for field, part in _fields(graph) if field == _INPUT]
            found.extend(name for name in inputs if name and name not in stored)
    return found


def _first(message: bytes | int, wanted: int) -> str:
    if isinstance(message, bytes):
        for number, value in _fields(message):
            if number == wanted and isinstance(value, bytes):
                return value.decode("utf-8", "replace")
    return ""


def _fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        match kind:
            case 0:
                value, place = _varint(message, place)
                yield number, value
            case 1:
                place += 8
            case 2:
                length, place = _varint(message, place)
                if place + length > len(message):
                    raise ValueError("is cut off, or no ONNX model")
                yield number, message[place : place + length]
                place += length
            case 5:
                place += 4
            case _:
                raise ValueError("is no ONNX model that can be read")


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            raise ValueError("is cut off, or no ONNX model")
        byte = message[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
    raise ValueError("is no ONNX model that can be read")
