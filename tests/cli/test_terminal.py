"""Colour and progress follow the terminal and what the user says."""

from __future__ import annotations

import io

import pytest

from originlint.cli import terminal
from originlint.cli.terminal import ColorChoice, ProgressDisplay, use_color, width


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    choice: ColorChoice,
    environment: dict[str, str],
    is_terminal: bool,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert use_color(choice, Terminal() if is_terminal else io.StringIO()) is expected


def test_a_stream_without_a_size_has_a_usual_width() -> None:
    assert width(io.StringIO()) == 100
    assert width(Terminal()) == 100


@pytest.mark.parametrize(
    ("is_terminal", "enabled", "patience", "shown"),
    [(True, True, 0.0, True), (True, True, 60.0, False), (False, True, 0.0, False), (True, False, 0.0, False)],
)
def test_progress_is_shown_only_on_a_terminal_and_when_it_takes_long(
    is_terminal: bool, enabled: bool, patience: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "PATIENCE", patience)
    stream = Terminal() if is_terminal else io.StringIO()
    with ProgressDisplay(stream, enabled=enabled) as progress:
        progress("reading", 1, 4)
        progress("evaluating", 2, 0)
    assert ("reading" in stream.getvalue()) is shown
