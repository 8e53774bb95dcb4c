"""What does not change the meaning of a name does not change its class: case style, separators, diacritics, affixes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.names import tokens
from originlint.lexicon.terms import Strength
from originlint.lexicon.vocabulary import load_vocabulary

LEXICON = Lexicon.load()
TERMS = sorted(
    (term for term in load_vocabulary().terms.values() if term.strength is Strength.STRONG), key=lambda term: term.key
)
LONG = [term for term in TERMS if len(term.key) >= 8 and term.key.isalpha() and term.unbroken]
AFFIXES = [
    "cd",
    "code",
    "partner",
    "moeder",
    "father",
    "ouder1",
    "flag",
    "is",
    "oms",
    "omschrijving",
    "description",
    "1",
    "2",
    "persoon",
    "applicant",
    "klant",
    "enc",
    "ohe",
    "label",
    "hist",
    "actueel",
    "group",
    "datum",
]
ACCENTS = str.maketrans({"a": "á", "e": "ë", "i": "í", "o": "ö", "u": "ü", "c": "ç", "n": "ñ"})


def answer(name: str) -> tuple[bool | None, str, str]:
    verdict = LEXICON.classify(name)
    return verdict.origin, verdict.category, verdict.kind.value


def styles(words: list[str]) -> list[str]:
    """The same words in every case style, with every separator."""
    capital = [word.capitalize() for word in words]
    return [
        "_".join(words),
        "_".join(words).upper(),
        "-".join(words),
        ".".join(words),
        " ".join(capital),
        "".join(capital),
        words[0] + "".join(capital[1:]),
        "_".join(capital),
    ]


@given(st.sampled_from(TERMS))
def test_case_style_and_separators_do_not_change_the_class(term: object) -> None:
    words = term.spelling.split(" ")  # type: ignore[attr-defined]
    if any(len(word) == 1 or word.isdigit() for word in words):
        return  # a word of one letter has no second spelling: vNummer is not v_nummer
    assert {answer(name) for name in styles(words)} == {answer("_".join(words))}


@given(st.sampled_from(LONG))
def test_writing_the_words_together_does_not_change_the_class(term: object) -> None:
    key: str = term.key  # type: ignore[attr-defined]
    together = answer(key)
    assert together == answer(key.upper()) == answer(key.capitalize())
    assert together[0] is True


@given(st.sampled_from(LONG))
def test_diacritics_do_not_change_the_class(term: object) -> None:
    key: str = term.key  # type: ignore[attr-defined]
    assert answer(key.translate(ACCENTS)) == answer(key)


@given(
    st.sampled_from(LONG),
    st.lists(st.sampled_from(AFFIXES), max_size=2),
    st.lists(st.sampled_from(AFFIXES), max_size=2),
)
def test_affixes_do_not_make_an_attribute_something_else(term: object, before: list[str], after: list[str]) -> None:
    words: list[str] = [*before, *term.spelling.split(" "), *after]  # type: ignore[attr-defined]
    assert answer("_".join(words))[0] is True


@pytest.mark.parametrize("affix", ["moeder", "vader", "ouder", "partner", "gba", "prs", "code", "omschrijving"])
@pytest.mark.parametrize("word", ["geboorteland", "nationaliteit", "herkomstgroepering", "verblijfstitel"])
def test_joining_a_compound_does_not_change_the_class(word: str, affix: str) -> None:
    assert answer((word + affix).upper()) == answer(f"{word}_{affix}")
    assert answer((affix + word).upper()) == answer(f"{affix}_{word}")


@given(st.text(max_size=100))
def test_any_text_has_an_answer_that_is_always_the_same(name: str) -> None:
    verdict = LEXICON.classify(name)
    assert verdict == Lexicon.load().classify(name)
    assert verdict.reasons
    assert verdict.possible == bool(verdict.category)


@given(st.lists(st.sampled_from(["race", "nationality", "geboorte", "land", "cd", "Origin", "ras"]), max_size=6))
def test_the_words_of_a_name_are_all_its_letters(words: list[str]) -> None:
    assert "".join(token.text for token in tokens("_".join(words))) == "".join(words).lower()
