"""Which findings concern what has changed: those whose path leads through a changed file."""

from __future__ import annotations

from collections.abc import Iterable

from originlint.config.load import FILE_NAME
from originlint.config.settings import Settings
from originlint.rules.finding import Finding


def concerning(findings: Iterable[Finding], changed: frozenset[str], settings: Settings) -> tuple[Finding, ...]:
    """The findings on whose path a changed file lies; all of them when the change is to what governs the analysis."""
    if any(_governs(path, settings) for path in changed):
        return tuple(findings)
    return tuple(finding for finding in findings if not changed.isdisjoint(_files(finding)))


def _files(finding: Finding) -> Iterable[str]:
    yield finding.entry.path
    if finding.sink_range is not None:
        yield finding.sink_range.path
    yield from (step.range.path for step in finding.path)


def _governs(path: str, settings: Settings) -> bool:
    files = (file for _, files in settings.given for file in files)
    named = {settings.origin, settings.baseline, *settings.schemas, *settings.knowledge, *files}
    return path in named or path.rpartition("/")[2] == FILE_NAME
