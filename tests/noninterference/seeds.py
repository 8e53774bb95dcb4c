"""The fixed set of programs that spoiled rules are held against: the programs whose movements were observed, what was
once wrong, the flow cases, the bundled projects, the tests of single rules, and the examples of knowledge records.
Needs no library.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from tests.noninterference import analyser, examples, observations
from tests.noninterference.covering import faults
from tests.noninterference.program import Sample
from tests.noninterference.regression import Regression, regressions
from tests.noninterference.transfer import ROOT
from tests.test_flow_cases import CASES

from originlint import api
from originlint.config.settings import Settings

BROKEN = "error in originlint"
ROOT_FOLDER = Path(__file__).parents[2]
EXAMPLES = ROOT_FOLDER / "fixtures" / "examples"
TESTS = (
    "tests/interpreter",
    "tests/cli/test_lexicon.py",
    "tests/cli/test_trace_and_graph.py",
    "tests/frontends/artefacts/test_models.py",
    "tests/frontends/templates/test_exposures.py",
    "tests/frontends/test_notebook_outputs.py",
    "tests/test_configured_features.py",
    "tests/test_decisions.py",
    "tests/test_families.py",
    "tests/test_lineage.py",
    "tests/test_named.py",
    "tests/test_names_told.py",
    "tests/test_population.py",
    "tests/test_risk_tables.py",
    "tests/test_schemas.py",
)
"""Tests that hold the answers about small programs against what is expected of them."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One program: `ask` gives what is wrong with the answer, or the answer itself where any change of it is wrong."""

    name: str
    ask: Callable[[], frozenset[object]]
    known: frozenset[object] = frozenset()
    lines: dict[str, frozenset[int]] = field(default_factory=dict)
    """Which lines of the interpreter it passes, by file."""

    def passes(self, path: str, first: int, last: int) -> bool:
        """Whether it comes through these lines."""
        return any(first <= line <= last for line in self.lines.get(path, ()))

    def passed(self, path: str, first: int, last: int) -> int:
        """Through how many of these lines it comes."""
        return sum(first <= line <= last for line in self.lines.get(path, ()))


def with_seeds(action: Callable[[list[Seed]], None]) -> None:
    """Do something with all of them. Tests only run inside a session of pytest, so that this is one."""

    class _Session:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            action(list(_watched([*_unasked(), *_tests(session)])))
            return True

    arguments = ["-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    pytest.main([*arguments, f"--rootdir={ROOT_FOLDER}"], plugins=[_Session()])


def _watched(unasked: list[Seed]) -> Iterator[Seed]:
    """Each is asked once while it is watched where it passes."""
    for seed in unasked:
        watch = _Watch()
        sys.settrace(watch.enter)
        threading.settrace(watch.enter)  # an analysis runs in a thread of its own, for its stack
        try:
            known = seed.ask()
        finally:
            threading.settrace(None)  # type: ignore[arg-type]
            sys.settrace(None)
        yield Seed(seed.name, seed.ask, known, {path: frozenset(lines) for path, lines in watch.lines.items()})


def _unasked() -> Iterator[Seed]:
    for one in regressions():
        yield Seed(f"regression {one.sample.name}", _asking_regression(one))
    for case in CASES:
        yield Seed(f"flow case {case.name}", _asking_project(case.root, case.root.parent))
    for observed in observations.load():
        yield Seed(f"program {observed.name}", _asking_program(observed.sample()))
    for project in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        yield Seed(f"project {project.name}", _asking_project(project, project))
    library = analyser.shipped_knowledge()
    for example in examples.answered(library):
        yield Seed(f"example {example.example.place}: {example.example.text}", _asking_example(example))


def _asking_regression(regression: Regression) -> Callable[[], frozenset[object]]:
    def ask() -> frozenset[object]:
        answer = analyser.ask(regression.sample)
        return frozenset([*regression.faults(answer), *(cut for cut in answer.cuts if BROKEN in cut)])

    return ask


def _asking_program(sample: Sample) -> Callable[[], frozenset[object]]:
    def ask() -> frozenset[object]:
        answer = analyser.ask(sample)
        return faults(sample, answer) | {cut for cut in answer.cuts if BROKEN in cut}

    return ask


def _asking_project(path: Path, root: Path) -> Callable[[], frozenset[object]]:
    def ask() -> frozenset[object]:
        result = api.check(root if root.is_dir() else path.parent, (path,), Settings())
        found = {
            (one.rule.code, one.attribute, one.location.path, one.location.start.line, one.sink)
            for one in result.findings
        }
        return frozenset({("findings", frozenset(found)), *result.analysis.coverage.budget})

    return ask


def _asking_example(one: examples.Answered) -> Callable[[], frozenset[object]]:
    def ask() -> frozenset[object]:
        return frozenset({examples.told(one.example, analyser.shipped_knowledge())})

    return ask


def _tests(session: pytest.Session) -> Iterator[Seed]:
    for item in session.items:
        yield Seed(f"test {item.nodeid}", _asking_test(item))


def _asking_test(item: pytest.Item) -> Callable[[], frozenset[object]]:
    def ask() -> frozenset[object]:
        reports = runtestprotocol(item, log=False, nextitem=None)
        return frozenset(report.when for report in reports if report.failed)

    return ask


class _Watch:
    """Which lines of the interpreter are passed."""

    def __init__(self) -> None:
        self.lines: dict[str, set[int]] = {}
        self._inside: dict[str, set[int] | None] = {}

    def enter(self, frame: FrameType, event: str, given: Any) -> Any:
        name = frame.f_code.co_filename
        if name not in self._inside:
            path = Path(name)
            within = path.is_relative_to(ROOT)
            self._inside[name] = self.lines.setdefault(path.relative_to(ROOT).as_posix(), set()) if within else None
        passed = self._inside[name]
        if passed is None:
            return None

        def line(frame: FrameType, event: str, given: Any) -> Any:
            passed.add(frame.f_lineno)
            return line

        return line
