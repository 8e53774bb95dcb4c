"""The evaluator on plain Python: what a hand-written score depends on."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.evaluate import scores

DATA, CONTROL = {("nationality", "data")}, {("nationality", "control")}

CASES = {
    "a parameter of its own": ("def risk_score(nationality):\n    return nationality * 3\n", DATA),
    "a key of a record": ('def risk(person):\n    return weights(person["nationality"])\n', DATA),
    "a field of a record": ("def risk(person):\n    return f(person.nationality)\n", DATA),
    "get with a default": ('def risk(person):\n    return person.get("nationality", 0) + 1\n', DATA),
    "a branch": (
        """
        def risk(person):
            points = 0
            if person["nationality"] != "NL":
                points += 10
            return points
        """,
        CONTROL,
    ),
    "an early return": (
        """
        def risk(person):
            if person["nationality"] == "NL":
                return 0
            return 10
        """,
        CONTROL,
    ),
    "a conditional expression": ('def risk(p):\n    return 5 if p["nationality"] == "x" else 1\n', CONTROL),
    "a look-up table": ('W = {"NL": 0, "MA": 9}\ndef risk(p):\n    return W[p["nationality"]]\n', CONTROL),
    "a table with get": ('W = {"NL": 0, "MA": 9}\ndef risk(p):\n    return W.get(p["nationality"], 1)\n', CONTROL),
    "membership in a list": (
        """
        LIST = ["MA", "TR"]
        def risk(p):
            points = 1
            if p["nationality"] in LIST:
                points = points + 5
            return points
        """,
        CONTROL,
    ),
    "match": (
        """
        def risk(p):
            match p["nationality"]:
                case "NL":
                    return 0
                case _:
                    return 4
        """,
        CONTROL,
    ),
    "through a helper": (
        """
        def points_for(value):
            return 5 if value == "MA" else 0
        def risk(p):
            return points_for(p["nationality"])
        """,
        CONTROL,
    ),
    "a method and a field of self": (
        """
        class Model:
            def __init__(self):
                self.total = 0
            def add(self, person):
                if person["nationality"] == "MA":
                    self.total += 5
            def risk(self, person):
                self.add(person)
                return self.total
        """,
        CONTROL,
    ),
    "a property": (
        """
        class Person:
            def __init__(self, nationality):
                self._n = nationality
            @property
            def foreign(self):
                return self._n != "NL"
        def risk(p: Person):
            return 2 if p.foreign else 1
        """,
        CONTROL,
    ),
    "a loop over weights": (
        """
        WEIGHTS = {"age": 1, "nationality": 2}
        def risk(p):
            total = 0
            for name, weight in WEIGHTS.items():
                total += weight * p[name]
            return total
        """,
        DATA,
    ),
    "a comprehension": (
        """
        FEATURES = ["age", "nationality"]
        def risk(p):
            return sum(p[name] for name in FEATURES)
        """,
        DATA,
    ),
    "an f-string name": (
        'def risk(p):\n    kind = "nationality"\n    return p[f"{kind}_code"] * 2\n',
        {("nationality_code", "data")},
    ),
    "a closure": (
        """
        def make(table):
            def inner(p):
                return table.get(p["nationality"], 0)
            return inner
        risk = make({"a": 1})
        def risk_of(p):
            return risk(p)
        """,
        CONTROL,
    ),
    "an exception": (
        """
        def risk(p):
            try:
                if p["nationality"] == "MA":
                    raise ValueError
                points = 0
            except ValueError:
                points = 9
            return points
        """,
        CONTROL,
    ),
    "a generator": (
        """
        def parts(p):
            yield 1
            if p["nationality"] != "NL":
                yield 5
        def risk(p):
            return sum(parts(p))
        """,
        CONTROL,
    ),
    "a score variable at module level": (
        'nationality = fetch()\nrisk_score = 3 if nationality == "NL" else 8\n',
        CONTROL,
    ),
}

SILENT = {
    "another field": 'def risk(person):\n    return person["age"]\n',
    "mentioned but not used": 'def risk(p):\n    log(p["nationality"])\n    return p["age"]\n',
    "a branch that only prints": (
        'def risk(p):\n    if p["nationality"] == "NL":\n        print("x")\n    return p["age"]\n'
    ),
    "a list of forbidden names": (
        """
        FORBIDDEN = {"nationality"}
        def risk(p):
            return sum(p[name] for name in ["age", "nationality"] if name not in FORBIDDEN)
        """
    ),
    "a metric": 'def accuracy_score(p):\n    return p["nationality"]\n',
    "overwritten before use": 'def risk(p):\n    x = p["nationality"]\n    x = 3\n    return x\n',
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_decides_a_score_is_seen(name: str) -> None:
    text, expected = CASES[name]
    assert expected <= scores(textwrap.dedent(text))


@pytest.mark.parametrize("name", sorted(SILENT))
def test_what_does_not_decide_it_is_not(name: str) -> None:
    assert not scores(textwrap.dedent(SILENT[name]))
