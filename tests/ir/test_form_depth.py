"""Forms of any depth can be walked, and errors come back to the caller."""

from __future__ import annotations

import sys

import pytest

from originlint.ir.depth import call_deep


def descend(depth: int) -> int:
    return 0 if depth == 0 else 1 + descend(depth - 1)


def test_recursion_may_be_deep_and_the_limit_is_restored() -> None:
    before = sys.getrecursionlimit()
    assert call_deep(lambda: descend(15_000)) == 15_000
    assert sys.getrecursionlimit() == before


def test_errors_are_raised_where_the_call_was_made() -> None:
    with pytest.raises(ZeroDivisionError):
        call_deep(lambda: 1 // 0)
