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
        "--every", type=int, default=1, help="where the analyser and the generator agree, execute every n-th only"
    )
    run.add_argument("--quiet", action="store_true", help="show the report only")
    report = commands.add_parser("report", help="read a file that a run has kept")
    report.add_argument("store", type=Path)
    show = commands.add_parser("show", help="print one program, and what is known about it")
    show.add_argument("name", help="profile and number, such as thin-17")
    minimise = commands.add_parser("minimise", help="make a program that shows a fault small, as a file to keep")
    minimise.add_argument("name", help="profile and number, such as thin-17")
    minimise.add_argument("--into", type=Path, help="the file; it is printed when there is none")
    observe = commands.add_parser("observe", help="run the fixed set of programs, and store what moves them")
    observe.add_argument("--programs", type=int, default=40, help="how many of each profile")
    mutate = commands.add_parser("mutate", help="spoil the analyser in one place after another; examples must show it")
    mutate.add_argument("--programs", type=int, default=0, help="ask so many generated ones of each profile, too")
    mutate.add_argument("--rules", action="store_true", help="spoil the interpreter's own rules instead of knowledge")
    mutate.add_argument("--labels", action="store_true", help="lose one side of each union of labels instead")
    mutate.add_argument("--resume", type=Path, help="a file that keeps what became of the interpreter's rules so far")
    mutate.add_argument("--sample", type=int, default=1, help="try every n-th mutant only")
    commands.add_parser("regressions", help="run what was once wrong, and check what is expected of it")
    given = parser.parse_args()
    match given.command:
        case "run":
            return _run(given)
        case "report":
            from tests.noninterference.run import tally

            print(tally(given.store).text())
        case "mutate":
            if given.rules or given.labels:
                _mutate_rules(given.labels, given.sample, given.resume)
            else:
                _mutate(given.programs, given.sample)
        case "observe":
            _observe(given.programs)
        case "minimise":
            _minimise(given.name, given.into)
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
        for name, verdict in run(profile, given.seed, given.programs, store, given.every):
            if verdict.kind in (Kind.UNSOUND, Kind.IMPRECISE) and not given.quiet:
                print(name, verdict.kind.value, *(verdict.missed or verdict.imprecise), flush=True)
    result = tally(store)
    print(result.text())
    return 1 if result.kinds[Kind.UNSOUND] else 0


def _observe(count: int) -> None:
    from tests.noninterference.generate import PROFILES
    from tests.noninterference.observations import names, save
    from tests.noninterference.verdict import observe

    save(observed for name in names(PROFILES, count) if (observed := observe(name)) is not None)


def _mutate(count: int, step: int) -> None:
    from tests.noninterference import analyser, examples, mutation
    from tests.noninterference.generate import PROFILES
    from tests.noninterference.observations import names

    library = analyser.shipped_knowledge()
    described = len(examples.described(library))
    print(mutation.report(examples.fates(library, examples.answered(library)), described))
    if count:
        programs = mutation.baselines(names(PROFILES, count))
        fates = [mutation.fate(mutant, programs) for mutant in mutation.mutants(programs)[::step]]
        print("\nBy generated programs:", mutation.report(fates, described), sep="\n")


def _mutate_rules(labels: bool, step: int, store: Path | None) -> None:
    from tests.noninterference import seeds, spoiling, transfer

    mutants = transfer.rules(transfer.SIDES if labels else transfer.RULES)[::step]
    seeds.with_seeds(lambda known: print(spoiling.report(list(spoiling.fates(mutants, known, store)))))


def _minimise(name: str, into: Path | None) -> None:
    from tests.noninterference.generate import generate
    from tests.noninterference.minimise import as_fixture, minimised

    profile, _, seed = name.rpartition("-")
    text = as_fixture(*minimised(generate(profile, int(seed))))
    if into is None:
        print(text)
    else:
        into.write_text(text, encoding="utf-8")


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
