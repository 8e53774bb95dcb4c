"""What tells one run from others over the same commit: a category, or the place in a build of Azure Pipelines."""

from __future__ import annotations

from urllib.parse import quote

from originlint.report.report import Pipeline, Report
from originlint.report.sarif.values import Json

_PREFIX = "azuredevops/pipeline/build"
"""Advanced Security for Azure DevOps takes a file only when these names stand in it."""


def automation(report: Report) -> Json | None:
    """The `automationDetails`; None by default, since an id overrides what a workflow of GitHub says itself."""
    if report.pipeline is not None:
        return _azure(report.pipeline)
    return {"id": f"{report.category}/"} if report.category else None


def _azure(run: Pipeline) -> Json:
    parts = (run.organisation, run.project, run.definition_id, run.phase_id, run.branch, run.build_id)
    return {
        "id": "/".join((_PREFIX, *(quote(part, safe="") for part in parts))),
        "properties": {
            f"{_PREFIX}/buildDefinitionId": run.definition_id,
            f"{_PREFIX}/buildDefinitionName": run.definition_name,
            f"{_PREFIX}/phaseId": run.phase_id,
            f"{_PREFIX}/phaseName": run.phase_name,
        },
    }
