"""Making a program that shows a fault small: files become one, statements go, then items of lists and dicts (columns
mostly), as long as the same attribute is still missed, or still reported without reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tests.noninterference import analyser
from tests.noninterference.execute import plain_text
from tests.noninterference.program import Sample
from tests.noninterference.reducing import reduced
from tests.noninterference.verdict import Verdict, judge

MAIN = "model.py"
FIRST = ("settings_of_model.py", "preparing.py", "features.py", "prepare.py", "train.py")
"""Files that others import or wait for, in the order in which they can stand in one file."""


def wrong(verdict: Verdict) -> frozenset[str]:
    """What is wrong about a program: attributes with how they moved, or "imprecise"."""
    missed = {f"{each.input.column} {each.how}" for each in verdict.missed}
    return frozenset(missed | {f"{column} imprecise" for column in verdict.imprecise})


def minimised(sample: Sample) -> tuple[Sample, frozenset[str]]:
    """The smallest program found that still shows one of the faults of a program, and these. Raises ValueError when it
    shows none."""
    faults = wrong(judge(sample, analyser.ask(sample)))
    if not faults:
        raise ValueError(f"nothing is wrong about {sample.name}")

    def shows(candidate: Sample) -> bool:
        return bool(faults & wrong(judge(candidate, analyser.ask(candidate))))

    joined = in_one_file(sample)
    if shows(joined):
        sample = joined
    for path, text in sample.files:
        if path.endswith(".py"):
            sample = _with_text(sample, path, reduced(text, partial(_still, shows, sample, path)))
    return sample, faults & wrong(judge(sample, analyser.ask(sample)))


def in_one_file(sample: Sample) -> Sample:
    """The same program with all its code in one file, as far as that is done by putting one text behind the other."""
    code = {path: plain_text(path, text) for path, text in sample.files if path.endswith((".py", ".ipynb"))}
    others = tuple((path, text) for path, text in sample.files if path not in code)
    order = [path for path in FIRST if path in code] + sorted(path for path in code if path not in FIRST)
    modules = "|".join(re.escape(path.removesuffix(".py")) for path in code)
    text = "\n".join(code[path] for path in order)
    imported = re.findall(rf"^import ({modules})$", text, flags=re.M)
    text = re.sub(rf"^(from ({modules}) import .*|import ({modules}))\n", "", text, flags=re.M)
    if imported:
        text = re.sub(rf"\b({'|'.join(imported)})\.(?=[a-z_]+\()", "", text)
    return replace(sample, files=((MAIN, text), *others), scripts=(MAIN,))


def as_fixture(sample: Sample, faults: frozenset[str]) -> str:
    """The text of a file for `regressions`: what to say of it is left to whoever finds the cause."""
    lines = ['"""WHAT WAS WRONG."""', ""]
    for fault in sorted(faults):
        column, how = fault.split()
        use = "selects the population" if how == "rows" else "scored on" if ".fit(" in dict(sample.files)[MAIN] else ""
        said = f"# clean: {column}" if how == "imprecise" else f"# reaches: {column}: {use or 'decides the score'}"
        lines.append(said)
    lines += [] if sample.schema else ["# no schema"]
    return "\n".join([*lines, dict(sample.files)[MAIN].strip(), ""])


def _still(shows: Callable[[Sample], bool], sample: Sample, path: str, text: str) -> bool:
    return shows(_with_text(sample, path, text))


def _with_text(sample: Sample, path: str, text: str) -> Sample:
    return replace(sample, files=tuple((each, text if each == path else old) for each, old in sample.files))
