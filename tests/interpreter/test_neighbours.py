"""Names that stand together in code, from which suggestions for the lexicon are made."""

from __future__ import annotations

import pytest

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.interpreter.neighbours import names_together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAMES = ['a', 'b', 3]", ("a", "b")),
        ("WEIGHTS = {'a': 1, 'b': 2}", ("a", "b")),
        ("def risk(a, b): pass", ("a", "b")),
        ("class Person:\n    a: str\n    b = 3\n    def f(self): pass", ("a", "b")),
    ],
)
def test_names_that_stand_together(text: str, expected: tuple[str, ...]) -> None:
    assert expected in set(names_together(lower("a.py", [Code(text)]).module.body))
