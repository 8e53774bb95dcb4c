"""The other formats: valid in the eyes of their readers, and safe with whatever code calls things."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from originlint.api import Result
from originlint.report.formats import FORMATS
from originlint.report.report import Look, Report
from originlint.rules.finding import BaselineState, Suppression
from originlint.source.site import Position, Range

NASTY = "a'|`\n::error::x\r##vso[task.setvariable]]>&<b>=%0A,;:] @all"
"""A name that would be a command, markup or the end of a field somewhere."""


@pytest.fixture(scope="module")
def nasty(result: Result) -> Report:
    """A report in which names and paths are as bad as they can be, with all states a finding can have."""
    suppression = Suppression("inSource", NASTY, Range(NASTY, Position(1, 1), Position(1, 2)))
    where = Range(NASTY, Position(3, 2), Position(3, 2))
    findings = [replace(one, attribute=NASTY, message=NASTY, sink=NASTY) for one in result.report.findings]
    findings[0] = replace(findings[0], suppression=suppression)
    findings[1] = replace(findings[1], baseline=BaselineState.UNCHANGED)
    findings[2] = replace(findings[2], entry=where)
    return replace(result.report, findings=tuple(findings), stale=("0123",), has_baseline=True)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_with_a_newline_and_says_the_same_twice(name: str, result: Result, nasty: Report) -> None:
    for report in (result.report, nasty, replace(result.report, findings=())):
        text = FORMATS[name].render(report, Look())
        assert text.endswith("\n")
        assert text == FORMATS[name].render(report, Look())


def strict(schema: Any) -> Any:
    """The schema, with every field it does not know forbidden."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else closed


def test_json_is_as_its_schema_says_and_the_schema_knows_every_field(result: Result, nasty: Report) -> None:
    schema = json.loads(files("originlint.report").joinpath("schemas/report-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for report in (result.report, nasty):
        document = json.loads(FORMATS["json"].render(report, Look()))
        jsonschema.Draft202012Validator(strict(schema)).validate(document)


def test_github_annotates_both_ends_and_escapes(render: Callable[[str], str], nasty: Report) -> None:
    lines = render("github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert any(line.startswith("::error file=model/train.py,line=7,title=ORL101 ") for line in commands)
    assert any(line.startswith("::notice file=model/train.py,line=8,title=ORL101 ") for line in commands)
    assert not any("ORL4" in line for line in commands)
    assert "No flow found in" in lines[-1]
    for line in FORMATS["github"].render(nasty, Look()).splitlines():
        assert re.fullmatch(r"::(error|warning|notice) [^:]*::.*", line) or not line.startswith("::")


def test_azure_logs_issues_and_nothing_else_is_a_command(nasty: Report) -> None:
    lines = FORMATS["azure"].render(nasty, Look()).splitlines()
    commands = [line for line in lines if "##vso[" in line]
    properties = r"type=(error|warning);sourcepath=[^;\]]+;linenumber=\d+;columnnumber=\d+;code=ORL\d+;"
    assert commands
    for line in commands:
        assert re.fullmatch(rf"##vso\[task\.logissue {properties}\].*", line)
        assert line.count("##vso[") == 1


def test_gitlab_is_a_list_of_issues_with_distinct_fingerprints(render: Callable[[str], str]) -> None:
    issues = json.loads(render("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
    for issue in issues:
        assert set(issue) == {"check_name", "description", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1 and not issue["location"]["path"].startswith(("/", "./"))


def test_junit_counts_failures_and_skips(result: Result, nasty: Report) -> None:
    root = ElementTree.fromstring(FORMATS["junit"].render(nasty, Look()))
    cases = root.findall(".//testcase")
    assert len(cases) == int(root.get("tests", "")) == len(nasty.findings) + 1
    assert len(root.findall(".//failure")) == int(root.get("failures", "")) == sum(one.fails for one in nasty.findings)
    assert len(root.findall(".//skipped")) == int(root.get("skipped", "")) == 2
    empty = ElementTree.fromstring(FORMATS["junit"].render(replace(result.report, findings=()), Look()))
    assert (empty.get("tests"), empty.get("failures")) == ("1", "0")


def test_markdown_has_no_markup_of_others(render: Callable[[str], str], nasty: Report) -> None:
    text = FORMATS["markdown"].render(nasty, Look())
    rows = [line for line in text.splitlines() if line.startswith("| error")]
    assert rows and all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    outside = re.sub(r"(?<!\\)`[^`]*`", "", text)
    assert not re.search(r"(?<!\\)(<b>|@all)", outside)
    assert "| error | ORL101 | 'nationaliteit' is among the features" in render("markdown")


def test_csv_has_one_row_for_each_finding_and_no_formula(nasty: Report) -> None:
    formula = replace(nasty.findings[0], attribute="=1+1")
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(replace(nasty, findings=(formula,)), Look()))))
    assert [row["attribute"] for row in rows] == ["'=1+1"]
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(nasty, Look()))))
    assert [row["fingerprint"] for row in rows] == [one.fingerprint for one in nasty.findings]
    assert rows[0]["suppressed_because"] and rows[1]["baseline"] == "unchanged"


def test_suppressed_and_known_findings_are_not_brought_up_again(nasty: Report) -> None:
    for name in ("concise", "github", "gitlab", "azure", "full"):
        text = FORMATS[name].render(replace(nasty, findings=nasty.findings[:2]), Look())
        assert nasty.findings[0].rule.code not in text
