"""The bundled example: what originlint says about it stands beside it, and is checked by reading both."""

from __future__ import annotations

from pathlib import Path

from originlint import api
from originlint.config.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "fixtures" / "examples"


def test_the_benefits_model_has_exactly_the_findings_that_are_written_down() -> None:
    root = EXAMPLES / "benefits"
    result = api.check(root, (root,), Settings())
    found = [
        "\t".join((one.rule.code, one.attribute, one.location.path, str(one.location.start.line), one.sink or ""))
        for one in result.findings
    ]
    expected = (EXAMPLES / "benefits.expected.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert found == expected
    assert not [cut for cut in result.analysis.coverage.budget if "error in originlint" in cut]
