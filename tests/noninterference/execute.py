"""Running a generated program, in this process: its text comes from the generator, never from anywhere else."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.util
import io
import json
import math
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

import pandas as pd
from tests.noninterference.program import Sample

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Observation:
    """What a run showed: the scores of each person, or the error that ended it."""

    scores: tuple[tuple[object, tuple[object, ...]], ...] = ()
    error: str = ""

    @property
    def failed(self) -> bool:
        """Whether there are no scores."""
        return bool(self.error)

    def differences(self, other: Observation) -> frozenset[str]:
        """How two runs differ: in a "value", in the "rows" that are scored, or by an "error"."""
        if self.failed or other.failed:
            return frozenset() if self.failed and other.failed else frozenset({"error"})
        mine, theirs = dict(self.scores), dict(other.scores)
        found = set()
        if mine.keys() != theirs.keys() or any(len(mine[key]) != len(theirs[key]) for key in mine):
            found.add("rows")
        if any(not _same(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()):
            found.add("value")
        return frozenset(found)


class Runner:
    """Runs one program over and over, each time on the tables given."""

    def __init__(self, sample: Sample, folder: Path) -> None:
        self._sample = sample
        self._folder = folder
        self._code = {path: compile(plain_text(path, text), path, "exec") for path, text in sample.files if _runs(path)}
        modules = {path.removesuffix(".py").replace("/", "."): code for path, code in self._code.items()}
        self._finder = _Finder({name: code for name, code in modules.items() if not name.endswith(".ipynb")})
        for path, text in sample.files:
            if not _runs(path):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, encoding="utf-8")

    def run(self, tables: Mapping[str, pd.DataFrame]) -> Observation:
        """The scores for these data."""
        for name, frame in tables.items():
            frame.to_csv(self._folder / name, index=False)
        with _inside(self._folder), self._finder.installed(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            namespace: dict[str, object] = {}
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    for script in self._sample.scripts:
                        namespace = {"__name__": "__main__", "__file__": script}
                        exec(self._code[script], namespace)
            except Exception as error:
                return Observation(error=f"{type(error).__name__}: {error}"[:300])
        return observed(namespace["result"]) if "result" in namespace else Observation(error="leaves no result")


def observed(result: object) -> Observation:
    """The scores in a program's result: a frame with `person_id` and `value`, or pairs of these."""
    pairs = (
        zip(result["person_id"], result["value"], strict=True)
        if isinstance(result, pd.DataFrame)
        else result  # a hand-written score leaves a list of pairs
    )
    scores: dict[object, list[object]] = {}
    for person, value in pairs:  # type: ignore[attr-defined]
        scores.setdefault(person, []).append(_plain(value))
    return Observation(
        tuple((person, tuple(sorted(values, key=repr))) for person, values in sorted(scores.items(), key=repr))
    )


def plain_text(path: str, text: str) -> str:
    """The Python text of a script or notebook."""
    if path.endswith(".ipynb"):
        cells = json.loads(text)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return text


def _runs(path: str) -> bool:
    return path.endswith((".py", ".ipynb"))


def _plain(value: object) -> object:
    if isinstance(value, str) or value is None:
        return value
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return repr(value)


def _same(mine: tuple[object, ...], theirs: tuple[object, ...]) -> bool:
    return len(mine) != len(theirs) or all(map(_close, mine, theirs))


def _close(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return one == other


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules of one program from memory."""

    def __init__(self, modules: Mapping[str, CodeType]) -> None:
        self._modules = modules

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname in self._modules:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._modules[module.__name__], module.__dict__)

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        sys.meta_path.insert(0, self)
        try:
            yield
        finally:
            sys.meta_path.remove(self)
            for name in self._modules:
                sys.modules.pop(name, None)
