"""The Code Quality report of GitLab: a list of Code Climate issues."""

from __future__ import annotations

import json

from originlint.report.report import Look, Report
from originlint.report.words import explanation, printable_text
from originlint.rules.severity import Severity

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, look: Look) -> str:
    """The findings that are neither suppressed nor known; GitLab compares fingerprints with the target branch."""
    issues = [
        {
            "check_name": finding.rule.code,
            "description": printable_text(explanation(finding)),
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {
                "path": finding.location.path,
                "lines": {"begin": finding.location.start.line, "end": finding.location.end.line},
            },
        }
        for finding in report.shown
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
