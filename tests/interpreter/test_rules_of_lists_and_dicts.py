"""What lists, sets and dicts hold after each of their methods: a score owes to what is in them, and to no more."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.evaluate import scores

N, E = ("nationality", "data"), ("ethnicity", "data")
BY_N = ("nationality", "control")

LISTS = {
    "inserted in front": ("held = [1]\nheld.insert(0, p['nationality'])\nrisk = held[0]", {N}),
    "inserted in front, the other read": ("held = [1]\nheld.insert(0, p['nationality'])\nrisk = held[1]", set()),
    "inserted at a place": ("held = [1, 2]\nheld.insert(1, p['nationality'])\nrisk = sum(held)", {N}),
    "extended": ("held = [1]\nheld.extend([2, p['nationality']])\nrisk = held[2]", {N}),
    "extended, the other read": ("held = [1]\nheld.extend([2, p['nationality']])\nrisk = held[1]", set()),
    "extended by what nobody counts": (
        "held = [1]\nheld.extend(each * 2 for each in p['nationality'])\nheld.extend(p['ethnicity'])\nrisk = sum(held)",
        {N, E, ("nationality", "selection"), ("ethnicity", "selection")},
    ),
    "taken from the end": ("held = [p['ethnicity'], p['nationality']]\nrisk = held.pop()", {N}),
    "taken from the front": ("held = [p['ethnicity'], p['nationality']]\nrisk = held.pop(0)", {E}),
    "what is left": ("held = [p['ethnicity'], p['nationality']]\nheld.pop()\nrisk = sum(held)", {E}),
    "taken from anywhere": (
        "held = [p['ethnicity'], p['nationality']]\nrisk = held.pop(p['age'])",
        {N, E},
    ),
    "copied": ("held = [p['nationality'], 1]\nrisk = held.copy()[0]", {N}),
    "one set without another": (
        "names = {'nationality', 'ethnicity', 'age'}.difference({'ethnicity'})\nrisk = sum(p[name] for name in names)",
        {N},
    ),
    "two sets together": (
        "names = {'nationality'}.union(['ethnicity'])\nrisk = sum(p[name] for name in names)",
        {N, E},
    ),
    "what two sets share": (
        "names = {'nationality', 'age'}.intersection({'nationality', 'ethnicity'})\n"
        "risk = sum(p[name] for name in names)",
        {N},
    ),
    "what two sets share, by the operator": (
        "names = {'nationality', 'age'} & {'nationality', 'ethnicity'}\nrisk = sum(p[name] for name in names)",
        {N},
    ),
    "reversed": ("names = ['nationality', 'ethnicity']\nnames.reverse()\nrisk = p[names[0]]", {E}),
    "sorted in place": ("names = ['nationality', 'ethnicity']\nnames.sort()\nrisk = p[names[0]]", {E}),
    "sorted by what nobody sees": (
        "held = [p['nationality'], p['ethnicity']]\nheld.sort()\nrisk = held[0]",
        {N, E},
    ),
    "emptied": ("held = [p['nationality']]\nheld.clear()\nheld.append(p['ethnicity'])\nrisk = sum(held)", {E}),
    "gone through by hand": ("held = iter([p['nationality']])\nrisk = next(held)", {N}),
    "its own iterator": ("held = [p['nationality']].__iter__()\nrisk = held.__next__()", {N}),
    "its own length": (
        "held = [each for each in p['nationality'] if each]\nrisk = held.__len__()",
        {BY_N},
    ),
    "at which place something stands": ("risk = ['NL', 'TR'].index(p['nationality'])", {BY_N}),
    "how often something is there": ("risk = ['NL', 'TR'].count(p['nationality'])", {BY_N}),
    "whether a set holds all": ("risk = {'NL'}.issubset({p['nationality']})", {BY_N}),
    "whether a list holds something, by its method": ("risk = ['NL'].__contains__(p['nationality'])", {BY_N}),
    "whether a dict holds something, by its method": ("risk = {'NL': 1}.__contains__(p['nationality'])", {BY_N}),
    "how often a text holds something": ("risk = 'NL TR'.count(p['nationality'])", {N}),
    "a list of an array": ("held = [p['nationality'], 2]\nrisk = held.tolist()[0]", {N}),
    "an item put at its place": ("held = [0, 0]\nheld[1] = p['nationality']\nrisk = held[1]", {N}),
    "an item put at another place": ("held = [0, 0]\nheld[1] = p['nationality']\nrisk = held[0]", set()),
    "deleted by position": ("held = [p['nationality'], p['ethnicity']]\ndel held[0]\nrisk = sum(held)", {E}),
    "several deleted": (
        "held = {'a': p['nationality'], 'b': p['ethnicity']}\ndel (held['a'], held['c'])\nrisk = sum(held.values())",
        {E},
    ),
    "a list over numbers of a range": ("held = [p['nationality']]\nrisk = held[0:1][0]", {N}),
    "the letters of a text": ("risk = sum(p[letter + 'thnicity'] for letter in 'e')", {E}),
    "whether a list holds something": ("held = [1]\nrisk = p['nationality'] if held else p['ethnicity']", {N}),
    "whether an empty list holds something": (
        "held = []\nrisk = p['nationality'] if held else 0",
        set(),
    ),
}

DICTS = {
    "put once": ("held = {}\nheld.setdefault('a', p['nationality'])\nrisk = held['a']", {N}),
    "put once, where something was": (
        "held = {'a': p['ethnicity']}\nrisk = held.setdefault('a', p['nationality'])",
        {E},
    ),
    "taken": ("held = {'a': p['nationality'], 'b': p['ethnicity']}\nheld.pop('a')\nrisk = sum(held.values())", {E}),
    "its keys": ("held = {'nationality': 1}\nrisk = sum(p[name] for name in held.keys())", {N}),
    "its keys, by going through": ("held = {'nationality': 1}\nrisk = sum(p[name] for name in held)", {N}),
    "its values": ("held = {'a': p['nationality']}\nrisk = sum(held.values())", {N}),
    "a copy": ("held = {'a': p['nationality']}\nother = held.copy()\nrisk = other['a']", {N}),
    "a copy stays": (
        "held = {'a': 1}\nother = held.copy()\nheld['a'] = p['nationality']\nrisk = other['a']",
        set(),
    ),
    "cleared": (
        "held = {'a': p['nationality']}\nheld.clear()\nheld['b'] = p['ethnicity']\nrisk = sum(held.values())",
        {E},
    ),
    "updated with a keyword": ("held = {}\nheld.update(a=p['nationality'])\nrisk = held['a']", {N}),
    "updated with what nobody sees": ("held = {}\nheld.update(p['nationality'])\nrisk = held['a']", {N}),
    "a record as a dict": ("held = {'a': p['nationality']}\nrisk = held.to_dict()['a']", {N}),
    "whether a key is there": (
        "held = {}\nif p['nationality'] == 'NL':\n    held['a'] = 1\nrisk = held.__contains__('a')",
        {BY_N},
    ),
    "how many keys": (
        "held = {}\nif p['nationality'] == 'NL':\n    held['a'] = 1\nrisk = len(held)",
        {BY_N},
    ),
    "how many keys, whatever is under them": ("held = {'a': p['nationality']}\nrisk = len(held)", set()),
    "two dicts by an operator": ("held = {'a': p['nationality']} | {'b': 1}\nrisk = held['a']", {N}),
    "a key that is there": ("held = {'a': 1}\nrisk = p['nationality'] if 'a' in held else 0", {N}),
    "a key that is not there": ("held = {'a': 1}\nrisk = p['nationality'] if 'b' in held else 0", set()),
    "a part of a text": ("risk = p['nationality'] if 'b' in 'abc' else 0", {N}),
    "no part of a text": ("risk = p['nationality'] if 'd' in 'abc' else 0", set()),
}


@pytest.mark.parametrize(("body", "expected"), [*LISTS.values(), *DICTS.values()], ids=[*LISTS, *DICTS])
def test_what_is_held(body: str, expected: set[tuple[str, str]]) -> None:
    assert scores(f"def value(p):\n{textwrap.indent(body, '    ')}\n    return 1\n") == expected
