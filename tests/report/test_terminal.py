"""The report for people: source lines with carets, in the width that there is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from originlint.api import Result, check
from originlint.config.settings import Settings
from originlint.report.excerpt import excerpt, width
from originlint.report.formats import FORMATS
from originlint.report.frame import Frame, Mark
from originlint.report.palette import ANSI
from originlint.report.report import Look, Report
from originlint.report.texts import SourceTexts
from originlint.report.wrapping import wrapped
from originlint.source.site import Position, Range


def frame(text: str, marks: list[Mark], columns: int = 60) -> list[str]:
    """The picture of marks in one file."""
    sources = SourceTexts(lambda path: text.encode())
    return list(Frame.for_marks(sources, Look(width=columns), marks).draw(marks[0].range, marks))


def mark(line: int, start: int, end: int, label: str, *, primary: bool = False) -> Mark:
    return Mark(Range("a.py", Position(line, start), Position(line, end)), label, "step", primary)


def test_carets_stand_below_what_they_mark() -> None:
    assert frame("x = 1\ny = people['nationality']\n", [mark(2, 12, 25, "read", primary=True)]) == [
        " --> a.py:2:12",
        "  |",
        "2 | y = people['nationality']",
        "  |            ^^^^^^^^^^^^^ read",
        "  |",
    ]


def test_lines_between_are_left_out_and_going_back_begins_anew() -> None:
    text = "a\nb\nc\nd\n"
    assert frame(text, [mark(2, 1, 2, "one", primary=True), mark(4, 1, 2, "two"), mark(1, 1, 2, "three")]) == [
        " --> a.py:2:1",
        "  |",
        "2 | b",
        "  | ^ one",
        "...",
        "4 | d",
        "  | - two",
        "  |",
        " ::: a.py:1:1",
        "  |",
        "1 | a",
        "  | - three",
        "  |",
    ]


def test_a_label_without_room_beside_goes_below_and_ends_where_the_room_does() -> None:
    lines = frame(" " * 40 + "nationality", [mark(1, 41, 52, "the column is read here", primary=True)])
    assert lines[3:5] == ["  | " + " " * 40 + "^" * 11, "  | " + " " * 28 + "the column is read here"]


def test_a_long_line_is_cut_around_each_mark() -> None:
    text = "first = 1" + ", filler" * 40 + ", last"
    lines = frame(text, [mark(1, 1, 6, "begin", primary=True), mark(1, len(text) - 3, len(text) + 1, "end")])
    shown = [line for line in lines if line.startswith("1 |")]
    assert len(shown) == 2 and shown[0].endswith("…") and shown[1].startswith("1 | …")
    below = lines[lines.index(shown[1]) + 1]
    assert shown[1][below.index("-") :].startswith("last")


def test_wide_characters_and_tabs_keep_carets_in_place() -> None:
    shown = excerpt("\t国籍 = 🙂['x']", 7, 11, 60)
    assert shown.text == "    国籍 = 🙂['x']"
    assert (width(shown.text[: shown.text.index("🙂")]), shown.begin) == (11, 11)


def test_what_steers_a_terminal_is_escaped(result: Result) -> None:
    assert "\x1b" not in excerpt("a = '\x1b[31m\u202e'", 1, 2, 60).text
    steering = "\x1b[31mred\nline"
    finding = next(one for one in result.report.findings if one.path)
    path = tuple(replace(step, text=steering) for step in finding.path)
    bad = replace(finding, path=path, details=(steering,), sink=steering, attribute=steering)
    coverage = replace(result.report.coverage, budget=(steering,))
    analysis = replace(result.report.analysis, coverage=coverage)
    report = replace(result.report, findings=(bad,), analysis=analysis)
    for name in ("full", "concise", "github", "azure", "markdown"):
        text = FORMATS[name].render(report, Look())
        assert "\x1b" not in text and "\nline" not in text, name


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_no_line_of_a_picture_is_wider_than_the_terminal(columns: int, result: Result) -> None:
    lines = FORMATS["full"].render(result.report, Look(width=columns)).splitlines()
    pictures = [line for line in lines if " | " in line]
    assert pictures and all(width(line) <= columns for line in pictures)


def test_links_lead_to_the_line(result: Result) -> None:
    text = FORMATS["concise"].render(result.report, Look(ANSI, link_root="file:///r"))
    assert "\x1b]8;;file:///r/model/train.py#L7\x1b\\" in text
    assert "\x1b]8" not in FORMATS["concise"].render(result.report, Look(ANSI))


def test_the_notebook_cell_is_named(result: Result) -> None:
    text = FORMATS["full"].render(result.report, Look())
    assert "notebooks/verkenning [1].ipynb:" in text and "(cell 2)" in text


def test_colours_change_nothing_else(result: Result) -> None:
    for name in ("full", "concise"):
        painted = FORMATS[name].render(result.report, Look(ANSI, statistics=True))
        assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == FORMATS[name].render(result.report, Look(statistics=True))


def test_what_one_wildcard_lets_in_is_drawn_once(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,nationality,birth_country,fraud\n", encoding="utf-8")
    code = "import pandas as pd\nfrom sklearn.svm import SVC\ndf = pd.read_csv('people.csv')\n"
    (tmp_path / "train.py").write_text(f"{code}SVC().fit(df.drop(columns='fraud'), df['fraud'])\n", encoding="utf-8")
    text = FORMATS["full"].render(check(tmp_path, (tmp_path,), Settings()).report, Look())
    assert text.count("[ORL301]") == 2
    assert text.count("trains on it") == 1
    assert text.splitlines()[-1] == "Every score that was found has a flow into it."
    assert "nationality: nationality (kind N), likely" in text


def test_of_a_file_without_lines_only_the_label_is_shown() -> None:
    whole = Mark(Range("a.py", Position(1, 1), Position(1, 1)), "feature of a saved model", "step", True)
    assert frame("", [whole]) == [" --> a.py:1:1", "  |", "  | feature of a saved model", "  |"]


def checked(root: Path, code: str, name: str = "train.py") -> Report:
    """The report on a folder with that code and a table of people."""
    (root / "people.csv").write_text("id,nationality,birth_country,fraud\n", encoding="utf-8")
    (root / name).write_text(f"import pandas as pd\ndf = pd.read_csv('people.csv')\n{code}", encoding="utf-8")
    return check(root, (root,), Settings()).report


SEVERAL_SCORES = """\
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
features = df[["id", "nationality"]]
SVC().fit(features, df["fraud"])
DecisionTreeClassifier().fit(features, df["fraud"])
SVC().fit(features, df["fraud"])
"""


def test_a_path_that_ends_in_several_scores_is_drawn_once(tmp_path: Path) -> None:
    text = FORMATS["full"].render(checked(tmp_path, SEVERAL_SCORES), Look())
    assert text.count("error[ORL101]") == 2 and "'SVC.fit' trains on. (2 scores)" in text
    assert text.count("`nationality` is read") == 1
    assert text.count("2. `SVC.fit` trains on it") == 2 and "2. `DecisionTreeClassifier.fit` trains on it" in text
    assert "Found 3 errors" in text


def test_markdown_folds_such_a_path_once_and_says_where_each_score_is(tmp_path: Path) -> None:
    text = FORMATS["markdown"].render(checked(tmp_path, SEVERAL_SCORES), Look())
    assert text.count("<details><summary>ORL101") == 1 and "2. 3 places" in text
    assert [line for line in text.splitlines() if line.endswith("`train.py:5` → line 8 |")]


def test_concise_tells_findings_with_one_message_apart(tmp_path: Path) -> None:
    lines = FORMATS["concise"].render(checked(tmp_path, SEVERAL_SCORES), Look()).splitlines()
    assert len({line for line in lines if "'SVC.fit'" in line}) == 2


@pytest.mark.parametrize("columns", [40, 80])
def test_titles_are_broken_between_words(columns: int, result: Result) -> None:
    lines = FORMATS["full"].render(result.report, Look(width=columns)).splitlines()
    titles = [index for index, line in enumerate(lines) if re.match(r"(error|warning|note)\[", line)]
    assert titles and all(width(lines[index]) <= columns for index in titles)
    assert any(lines[index + 1].startswith("  ") and "-->" not in lines[index + 1] for index in titles)


def test_what_was_not_understood_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (:\n", encoding="utf-8")
    report = checked(tmp_path, "unknown.call(df)\n" * 3)
    lines = FORMATS["full"].render(report, Look(statistics=True)).splitlines()
    here = lines.index("not understood: 1 statement or file")
    assert lines[here + 1].startswith("  - broken.py:1: ")
    assert any(line.startswith("  - ") and line.endswith(" x unknown.call") for line in lines)


def test_no_name_of_a_file_is_a_command_for_a_log(tmp_path: Path) -> None:
    (tmp_path / "::error x.py").write_text("def (:\n", encoding="utf-8")
    (tmp_path / "##vso[task.x].py").write_text("def (:\n", encoding="utf-8")
    report = checked(tmp_path, "")
    assert not re.search(r"(?m)^\s*::error x", FORMATS["github"].render(report, Look()))
    assert "##vso[task.x" not in FORMATS["azure"].render(report, Look())


def test_words_are_broken_by_the_cells_that_they_take() -> None:
    assert wrapped("国籍 国籍 国籍", 9) == ["国籍 国籍", "国籍"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrapped("a bc", 4, taken=2) == ["a", "bc"]
    assert width("e\u0301\u26a0\ufe0f") == 2
