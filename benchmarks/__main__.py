"""`python -m benchmarks NAME [options]` runs the measurement of that name: the module `benchmarks/NAME.py`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Run the measurement that the first argument names. Each module has `add_options(parser)` and `run(options)`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure originlint.")
    commands = parser.add_subparsers(required=True, metavar="NAME")
    for found in pkgutil.iter_modules([str(FOLDER)]):
        if not found.name.startswith("_"):
            module = importlib.import_module(f"benchmarks.{found.name}")
            if hasattr(module, "add_options"):
                summary = (module.__doc__ or "").splitlines()[0]
                command = commands.add_parser(found.name, help=summary, description=module.__doc__)
                module.add_options(command)
                command.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    result: int = options.run(options)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
