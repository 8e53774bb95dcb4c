"""How much of the knowledge base is proved: counts by library, and the file that keeps the last ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from tests.knowledge.proof.examples import described
from tests.knowledge.proof.verdict import Proof, tried, version_of

from originlint.knowledge.library import Library

FILE = Path(__file__).parent / "figures.tsv"

SETS = ("newest", "earlier", "spark")
"""The sets of libraries that are proved: the newest versions, earlier ones (`earlier.txt`), and PySpark."""

OUTCOMES = ("stated", "imprecise", "verified", "failing")
"""What becomes of a record, in the order in which one outcome replaces another."""

SLOW = frozenset({"pyspark"})
"""Libraries that only a set of their own proves."""


@dataclass(frozen=True, slots=True)
class Row:
    """One library: how many names are described, for how many of them an example ran and showed them right, right but
    saying more than was seen, or wrong; and of how many it is only stated what comes of them, because the library is
    not there to run."""

    library: str
    version: str
    records: int
    verified: int
    imprecise: int
    failing: int
    stated: int


def count(library: Library, proofs: Iterable[Proof]) -> list[Row]:
    """The counts of the libraries of which something ran or is stated, sorted."""
    status: dict[str, str] = {}
    for proof in proofs:
        # A record is as good as its best example, unless one fails.
        now = _outcome(proof)
        for name in tried(library, proof):
            status[name] = max(status.get(name, now), now, key=OUTCOMES.index)
    names = described(library)
    records = Counter(name.partition(".")[0] for name in names)
    counts = Counter((name.partition(".")[0], status[name]) for name in names if name in status)
    return [
        Row(top, version_of(top) or "-", records[top], *(counts[top, word] for word in _names()[3:]))
        for top in sorted({top for top, _ in counts})
    ]


def _outcome(proof: Proof) -> str:
    if proof.problems:
        return "failing"
    if proof.missing:
        return "stated"
    return "imprecise" if proof.loose else "verified"


def table(rows: Iterable[Row]) -> str:
    """The counts as people read them."""
    rows = list(rows)
    total = Row("all of these", "", *(sum(getattr(row, name) for row in rows) for name in _names()[2:]))
    lines = [f"{'':<22}" + "".join(f"{name:>11}" for name in _names()[1:])]
    lines.extend(f"{row.library:<22}" + "".join(f"{value:>11}" for value in astuple(row)[1:]) for row in (*rows, total))
    return "\n".join(lines)


def write(group: str, rows: Iterable[Row]) -> None:
    """Keep these counts in the file, in place of the last ones of the same libraries in that set."""
    made = {(group, row.library): "\t".join(map(str, (group, *astuple(row)))) for row in rows}
    kept = FILE.read_text(encoding="utf-8").splitlines()[1:]
    lines = [*(line for line in kept if tuple(line.split("\t")[:2]) not in made), *made.values()]
    lines.sort(key=lambda line: (SETS.index(line.partition("\t")[0]), line))
    FILE.write_text("\n".join(["\t".join(("set", *_names())), *lines, ""]), encoding="utf-8")


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Row))
