"""What originlint brings for build servers: valid by the servers' schemas, and its scripts do what they should."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "integrations" / "gitlab.yml"
AZURE = ROOT / "integrations" / "azure-pipelines.yml"

TRAINING = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
model = LogisticRegression().fit(people[["income", "nationality"]], people["fraud"])
"""
CLEAN = TRAINING.replace(', "nationality"', "")


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-actions", ACTION), ("vendor.gitlab-ci", GITLAB), ("vendor.azure-pipelines", AZURE)],
)
def test_the_file_is_valid(schema: str, file: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--regex-variant",
        "python",
        "--builtin-schema",
        schema,
        str(file),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def build(tmp_path: Path) -> dict[str, str]:
    """The environment of a build: a repository to check, and an `originlint` that is this one."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "train.py").write_text(TRAINING, encoding="utf-8")
    program = tmp_path / "temporary" / "originlint" / "bin" / "originlint"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m originlint "$@"\n')
    program.chmod(0o755)
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    source = os.pathsep.join([str(ROOT / "src"), keep.get("PYTHONPATH", "")])
    return {
        **keep,
        "PATH": f"{program.parent}{os.pathsep}{keep['PATH']}",
        "PYTHONPATH": source,
        "RUNNER_TEMP": str(tmp_path / "temporary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "BUILD_ARTIFACTSTAGINGDIRECTORY": str(tmp_path / "staging"),
    }


def run(script: str, build: dict[str, str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as build servers do: in bash, ended by the first command that fails."""
    folder = Path(build["RUNNER_TEMP"]).parent / "repository"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env={**build, **variables}, capture_output=True, text=True, check=False)


def action(build: dict[str, str], **given: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Run the checking step of the action with these inputs: what it did, and its outputs."""
    document = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    inputs = {name: each["default"] for name, each in document["inputs"].items()} | given
    step = next(step for step in document["runs"]["steps"] if step.get("id") == "check")
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found.group(1)], value)
        for name, value in step["env"].items()
    }
    done = run(step["run"], build, variables)
    told = Path(build["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in told)


def test_the_action_annotates_reports_and_fails(build: dict[str, str]) -> None:
    done, outputs = action(build)
    assert done.returncode == 1, done.stderr
    assert "::error file=train.py,line=5," in done.stdout
    assert outputs == {"exit-code": "1", "sarif-file": "originlint.sarif"}
    sarif = Path(build["RUNNER_TEMP"]).parent / "repository" / "originlint.sarif"
    assert json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "ORL101" in Path(build["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


def test_the_action_passes_without_findings_and_when_it_is_told_to(build: dict[str, str]) -> None:
    done, outputs = action(build, fail="false", summary="false")
    assert (done.returncode, outputs["exit-code"]) == (0, "1")
    (Path(build["RUNNER_TEMP"]).parent / "repository" / "train.py").write_text(CLEAN, encoding="utf-8")
    done, outputs = action(build)
    assert (done.returncode, outputs["exit-code"]) == (0, "0")


def test_what_cannot_be_done_fails_the_action_whatever_it_is_told(build: dict[str, str]) -> None:
    done, outputs = action(build, fail="false", paths="absent")
    assert (done.returncode, outputs) == (2, {"exit-code": "2"})


def test_inputs_are_no_commands(build: dict[str, str]) -> None:
    done, _ = action(build, paths="$(touch executed) ; touch executed", arguments="`touch executed`")
    assert done.returncode == 2
    assert not (Path(build["RUNNER_TEMP"]).parent / "repository" / "executed").exists()


def test_the_gitlab_job_writes_its_reports(build: dict[str, str]) -> None:
    document = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    job: dict[str, Any] = document["originlint"]
    install, check = job["script"]
    assert install == 'python -m pip install --quiet "$ORIGINLINT_SOURCE"'
    assert run(check, build, job["variables"]).returncode == 1
    written = {file.name for file in (Path(build["RUNNER_TEMP"]).parent / "repository").iterdir()}
    assert {*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()} <= written


def test_the_azure_pipeline_writes_its_reports(build: dict[str, str]) -> None:
    document = yaml.safe_load(AZURE.read_text(encoding="utf-8"))
    install, check = (step["script"] for step in document["steps"] if "script" in step)
    assert install.startswith("python -m pip install")
    done = run(check, build, {})
    assert done.returncode == 1
    assert "##vso[task.logissue type=error;sourcepath=train.py;" in done.stdout
    staged = {file.name for file in Path(build["BUILD_ARTIFACTSTAGINGDIRECTORY"]).iterdir()}
    assert staged == {"originlint.sarif", "originlint.xml"}
    published = [step["publish"] for step in document["steps"] if "publish" in step]
    published += [step["inputs"]["testResultsFiles"] for step in document["steps"] if "Publish" in step.get("task", "")]
    assert {file.removeprefix("$(Build.ArtifactStagingDirectory)/") for file in published} == staged
