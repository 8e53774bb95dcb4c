"""Texts in languages that are not analysed still show their names."""

from __future__ import annotations

import pytest
from tests.frontends.ranges import Ranged

from originlint.frontends.reader import locator, read


def names(text: str, path: str) -> list[str]:
    return [name.name for name in read(path, text.encode(), "other").names]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("m.R", "df$race # nationality\ny <- '# country'", ["df", "race", "country"]),
        ("M.java", 'int race; // a\n/* b\nland */ String s = "//origin";', ["int", "race", "String", "origin"]),
        ("q.sql", "select race -- nationality\nfrom people", ["select", "race", "from", "people"]),
        ("m.sas", "* about race;\nscore = nationality * 2; /* x1 */", ["score", "nationality"]),
        ("m.do", "* about race.\ngen score = land // y1", ["gen", "score", "land"]),
        ("m.unknown", "# race", ["race"]),
        ("m.R", "geboorte_land <- größe", ["geboorte_land", "größe"]),
    ],
)
def test_words_outside_comments(path: str, text: str, expected: list[str]) -> None:
    assert names(text, path) == expected


def test_the_first_occurrence_is_located_and_all_are_counted() -> None:
    file = Ranged("𝒳 x\n é race, race\n".encode(), "other", "m.R")
    race = next(name for name in file.reading.names if name.name == "race")
    assert (file.text(race.node), race.count) == ("race", 2)
    assert file.range(race.node).start == (2, 4)


def test_what_is_no_text_is_not_read() -> None:
    reading = read("m.sav", b"$FL2\0\0", "other")
    assert reading.state == "unread"
    assert reading.problems[0].message == "m.sav contains NUL bytes, so it is no text"


def test_an_unknown_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no front end"):
        read("x", b"", "cobol")
    with pytest.raises(ValueError, match="no front end"):
        locator("x", b"", "cobol")
