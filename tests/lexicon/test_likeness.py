"""Long words in compounds, and misspelt ones."""

from __future__ import annotations

import pytest

from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty

LEXICON = Lexicon.load()


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("inburgeringscontract", "migration_status"),
        ("verblijfstitelverlenging", "residence_status"),
        ("id_geboortelandverklaring", "country_of_birth"),
        ("Staatsangehörigkeitsschlüssel", "nationality"),
    ],
)
def test_a_long_word_at_the_end_of_a_compound_tells(name: str, category: str) -> None:
    verdict = LEXICON.classify(name)
    assert (verdict.origin, verdict.category, verdict.certainty) == (True, category, Certainty.LIKELY)
    assert "is a compound with" in verdict.reasons[0]


@pytest.mark.parametrize(
    "name", ["Nacionality", "natonality", "ethnicityy", "citizneship", "geboorteladn", "citzenship_cd"]
)
def test_a_long_word_may_have_one_letter_wrong(name: str) -> None:
    assert LEXICON.classify(name).origin is True


@pytest.mark.parametrize(
    "name", ["rationality", "functionality", "normality", "totaal", "sensationality", "emigrating"]
)
def test_other_words_that_look_alike_stay_what_they_are(name: str) -> None:
    assert LEXICON.classify(name).origin is False


@pytest.mark.parametrize("name", ["ntnlty_cd", "CTZNSHP_STAT", "ethncty", "mthr_brthplc", "gbrtlnd"])
def test_a_long_word_may_have_lost_its_vowels(name: str) -> None:
    assert LEXICON.classify(name).origin is True


@pytest.mark.parametrize("name", ["strncpy", "kwlst", "xmlhttp", "rgstr", "brtpl"])
def test_other_words_without_vowels_are_no_attributes(name: str) -> None:
    assert LEXICON.classify(name).origin is False
