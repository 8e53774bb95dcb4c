"""What stands around a doubtful name settles it."""

from __future__ import annotations

import pytest

from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty, Witnesses

LEXICON = Lexicon.load()
PERSONS = frozenset({"age", "marital_status", "income", "applicant_id"})
HORSES = frozenset({"jockey", "furlongs", "age", "sex", "weight"})


def weighed(name: str, **witnesses: object) -> bool | None:
    return LEXICON.weigh(LEXICON.classify(name), Witnesses(**witnesses)).origin  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["nat", "cob", "origin", "herkomst", "country", "black", "race_id"])
def test_a_weak_word_needs_a_witness_and_a_table_of_persons_is_one(name: str) -> None:
    assert weighed(name) is None
    assert weighed(name, siblings=PERSONS) is True


def test_a_code_of_a_table_that_a_column_is_compared_with_is_a_witness() -> None:
    assert weighed("nat", values=frozenset({"0001"})) is True
    assert weighed("land", values=frozenset({"6030"})) is True
    assert weighed("nat", values=frozenset({"gateway"})) is None


def test_a_declared_text_is_a_witness_also_for_a_name_that_says_nothing() -> None:
    assert weighed("v12", descriptions=("Nationality of the applicant",)) is True
    assert weighed("v12", descriptions=("Number of rooms",)) is False


def test_a_flow_into_a_score_counts_with_one_column_of_persons() -> None:
    assert weighed("cob", scored=True) is None
    assert weighed("cob", scored=True, siblings=frozenset({"income"})) is True


def test_a_flow_into_a_score_alone_does_not_make_an_ambiguous_word_origin() -> None:
    assert weighed("race_id", scored=True) is None
    assert weighed("race_tier", scored=True) is None


def test_a_proxy_needs_a_column_that_is_said_of_nothing_but_persons() -> None:
    assert weighed("region", scored=True, siblings=frozenset({"age"})) is None
    assert weighed("region", scored=True, siblings=frozenset({"income"})) is True


@pytest.mark.parametrize("name", ["race", "race_id", "race_tier"])
def test_horses_beside_a_race_speak_against_it(name: str) -> None:
    assert weighed(name, siblings=HORSES, scored=True) is False


def test_horses_elsewhere_in_the_project_speak_against_a_race_without_persons() -> None:
    assert weighed("race_id", project=HORSES) is False
    assert weighed("race", project=HORSES, siblings=PERSONS) is True


def test_threads_elsewhere_in_the_project_say_nothing_of_a_race() -> None:
    assert weighed("race", siblings=frozenset({"asyncio", "lock"})) is False
    assert weighed("race", siblings=frozenset({"asyncio"})) is True
    assert weighed("race", project=frozenset({"asyncio", "parser"})) is True


def test_horses_elsewhere_say_nothing_where_persons_outnumber_them() -> None:
    assert weighed("race", project=frozenset({"racing", "patient_id", "diagnosis", "income"})) is True


def test_a_word_that_can_be_said_of_anything_is_no_veto_alone() -> None:
    assert weighed("race", siblings=frozenset({"equalized_odds_difference"})) is True
    assert weighed("race", siblings=frozenset({"driver_name", "lap_time", "circuit"})) is False


def test_goods_or_films_beside_a_country_of_origin_speak_against_it() -> None:
    assert weighed("country_of_origin") is True
    assert weighed("country_of_origin", siblings=frozenset({"hs_code", "shipment"})) is False
    assert weighed("origin_country", siblings=frozenset({"title", "genre"})) is False
    assert weighed("country_of_origin", siblings=PERSONS | {"title"}) is True


def test_payments_beside_international_speak_against_it() -> None:
    assert weighed("is_international", siblings=frozenset({"student", "gpa"}), scored=True) is True
    assert weighed("is_international", siblings=frozenset({"merchant_category", "borrower_id"}), scored=True) is False


@pytest.mark.parametrize("siblings", [HORSES, frozenset({"git", "remote"}), PERSONS])
def test_a_strong_word_is_not_in_doubt(siblings: frozenset[str]) -> None:
    verdict = LEXICON.weigh(LEXICON.classify("nationality_code"), Witnesses(siblings))
    assert (verdict.origin, verdict.certainty) == (True, Certainty.DEFINITE)
