"""`python -m tests.noninterference`: make programs, run them, and hold the analyser to what they show."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy: the tables are small, and threads only get in the way


def main() -> int:
    """Run the command. The exit code is 1 when something is unsound."""
    parser = argparse.ArgumentParser(prog="python -m tests.noninterference", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="judge many programs")
    run.add_argument("--profile", default="all", help="plain, thin, rows …, or all")
    run.add_argument("--programs", type=int, default=300, help="how many of each profile")
    run.add_argument("--seed", type=int, default=0, help="the number of the first program")
    run.add_argument("--resume", type=Path, help="a file that keeps what was seen; what it has is not done again")
    run.add_argument(
        "--trusting", action="store_true", help="execute only where the analyser and the generator disagree"
    )
    run.add_argument("--quiet", action="store_true", help="show the report only")
    report = commands.add_parser("report", help="read a file that a run has kept")
    report.add_argument("store", type=Path)
    show = commands.add_parser("show", help="print one program, and what is known about it")
    show.add_argument("name", help="profile and number, such as thin-17")
    commands.add_parser("regressions", help="run what was once wrong, and check what is expected of it")
    given = parser.parse_args()
    match given.command:
        case "run":
            return _run(given)
        case "report":
            from tests.noninterference.run import tally

            print(tally(given.store).text())
        case "regressions":
            return _regressions()
        case "show":
            from tests.noninterference.show import show as show_program

            print(show_program(given.name))
    return 0


def _run(given: argparse.Namespace) -> int:
    import tempfile

    from tests.noninterference.generate import PROFILES
    from tests.noninterference.run import run, tally
    from tests.noninterference.verdict import Kind

    store = given.resume or Path(tempfile.mkstemp(prefix="noninterference-", suffix=".jsonl")[1])
    for profile in PROFILES if given.profile == "all" else [given.profile]:
        for name, verdict in run(profile, given.seed, given.programs, store, given.trusting):
            if verdict.kind in (Kind.UNSOUND, Kind.IMPRECISE) and not given.quiet:
                print(name, verdict.kind.value, *(verdict.missed or verdict.imprecise), flush=True)
    result = tally(store)
    print(result.text())
    return 1 if result.kinds[Kind.UNSOUND] else 0


def _regressions() -> int:
    from tests.noninterference.regression import regressions
    from tests.noninterference.verdict import disagreements

    faults = 0
    for regression in regressions():
        for fault in disagreements(regression):
            faults += 1
            print(f"{regression.sample.name}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
