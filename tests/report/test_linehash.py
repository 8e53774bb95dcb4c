"""GitHub's line hash: the vectors of github/codeql-action, and what has to hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from originlint.report.linehash import line_hashes

GREETINGS = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]

VECTORS = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": GREETINGS,
    " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r": GREETINGS,
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n": GREETINGS,
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": GREETINGS,
    "Lorem ipsum dolor sit amet.\n" * 10: [
        *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ],
}


@pytest.mark.parametrize("text", VECTORS)
def test_published_vectors(text: str) -> None:
    assert list(line_hashes(text)) == VECTORS[text]


@settings(deadline=None)
@given(st.text(alphabet="ab \t\n🙂é", max_size=300))
def test_every_line_has_its_own_hash_and_spaces_do_not_count(text: str) -> None:
    hashes = line_hashes(text)
    assert len(set(hashes)) == len(hashes) == len(text.split("\n"))
    assert line_hashes(text.replace(" ", "").replace("\t", "")) == hashes


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=20), max_size=9), st.text(alphabet="xyz", max_size=200))
def test_a_line_above_changes_no_hash(lines: list[str], above: str) -> None:
    text = "\n".join(lines)
    assert line_hashes(f"{above}#\n{text}")[1:] == line_hashes(text)
