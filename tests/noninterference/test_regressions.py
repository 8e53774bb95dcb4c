"""What the analyser once got wrong stays right. Needs no library: what has to be said was observed before."""

from __future__ import annotations

import pytest
from tests.noninterference import analyser
from tests.noninterference.regression import Regression, regressions

ALL = regressions()


@pytest.mark.parametrize("regression", ALL, ids=[one.sample.name for one in ALL])
def test_says_what_moves(regression: Regression) -> None:
    assert regression.faults(analyser.ask(regression.sample)) == []
    assert regression.reaches or regression.clean
