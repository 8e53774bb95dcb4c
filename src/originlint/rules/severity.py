"""How serious a finding is: by the kind of the attribute, and lower when something about it is doubtful."""

from __future__ import annotations

import enum

from originlint.lexicon.verdict import Certainty, Kind


class Severity(str, enum.Enum):
    """What a finding means for a build. The values are SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def fails(self) -> bool:
        """Whether a finding of this severity makes the exit code 1."""
        return self is not Severity.NOTE

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return tuple(Severity).index(self)

    def lowered(self) -> Severity:
        """One step less serious."""
        return tuple(Severity)[min(self.rank + 1, len(Severity) - 1)]

    def at_most(self, ceiling: Severity) -> Severity:
        """This severity, or `ceiling` when that is less serious."""
        return max(self, ceiling, key=lambda severity: severity.rank)


def severity_of(kind: Kind, certainty: Certainty) -> Severity:
    """The severity of a flow: error for origin itself (kinds D, N, G, R), warning for proxies, note for areas and free
    text; one step lower when it is merely possible."""
    if kind.is_direct:
        severity = Severity.ERROR
    elif kind in (Kind.STRONG_PROXY, Kind.WEAK_PROXY):
        severity = Severity.WARNING
    else:
        severity = Severity.NOTE
    return severity.lowered() if certainty is Certainty.POSSIBLE else severity
