"""Text that is cut and joined still says where each character stands in the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from originlint.frontends.templates.traced import (
    Traced,
    cut,
    grounded,
    joined,
    offset_map,
    respelled,
    segments_of,
    standing_for,
    written,
)

SOURCE = "select race, gender from people where age > 18"


def agrees(text: str) -> None:
    """Every character that is taken one by one is the one in the source."""
    position = 0
    for segment in segments_of(text):
        if segment.size == segment.width and segment.start >= 0:
            assert text[position : position + segment.size] == SOURCE[segment.start : segment.start + segment.size]
        position += segment.size
    assert position == len(text)


spans = st.tuples(st.integers(0, len(SOURCE)), st.integers(0, len(SOURCE))).map(sorted)
pieces = st.one_of(spans.map(lambda span: written(SOURCE[span[0] : span[1]], span[0])), st.text(max_size=6))


@given(st.lists(pieces, max_size=8), spans)
def test_cutting_and_joining_keep_the_trace(parts: list[str], span: list[int]) -> None:
    text = joined(parts)
    agrees(text)
    piece = cut(text, *span)
    agrees(piece)
    assert str(piece) == str(text)[span[0] : span[1]]


@given(st.lists(pieces, max_size=8))
def test_grounded_text_has_a_place_for_every_character(parts: list[str]) -> None:
    origins = offset_map(grounded(joined(parts), 3, 9))
    for offset in range(origins.size):
        assert 0 <= origins.start(offset) <= origins.behind(offset + 1) <= len(SOURCE)


def test_text_as_long_as_what_it_stands_for_is_still_taken_as_a_whole() -> None:
    origins = offset_map(standing_for("abc", 10, 13))
    assert [(origins.start(offset), origins.behind(offset + 1)) for offset in range(3)] == [(10, 13)] * 3


def test_respelling_keeps_the_trace_only_when_the_length_stays() -> None:
    assert isinstance(respelled(written("race", 7), "RACE"), Traced)
    assert not isinstance(respelled(written("ß", 7), "SS"), Traced)
