"""How far calls are followed: as far as something speaks for it, and what was not entered is looked at by itself."""

from __future__ import annotations

from tests.interpreter.evaluate import interpret, reached

from originlint.interpreter.limits import Limits

CASUAL = Limits().casual_steps

BUSY = "".join(f"    work_{n} = {n}\n" for n in range(CASUAL + 1))
"""So many statements that calls are followed only where something speaks for it."""


def test_a_call_that_takes_origin_along_is_followed_late() -> None:
    code = (
        "from sklearn.linear_model import LogisticRegression\n"
        "def same(table):\n    return second(table)\n"
        "def second(table):\n    return third(table)\n"
        "def third(table):\n    other = table\n    return other\n"
        f"def main(path):\n    table = path['nationality']\n{BUSY}"
        "    LogisticRegression().fit(same(table), [0])\n"
    )
    assert any(each.attribute == "nationality" for each in reached(main=code))
    assert not any("same" in cut for cut in interpret(main=code).recorder.cuts)


def test_a_call_that_leads_to_an_origin_name_is_followed_late() -> None:
    code = (
        "from sklearn.linear_model import LogisticRegression\n"
        "def load(people):\n    return people['nationality']\n"
        f"def main(people):\n{BUSY}    LogisticRegression().fit(load(people), [0])\n"
    )
    assert any(each.attribute == "nationality" for each in reached(main=code))
    assert not any("load" in cut for cut in interpret(main=code).recorder.cuts)


def test_a_list_of_names_outside_of_the_function_speaks_for_it() -> None:
    code = (
        "from sklearn.linear_model import LogisticRegression\n"
        "COLUMNS = ['age', 'nationality']\n"
        "def picked(people):\n    return people[COLUMNS]\n"
        f"def main(people):\n{BUSY}    LogisticRegression().fit(picked(people), [0])\n"
    )
    assert any(each.attribute == "nationality" for each in reached(main=code))
    assert not any("picked" in cut for cut in interpret(main=code).recorder.cuts)


def test_calls_that_nothing_speaks_for_cost_little() -> None:
    chain = "".join(f"def step_{n}(x):\n    step_{n + 1}(x)\n    return step_{n + 1}(x)\n" for n in range(12))
    code = f"{chain}def step_12(x):\n    return x\ndef save(x):\n    step_0(x)\n    x.write('')\n"
    assert interpret(main=code).taken < 3 * CASUAL


def test_a_function_of_which_no_call_was_entered_is_evaluated_by_itself() -> None:
    code = (
        "from sklearn.linear_model import LogisticRegression\n"
        "def train(table):\n    return fitted(table)\n"
        "def fitted(table):\n    return LogisticRegression().fit(table[['nationality']], table['y'])\n"
        "def middle(table):\n    return outer(table)\n"
        "def outer(table):\n    return train(table)\n"
        f"def main(path):\n{BUSY}    middle(path)\n"
    )
    vm = interpret(main=code)
    assert any("middle" in cut for cut in vm.recorder.cuts)
    assert any(hit.function == "fitted" for hit in vm.recorder.sink_hits())
