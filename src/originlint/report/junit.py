"""JUnit XML, which every build server can show: a test for each finding, in a suite for each file."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree

from originlint.report.coverage import statement
from originlint.report.report import Look, Report
from originlint.report.words import explanation, place, printable_text
from originlint.rules.finding import BaselineState, Finding


def render(report: Report, look: Look) -> str:
    """Findings that fail the run are failures, suppressed and known ones are skipped, notes pass."""
    root = ElementTree.Element("testsuites", name="originlint")
    for path, findings in groupby(report.findings, key=lambda one: one.location.path):
        _suite(root, path, list(findings))
    coverage = _suite(root, "coverage", [])
    case = ElementTree.SubElement(coverage, "testcase", classname="originlint", name="coverage")
    ElementTree.SubElement(case, "system-out").text = "\n".join(statement(report.analysis))
    coverage.set("tests", "1")
    suites = root.findall("testsuite")
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, path: str, findings: list[Finding]) -> ElementTree.Element:
    suite = ElementTree.SubElement(root, "testsuite", name=printable_text(path))
    for finding in findings:
        _case(suite, finding)
    suite.set("tests", str(len(findings)))
    suite.set("failures", str(sum(one.fails for one in findings)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(_why_skipped(one) != "" for one in findings)))
    return suite


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    names = [finding.rule.code, printable_text(finding.attribute), printable_text(finding.sink or "")]
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=printable_text(finding.location.path),
        name=f"{' '.join(name for name in names if name)} (line {finding.location.start.line})",
        file=printable_text(finding.location.path),
        line=str(finding.location.start.line),
    )
    words = printable_text(explanation(finding))
    steps = [f"{number}. {place(step.range)}: {step.text}" for number, step in enumerate(finding.path, start=1)]
    if why := _why_skipped(finding):
        ElementTree.SubElement(case, "skipped", message=printable_text(why))
    elif finding.fails:
        failure = ElementTree.SubElement(case, "failure", message=words, type=finding.severity.value)
        failure.text = "\n".join(printable_text(line) for line in (words, *steps))
        return
    ElementTree.SubElement(case, "system-out").text = "\n".join(printable_text(line) for line in (words, *steps))


def _why_skipped(finding: Finding) -> str:
    if finding.suppression is not None:
        return f"suppressed: {finding.suppression.reason}"
    return "in the baseline" if finding.baseline is BaselineState.UNCHANGED else ""
