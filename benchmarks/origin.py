"""What a first check costs on code that is full of origin, beside libcst parsing the same files.

The code is generated, or stands in `--folders`: then the cells of notebooks are parsed as well, each on its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks._projects import models
from benchmarks._timing import Command, by_turns, finish, heading, originlint, table

PARSE = """
import json
import sys
from pathlib import Path
import libcst
for file in sorted(Path(sys.argv[1]).rglob("*")):
    try:
        if file.suffix == ".py":
            texts = [file.read_bytes()]
        elif file.suffix == ".ipynb":
            cells = json.loads(file.read_bytes())["cells"]
            texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        else:
            continue
    except Exception:
        continue
    for text in texts:
        try:
            libcst.parse_module(text)
        except Exception:
            pass
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--folders", type=Path, nargs="+", default=(), help="real code, in place of generated")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    lines = heading("Code that is full of origin")
    if options.folders:
        for folder in options.folders:
            lines += [folder.name, *_measured(folder.resolve(), options.rounds), ""]
    else:
        with tempfile.TemporaryDirectory() as name:
            project = models(Path(name), options.files)
            lines += [f"{options.files} files that each train a model", *_measured(project, options.rounds)]
    return finish("origin", lines, options.write)


def _measured(folder: Path, rounds: int) -> list[str]:
    costs = by_turns(
        [
            Command("libcst parse", (sys.executable, "-c", PARSE, "."), folder),
            Command("originlint", originlint("check", ".", "--quiet", "--no-cache"), folder),
        ],
        rounds,
    )
    return table(costs, "libcst parse")
