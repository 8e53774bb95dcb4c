"""What a first check costs on installed packages with hardly any origin, beside other tools on the same files.

`--packages FOLDER` names them. Those of ruff, semgrep, bandit and fixit that are on the path take part, and libcst
parsing every file. Results are never kept (`--no-cache`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from benchmarks._timing import Command, by_turns, finish, heading, originlint, table

PARSE = """
import sys
from pathlib import Path
import libcst
for file in sorted(Path(sys.argv[1]).rglob("*.py")):
    try:
        libcst.parse_module(file.read_bytes())
    except Exception:
        pass
"""

RULE = """
rules:
  - id: origin-in-model
    mode: taint
    languages: [python]
    severity: ERROR
    message: origin reaches a model
    pattern-sources:
      - pattern: $X["nationality"]
      - pattern: $X["ethnicity"]
      - pattern: $X["country_of_birth"]
    pattern-sinks:
      - pattern: $M.fit(...)
      - pattern: $M.predict(...)
"""

PEERS = {
    "ruff": ("check", "--select", "ALL", "--no-cache", "."),
    "semgrep": ("scan", "--metrics=off", "--disable-version-check", "--config", "{rule}", "."),
    "bandit": ("-q", "-r", "."),
    "fixit": ("lint", "."),
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--packages", type=Path, required=True, metavar="FOLDER", help="installed packages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--name", default="cold", help="the name of the results")
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    folder = options.packages.resolve()
    rule = Path(__file__).parent / "results" / "rule.yaml"
    rule.write_text(RULE, encoding="utf-8")
    try:
        commands = [
            Command("originlint", originlint("check", ".", "--quiet", "--no-cache"), folder),
            Command("libcst parse", (sys.executable, "-c", PARSE, "."), folder),
        ]
        for name, arguments in PEERS.items():
            found = shutil.which(name)
            if found is not None:
                filled = (argument.format(rule=rule) for argument in arguments)
                commands.append(Command(name, (found, *filled), folder))
        times = by_turns(commands, options.rounds)
    finally:
        rule.unlink()
    files = [file.read_bytes().count(b"\n") for file in folder.rglob("*.py")]
    title = f"First check of {len(files)} Python files, {sum(files)} lines"
    return finish(options.name, [*heading(title), *table(times, "originlint")], options.write)
