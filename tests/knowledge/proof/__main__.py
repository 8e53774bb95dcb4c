"""Proves the knowledge base on the libraries that are installed: `python -m tests.knowledge.proof [WORD …]`.

Prints what fails and what proves little, then counts. With words, only examples of entries that contain one of them.
Names without an example of their own are tried with the snippets of `templates.toml` when `--others` asks for it: what
fails then may be the record, or a snippet that does not fit it, and is for a person to read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from tempfile import mkdtemp

from tests.knowledge.proof import figures
from tests.knowledge.proof.examples import described, examples
from tests.knowledge.proof.templates import prove_others
from tests.knowledge.proof.verdict import Proof, prove

from originlint.knowledge.library import Library


def main(arguments: list[str]) -> int:
    """Run the examples, print the outcome, and return 1 when one fails."""
    parser = argparse.ArgumentParser(prog="prove", description="Run the examples of the knowledge base.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only examples of entries that contain one of these")
    parser.add_argument("--set", default="newest", choices=figures.SETS, help="the libraries that are installed")
    parser.add_argument("--library", action="append", metavar="NAME", help="only records of this library; repeatable")
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {figures.FILE.name}")
    parser.add_argument("--others", action="store_true", help="also try names that have no example of their own")
    given = parser.parse_args(arguments)
    library = Library.load()
    os.chdir(mkdtemp())  # where examples may write
    every = {name.partition(".")[0] for name in described(library)} - figures.SLOW
    libraries = figures.SLOW if given.set == "spark" else frozenset(given.library or every)
    proofs: list[Proof] = []
    stages = [_written(library, libraries, given.words)]
    if given.others and not given.words:
        stages.append(prove_others(library, proofs, libraries))
    for stage in stages:
        for proof in stage:
            proofs.append(proof)
            _report(proof)
        rows = [row for row in figures.count(library, proofs) if _asked(row, given.set, given.library)]
        if given.write and not given.words:
            figures.write(given.set, rows)
    print(figures.table(rows))
    return 1 if any(proof.problems for proof in proofs) else 0


def _asked(row: figures.Row, group: str, only: list[str] | None) -> bool:
    """Whether a row is to be shown: what is only stated is the same for all sets, and counted with the newest."""
    return row.library in only if only else group == "newest" or row.version != "-"


def _written(library: Library, libraries: frozenset[str], words: list[str]) -> Iterator[Proof]:
    for example in examples(library):
        wanted = not words or any(word in example.place or word in example.text for word in words)
        if wanted and example.library in libraries:
            yield prove(example, library)


def _report(proof: Proof) -> None:
    example = proof.example
    if proof.problems:
        more = [f"… {len(proof.problems) - 3} more"] if len(proof.problems) > 3 else []
        print(f"FAILS  {example.place}: {example.text}", *proof.problems[:3], *more, sep="\n       ", flush=True)
    elif proof.loose:
        why = f" ({example.imprecise})" if example.imprecise else ""
        print(f"loose  {example.text}: {'; '.join(proof.loose)}{why}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
