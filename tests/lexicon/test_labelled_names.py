"""The lexicon against labelled names: what must be found, what must not, and the vocabulary of the domain."""

from __future__ import annotations

import pytest
from benchmarks.lexicon import recall, rows_of, silence

from originlint.lexicon.lexicon import Lexicon

LEXICON = Lexicon.load()
POSITIVES, TRAPS, DOMAIN = rows_of("positives.tsv"), rows_of("traps.tsv"), rows_of("domain.tsv")

MUST = (
    "GBAGEBOORTELANDMOEDER",
    "GBAHERKOMSTGROEPERING",
    "lndgbb",
    "natiob",
    "c_vbt",
    "RAC1P",
    "derived_ethnicity",
    "foreign_worker",
    "Nacionality",
    "p21000_i0",
)
MUST_NOT = (
    "race_condition",
    "origin/main",
    "verblijfsobject",
    "totaal",
    "alternative_txt",
    "percentageloofbos",
    "foreign_key",
    "native_type",
    "concept_ancestor",
    "trace_id",
    "MIG",
)


@pytest.mark.parametrize("name", MUST)
def test_names_that_every_release_must_find(name: str) -> None:
    assert LEXICON.classify(name).origin is True


@pytest.mark.parametrize("name", MUST_NOT)
def test_names_that_no_release_may_find(name: str) -> None:
    assert LEXICON.classify(name).origin is False


def test_names_that_guide_the_lexicon_are_found() -> None:
    rows = [row for row in POSITIVES if row["use"] == "tune"]
    assert recall(LEXICON, rows).wrong == ()


def test_names_kept_for_measuring_are_found() -> None:
    rows = [row for row in POSITIVES if row["use"] == "measure"]
    assert recall(LEXICON, rows).share >= 0.97


def test_traps_are_not_called_origin() -> None:
    assert silence(LEXICON, TRAPS).share >= 0.995


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr", "es"])
def test_every_language_is_known(language: str) -> None:
    rows = [row for row in POSITIVES if row["language"] == language]
    assert len(rows) >= 40
    assert recall(LEXICON, rows).share >= 0.94


def test_the_vocabulary_of_the_domain_is_classified_as_listed() -> None:
    def as_listed(row: dict[str, str]) -> bool:
        verdict = LEXICON.classify(row["name"])
        known = verdict.origin is True or (verdict.origin is None and row["strength"] == "C")
        return known and verdict.kind.value == row["kind"]

    assert len(DOMAIN) > 700
    assert [row["name"] for row in DOMAIN if not as_listed(row)] == []
