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
from originlint.report.report import Look
from originlint.report.texts import SourceTexts
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
