"""The project's own words: add, deny and map, each with a reason."""

from __future__ import annotations

import pytest

from originlint.lexicon.lexicon import Lexicon, ProjectWord
from originlint.lexicon.terms import LexiconError
from originlint.lexicon.verdict import Certainty, Witnesses

PERSONS = Witnesses(frozenset({"age", "income", "marital_status"}), scored=True)


def lexicon(*words: ProjectWord) -> Lexicon:
    return Lexicon.load(words)


def test_an_added_name_is_origin_and_the_reason_is_told() -> None:
    verdict = lexicon(ProjectWord("add", "kenmerk_17", "nationality", "Code book, page 4.")).classify("Kenmerk17")
    assert (verdict.origin, verdict.category, verdict.certainty) == (True, "nationality", Certainty.DEFINITE)
    assert verdict.reasons == ("the project says so: Code book, page 4.",)


def test_a_denied_name_stays_denied_whatever_stands_around_it() -> None:
    known = lexicon(ProjectWord("deny", "land_code", "", "Keyboard layout."))
    assert known.weigh(known.classify("land_code"), PERSONS).origin is False
    assert known.weigh(known.classify("land"), PERSONS).origin is True


def test_a_mapped_name_is_what_the_known_one_is() -> None:
    verdict = lexicon(ProjectWord("map", "v12", "geboorteland", "Code book, page 5.")).classify("v12")
    assert (verdict.origin, verdict.category, verdict.kind.value) == (True, "country_of_birth", "D")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        (ProjectWord("add", "v12", "nationality", " "), "needs a name and a reason"),
        (ProjectWord("add", "--", "nationality", "because"), "needs a name and a reason"),
        (ProjectWord("add", "v12", "shoe_size", "because"), "'shoe_size' is none of"),
        (ProjectWord("map", "v12", "shoe_size", "because"), "is no name that the lexicon knows"),
    ],
)
def test_a_wrong_word_is_told(word: ProjectWord, says: str) -> None:
    with pytest.raises(LexiconError, match=says):
        lexicon(word)


def test_the_hash_tells_which_words_there_are() -> None:
    plain, own = lexicon(), lexicon(ProjectWord("add", "v12", "nationality", "because"))
    assert plain.hash == lexicon().hash != own.hash
    assert plain.version == own.version
