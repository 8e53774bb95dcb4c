"""What a check costs when nothing has changed, or one file, against the first one."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import change, mixed
from benchmarks._timing import Command, Cost, by_turns, cost, finish, heading, originlint, table


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--name", default="warm", help="the name of the results")
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = mixed(Path(name), options.files)
        check = Command("check, nothing changed", originlint("check", ".", "--quiet"), project)
        first = cost(check)
        costs = by_turns([Command("python -c pass", (sys.executable, "-c", "pass")), check], options.rounds)
        costs["check, first time"] = [first]
        costs["check, one file changed"] = [_changed(project, number, check) for number in range(options.rounds)]
    lines = table(costs, "python -c pass")
    return finish(options.name, [*heading(f"A project of {options.files} files"), *lines], options.write)


def _changed(project: Path, number: int, check: Command) -> Cost:
    change(project, number)
    return cost(check)
