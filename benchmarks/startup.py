"""What starting costs: a bare interpreter, help, and the result of a tiny project that is known already."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import models
from benchmarks._timing import Command, by_turns, finish, heading, originlint, seconds, table


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = models(Path(name), 1)
        check = Command("check, known result", originlint("check", ".", "--quiet"), project)
        seconds(check)
        times = by_turns(
            [
                Command("python -c pass", (sys.executable, "-c", "pass")),
                Command("originlint --version", originlint("--version")),
                Command("originlint --help", originlint("--help")),
                check,
                Command("check, analysed", originlint("check", ".", "--quiet", "--no-cache"), project),
            ],
            options.rounds,
        )
    return finish("startup", [*heading("Starting"), *table(times, "python -c pass")], options.write)
