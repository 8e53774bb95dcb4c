"""Evaluation costs in proportion to the code, counted in what is done and never in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from tests.interpreter.evaluate import reached

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.interpreter import program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.joins import join_cells
from originlint.interpreter.records import Pairs, put
from originlint.interpreter.scores import ScoreWords
from originlint.interpreter.store import Cell, Store
from originlint.interpreter.values import Entries, Literal, OneOf, Value
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.project.modules import ModuleMap

LIBRARY = Library.load()
LEXICON = Lexicon.load()


def options_of(cell: Cell) -> tuple[Value, ...]:
    assert isinstance(cell, OneOf)
    return cell.options


def test_a_dict_built_at_once_is_the_dict_written_key_by_key() -> None:
    written = [("a", 1), ("b", 2), ("a", 3), (1, 4), (True, 5)]
    pairs, entries = Pairs(), Entries()
    for key, value in written:
        pairs.put(Literal(key), Literal(value))
        entries = put(entries, Literal(key), Literal(value))
    assert pairs.all() == entries.pairs
    assert [value for _, value in entries.pairs] == [Literal(3), Literal(2), Literal(5)]


def test_forgotten_variables_are_not_carried_into_outer_journals() -> None:
    store = Store()
    store.set((1, "kept"), Literal(1))
    store.begin()
    store.set((1, "kept"), Literal(2))
    store.set((2, "local"), Literal(3))
    store.forget([(2, "local")])
    assert store.get((2, "local")) is None
    assert store.rollback() == {(1, "kept"): Literal(2)}


def test_what_several_addresses_hold_is_joined_anew_only_when_one_of_them_holds_something_else() -> None:
    store, joins = Store(), 0

    def join(left: Cell, right: Cell) -> Cell:
        nonlocal joins
        joins += 1
        return join_cells(left, right)

    addresses = tuple(store.fresh() for _ in range(3))
    for address in addresses:
        store.set(address, Literal(address))
    first = store.together(addresses, join)
    assert store.together(addresses, join) is first
    assert joins == 3
    store.begin()
    store.set(addresses[1], Literal("changed"))
    assert Literal("changed") in options_of(store.together(addresses, join))
    store.rollback()
    assert store.together(addresses, join) == first


def test_what_was_there_before_the_journal_is_not_forgotten() -> None:
    store = Store()
    store.set((1, "name"), Literal(1))
    store.begin()
    store.set((1, "name"), Literal(2))
    store.forget([(1, "name")])
    assert store.rollback() == {(1, "name"): Literal(2)}
    assert store.get((1, "name")) == Literal(1)


def _calls(*texts: str) -> int:
    """How many Python functions are called to evaluate modules: a measure of their cost that is the same anywhere."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    paths = [f"part_{number:03}.py" for number in range(len(texts))]
    modules = {path: lower(path, [Code(text)]).module for path, text in zip(paths, texts, strict=True)}
    vm = Interpreter(
        Program(modules, {}, ModuleMap(modules)),
        LIBRARY,
        LEXICON,
        ScoreWords.load(),
        Catalog(),
        Declared(),
    )
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        program.run(vm)
    finally:
        sys.setprofile(before)
    return count


def _repeated(*texts: str) -> int:
    """The calls of a second evaluation: what the first has to load and remember depends on what ran before."""
    _calls(*texts)
    return _calls(*texts)


def _chain(size: int) -> str:
    steps = [f"def step_{n}(x):\n    return step_{n + 1}(x) + 1\n" for n in range(size)]
    return "\n".join([*steps, f"def step_{size}(x):\n    return x['nationality']\n", "risk = step_0(load())\n"])


def _columns(size: int) -> str:
    names = ", ".join(f'"column_{n}": [{n}]' for n in range(size))
    return (
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        f'frame = pd.DataFrame({{{names}, "race": [1]}})\n'
        'frame = frame.fillna(0).drop(columns=["column_1"]).rename(columns={"column_2": "b"})\n'
        'LogisticRegression().fit(frame, frame["column_3"])\n'
    )


def _branches(size: int) -> str:
    lines = [f'    if person["field_{n}"] > {n}:\n        points += {n}\n' for n in range(size)]
    return "def risk(person):\n    points = 0\n" + "".join(lines) + '    return points * person["nationality"]\n'


def _assignments(size: int) -> str:
    lines = [f'frame["x_{n}"] = frame["age"] * {n}\nframe["x_{n}"].hist()\n' for n in range(size)]
    return 'import pandas as pd\nframe = pd.read_csv("people.csv")\n' + "".join(lines) + 'score = frame["race"] * 2\n'


def _table(size: int) -> str:
    return "TABLE = {\n" + "\n".join(f'    "code_{n}": ("text {n}", {n}),' for n in range(size)) + "\n}\n"


CASES = {_chain: 100, _columns: 20, _branches: 20, _assignments: 20, _table: 20}
"""What is written, and how much of it. The last calls of a chain cost less, since nothing follows them: it has to be
long for that not to count."""


@pytest.mark.parametrize(("write", "size"), CASES.items(), ids=lambda case: getattr(case, "__name__", ""))
def test_ten_times_the_code_costs_about_ten_times_as_much(write: Callable[[int], str], size: int) -> None:
    assert _repeated(write(10 * size)) <= 11 * _repeated(write(size))


def test_ten_times_the_files_cost_about_ten_times_as_much() -> None:
    text = (
        "class Store:\n    def write(self, name, rows):\n        return self.folder.write(name, rows)\n\n\n"
        "def total(rows):\n    return sum(row['race'] for row in rows)\n"
    )
    assert _repeated(*[text] * 100) <= 11 * _repeated(*[text] * 10)


def test_a_constructor_that_keeps_what_it_is_given_is_entered_late_too() -> None:
    filled = "\n".join(f'    people["m{number}"] = people["n{number}"].fillna({number})' for number in range(300))
    text = f"""
class Filter:
    def __init__(self, column):
        self.column = column

    def apply(self, table):
        return table[table[self.column] >= 0]

def build(people):
    people = people.rename(columns={{"nationality1": "nationality"}})
{filled}
    kept = Filter("children").apply(people)
    kept["risk"] = kept["age"] * 2
"""
    assert not {each for each in reached(main=text) if each.attribute.startswith("nationality")}
