"""Programs that show a fault become small."""

from __future__ import annotations

from tests.noninterference.reducing import reduced

PROGRAM = """
import json
names = ["age", "income", "nationality", "debts"]
for name in names:
    if name:
        print(name)
        total = 1
def unused():
    return 3
score = frame[["age", "nationality"]]
"""


def test_only_what_is_needed_stays() -> None:
    def holds(text: str) -> bool:
        return "print(name)" in text and "score" in text and text.count("'nationality'") == 2

    small = reduced(PROGRAM, holds)
    assert small.split("\n") == [
        "names = ['nationality']",
        "for name in names:",
        "    if name:",
        "        print(name)",
        "score = frame[['nationality']]",
    ]


def test_a_text_in_which_all_is_needed_stays() -> None:
    assert reduced("a = 1\nb = 2", lambda text: "a" in text and "b" in text) == "a = 1\nb = 2"
