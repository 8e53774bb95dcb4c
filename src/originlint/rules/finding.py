"""A finding: one rule, one attribute, one way in, one place where it counts; all that a report needs to know."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal, TypeAlias

from originlint.lexicon.verdict import Certainty, Kind
from originlint.rules.catalogue import Rule
from originlint.rules.severity import Severity
from originlint.source.site import Range

End: TypeAlias = Literal["entry", "sink"]
"""An end of a flow."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the path that is shown. `depth` is the call depth, from 0; `boundary` steps cross a call, a file or
    a language; `dataset` is what they write by name."""

    range: Range
    text: str
    depth: int = 0
    boundary: bool = False
    dataset: str | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is accepted: by a comment in the source (`range` is the comment) or by a record outside of it."""

    where: Literal["inSource", "external"]
    reason: str
    range: Range | None = None


class BaselineState(str, enum.Enum):
    """How a finding relates to the baseline. The values are SARIF's."""

    NEW = "new"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report shows. `message` is one sentence that stands alone; `details` go on from there.

    A hygiene finding (ORL9xx) has no attribute, no kind and no sink. `sink_range` is None when nothing was scored.
    `fingerprint` names the finding across runs: it knows no lines (see `fingerprint.py`).
    """

    rule: Rule
    severity: Severity
    message: str
    entry: Range
    fingerprint: str
    details: tuple[str, ...] = ()
    attribute: str = ""
    category: str = ""
    kind: Kind | None = None
    certainty: Certainty = Certainty.DEFINITE
    reasons: tuple[str, ...] = ()
    """Why the lexicon takes the name for an origin attribute."""
    via: str = ""
    dataset: str | None = None
    use: str = ""
    dependence: str = ""
    sink: str | None = None
    sink_range: Range | None = None
    function: str = ""
    path: tuple[PathStep, ...] = ()
    others: int = 0
    primary: End = "entry"
    suppression: Suppression | None = None
    baseline: BaselineState | None = None

    @property
    def location(self) -> Range:
        """Where the finding is reported: the end of the flow that was chosen."""
        return self.sink_range if self.primary == "sink" and self.sink_range is not None else self.entry

    @property
    def fails(self) -> bool:
        """Whether this finding makes the exit code 1: it is serious, not suppressed, and not in the baseline."""
        return self.severity.fails and self.suppression is None and self.baseline is not BaselineState.UNCHANGED

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts findings as a report lists them: by place, then by rule."""
        where, sink = self.location, self.sink_range or self.entry
        ends = (where.path, where.start, where.end, self.rule.code, self.attribute, sink.path, sink.start, sink.end)
        return (*ends, self.fingerprint)
