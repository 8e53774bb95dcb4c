"""The examples in the knowledge files, each with what it takes to run it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.knowledge.proof.given import INPUTS, dialect_of

from originlint.knowledge.entries import RawEntry
from originlint.knowledge.library import Library

_PRELUDE = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "pl": "import polars as pl",
    "sp": "import scipy.sparse as sp",
    "F": "from pyspark.sql import functions as F",
    "Window": "from pyspark.sql import Window",
    "LogisticRegression": "from sklearn.linear_model import LogisticRegression",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One snippet: the library it is about, where it is written, the code to run (its result is `out`), the inputs it
    uses, the packages it needs, and their dialect."""

    library: str
    place: str
    text: str
    code: str
    used: tuple[str, ...]
    packages: tuple[str, ...]
    dialect: str
    unreported: str = ""
    """What the record leaves out on purpose ("rows"); why, stands in the entry's reason."""
    imprecise: str = ""
    """Why the record declares more than is observed."""
    states: str = ""
    """What has to come of it, where running it shows nothing or is not possible (`stated.py`)."""
    since: str = ""
    until: str = ""

    def is_for(self, version: str) -> bool:
        """Whether that version of the library has what the example calls: from `since` on, and before `until`."""
        now = _parts(version)
        return (not self.since or now >= _parts(self.since)) and (not self.until or now < _parts(self.until))


def described(library: Library) -> tuple[str, ...]:
    """Every callable and class that has a record, sorted."""
    found = {name for entry in library.entries() if entry.kind != "alias" for name in entry.names}
    return tuple(sorted(name for name in found if not name.startswith(("any.", "builtins."))))


def examples(library: Library) -> Iterator[Example]:
    """All examples. `{name}` in one stands for the last part of each name of the entry in turn, `{callee}` for all of
    it, `{module}` for what comes before the last part; a snippet that is one expression is the result."""
    for entry in library.entries():
        for written in entry.examples():
            each = any(word in written["code"] for word in ("{name}", "{callee}", "{module}"))
            for callee in entry.names if each else entry.names[:1]:
                yield example_of(entry, callee, written)


def example_of(entry: RawEntry, callee: str, written: dict[str, str]) -> Example:
    """The example that is written for an entry, about one of its names."""
    said = dict(written)
    body = said.pop("code")
    module, _, name = callee.rpartition(".")
    body = body.replace("{name}", name).replace("{callee}", callee).replace("{module}", module)
    try:
        ast.parse(body.strip(), mode="eval")
        body = f"out = {body.strip()}"
    except SyntaxError:
        pass
    words = set(re.findall(r"(?<![\w.'\"])[A-Za-z_]\w*", body))
    lines = [line for word, line in _PRELUDE.items() if word in words]
    top = callee.partition(".")[0]
    tops = "|".join(sorted({name.partition(".")[0] for name in entry.names}))
    dotted = sorted(set(re.findall(rf"(?<![\w.'\"])(?:{tops})(?:\.\w+)+", body)))
    lines.extend(f"import {_module_of(name)}" for name in dotted if f"import {name.partition('.')[0]}" not in body)
    code = "\n".join([*lines, body])
    packages = {line.split()[1].partition(".")[0] for line in code.splitlines() if re.match(r"(import|from) ", line)}
    dialect = dialect_of(callee)
    packages |= {"numpy", "pyspark" if dialect == "spark" else dialect}
    used = tuple(name for name in INPUTS if name in words)
    return Example(top, entry.place, body, code, used, tuple(sorted(packages)), dialect, **said)


def _module_of(callee: str) -> str:
    parts = callee.split(".")
    if parts[0] in sys.stdlib_module_names:
        return parts[0]
    for number, part in enumerate(parts):
        if number and part[:1].isupper():
            return ".".join(parts[:number])
    return ".".join(parts[:-1])


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
