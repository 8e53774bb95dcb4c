"""SARIF: valid by the schema, and what the schema cannot say but readers rely on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.report.conftest import FILES

from originlint.api import Result
from originlint.project.git import Revision
from originlint.report.formats import FORMATS
from originlint.report.report import Look, Pipeline, Report
from originlint.report.sarif.steps import MOST
from originlint.rules.catalogue import catalogue
from originlint.rules.finding import BaselineState, PathStep, Suppression
from originlint.source.site import Position, Range

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(report: Report, look: Look | None = None) -> dict[str, Any]:
    document = json.loads(FORMATS["sarif"].render(report, look or Look()))
    jsonschema.Draft4Validator(SCHEMA).validate(document)
    [run] = document["runs"]
    assert isinstance(run, dict)
    return run


@pytest.fixture(scope="module")
def run(result: Result) -> dict[str, Any]:
    return run_of(result.report)


def everywhere(value: Any, key: str) -> Iterator[Any]:
    """Every value of that key, wherever it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from everywhere(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from everywhere(inner, key)


def test_all_rules_are_described_and_results_point_at_them(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue().rules)
    for rule in rules:
        assert rule["name"] != rule["id"]
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert len(rule["shortDescription"]["text"]) <= 1024 and len(rule["fullDescription"]["text"]) <= 1024
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert 1 <= len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "security-severity" not in rules[result["ruleIndex"]]["properties"]


def test_rules_refer_to_provisions_of_the_taxonomies(run: dict[str, Any]) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        for relationship in rule["relationships"]:
            target = relationship["target"]
            taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
            assert taxonomy["name"] == target["toolComponent"]["name"]
            assert taxonomy["taxa"][target["index"]]["id"] == target["id"]


def test_a_result_has_one_place_and_a_message_whose_first_sentence_stands_alone(run: dict[str, Any]) -> None:
    assert run["results"]
    for result in run["results"]:
        assert len(result["locations"]) == 1
        first = re.split(r"(?<=\.) (?=[A-Z])", result["message"]["text"])[0]
        assert first.endswith(".") and "](" not in first
        assert result["kind"] == "fail" if "kind" in result else True
        assert 0 <= result["rank"] <= 100


def test_links_in_messages_lead_to_related_locations(run: dict[str, Any]) -> None:
    linked = 0
    for result in run["results"]:
        targets = {int(number) for number in re.findall(r"\]\((\d+)\)", result["message"]["text"])}
        assert targets == {related["id"] for related in result.get("relatedLocations", ())}
        assert all(related["message"]["text"] for related in result.get("relatedLocations", ()))
        linked += len(targets)
    assert linked


def test_the_path_is_one_thread_flow_with_everything_in_line(run: dict[str, Any]) -> None:
    flows = [flow for result in run["results"] for flow in result.get("codeFlows", ())]
    assert flows
    for flow in flows:
        [thread] = flow["threadFlows"]
        assert 2 <= len(thread["locations"]) <= MOST
        assert [step["executionOrder"] for step in thread["locations"]] == list(range(1, len(thread["locations"]) + 1))
        for step in thread["locations"]:
            assert "index" not in step and step["nestingLevel"] >= 1
            assert step["location"]["message"]["text"].endswith(".")
            assert step["location"]["physicalLocation"]["region"]["startLine"] >= 1
        assert {thread["locations"][0]["importance"], thread["locations"][-1]["importance"]} == {"essential"}
    assert "threadFlowLocations" not in run


def test_regions_are_text_of_the_file_in_utf16_units(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "utf16CodeUnits"
    quoted = {}
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        if physical["artifactLocation"]["uri"] == "model/train.py" and region["startLine"] == 7:
            quoted[region["snippet"]["text"]] = region
    region = quoted['"nationaliteit"']
    units = FILES["model/train.py"].splitlines()[6].encode("utf-16-le")
    text = units[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")
    assert text == '"nationaliteit"'


def test_the_context_is_a_proper_superset_of_the_region(run: dict[str, Any]) -> None:
    for context in everywhere(run, "contextRegion"):
        assert context["snippet"]["text"].count("\n") == context["endLine"] - context["startLine"] > 0


def test_addresses_are_relative_to_the_root_which_has_none(run: dict[str, Any], result: Result) -> None:
    for location in everywhere(run, "artifactLocation"):
        assert location["uriBaseId"] == "SRCROOT"
        assert not location["uri"].startswith(("/", "file:", ".."))
        assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]
    assert "uri" not in run["originalUriBaseIds"]["SRCROOT"]
    assert "notebooks/verkenning%20%5B1%5D.ipynb" in {one["location"]["uri"] for one in run["artifacts"]}


def test_artifacts_have_hashes_roles_and_languages(run: dict[str, Any]) -> None:
    by_uri = {artifact["location"]["uri"]: artifact for artifact in run["artifacts"]}
    train = by_uri["model/train.py"]
    assert train["hashes"]["sha-256"] == hashlib.sha256(FILES["model/train.py"].encode()).hexdigest()
    assert train["roles"] == ["analysisTarget", "resultFile", "tracedFile"]
    assert train["sourceLanguage"] == "python"
    assert "hashes" not in by_uri["data/personen.csv"]


def test_a_notebook_is_located_in_its_own_lines_and_names_the_cell(run: dict[str, Any]) -> None:
    [result] = [
        one
        for one in run["results"]
        if one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(".ipynb")
    ]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = FILES["notebooks/verkenning [1].ipynb"].splitlines()[region["startLine"] - 1]
    assert "nationaliteit" in line[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert "cell 2" in result["message"]["text"]
    assert result["properties"]["cell"] == 2


def test_what_was_not_analysed_is_notified(run: dict[str, Any]) -> None:
    [invocation] = run["invocations"]
    told = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert any("broken.py" in words for words in told)
    assert any("legacy.R" in words and "scanned for names" in words for words in told)
    assert any("No flow found in" in words for words in told)
    known = run["tool"]["driver"]["notifications"]
    for one in invocation["toolExecutionNotifications"]:
        assert known[one["descriptor"]["index"]]["id"] == one["descriptor"]["id"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)


def test_every_result_has_both_fingerprints_and_no_two_share_them(run: dict[str, Any]) -> None:
    flows = [result["partialFingerprints"]["originlintFlow/v1"] for result in run["results"]]
    assert len(set(flows)) == len(flows)
    for result in run["results"]:
        assert re.fullmatch(r"[0-9a-f]+:\d+", result["partialFingerprints"]["primaryLocationLineHash"])


def test_suppressions_and_baseline_states_stand_on_all_results_or_none(result: Result, run: dict[str, Any]) -> None:
    assert not list(everywhere(run, "suppressions")) and not list(everywhere(run, "baselineState"))
    where = Range("model/train.py", Position(1, 1), Position(1, 3))
    first, *others = result.report.findings
    suppressed = replace(first, suppression=Suppression("inSource", "Prescribed by law.", where))
    known = replace(others[0], baseline=BaselineState.UNCHANGED)
    report = replace(result.report, findings=(suppressed, known, *others[1:]), has_baseline=True)
    run = run_of(report)
    assert [len(one["suppressions"]) for one in run["results"]] == [1] + [0] * len(others)
    [suppression] = run["results"][0]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    assert suppression["justification"] == "Prescribed by law."
    assert [one["baselineState"] for one in run["results"]][:3] == ["new", "unchanged", "new"]


def test_a_long_path_is_shortened_and_says_so(result: Result) -> None:
    finding = next(one for one in result.report.findings if len(one.path) > 1)
    middle = [PathStep(finding.entry, f"step {number}", 1) for number in range(500)]
    long = replace(finding, path=(finding.path[0], *middle, finding.path[-1]))
    run = run_of(replace(result.report, findings=(long,)))
    steps = run["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert len(steps) == MOST
    assert any("left out" in step["location"]["message"]["text"] for step in steps)


def test_without_snippets_no_source_text_leaves(result: Result) -> None:
    run = run_of(result.report, Look(snippets=False))
    assert not list(everywhere(run, "snippet"))


def test_provenance_and_category_are_there_when_they_are_known(result: Result, run: dict[str, Any]) -> None:
    assert "versionControlProvenance" not in run and "automationDetails" not in run
    revision = Revision("https://example.org/model.git", "0" * 40, "main")
    run = run_of(replace(result.report, revision=revision, category="nightly"))
    assert run["automationDetails"]["id"] == "nightly/"
    assert run["versionControlProvenance"] == [
        {
            "repositoryUri": "https://example.org/model.git",
            "revisionId": "0" * 40,
            "branch": "main",
            "mappedTo": {"uriBaseId": "SRCROOT"},
        }
    ]


def test_azure_properties_only_in_azure_pipelines(result: Result) -> None:
    guid = "96ac2280-8cb4-5df5-99de-dd2da759617d"
    pipeline = Pipeline("org", "my project", "5", "nightly", guid, "Job", "refs/heads/main", "77")
    details = run_of(replace(result.report, pipeline=pipeline))["automationDetails"]
    assert details["id"] == f"azuredevops/pipeline/build/org/my%20project/5/{guid}/refs%2Fheads%2Fmain/77"
    assert details["properties"]["azuredevops/pipeline/build/phaseId"] == guid


def test_names_from_the_code_cannot_make_links(result: Result) -> None:
    finding = next(one for one in result.report.findings if one.sink_range is not None)
    odd = replace(finding, message="'a](1) [b](http://example.org)' is among the features.")
    [one] = run_of(replace(result.report, findings=(odd,)))["results"]
    assert re.findall(r"(?<!\\)\]\(", one["message"]["text"]) == ["]("] * len(one.get("relatedLocations", ()))


def test_the_viewer_of_visual_studio_code_finds_what_it_reads(sarif: dict[str, Any]) -> None:
    """It takes the version from the end of the schema's address, shows the first thread flow only, indented by nesting
    level, lists properties as they are, and looks for relative addresses in the folder that is open."""
    assert sarif["$schema"].rpartition("/")[2] == "sarif-schema-2.1.0.json"
    [run] = sarif["runs"]
    shown = [
        result["codeFlows"][0]["threadFlows"][0]["locations"] for result in run["results"] if "codeFlows" in result
    ]
    assert all(min(step["nestingLevel"] for step in steps) >= 1 for steps in shown)
    assert any(max(step["nestingLevel"] for step in steps) > 1 for steps in shown)
    for result in run["results"]:
        assert all(isinstance(value, (str, int, list)) for value in result.get("properties", {}).values())
