"""Whether an example proves its records: what was observed has to be contained in what is declared."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, version

from tests.knowledge.proof.analysed import Declaration, analyse, names
from tests.knowledge.proof.examples import Example
from tests.knowledge.proof.given import INPUTS
from tests.knowledge.proof.observed import Observation, Refused, is_steady, observe
from tests.knowledge.proof.stated import differences

from originlint.interpreter.values import Family
from originlint.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of one example. `problems` are reasons why it fails, `loose` why it proves little; `missing` names a
    library that is not installed, or not in that version, so that no more than what the example states was checked;
    `raised` says that the library refuses the example. `records` are those that the analyser used."""

    example: Example
    records: frozenset[str]
    problems: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    missing: str = ""
    raised: bool = False


_DISTRIBUTIONS = {"sklearn": "scikit-learn", "imblearn": "imbalanced-learn", "xgboost": "xgboost xgboost-cpu"}
"""The distributions that provide a package, where they have another name."""


_ABSENT = ("ImportError", "ModuleNotFoundError", "FileNotFoundError", "OSError", "URLError")
"""Errors that say that another library, a file or the network is not there."""


@cache
def is_installed(package: str) -> bool:
    """Whether the package is found on the path. (What can be imported is no answer: other tests put stand-ins into
    `sys.modules`.)"""
    return package in sys.stdlib_module_names or PathFinder.find_spec(package) is not None


@cache
def version_of(package: str) -> str:
    """The installed version of the distribution that provides the package, or ""."""
    for name in _DISTRIBUTIONS.get(package, package).split():
        with suppress(PackageNotFoundError):
            return version(name)
    return ""


def prove(example: Example, library: Library) -> Proof:
    """Run an example both ways and compare; where that is not possible, compare with what it states, if it does."""
    missing = next((package for package in example.packages if not is_installed(package)), "")
    if not missing and not example.is_for(version_of(example.library)):
        missing = f"{example.library} of another version"
    if missing and not example.states:
        return Proof(example, frozenset(), missing=missing)
    declared = analyse(example.code, example.used, example.dialect, library)
    stated = differences(example, declared)
    if missing or stated:
        return Proof(example, declared.records, stated, missing=missing)
    try:
        record = declared.anything is None and declared.table
        observed = observe(example.code, example.used, example.dialect, record, declared.sources)
    except Refused as error:
        if str(error).startswith((*_ABSENT, "AttributeError") if example.states else _ABSENT):
            return Proof(example, declared.records if example.states else frozenset(), missing=str(error)[:200])
        problem = f"the library raises {error}"[:200]
        return Proof(example, declared.records, (problem,), raised=True)
    if example.unreported == "rows":
        sources = frozenset(source for source, _ in observed.depends) | observed.rows
        declared = replace(declared, rows=declared.rows | sources)
    if example.unreported == "target":
        declared = replace(declared, trained=declared.trained | {f"y.{name}" for name in INPUTS["y"].columns})
    problems = (*_wrong_names(observed, declared), *_uncovered(observed, declared))
    if problems and not is_steady(example.code, example.used, example.dialect):
        return Proof(example, frozenset(), missing="the same result twice")
    return Proof(example, declared.records, problems, _loose(observed, declared))


def _matches(held: object, name: object) -> bool:
    match held:
        case Family(prefix, suffix):
            return str(name).startswith(prefix) and str(name).endswith(suffix)
        case None:
            return True
        case _:
            return held == name or str(held) == str(name)


def _wrong_names(observed: Observation, declared: Declaration) -> list[str]:
    if declared.anything is not None or (len(declared.columns) == 1 and declared.columns[0][0] is None):
        return []
    problems: list[str] = []
    real = observed.names
    if real == (None,) and len(declared.columns) == 1:
        return []
    exact = declared.rest is None and all(
        certain and isinstance(name, (str, int)) for name, certain, _ in declared.columns
    )
    said = tuple(name for name, _, _ in declared.columns)
    numbered = all(isinstance(name, int) for name in real)
    if numbered and exact:
        if declared.ordered and len(real) != len(said):
            problems.append(f"{len(real)} columns, not {len(said)}")
        return problems
    if exact and declared.ordered and list(map(str, said)) != list(map(str, real)):
        problems.append(f"columns are {list(real)}, not {list(said)}")
    elif not numbered:
        unknown = [name for name in real if not any(_matches(held, name) for held in said)]
        if declared.rest is None and unknown:
            problems.append(f"no word of the columns {unknown} in {list(names(declared.columns))}")
        sure = [name for name, certain, _ in declared.columns if certain and isinstance(name, (str, int))]
        gone = [name for name in sure if not any(_matches(name, other) for other in real)]
        if gone:
            problems.append(f"{gone} is said to be there, and is not in {list(real)}")
    return problems


def _owed(observed: Observation, declared: Declaration, name: object) -> frozenset[str]:
    """What a column of the real result is said to owe to."""
    if declared.anything is not None:
        return declared.anything
    columns = declared.columns
    fixed = all(certain and not isinstance(held, Family) and held is not None for held, certain, _ in columns)
    if isinstance(name, int) and fixed and declared.ordered and len(columns) == len(observed.names):
        return columns[observed.names.index(name)][2]
    found: frozenset[str] = declared.rest or frozenset()
    matched = False
    for held, _, sources in columns:
        if _matches(held, name) or len(columns) == 1 == len(observed.names):
            found, matched = found | sources, True
    if not matched or name is None:
        for _, _, sources in columns:
            found = found | sources
    return found


def _uncovered(observed: Observation, declared: Declaration) -> list[str]:
    problems: list[str] = []
    anywhere = declared.rows | declared.trained
    for source, name in sorted(observed.depends, key=str):
        if source not in _owed(observed, declared, name) | anywhere:
            problems.append(f"{name!r} depends on {source}")
    for source, name in sorted(observed.gone - observed.depends, key=str):
        certain = any(_matches(held, name) for held, certain, _ in declared.columns if certain)
        if certain and source not in _owed(observed, declared, name) | anywhere:
            problems.append(f"that {name!r} is there depends on {source}")
    problems.extend(
        f"rows depend on {source}"
        for source in sorted(observed.rows - anywhere)
        if not all(source in _owed(observed, declared, name) for name in observed.names)
    )
    return problems


def _loose(observed: Observation, declared: Declaration) -> tuple[str, ...]:
    loose: list[str] = []
    if declared.unresolved:
        loose.append(f"unresolved {', '.join(declared.unresolved)}")
    elif declared.rest is not None:
        loose.append("open")
    deciding = {(source, name) for source in observed.rows for name in observed.names}
    seen = len(observed.depends | observed.gone | deciding)
    said = sum(len(_owed(observed, declared, name)) for name in observed.names)
    if said > 2 * seen + 1 and declared.trained == frozenset():
        loose.append(f"{said} dependences declared, {seen} observed")
    return tuple(loose)


def tried(library: Library, proof: Proof) -> frozenset[str]:
    """The names that an example proves something about: the records it used, under all their resolved names."""
    return frozenset(library.resolve(name) for name in proof.records)
