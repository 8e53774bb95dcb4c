"""Proves the knowledge base on the libraries that are installed: `python -m tests.knowledge.proof [WORD …]`.

Prints what fails and what proves little, then counts. With words, only examples of entries that contain one of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, version

from tests.knowledge.proof.examples import described, examples
from tests.knowledge.proof.verdict import Proof, prove, tried

from originlint.knowledge.library import Library


def main(words: list[str]) -> int:
    """Run all examples, print the outcome, and return 1 when one fails."""
    library = Library.load()
    proofs: list[Proof] = []
    for example in examples(library):
        if words and not any(word in example.place or word in example.text for word in words):
            continue
        proof = prove(example, library)
        proofs.append(proof)
        if proof.problems:
            more = [f"… {len(proof.problems) - 3} more"] if len(proof.problems) > 3 else []
            print(f"FAILS  {example.place}: {example.text}", *proof.problems[:3], *more, sep="\n       ")
        if proof.loose and not proof.problems:
            print(f"loose  {example.text}: {'; '.join(proof.loose)}")
    print(summary(library, proofs))
    return 1 if any(proof.problems for proof in proofs) else 0


def summary(library: Library, proofs: list[Proof]) -> str:
    """The counts, library by library: records, with an example that ran, verified, imprecise, failing."""
    status: dict[str, str] = {}
    for proof in proofs:
        if proof.missing:
            continue
        now = "failing" if proof.problems else "imprecise" if proof.loose else "verified"
        for name in tried(library, proof):
            before = status.get(name)
            status[name] = now if before is None or now == "failing" or before == "imprecise" else before
    counts: Counter[tuple[str, str]] = Counter()
    for name in described(library):
        top = name.partition(".")[0]
        counts[top, "records"] += 1
        counts["all", "records"] += 1
        if name in status:
            for key in (top, "all"):
                counts[key, status[name]] += 1
    columns = ("records", "verified", "imprecise", "failing")
    lines = [f"{'':<22}" + "".join(f"{column:>11}" for column in (*columns, "version"))]
    for top in [*sorted({key for key, _ in counts} - {"all"}), "all"]:
        numbers = "".join(f"{counts[top, column]:>11}" for column in columns)
        if top == "all" or any(counts[top, column] for column in columns[1:]):
            lines.append(f"{top:<22}{numbers}{_version(top):>11}")
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return version({"sklearn": "scikit-learn"}.get(package, package))
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
