"""What `check --staged` costs when one file of a project is staged, as in a hook before a commit."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import change, mixed
from benchmarks._timing import Command, Cost, by_turns, cost, finish, heading, originlint, table


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    with tempfile.TemporaryDirectory() as name:
        project = mixed(Path(name), options.files)
        _git(project, "init", "-q")
        _git(project, "add", ".")
        _git(project, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "All files")
        check = Command("one file staged, project known", originlint("check", "--staged", "--quiet"), project)
        costs = by_turns([Command("python -c pass", (sys.executable, "-c", "pass"))], options.rounds)
        costs["one file staged, first time"] = [_staged(project, 0, check)]
        costs[check.name] = [_staged(project, number, check) for number in range(1, options.rounds + 1)]
        costs["the same once more"] = [cost(check) for _ in range(options.rounds)]
    lines = table(costs, "python -c pass")
    return finish("staged", [*heading(f"A change in a repository of {options.files} files"), *lines], options.write)


def _staged(project: Path, number: int, check: Command) -> Cost:
    change(project, number)
    _git(project, "add", ".")
    return cost(check)


def _git(project: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=project, check=True)
