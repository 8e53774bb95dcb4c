"""What a run in Azure Pipelines says about itself."""

from __future__ import annotations

from originlint.cli.pipeline import azure_pipeline
from originlint.report.report import Pipeline

AGENT = {
    "TF_BUILD": "True",
    "SYSTEM_COLLECTIONURI": "https://dev.azure.com/organisation/",
    "SYSTEM_TEAMPROJECT": "project",
    "SYSTEM_DEFINITIONID": "7",
    "BUILD_DEFINITIONNAME": "nightly",
    "SYSTEM_PHASEID": "96ac2280-8cb4-5df5-99de-dd2da759617d",
    "SYSTEM_PHASENAME": "Job",
    "BUILD_SOURCEBRANCH": "refs/heads/main",
    "BUILD_BUILDID": "77",
}


def test_in_a_pipeline_its_place_is_known() -> None:
    assert azure_pipeline(AGENT) == Pipeline(
        organisation="organisation",
        project="project",
        definition_id="7",
        definition_name="nightly",
        phase_id="96ac2280-8cb4-5df5-99de-dd2da759617d",
        phase_name="Job",
        branch="refs/heads/main",
        build_id="77",
    )


def test_elsewhere_and_in_part_nothing_is_said() -> None:
    assert azure_pipeline({**AGENT, "TF_BUILD": ""}) is None
    assert azure_pipeline({name: value for name, value in AGENT.items() if name != "SYSTEM_PHASEID"}) is None
    assert azure_pipeline({}) is None
