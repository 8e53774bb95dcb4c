"""`originlint trace` and `originlint graph`: every path, and the whole picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from originlint.cli.main import main

TWO_WAYS = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")


def fit(table):
    return LogisticRegression().fit(table, people["fraud"])


origin = people["nationality"]
coded = origin.map({"NL": 0})
fit(pd.DataFrame({"a": origin, "b": coded}))


def risk_score(person):
    return 5 if person.ethnicity == "x" else 0
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "model.py").write_text(TWO_WAYS, encoding="utf-8")
    (tmp_path / "people.csv").write_text("nationality,fraud\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("query", ["nationality", "Nationality", "model.py:11", "model.py:11:17"])
def test_a_finding_is_named_by_attribute_category_or_place(
    query: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", query]) == 0
    output = capsys.readouterr().out
    assert "error[ORL101]: 'nationality' is among the features" in output
    assert "ethnicity" not in output


def test_a_finding_is_named_by_its_fingerprint(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["trace", "ethnicity"])
    fingerprint = re.findall(r"fingerprint (\w+)", capsys.readouterr().out)[0]
    assert main(["trace", fingerprint[:8]]) == 0
    assert "'ethnicity'" in capsys.readouterr().out


def test_paths_are_numbered_and_the_shown_one_comes_first(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model.py").write_text(
        "def risk_score(person):\n    points = 0\n    if person.nationality == 'x':\n        points += 5\n"
        "    return points\n",
        encoding="utf-8",
    )
    assert main(["trace", "nationality"]) == 0
    output = capsys.readouterr().out
    [total] = {int(number) for number in re.findall(r"path \d+ of (\d+)", output)}
    assert re.findall(r"path (\d+) of", output) == [str(number) for number in range(1, total + 1)]
    assert total > 1


def test_what_names_nothing_is_told_with_what_there_is(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "absent"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "ethnicity, nationality" in captured.err


def test_graphs_name_datasets_attributes_and_scores(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph"]) == 0
    drawn = capsys.readouterr().out
    assert drawn.startswith("flowchart LR\n")
    assert '(["nationality<br>nationality"])' in drawn
    assert '[("person of risk_score")]' in drawn
    assert '|"ORL101 trained on"|' in drawn
    assert main(["graph", "--format", "dot", "--output-file", "out/model.dot"]) == 0
    assert capsys.readouterr().out == ""
    text = (repository / "out" / "model.dot").read_text(encoding="utf-8")
    assert 'label="LogisticRegression.fit\\nmodel.py:8"' in text
    assert text.count("{") == text.count("}")


def test_names_cannot_break_a_graph() -> None:
    from originlint.report.graph import Edge, Graph, Node, dot, mermaid

    nasty = Node("dataset", 'a"]\n--> <b> \\ # | `')
    graph = Graph((nasty,), (Edge(nasty, nasty, 'x"|'),))
    assert dot(graph).count('"') - dot(graph).count('\\"') == 8
    assert [line.count('"') for line in mermaid(graph).splitlines()] == [0, 2, 2]
    assert "<b>" not in mermaid(graph)


def test_an_accepted_finding_is_traced_with_the_reason(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted = TWO_WAYS.replace('== "x" else 0', '== "x" else 0  # originlint: ignore[ORL201] a study')
    (repository / "model.py").write_text(accepted, encoding="utf-8")
    assert main(["trace", "ethnicity"]) == 0
    assert "accepted: a study" in capsys.readouterr().out


def test_one_file_is_one_dataset_from_whatever_folder(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "sub").mkdir()
    code = "import pandas as pd\nrisk_score = pd.read_csv('../people.csv')['nationality'] * 2\n"
    (repository / "sub" / "score.py").write_text(code, encoding="utf-8")
    assert main(["graph"]) == 0
    assert capsys.readouterr().out.count('people.csv")]') == 1
