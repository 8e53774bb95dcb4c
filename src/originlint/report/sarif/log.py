"""SARIF 2.1.0: one log with one run, the same bytes for the same files and settings.

Which reader takes which field decides what is written: GitHub code scanning, Azure DevOps, GitLab, the viewers of
Visual Studio Code and JetBrains. GitHub and Azure refuse several runs of one category in a file, hence one run.
"""

from __future__ import annotations

import json

from originlint.errors import ExitCode
from originlint.report.coverage import seen
from originlint.report.report import Look, Report
from originlint.report.sarif import descriptors
from originlint.report.sarif.artifacts import artifacts, paths
from originlint.report.sarif.automation import automation
from originlint.report.sarif.locations import Places
from originlint.report.sarif.notifications import descriptors as notification_descriptors
from originlint.report.sarif.notifications import notifications
from originlint.report.sarif.results import Results
from originlint.report.sarif.values import SRCROOT, Json, present, text
from originlint.rules.catalogue import Catalogue, catalogue

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

HOME = "urn:originlint"
"""Where the program is described: a name as long as it has no public address. Validators demand one."""

_EXITS = {ExitCode.CLEAN: "no finding", ExitCode.FINDINGS: "findings", ExitCode.FAILED: "the job could not be done"}


def render(report: Report, look: Look) -> str:
    """The report as SARIF, with sorted keys."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, look)]}
    return json.dumps(log, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _run(report: Report, look: Look) -> Json:
    rules = catalogue()
    ordered = paths(report)
    places = Places(report.sources, {path: index for index, path in enumerate(ordered)}, look.snippets)
    results = Results(
        places,
        {code: index for index, code in enumerate(rules.rules)},
        has_suppressions=bool(report.suppressed),
        has_baseline=report.has_baseline,
    )
    run = present(
        tool={"driver": _driver(report, rules)},
        taxonomies=descriptors.taxonomies(rules),
        automationDetails=automation(report),
        columnKind="utf16CodeUnits",
        originalUriBaseIds={SRCROOT: {"description": text("The root of the analysed repository.")}},
        versionControlProvenance=_provenance(report),
        invocations=[_invocation(report, places)],
        artifacts=artifacts(report, ordered, places),
        properties=_properties(report),
    )
    # Always there, also without any: a run without `results` means that nothing was looked for.
    run["results"] = [results.result(finding) for finding in report.findings]
    return run


def _driver(report: Report, rules: Catalogue) -> Json:
    return {
        "name": "originlint",
        "fullName": f"originlint {report.version}",
        "version": report.version,
        "semanticVersion": report.version,
        "informationUri": HOME,
        "shortDescription": text("Finds where origin attributes can change a score, and along which path."),
        "rules": descriptors.rules(rules),
        "notifications": notification_descriptors(),
        "supportedTaxonomies": descriptors.taxonomy_references(rules),
    }


def _provenance(report: Report) -> list[Json]:
    revision = report.revision
    if not revision.repository:
        return []
    return [
        present(
            repositoryUri=revision.repository,
            revisionId=revision.commit,
            branch=revision.branch,
            mappedTo={"uriBaseId": SRCROOT},
        )
    ]


def _invocation(report: Report, places: Places) -> Json:
    return {
        "executionSuccessful": True,
        "exitCode": int(report.exit_code),
        "exitCodeDescription": _EXITS[report.exit_code],
        "toolExecutionNotifications": notifications(report.analysis, places),
    }


def _properties(report: Report) -> Json:
    figures = seen(report.analysis)
    return {
        **({"findingsElsewhere": report.elsewhere} if report.elsewhere else {}),
        "coverage": {
            "files": {state: count for state, count in (*figures.files, ("irrelevant", figures.irrelevant)) if count},
            "scores": figures.sinks,
            "scoresDetermined": figures.determined,
            "scoresWithoutFlow": figures.clear,
            "notSeenInto": figures.unresolved,
            "notUnderstood": figures.problems,
        },
        "lexicon": {"version": report.analysis.lexicon_version, "hash": report.analysis.lexicon_hash},
    }
