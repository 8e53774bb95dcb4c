"""Every example in the knowledge files is run on the real library, and what is observed is contained in the record."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.knowledge.proof.analysed import analyse
from tests.knowledge.proof.examples import Example, examples
from tests.knowledge.proof.verdict import is_installed, prove

from originlint.interpreter.operations.table import OPERATIONS
from originlint.knowledge.library import Library

_LIBRARY = Library.load()
_BY_FILE: dict[str, list[Example]] = defaultdict(list)
for _example in examples(_LIBRARY):
    if _example.dialect == "spark":
        continue  # takes minutes: `scripts/prove --spark` runs them
    _BY_FILE[_example.place.partition(",")[0]].append(_example)


@pytest.mark.parametrize("file", sorted(_BY_FILE))
def test_what_libraries_do_is_what_records_say(file: str) -> None:
    if not any(all(map(is_installed, example.packages)) for example in _BY_FILE[file]):
        pytest.skip("the libraries are not installed: scripts/prove installs them and runs this")
    failing = [
        f"{example.place}: {example.text}: {problem}"
        for example in _BY_FILE[file]
        for problem in prove(example, _LIBRARY).problems
    ]
    assert not failing, "\n".join(failing)


def test_examples_are_read_without_the_libraries() -> None:
    for file in sorted(_BY_FILE):
        example = _BY_FILE[file][0]
        assert analyse(example.code, example.used, example.dialect, _LIBRARY).records, example.place


def test_every_record_names_an_operation_that_exists() -> None:
    wrong = [
        f"{entry.place}: {record.operation}"
        for entry in _LIBRARY.entries()
        if entry.kind == "call" and (record := entry.record(entry.names[0])).operation not in OPERATIONS
    ]
    assert not wrong
