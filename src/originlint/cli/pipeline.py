"""What a build server says about itself in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping

from originlint.report.report import Pipeline

_VARIABLES = (
    "SYSTEM_TEAMPROJECT",
    "SYSTEM_DEFINITIONID",
    "BUILD_DEFINITIONNAME",
    "SYSTEM_PHASEID",
    "SYSTEM_PHASENAME",
    "BUILD_SOURCEBRANCH",
    "BUILD_BUILDID",
)
"""In the order of the fields of `Pipeline`, after the organisation."""


def azure_pipeline(environment: Mapping[str, str] = os.environ) -> Pipeline | None:
    """The run of Azure Pipelines that we are in; None elsewhere.

    Advanced Security for Azure DevOps refuses a SARIF file that does not say this, and its own publishing task leaves
    to the tool.
    """
    if environment.get("TF_BUILD", "").lower() != "true":
        return None

    collection = environment.get("SYSTEM_COLLECTIONURI") or environment.get("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "")
    told = [collection.rstrip("/").rpartition("/")[2], *(environment.get(name, "") for name in _VARIABLES)]
    return Pipeline(*told) if all(told) else None
