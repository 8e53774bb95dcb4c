"""What examples state comes of them, where running them is not possible or shows nothing, is what the analyser says."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.knowledge.proof.analysed import analyse
from tests.knowledge.proof.examples import Example, examples
from tests.knowledge.proof.stated import differences, expected

from originlint.knowledge.library import Library

_LIBRARY = Library.load()
_BY_FILE: dict[str, list[Example]] = defaultdict(list)
for _example in examples(_LIBRARY):
    if _example.states:
        _BY_FILE[_example.place.partition(",")[0]].append(_example)


@pytest.mark.parametrize("file", sorted(_BY_FILE))
def test_what_examples_state_is_what_is_said_of_them(file: str) -> None:
    failing = [
        f"{example.place}: {example.text}: {difference}"
        for example in _BY_FILE[file]
        for difference in differences(example, analyse(example.code, example.used, example.dialect, _LIBRARY))
    ]
    assert not failing, "\n".join(failing)


def test_an_expectation_names_uses_and_inputs() -> None:
    assert expected("trained on: other; result: y num.one; measured:") == {
        "trained on": frozenset({"other.key", "other.rate", "other.label"}),
        "result": frozenset({"y.target", "num.one"}),
    }
    with pytest.raises(ValueError, match=r"`num\.four` is no input"):
        expected("result: num.four")
