"""The report as JSON for programs; `schemas/report-1.json` is its schema.

Fields are only ever added within one version of the schema. Keys are in a fixed order, findings sorted by place.
"""

from __future__ import annotations

import json
from typing import Any

from originlint.report.coverage import seen, statement
from originlint.report.report import FINGERPRINT_VERSION, Look, Report
from originlint.rules.finding import Finding, PathStep, Suppression
from originlint.source.site import Range

SCHEMA_VERSION = 1


def render(report: Report, look: Look) -> str:
    """The report as JSON."""
    analysis = report.analysis
    document = {
        "format": "originlint",
        "schema_version": SCHEMA_VERSION,
        "version": report.version,
        "lexicon": {"version": analysis.lexicon_version, "hash": analysis.lexicon_hash},
        "project": report.root_name,
        "revision": {
            "repository": report.revision.repository,
            "commit": report.revision.commit,
            "branch": report.revision.branch,
        },
        "exit_code": int(report.exit_code),
        "findings": [_finding(finding) for finding in report.findings],
        "findings_elsewhere": report.elsewhere,
        "stale_baseline_entries": list(report.stale),
        "coverage": _coverage(report),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "details": list(finding.details),
        "attribute": finding.attribute or None,
        "category": finding.category or None,
        "kind": None if finding.kind is None else finding.kind.value,
        "certainty": finding.certainty.name.lower(),
        "reasons": list(finding.reasons),
        "via": finding.via or None,
        "dataset": finding.dataset,
        "use": finding.use or None,
        "dependence": finding.dependence or None,
        "sink": finding.sink,
        "function": finding.function or None,
        "location": _range(finding.location),
        "entry_location": _range(finding.entry),
        "sink_location": None if finding.sink_range is None else _range(finding.sink_range),
        "path": [_step(step) for step in finding.path],
        "other_paths": finding.others,
        "fingerprints": {FINGERPRINT_VERSION: finding.fingerprint},
        "suppression": None if finding.suppression is None else _suppression(finding.suppression),
        "baseline": None if finding.baseline is None else finding.baseline.value,
    }


def _step(step: PathStep) -> dict[str, Any]:
    return {"location": _range(step.range), "text": step.text, "depth": step.depth, "boundary": step.boundary}


def _range(where: Range) -> dict[str, Any]:
    return {
        "path": where.path,
        "line": where.start.line,
        "column": where.start.column,
        "end_line": where.end.line,
        "end_column": where.end.column,
        "cell": where.cell,
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "kind": suppression.where,
        "reason": suppression.reason,
        "location": None if suppression.range is None else _range(suppression.range),
    }


def _coverage(report: Report) -> dict[str, Any]:
    figures = seen(report.analysis)
    coverage = report.coverage
    return {
        "statement": list(statement(report.analysis)),
        "scores": figures.sinks,
        "scores_determined": figures.determined,
        "scores_without_flow": figures.clear,
        "files": [
            {"path": file.path, "language": file.language or None, "state": file.state, "reason": file.reason or None}
            for file in coverage.files
        ],
        "not_understood": [
            {"path": problem.path, "line": problem.line or None, "message": problem.message}
            for problem in coverage.problems
        ],
        "not_seen_into": [{"what": one.what, "path": one.site.path, "count": one.count} for one in coverage.unresolved],
        "stopped": list(coverage.budget),
    }
