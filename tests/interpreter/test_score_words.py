"""Which names say that they hold a score of a person."""

from __future__ import annotations

import pytest

from originlint.interpreter.scores import ScoreWords

WORDS = ScoreWords.load()


@pytest.mark.parametrize("name", ["risk_score", "riskScore2", "fraude_punten", "Kans", "score_1"])
def test_a_score(name: str) -> None:
    assert WORDS.is_score(name)


@pytest.mark.parametrize("name", ["f1_score", "F1Score", "r2_score", "ks_score", "recall_score", "n_points", "income"])
def test_no_score_of_a_person(name: str) -> None:
    assert not WORDS.is_score(name)


def test_a_list_of_people() -> None:
    assert WORDS.is_list("review_list_2024")
    assert not WORDS.is_list("income_2024")
