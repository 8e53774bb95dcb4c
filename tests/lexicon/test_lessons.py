"""What a project says about its names is believed, as far as it goes."""

from __future__ import annotations

import pytest

from originlint.lexicon.lessons import Told
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Witnesses

LEXICON = Lexicon.load()


def told(name: str, text: str, declared: bool = True) -> Told:
    return Told(name, text, "codebook.sas", 7, declared)


def test_a_declared_text_makes_an_opaque_name_origin_and_says_where_it_stands() -> None:
    verdict = LEXICON.taught([told("v12", "Code geboorteland")]).classify("V12")
    assert (verdict.origin, verdict.category) == (True, "country_of_birth")
    assert verdict.reasons[0] == "'v12' is 'Code geboorteland', according to codebook.sas:7"


def test_a_rename_leaves_the_name_in_doubt_and_is_a_witness_in_its_own_file() -> None:
    lexicon = LEXICON.taught([told("v12", "nationaliteit", declared=False)])
    verdict = lexicon.classify("v12")
    assert verdict.origin is None
    texts = lexicon.texts("v12", "codebook.sas")
    assert lexicon.weigh(verdict, Witnesses(descriptions=texts)).origin is True
    assert lexicon.texts("v12", "other.py") == ()


def test_a_text_whose_words_can_mean_something_else_is_heard_like_a_name() -> None:
    lexicon = LEXICON.taught([told("rid", "race")])
    verdict = lexicon.classify("rid")
    texts = lexicon.texts("rid", "any.py")
    horses, persons = frozenset({"jockey", "horse", "age"}), frozenset({"income", "age", "marital_status"})
    assert verdict.origin is None
    assert lexicon.weigh(verdict, Witnesses(horses, descriptions=texts)).origin is not True
    assert lexicon.weigh(verdict, Witnesses(persons, descriptions=texts)).origin is True


@pytest.mark.parametrize("name", ["code", "x", "value", "name", "the name"])
def test_names_that_are_said_of_anything_cannot_be_taught(name: str) -> None:
    assert LEXICON.taught([told(name, "nationality")]).classify(name).origin is not True


@pytest.mark.parametrize("text", ["Leeftijd", "origin/main", "White", "race condition", ""])
def test_texts_that_name_no_attribute_teach_nothing(text: str) -> None:
    assert LEXICON.taught([told("v12", text)]).classify("v12").origin is False


def test_codes_that_a_name_is_compared_with_leave_it_in_doubt_and_are_a_witness() -> None:
    codes = frozenset({"0052", "0131", "0263", "0312", "0339"})
    lexicon = LEXICON.taught((), {("rules.py", "x1"): codes})
    verdict = lexicon.classify("x1")
    assert (verdict.origin, verdict.category) == (None, "nationality")
    assert lexicon.weigh(verdict, Witnesses(values=codes)).origin is True


def test_the_words_and_so_the_hash_stay_what_they_are() -> None:
    assert LEXICON.taught([told("v12", "nationality")]).hash == LEXICON.hash
