"""dbt's exposures: who reads a model, and what that says of the attributes in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint import api
from originlint.config.settings import Settings
from originlint.frontends.config.yaml_text import read_yaml
from originlint.frontends.templates.dbt.schema import declared_uses

EXPOSURES = """
exposures:
  - name: board
    label: Board of applications
    type: dashboard
    depends_on:
      - ref('applicants')
      - ref('risk', 'applicants', v=2)
      - source('register', 'persons')
  - name: nobody
    type: dashboard
"""


def test_an_exposure_reads_what_it_depends_on() -> None:
    (use,) = declared_uses(read_yaml(EXPOSURES))
    assert (use.name, use.kind, use.learns) == ("Board of applications", "dashboard", False)
    assert use.datasets == ("applicants", "applicants", "persons")
    assert EXPOSURES[use.node :].startswith("board")


@pytest.mark.parametrize(("kind", "rule", "use"), [("ml", "ORL102", "scored on"), ("notebook", "ORL401", "displayed")])
def test_what_an_exposure_sees(tmp_path: Path, kind: str, rule: str, use: str) -> None:
    files = {
        "dbt_project.yml": "name: risk\n",
        "models/applicants.sql": "select id, race from {{ source('register', 'persons') }}",
        "models/exposures.yml": f"exposures:\n  - name: fraud\n    type: {kind}\n    depends_on: [ref('applicants')]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (finding,) = api.check(tmp_path, (tmp_path,), Settings()).findings
    assert (finding.rule.code, finding.attribute, finding.use) == (rule, "race", use)
