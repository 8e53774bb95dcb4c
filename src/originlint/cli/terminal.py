"""What a terminal can show: colour, encoding and progress."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

ColorChoice: TypeAlias = Literal["auto", "always", "never"]

PATIENCE = 1.0
"""Seconds before progress is shown: a shorter run needs none."""


def use_color(choice: ColorChoice, stream: TextIO) -> bool:
    """Whether to write ANSI colours to `stream`.

    "auto" follows NO_COLOR (no-color.org), then FORCE_COLOR, then whether the stream is a terminal that knows colours.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """The columns of the terminal behind `stream`; 100 when it is none."""
    if not stream.isatty():
        return 100
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        return os.get_terminal_size(stream.fileno()).columns
    return 100


def has_links(stream: TextIO) -> bool:
    """Whether the terminal behind `stream` is one that knows links, or at least passes them by (OSC 8)."""
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "linux") and not os.environ.get("CI")


def tolerate_encoding() -> None:
    """Let text that the terminal's encoding lacks come out escaped, instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class ProgressDisplay:
    """Shows how far the analysis is: a context manager, and the callback of `api.check`.

    Only on a terminal, and only when the run takes longer than `PATIENCE`.
    """

    def __init__(self, stream: TextIO, *, enabled: bool) -> None:
        self._stream = stream
        self._enabled = enabled and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._begin = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> ProgressDisplay:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` are finished in this stage; a total of 0 is not known."""
        if not self._enabled or time.monotonic() - self._begin < PATIENCE:
            return
        if self._progress is None or self._task is None:
            self._progress = self._start()
            self._task = self._progress.add_task(stage, total=total or None)
        self._progress.update(self._task, description=stage, completed=done, total=total or None)

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(file=self._stream, no_color=not use_color("auto", self._stream)),
            transient=True,
        )
        progress.start()
        return progress
