"""The programs of the folder `regressions`: what the analyser once got wrong, and what it has to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.noninterference.analyser import Answer
from tests.noninterference.program import Sample, Truth

FOLDER = Path(__file__).parent / "regressions"
_LINE = re.compile(r"^# (reaches|clean): (\w+)(?:: (.+))?$", re.M)
_DATA = re.compile(r'read_csv\("(\w+\.csv)"')


@dataclass(frozen=True, slots=True)
class Regression:
    """One program. `reaches` are pairs of attribute and use that must be reported, `clean` the attributes of which no
    flow may be."""

    sample: Sample
    reaches: frozenset[tuple[str, str]]
    clean: frozenset[str]

    def faults(self, answer: Answer) -> list[str]:
        """What the analyser says wrong of it."""
        said = {(one.category, one.use) for one in answer.said}
        missing = [f"{attribute} is not reported as '{use}'" for attribute, use in sorted(self.reaches - said)]
        return missing + [f"{attribute} is reported" for attribute in sorted(self.clean & answer.categories)]


def regressions() -> list[Regression]:
    """All of them, in the order of their names."""
    return [_read(path) for path in sorted(FOLDER.glob("*.py"))]


def _read(path: Path) -> Regression:
    text = path.read_text(encoding="utf-8")
    lines = _LINE.findall(text)
    tables = tuple(
        dict.fromkeys(name for name in _DATA.findall(text) if name in ("people.csv", "train.csv", "applicants.csv"))
    )
    sample = Sample(
        path.stem, "regression", (("model.py", text),), ("model.py",), tables, "# no schema" not in text, Truth()
    )
    return Regression(
        sample,
        frozenset((attribute, use) for sort, attribute, use in lines if sort == "reaches"),
        frozenset(attribute for sort, attribute, _ in lines if sort == "clean"),
    )
