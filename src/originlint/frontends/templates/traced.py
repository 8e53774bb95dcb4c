"""Text that knows, character by character, where in its source it was written.

Rendering moves text about: a name written in a list at the top of a template ends up in the middle of a SELECT. Every
string that the source itself holds is therefore a `Traced` one, and cutting and joining keep the trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from originlint.frontends.offsets import OffsetMap, Segment

FOREIGN = -1
"""The `start` of a segment that does not come from the source: computed text, or another file's."""


class Traced(str):
    """A string with the segments that it is made of; their sizes add up to its length."""

    segments: tuple[Segment, ...]

    __slots__ = ("segments",)

    def __new__(cls, text: str, segments: tuple[Segment, ...]) -> Traced:
        made = super().__new__(cls, text)
        made.segments = segments
        return made


def written(text: str, start: int) -> Traced:
    """Text that stands in the source as it is, from `start` on."""
    return Traced(text, (Segment(len(text), start, len(text)),) if text else ())


def standing_for(text: str, start: int, end: int) -> Traced:
    """Text that stands for the characters of the source from `start` up to `end`, as a whole."""
    return Traced(text, tuple(_whole(len(text), start, end - start)))


def segments_of(text: str) -> tuple[Segment, ...]:
    """The segments of any string; one that is not traced is foreign."""
    if isinstance(text, Traced):
        return text.segments
    return (Segment(len(text), FOREIGN, 0),) if text else ()


def joined(parts: Iterable[str]) -> str:
    """The parts one after another, with their traces."""
    kept = [part for part in parts if part]
    text = "".join(kept)
    if not any(isinstance(part, Traced) for part in kept):
        return text
    return Traced(text, tuple(segment for part in kept for segment in segments_of(part)))


def cut(text: str, start: int, end: int) -> str:
    """The characters from `start` up to `end`, with their traces."""
    if not isinstance(text, Traced):
        return text[start:end]
    kept: list[Segment] = []
    position = 0
    for segment in text.segments:
        first, last = max(start, position), min(end, position + segment.size)
        if first < last:
            if segment.size == segment.width:
                kept.append(Segment(last - first, segment.start + first - position, last - first))
            else:
                kept.extend(_whole(last - first, segment.start, segment.width))
        position += segment.size
        if position >= end:
            break
    return Traced(text[start:end], tuple(kept))


def grounded(text: str, start: int, end: int) -> Traced:
    """The same text, with what is foreign in it standing for the source from `start` up to `end`."""
    kept: list[Segment] = []
    for segment in segments_of(text):
        if segment.start == FOREIGN:
            kept.extend(_whole(segment.size, start, end - start))
        else:
            kept.append(segment)
    return Traced(text, tuple(kept))


def respelled(text: str, new: str) -> str:
    """`new`, which is `text` with some characters exchanged one for one, with the trace of `text`."""
    return Traced(new, text.segments) if isinstance(text, Traced) and len(new) == len(text) else new


def offset_map(text: Traced) -> OffsetMap:
    """The map from the text to its source. Foreign text has to be grounded first."""
    return OffsetMap(text.segments)


def _whole(size: int, start: int, width: int) -> Iterator[Segment]:
    """A segment of that size that is taken as a whole, even when it is as long as what it stands for."""
    if size == width and size > 1:
        yield Segment(1, start, width)
        yield Segment(size - 1, start, width)
    elif size:
        yield Segment(size, start, width)
