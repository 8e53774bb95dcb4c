"""Places in SARIF: artefacts by their index, regions in UTF-16 columns."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from originlint.report.report import Report
from originlint.source.site import Range

ROOT = "SRCROOT"
"""The base of all relative addresses: the root of the repository. It has no address itself, so no path is told."""


class Places:
    """Writes locations of one report, and knows the list of artefacts that they point into."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._files = {file.path: file for file in report.coverage.files if file.state != "irrelevant"}
        named = {finding.location.path for finding in report.findings}
        named |= {step.range.path for finding in report.findings for step in finding.path}
        self._order = {path: index for index, path in enumerate(sorted({*self._files, *named}))}

    def artifacts(self) -> list[dict[str, Any]]:
        """Every file that was looked at, with its hash: what the results are about."""
        return [self._artifact(path) for path in self._order]

    def artifact(self, path: str) -> dict[str, Any]:
        """The reference to a file."""
        place: dict[str, Any] = {"uri": _address(path), "uriBaseId": ROOT}
        if path in self._order:
            place["index"] = self._order[path]
        return place

    def location(self, where: Range, *, snippet: bool = False) -> dict[str, Any]:
        """A physical location."""
        region: dict[str, Any] = {
            "startLine": where.start.line,
            "startColumn": where.start.column,
            "endLine": where.end.line,
            "endColumn": where.end.column,
        }
        if snippet:
            region["snippet"] = {"text": self._report.sources.line(where.path, where.start.line)}
        return {"physicalLocation": {"artifactLocation": self.artifact(where.path), "region": region}}

    def _artifact(self, path: str) -> dict[str, Any]:
        artifact: dict[str, Any] = {
            "location": {"uri": _address(path), "uriBaseId": ROOT},
            "roles": ["analysisTarget"],
        }
        file = self._files.get(path)
        if file is None or file.state != "unread":
            artifact["hashes"] = {"sha-256": self._report.sources.sha256(path)}
        if file is not None and file.language and file.language != "other":
            artifact["sourceLanguage"] = file.language
        return artifact


def _address(path: str) -> str:
    return quote(path, safe="/-._~!$&'()*+,;=@", errors="surrogateescape")
