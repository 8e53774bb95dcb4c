"""`originlint lexicon` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from originlint.cli.main import main
from originlint.lexicon.lexicon import Lexicon


def test_version_hash_and_counts_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lexicon"]) == 0
    lines = capsys.readouterr().out.splitlines()
    known = Lexicon.load()
    assert lines[:2] == [f"version {known.version}", f"hash {known.hash}"]
    assert lines[-1] == "project words 0"


def test_unknown_names_beside_known_ones_are_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "train.py").write_text('FEATURES = ["age", "nationality", "zkl_kd"]\n', encoding="utf-8")
    (tmp_path / "persons.csv").write_text("bsn,nationaliteit,zkl_kd,postcode\n", encoding="utf-8")
    (tmp_path / "score.R").write_text("model <- glm(fraud ~ geboorteland + qwert, data = d)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["lexicon", "suggest", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0] == {"name": "zkl_kd", "lists": 2, "beside": ["nationaliteit", "nationality"]}
    assert "qwert" in {each["name"] for each in found}
    assert "age" not in {each["name"] for each in found}


def test_nothing_to_suggest_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lexicon", "suggest"]) == 0
    assert capsys.readouterr().out == "No unknown name stands next to a known one.\n"
