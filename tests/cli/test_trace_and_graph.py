"""`originlint trace` and `originlint graph`: every path, and the whole picture."""

from __future__ import annotations

import json
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


SEVERAL = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
origin = people["nationality"]
table = pd.DataFrame({"a": origin == "NL", "b": origin.map({"NL": 0})})
LogisticRegression().fit(table, people["fraud"])


def risk_score(person, flag):
    if flag:
        key = person["ethnicity"].lower()
    else:
        key = person["birthplace"]
        key = key.upper()
    return len(key)


def fraud_score(person, flag):
    country = person["country_of_birth"]
    if flag:
        key = country.upper()
    else:
        key = country.lower()
    return len(key)
"""


def _paths(output: str) -> list[str]:
    return re.split(r"^path \d+ of \d+$", output, flags=re.MULTILINE)[1:]


def test_two_columns_made_of_one_attribute_are_two_paths(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model.py").write_text(SEVERAL, encoding="utf-8")
    assert main(["trace", "model.py:5"]) == 0
    first, second = _paths(capsys.readouterr().out)
    assert "assigned to column `a`" in first
    assert "assigned to column `b`" in second
    assert "mapped by a table" in second


def test_two_arms_of_a_branch_are_two_paths(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model.py").write_text(SEVERAL, encoding="utf-8")
    assert main(["trace", "model.py:20"]) == 0
    first, second = _paths(capsys.readouterr().out)
    assert "key = country.upper()" in first
    assert "key = country.lower()" not in first
    assert "key = country.lower()" in second


def test_what_is_traced_is_what_is_checked(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model.py").write_text(SEVERAL, encoding="utf-8")
    main(["check", "--no-cache", "--output-format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    checked = {fingerprint for finding in findings for fingerprint in finding["fingerprints"].values()}
    for attribute in ("nationality", "ethnicity", "birthplace", "country_of_birth"):
        main(["trace", attribute])
    traced = set(re.findall(r"fingerprint (\w+)", capsys.readouterr().out))
    assert traced
    assert traced <= checked


def test_ways_that_part_and_meet_are_cut_and_that_is_said(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = ["def risk_score(person, *flags):", "    x = person.ethnicity"]
    for number in range(12):
        code += [f"    if flags[{number}]:", "        x = x.lower()", "    else:", "        x = x.upper()"]
    code += ["    for more in flags:", "        x = x + more", "    return len(x)"]
    (repository / "model.py").write_text("\n".join(code) + "\n", encoding="utf-8")
    assert main(["trace", "ethnicity"]) == 0
    output = capsys.readouterr().out
    assert "32 paths, the shortest; there are more" in output
    assert len(set(_paths(output))) == 32


def test_a_way_that_turns_in_a_circle_is_no_further_path(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = "    for more in flags:\n        x = x + more\n"
    code = f"def risk_score(person, flags):\n    x = person.ethnicity\n{loop}    return len(x)\n"
    (repository / "model.py").write_text(code, encoding="utf-8")
    assert main(["trace", "ethnicity"]) == 0
    past, through = _paths(capsys.readouterr().out)
    assert "x = x + more" not in past
    assert through.count("x = x + more") == 1


def test_paths_are_numbered_and_the_shown_one_comes_first(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "model.py").write_text(SEVERAL, encoding="utf-8")
    assert main(["trace", "nationality"]) == 0
    output = capsys.readouterr().out
    assert re.findall(r"path (\d+) of (\d+)", output) == [("1", "2"), ("2", "2")]
    shortest, longer = _paths(output)
    assert (" 4. `LogisticRegression.fit`" in shortest, " 5. `LogisticRegression.fit`" in longer) == (True, True)


def test_a_score_that_goes_into_a_score_is_no_further_path(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "def risk_score(person):\n    score = 2 * person.nationality\n    return score\n"
    (repository / "model.py").write_text(code, encoding="utf-8")
    assert main(["trace", "nationality"]) == 0
    assert len(_paths(capsys.readouterr().out)) == 1


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


def test_datasets_that_an_attribute_is_stored_in_are_drawn(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        "import pandas as pd\npeople = pd.read_csv('people.csv')\npeople[['nationality']].to_parquet('kept.parquet')\n"
    )
    (repository / "model.py").write_text(code, encoding="utf-8")
    code = "import pandas as pd\nrisk_score = pd.read_parquet('../kept.parquet')['nationality'] * 2\n"
    (repository / "score.py").write_text(code, encoding="utf-8")
    assert main(["graph"]) == 0
    drawn = capsys.readouterr().out
    [kept] = re.findall(r'(\w+)\[\("kept.parquet"\)\]', drawn)
    assert f'-->|"in"| {kept}' in drawn


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
