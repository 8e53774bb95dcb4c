"""Findings about files that should have been analysed and were not (ORL910)."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.flows.flow import Coverage, FileReport
from originlint.rules.catalogue import Catalogue
from originlint.rules.finding import Finding
from originlint.rules.fingerprint import Fingerprints
from originlint.rules.message import fill
from originlint.rules.severity import Severity
from originlint.source.site import Position, Range

ANALYSED_LANGUAGES = frozenset({"python", "notebook", "sql"})
"""Languages that are analysed; a file in another one is scanned for names, and that is as announced."""


def unanalysed(coverage: Coverage, rules: Catalogue, fingerprints: Fingerprints) -> Iterator[Finding]:
    """One finding for each file in an analysed language that was not, or not wholly, analysed."""
    rule = rules.rules["ORL910"]
    lines = {problem.path: problem.line for problem in reversed(coverage.problems)}
    for file in sorted(coverage.files, key=lambda file: file.path):
        partly = file.state == "partly"
        if not _should_have_been(file) or file.state not in ("partly", "scanned", "unread"):
            continue
        reason = file.reason.rstrip(".") or ("not all of it was understood" if partly else "it was not understood")
        start = Position(max(lines.get(file.path, 1), 1), 1)
        yield Finding(
            rule=rule,
            severity=Severity.NOTE if partly else rule.level,
            message=fill(rule.message("partly" if partly else "data"), attribute=file.path, reason=reason),
            entry=Range(file.path, start, start),
            fingerprint=fingerprints.next(rule.code, file.path),
        )


def _should_have_been(file: FileReport) -> bool:
    """Whether the file is one that is analysed; of what could not even be opened, the language is not known."""
    return file.language in ANALYSED_LANGUAGES or (not file.language and file.state == "unread")
