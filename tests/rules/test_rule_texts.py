"""What the rules say about themselves, in every form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from originlint.cli.main import main
from originlint.rules.catalogue import Rule, catalogue
from originlint.rules.help import markdown, plain

RULES = list(catalogue().rules.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_described_in_all_its_parts(rule: Rule) -> None:
    text = markdown(rule, catalogue())
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "What it finds",
        "Why it matters",
        "Example",
        "What to do instead",
        "When it is acceptable",
        "Legal grounds",
        "Severity",
    ]
    assert re.findall(r"\]\(https://[^)]+\), [^)]+\)$", text, re.MULTILINE)


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_plain_text_has_no_markup_and_fits(rule: Rule, columns: int) -> None:
    lines = plain(rule, catalogue(), columns).splitlines()
    prose = [line for line in lines if not line.startswith("    ")]
    assert not any("`" in line or "](" in line or line.startswith("#") for line in prose)
    assert all(len(line) <= columns or " " not in line.strip("- ") for line in prose)


def test_a_star_that_is_no_emphasis_stays() -> None:
    assert "SELECT *, drop()" in plain(catalogue().rules["ORL301"], catalogue())


def test_the_severity_of_what_is_recorded_knows_no_kinds() -> None:
    rules = catalogue().rules
    assert {code for code, rule in rules.items() if "Error for origin itself" in markdown(rule, catalogue())} == {
        code for code, rule in rules.items() if rule.level.fails and code[3] in "123"
    }
    assert markdown(rules["ORL502"], catalogue()).endswith("## Severity\n\nError.\n")


def test_the_readme_lists_the_rules() -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    for rule in RULES:
        if not rule.code.startswith(("ORL5", "ORL9")):
            assert f"| {rule.code} | {rule.name} |" in readme


def test_the_command_lists_and_describes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)
    assert main(["rule", "orl101"]) == 0
    assert capsys.readouterr().out.startswith("ORL101 OriginInModelFeatures\n")
    assert main(["rule", "ORL2", "--all", "--format", "markdown"]) == 0
    assert re.findall(r"^# (ORL\d+)", capsys.readouterr().out, re.MULTILINE) == ["ORL201", "ORL202", "ORL203"]
    assert main(["rule", "--format", "json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == list(catalogue().rules)
    assert main(["rule", "ORL8"]) == 2
