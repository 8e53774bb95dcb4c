"""A result that was kept is the result that an analysis gives, and any change brings a new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from originlint import remembered
from originlint.config.settings import Settings
from originlint.project.cache import FOLDER
from originlint.report import json_report
from originlint.report.report import Look
from originlint.report.sarif import log

SCORE = "def risk_score(person):\n    return weights[person['nationality']]\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    root = tmp_path / "project"
    root.mkdir()
    (root / "score.py").write_text(SCORE, encoding="utf-8")
    return root


def _analysed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    from originlint import api

    calls: list[int] = []
    original = api.check

    def counted(*arguments: object, **options: object) -> object:
        calls.append(1)
        return original(*arguments, **options)

    monkeypatch.setattr(api, "check", counted)
    return calls


def test_an_unchanged_project_is_not_analysed_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _analysed(monkeypatch)
    first = remembered.check(project, (project,), Settings())
    second = remembered.check(project, (project,), Settings())
    assert len(calls) == 1
    assert first.findings
    assert (second.findings, second.analysis) == (first.findings, first.analysis)
    for render in (log.render, json_report.render):
        assert render(second.report, Look()) == render(first.report, Look())


def test_whatever_changes_brings_a_new_analysis(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _analysed(monkeypatch)
    remembered.check(project, (project,), Settings())
    remembered.check(project, (project,), Settings(), suppressions=False)
    remembered.check(project, (project,), Settings(ignore=("ORL4",)))
    (project / "more.py").write_text(SCORE, encoding="utf-8")
    found = remembered.check(project, (project,), Settings())
    assert len(calls) == 4
    assert any(one.location.path == "more.py" for one in found.findings)


def test_after_a_change_only_what_changed_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from originlint.frontends import reader

    (project / "train.py").write_text("from score import risk_score\nscores = risk_score(read())\n", encoding="utf-8")
    remembered.check(project, (project,), Settings())
    (project / "train.py").write_text("from score import risk_score\nrisk = risk_score(row)\n", encoding="utf-8")
    paths: list[str] = []
    original = reader.read

    def counted(path: str, *rest: object) -> object:
        paths.append(path)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read", counted)
    found = remembered.check(project, (project,), Settings())
    assert paths == ["train.py"]
    anew = remembered.check(project, (project,), Settings(), keep=False)
    assert log.render(found.report, Look()) == log.render(anew.report, Look())


def test_without_the_cache_nothing_is_written(project: Path) -> None:
    remembered.check(project, (project,), Settings(), keep=False)
    assert not (project / FOLDER).exists()


def test_a_known_result_does_not_load_the_parsers(project: Path) -> None:
    code = (
        "import sys; from originlint.cli.main import main; main(['check', sys.argv[1], '--exit-zero', '-q']);"
        "print([name for name in ('libcst', 'sqlglot', 'jinja2', 'originlint.interpreter') if name in sys.modules])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(project)], check=True, capture_output=True, text=True, env=os.environ
        ).stdout
        for _ in range(2)
    ]
    assert told[1].splitlines()[-1] == "[]"
    assert told[1].splitlines()[:-1] == told[0].splitlines()[:-1]
