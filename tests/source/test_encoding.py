"""Values survive being kept, and nothing but values comes out of a text."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from originlint.source.encoding import Codec, DecodeError


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 0


class Place(NamedTuple):
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Node:
    value: object
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    code: str


RULES = {"R1": Rule("R1")}
CODEC = Codec((Colour, Level, Place, Node), {Rule: (lambda rule: rule.code, RULES.__getitem__)})


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        7,
        1.5,
        float("inf"),
        "naïve \ud800 text",
        b"\x00\xff",
        2j,
        ...,
        (),
        (1, (2, "t")),
        frozenset({"b"}),
        Colour.RED,
        Level.LOW,
        Place("a.py", 3),
        Node((Place("a.py", 1), Colour.RED), (Node("f"), Node("e"))),
    ],
    ids=repr,
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    decoded = CODEC.decode(CODEC.encode(value))
    assert decoded == value
    assert type(decoded) is type(value)


def test_equal_values_have_equal_texts() -> None:
    assert CODEC.encode(frozenset("abc")) == CODEC.encode(frozenset("cba"))


def test_what_has_a_name_is_found_by_it() -> None:
    assert CODEC.decode(CODEC.encode(RULES["R1"])) is RULES["R1"]


def test_what_is_no_value_is_not_kept() -> None:
    with pytest.raises(TypeError):
        CODEC.encode({"a": 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b'["os.system", "true"]',
        b'["e", "builtins.eval", "x"]',
        b'["r", "Rule", "R2"]',
        json.dumps([f"{Place.__module__}.Place", "a.py"]).encode(),
        b"[" * 100_000,
    ],
)
def test_a_text_that_is_none_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError):
        CODEC.decode(data)
