"""The bundled examples: what originlint says about each stands beside it, and is checked by reading both."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "fixtures" / "examples"


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_an_example_has_exactly_the_findings_that_are_written_down(name: str) -> None:
    root = EXAMPLES / name
    result = api.check(root, (root,), Settings())
    found = [
        "\t".join((one.rule.code, one.attribute, one.location.path, str(one.location.start.line), one.sink or ""))
        for one in result.findings
    ]
    expected = (EXAMPLES / f"{name}.expected.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert found == expected
    assert not [cut for cut in result.analysis.coverage.budget if "error in originlint" in cut]
