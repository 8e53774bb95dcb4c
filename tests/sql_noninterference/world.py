"""The tables that scripts begin with, and worlds: the same people in all of them, with other nationalities."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

NATIONALITIES = ("NL", "TR", "MA", "PL", "SR")
DATA, DRAWS = 3, 4
"""So many sets of people, and so many draws of nationalities for each."""

TABLES: dict[str, str] = {
    "people": "id INTEGER, nationality TEXT, amount INTEGER, dept TEXT",
    "visits": "vid INTEGER, pid INTEGER, kind TEXT, cost INTEGER",
    "points": "code TEXT, worth INTEGER",
    "facts": "pid INTEGER, attribute TEXT, value TEXT",
    "forms": "pid INTEGER, answers TEXT",
}
SCHEMA = tuple(f"CREATE TABLE {name} ({columns})" for name, columns in TABLES.items())


@dataclass(frozen=True, slots=True)
class World:
    """The rows of each table; `data` tells which people these are."""

    data: int
    rows: dict[str, list[tuple[object, ...]]]


def worlds() -> tuple[World, ...]:
    """All worlds, those of the same people behind each other."""
    return tuple(_world(data, draw) for data in range(DATA) for draw in range(DRAWS))


def _world(data: int, draw: int) -> World:
    rng, origin = random.Random(data), random.Random(1000 * data + draw)
    persons = [(number, rng.randint(0, 9), rng.choice("ab")) for number in range(8)]
    visits = [(number, rng.randint(0, 9), rng.choice("xy"), rng.randint(0, 5)) for number in range(12)]
    hobbies = [rng.choice(("chess", "judo")) for _ in persons]
    nationalities = [origin.choice(NATIONALITIES) for _ in persons]
    facts: list[tuple[object, ...]] = []
    forms: list[tuple[object, ...]] = []
    for (number, _, _), nationality, hobby in zip(persons, nationalities, hobbies, strict=True):
        facts += [(number, "NATIONALITY", nationality), (number, "HOBBY", hobby)]
        forms.append((number, json.dumps({"nationality": nationality, "hobby": hobby, "club": {"size": number % 4}})))
    people = [(number, nat, amount, dept) for (number, amount, dept), nat in zip(persons, nationalities, strict=True)]
    points = [(code, number * 3) for number, code in enumerate(NATIONALITIES[:4])]
    return World(data, {"people": [*people], "visits": [*visits], "points": [*points], "facts": facts, "forms": forms})
