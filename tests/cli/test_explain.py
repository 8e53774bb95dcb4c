"""`originlint explain` as a user and as a program meet it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from originlint.cli.main import main

WORDS = """
[[words]]
word = "kenmerk_17"
action = "map"
to = "nationaliteit"
reason = "Code book, page 4."
"""


def test_a_name_is_explained_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "nationality", "origin_server"]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert first == "nationality: origin (nationality, kind N, definite)"


def test_json_lines_have_one_object_for_each_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "originlint.toml").write_text(WORDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"race_condition\n\nherkomst\n")))
    assert main(["explain", "--json", "kenmerk_17", "-"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(answer["name"], answer["category"]) for answer in answers[:2]] == [
        ("kenmerk_17", "nationality"),
        ("race_condition", ""),
    ]
    assert [answer["name"] for answer in answers] == ["kenmerk_17", "race_condition", "herkomst"]
    assert all(set(answer) == {"name", "origin", "category", "kind", "certainty", "reasons"} for answer in answers)
    assert "Code book, page 4." in " ".join(answers[0]["reasons"])


def test_a_wrong_word_in_the_configuration_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "originlint.toml").write_text(WORDS.replace("nationaliteit", "qqq"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "kenmerk_17"]) == 2
    assert "kenmerk_17" in capsys.readouterr().err


def test_what_the_files_of_a_project_say_is_heard_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "labels.sas").write_text("label v12 = 'code geboorteland';", encoding="utf-8")
    schema = "models:\n  - name: cases\n    columns:\n      - {name: v13, description: Nationality of the client}\n"
    (tmp_path / "schema.yml").write_text(schema, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "v12"]) == 0
    assert main(["explain", "--project", ".", "v12", "v13", "v14"]) == 0
    answers = [line.partition(" (")[0] for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert answers == ["v12: not origin", "v12: origin", "v13: origin", "v14: not origin"]
