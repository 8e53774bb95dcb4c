"""What a first check costs on code that is full of origin, beside libcst parsing the same files."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import models
from benchmarks._timing import Command, by_turns, finish, heading, originlint, table
from benchmarks.cold import PARSE


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = models(Path(name), options.files)
        times = by_turns(
            [
                Command("libcst parse", (sys.executable, "-c", PARSE, "."), project),
                Command("originlint", originlint("check", ".", "--quiet", "--no-cache"), project),
            ],
            options.rounds,
        )
    title = f"{options.files} files that each train a model on origin"
    return finish("origin", [*heading(title), *table(times, "libcst parse")], options.write)
