"""The files of a run as SARIF artifacts: the evidence of what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from originlint.flows.flow import FileReport
from originlint.project.files import TABLES
from originlint.report.report import Report
from originlint.report.sarif.locations import Places
from originlint.report.sarif.values import Json, present
from originlint.rules.finding import Finding

_SOURCE_LANGUAGES = frozenset({"python", "sql", "r"})
"""Our names of languages that are also in SARIF's list of `sourceLanguage` values (appendix J)."""


def paths(report: Report) -> tuple[str, ...]:
    """All paths that the report speaks of, sorted: the position of a path is its index in the run."""
    named = {file.path for file in report.coverage.files}
    named.update(problem.path for problem in report.coverage.problems)
    for finding in report.findings:
        named |= _named(finding)
    return tuple(sorted(named))


def artifacts(report: Report, ordered: tuple[str, ...], places: Places) -> list[Json]:
    """The artifacts in that order, with the hash of each file that was read as a whole."""
    roles = _Roles(
        results=frozenset(finding.location.path for finding in report.findings),
        traced=frozenset(step.range.path for finding in report.findings for step in finding.path),
        files={file.path: file for file in report.coverage.files},
    )
    return [_artifact(path, roles, report, places) for path in ordered]


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the files of a run were to it."""

    results: frozenset[str]
    traced: frozenset[str]
    files: Mapping[str, FileReport]

    def of(self, path: str) -> list[str]:
        """The roles of a file, in SARIF's words."""
        played = (
            ("analysisTarget", path in self.files and self.files[path].state != "unread"),
            ("resultFile", path in self.results),
            ("tracedFile", path in self.traced),
        )
        return [role for role, is_played in played if is_played]


def _artifact(path: str, roles: _Roles, report: Report, places: Places) -> Json:
    file = roles.files.get(path)
    # Of a table only the first lines are read; the file can be larger than anybody wants to hash.
    is_whole = file is not None and file.state != "unread" and file.language not in TABLES
    location = places.artifact(path)
    del location["index"]
    return present(
        location=location,
        roles=roles.of(path),
        sourceLanguage=file.language if file is not None and file.language in _SOURCE_LANGUAGES else None,
        hashes={"sha-256": report.sources.sha256(path)} if is_whole else None,
        properties=None if file is None else {"state": file.state},
    )


def _named(finding: Finding) -> set[str]:
    named = {finding.location.path, finding.entry.path, *(step.range.path for step in finding.path)}
    if finding.sink_range is not None:
        named.add(finding.sink_range.path)
    if finding.suppression is not None and finding.suppression.range is not None:
        named.add(finding.suppression.range.path)
    return named
