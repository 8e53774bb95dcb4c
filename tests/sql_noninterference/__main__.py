"""`python -m tests.sql_noninterference`: make SQL scripts, run them, and hold the analysis to what they show."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.sql_noninterference.engines import ScriptError, engine
from tests.sql_noninterference.oracle import Verdict, influences, judge, says
from tests.sql_noninterference.scripts import script

from originlint.ir.depth import call_deep


def main() -> int:
    """Run the command. The exit code is 1 when something is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.sql_noninterference", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="judge many scripts")
    run.add_argument("--engine", choices=("sqlite", "duckdb"), default="sqlite")
    run.add_argument("--programs", type=int, default=1000, help="how many scripts")
    run.add_argument("--seed", type=int, default=0, help="the number of the first one")
    run.add_argument("--show", type=int, default=5, help="how many misses to print")
    run.add_argument("--trusting", action="store_true", help="do not run scripts that are said to derive from it")
    run.add_argument("--failures", action="store_true", help="print why scripts do not run")
    show = commands.add_parser("show", help="print one script, and what is known about it")
    show.add_argument("seed", type=int)
    show.add_argument("--engine", choices=("sqlite", "duckdb"), default="sqlite")
    peer = commands.add_parser("peer", help="compare the columns that values come from with what sqlglot says of them")
    peer.add_argument("--engine", choices=("sqlite", "duckdb"), default="sqlite")
    peer.add_argument("--programs", type=int, default=500, help="how many generated queries")
    tpcds = commands.add_parser(
        "tpcds", help="change each column of TPC-DS, and hold the lineage of its queries to that"
    )
    tpcds.add_argument("--scale", type=float, default=0.01)
    tpcds.add_argument("--only", action="append", default=[], help="change this column or table only; repeatable")
    given = parser.parse_args()
    if given.command == "tpcds":
        return _tpcds(given.scale, frozenset(given.only))
    if given.command == "peer":
        return _peer(given)
    return call_deep(lambda: _show(given) if given.command == "show" else _run(given))


def _run(given: argparse.Namespace) -> int:
    database = engine(given.engine)
    tally: Counter[str] = Counter()
    shown = 0
    for seed in range(given.seed, given.seed + given.programs):
        made = script(seed, given.engine)
        said = says(database.dialect, made.statements)
        if given.trusting and "value" in said:
            tally["said to derive from it, not run"] += 1
            continue
        try:
            verdict = judge(influences(database, made.statements), said, made.one_row_each)
        except ScriptError as problem:
            tally["does not run on this engine"] += 1
            if given.failures:
                print(f"-- {seed}: {str(problem).splitlines()[0]}")
            continue
        tally[verdict.value] += 1
        if verdict in (Verdict.MISSED, Verdict.WEAK) and shown < given.show:
            shown += 1
            print(f"-- {seed}: {verdict.value}\n{made.text}", flush=True)
    for what, count in sorted(tally.items(), key=lambda pair: -pair[1]):
        print(f"{count:>8}  {what}")
    return 1 if tally[Verdict.MISSED.value] or tally[Verdict.WEAK.value] else 0


def _peer(given: argparse.Namespace) -> int:
    from tests.sql_noninterference.peer import compare, generated

    result = compare(generated(given.programs, given.engine), given.engine)
    print(f"{result.same:>8}  output columns of which both say the same")
    for reason, count in result.reasons.most_common():
        print(f"{count:>8}  {reason}")
    print(f"{len(result.unexplained):>8}  without a known reason")
    for each in result.unexplained:
        ours, theirs = sorted(each.only_ours), sorted(each.only_theirs)
        print(f"-- {each.column}: only ours {ours}, only sqlglot's {theirs}\n{each.sql}")
    return 1 if result.unexplained else 0


def _tpcds(scale: float, only: frozenset[str]) -> int:
    from tests.sql_noninterference.tpcds import compare

    report = compare(scale, only, lambda table: print(table, file=sys.stderr, flush=True))
    print(report.text())
    return 1 if report.missed else 0


def _show(given: argparse.Namespace) -> int:
    database = engine(given.engine)
    made = script(given.seed, given.engine)
    shown, said = influences(database, made.statements), says(database.dialect, made.statements)
    print(made.text)
    print(f"shown: {shown}; said: {said}; {judge(shown, said, made.one_row_each).value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
