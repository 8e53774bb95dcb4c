"""What a check costs when nothing has changed, or one file, against the first one."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import mixed
from benchmarks._timing import Command, by_turns, finish, heading, originlint, seconds, table


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = mixed(Path(name), options.files)
        check = Command("check, nothing changed", originlint("check", ".", "--quiet"), project)
        first = seconds(check)
        times = by_turns([Command("python -c pass", (sys.executable, "-c", "pass")), check], options.rounds)
        times["check, first time"] = [first]
        changed = next(project.rglob("*.py"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\nLAST = 1\n", encoding="utf-8")
        times["check, one file changed"] = [seconds(check)]
    lines = table(times, "python -c pass")
    return finish("warm", [*heading(f"A project of {options.files} files"), *lines], options.write)
