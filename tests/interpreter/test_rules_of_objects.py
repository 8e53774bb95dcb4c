"""What classes, functions, modules and control flow hand on: a score owes to what reaches it through them."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.evaluate import Reached, reached, scores

N, E = ("nationality", "data"), ("ethnicity", "data")
BY_N, BY_E = ("nationality", "control"), ("ethnicity", "control")

CLASSES = {
    "a property that is set": (
        """
        class Person:
            @property
            def points(self):
                return self._points
            @points.setter
            def points(self, value):
                self._points = value * 2
        def value(p):
            person = Person()
            person.points = p["nationality"]
            risk = person.points
        """,
        {N},
    ),
    "a method of the class": (
        """
        class Person:
            @classmethod
            def points(cls, value):
                return cls.weight(value)
            @staticmethod
            def weight(value):
                return value * 2
        def value(p):
            risk = Person.points(p["nationality"])
        """,
        {N},
    ),
    "a method of the class, by an object": (
        """
        class Person:
            weight = 3
            @classmethod
            def points(cls, value):
                return cls.weight * value
        def value(p):
            risk = Person().points(p["nationality"])
        """,
        {N},
    ),
    "the second argument of a method of the class": (
        """
        class Person:
            @classmethod
            def points(cls, first, second):
                return second
            @staticmethod
            def weight(first, second):
                return second
        def value(p):
            risk = Person.points(p["ethnicity"], p["nationality"]) + Person().weight(p["ethnicity"], p["nationality"])
        """,
        {N},
    ),
    "what stands in brackets behind an object": (
        """
        class Person:
            pass
        def value(p):
            person = Person()
            person["points"] = p["nationality"]
            risk = str(person)
        """,
        {N},
    ),
    "brackets that the class explains": (
        """
        class Person:
            def __setitem__(self, key, value):
                self.held = value
        def value(p):
            person = Person()
            person["points"] = p["nationality"]
            risk = person.held
        """,
        {N},
    ),
    "a function called by name": (
        """
        def twice(value):
            return value * 2
        def value(p):
            risk = twice.__call__(p["nationality"])
        """,
        {N},
    ),
    "the name of a function": (
        """
        def nationality():
            pass
        def value(p):
            risk = p[nationality.__name__]
        """,
        {N},
    ),
    "an object that is gone through": (
        """
        class People:
            def __init__(self, values):
                self.values = values
            def __iter__(self):
                return iter(self.values)
        def value(p):
            risk = sum(each for each in People([p["nationality"]]))
        """,
        {N},
    ),
    "an object that says whether it is there": (
        """
        class Person:
            def __init__(self, value):
                self.value = value
            def __bool__(self):
                return self.value == "NL"
        def value(p):
            risk = 1 if Person(p["nationality"]) else 0
        """,
        {BY_N},
    ),
    "an object that is there": (
        """
        class Person:
            pass
        def value(p):
            risk = p["ethnicity"] if Person() else p["nationality"]
        """,
        {E},
    ),
    "a class with options": (
        """
        class Person(object, metaclass=make(x := 1)):
            weight = 2
        def value(p):
            risk = Person.weight * p["nationality"]
        """,
        {N},
    ),
    "a field put on a class in a branch": (
        """
        class Weights:
            first = 1
        def value(p):
            if p["age"] > 3:
                Weights.first = p["nationality"]
            risk = Weights.first
        """,
        {N},
    ),
    "a method inherited by super": (
        """
        class Base:
            def points(self, value):
                return value
        class Person(Base):
            def points(self, value):
                return super().points(value) * 2
        def value(p):
            risk = Person().points(p["nationality"])
        """,
        {N},
    ),
    "a bound method of super, kept": (
        """
        class Base:
            def points(self, value):
                return value
        class Person(Base):
            def points(self, value):
                inner = super().points
                return inner(value)
        def value(p):
            risk = Person().points(p["nationality"])
        """,
        {N},
    ),
    "an object chosen in a branch": (
        """
        class Person:
            def __init__(self):
                self.points = 1
        def make(p):
            person = Person()
            if p["nationality"] == "NL":
                return person
            return Person()
        def value(p):
            risk = str(make(p))
        """,
        {BY_N},
    ),
}

FLOW = {
    "a coroutine": (
        """
        async def fetch(value):
            return value
        async def value(p):
            risk = await fetch(p["nationality"])
        """,
        {N},
    ),
    "many arguments": (
        """
        def value(*parts, **named):
            risk = parts[0]["nationality"] + named["ethnicity"]
        """,
        {N, E},
    ),
    "spread arguments": (
        """
        def add(first, second):
            return first + second
        def value(p):
            risk = add(*[p["nationality"], p["ethnicity"]])
        """,
        {N, E},
    ),
    "a turn that is left out": (
        """
        def value(p):
            risk = 0
            for name in ["a", "b"]:
                if p["nationality"] == "NL":
                    continue
                risk += 1
        """,
        {BY_N},
    ),
    "a loop that is left": (
        """
        def value(p):
            risk = 0
            for name in ["a", "b"]:
                if p["nationality"] == "NL":
                    break
                risk += 1
        """,
        {BY_N},
    ),
    "a loop that is never left": (
        """
        def value(p):
            for name in ["a", "b"]:
                pass
            else:
                risk = p["nationality"]
        """,
        {N},
    ),
    "a loop that is left inside others": (
        """
        def value(p):
            risk = 0
            for name in ["a", "b"]:
                try:
                    with open("file"):
                        if p["nationality"] == "NL":
                            break
                except ValueError:
                    pass
            else:
                risk = 1
        """,
        {BY_N},
    ),
    "a loop that is left by returning": (
        """
        def risk(p):
            while p["age"]:
                if p["nationality"] == "NL":
                    return 1
            else:
                return 2
        """,
        {BY_N},
    ),
    "a deleted variable": (
        """
        def value(p):
            held = p["nationality"]
            risk = held
            del held
        """,
        {N},
    ),
    "a choice of two lists": (
        """
        def value(p):
            held = [p["nationality"]] if p["age"] else {"a": p["ethnicity"]}
            risk = str(held)
        """,
        {N, E},
    ),
    "a variable that becomes something else": (
        """
        def value(p):
            held = None
            if p["age"]:
                held = [p["nationality"]]
            risk = sum(held)
        """,
        {N},
    ),
    "two functions to choose from": (
        """
        def first(value):
            return value
        def second(value):
            return 1
        def value(p):
            chosen = first if p["age"] else second
            risk = chosen(p["nationality"])
        """,
        {N},
    ),
    "the same function on both sides": (
        """
        def first(value):
            return value
        def value(p):
            chosen = first if p["age"] else first
            risk = chosen(p["nationality"])
        """,
        {N},
    ),
    "a function that ends the program": (
        """
        import sys
        def value(p):
            risk = 1
            try:
                if p["nationality"] == "NL":
                    raise ValueError
                risk = 2
            except ValueError:
                risk = 3
        """,
        {BY_N},
    ),
    "a text that begins in a way": (
        """
        def value(p):
            name = p["nationality"]
            if name.startswith("N"):
                risk = 1
            else:
                risk = 2
        """,
        {BY_N},
    ),
    "none or something": (
        """
        def value(p):
            person = None
            if person is None:
                risk = p["nationality"]
        """,
        {N},
    ),
    "an object without a field": (
        """
        def value(p):
            person = find(p)
            if not hasattr(person, "nationality"):
                risk = 1
            else:
                risk = person.nationality
        """,
        {N},
    ),
    "a walrus": ("def value(p):\n    risk = (held := p['nationality']) + held\n", {N}),
    "a global": (
        """
        held = 0
        def put(p):
            global held
            held = p["nationality"]
        def value(p):
            put(p)
            risk = held
        """,
        {N},
    ),
    "an annotation that says what comes": (
        """
        from typing import Optional
        import pandas as pd
        def value(p: Optional[pd.DataFrame], q: pd.DataFrame | None, r: "list[pd.Series]"):
            risk = p["nationality"].sum() + q["ethnicity"].sum()
        """,
        {N, E},
    ),
}


@pytest.mark.parametrize(("text", "expected"), [*CLASSES.values(), *FLOW.values()], ids=[*CLASSES, *FLOW])
def test_what_is_handed_on(text: str, expected: set[tuple[str, str]]) -> None:
    assert scores(textwrap.dedent(text)) == expected


MODULES = {
    "a name set in another module": (
        {
            "settings": "weight = 1\n",
            "main": "import settings\ndef risk(p):\n    settings.weight = p['nationality']\n"
            "    return settings.weight\n",
        },
        {N},
    ),
    "a function of a module in a package": (
        {
            "pkg____init__": "",
            "pkg__points": "def twice(value):\n    return value * 2\n",
            "main": "import pkg.points\ndef risk(p):\n    return pkg.points.twice(p['nationality'])\n",
        },
        {N},
    ),
    "all names of a module": (
        {
            "points": "def twice(value):\n    return value * 2\n",
            "main": "from points import *\ndef risk(p):\n    return twice(p['nationality'])\n",
        },
        {N},
    ),
    "all names of a library that a module hands on": (
        {
            "points": "from math import *\nfrom numpy import log\n",
            "main": "from points import *\ndef risk(p):\n    return log(p['nationality'])\n",
        },
        {N},
    ),
    "a class of another module": (
        {
            "people": "class Person:\n    def points(self, p):\n        return p['nationality']\n",
            "main": "import people\ndef risk(p):\n    return people.Person().points(p)\n",
        },
        {N},
    ),
}


@pytest.mark.parametrize(("files", "expected"), MODULES.values(), ids=MODULES)
def test_what_comes_from_other_modules(files: dict[str, str], expected: set[tuple[str, str]]) -> None:
    found = {(one.attribute, one.dependence) for one in reached(**files) if one.kind == "decides the score"}
    assert found == expected
    assert all(isinstance(one, Reached) for one in reached(**files))
