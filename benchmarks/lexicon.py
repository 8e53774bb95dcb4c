"""How well the lexicon knows names: recall, traps, identifiers of unrelated packages, speed.

The labelled names stand in `tests/lexicon/`. Names of use "tune" may guide a change of the lexicon; those of use
"measure" are looked at only to measure. The unrelated packages are installed by
`pip install --no-deps --target FOLDER --requirement benchmarks/lexicon-packages.txt` and named by `--packages FOLDER`.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from originlint.lexicon.lexicon import Lexicon

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "lexicon"
RESULTS = Path(__file__).parent / "results" / "lexicon.txt"
EXPLAINED = Path(__file__).parent / "lexicon-hits.tsv"

_NAME = re.compile(r"[^\W\d][\w.-]{0,59}")
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Score:
    """How many names of a labelled set were answered as they should be, and which were not."""

    right: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("--packages", type=Path, metavar="FOLDER", help="where the unrelated packages are installed")
    parser.add_argument("--write", action="store_true", help=f"write the results to {RESULTS.relative_to(ROOT)}")
    parser.add_argument("--show", action="store_true", help="show the names of use 'tune' that are answered wrongly")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    lexicon = Lexicon.load()
    lines = [f"lexicon version {lexicon.version}, {lexicon.hash[:12]}", "", *_labelled(lexicon, options.show)]
    names = sorted(set(_names(LABELLED / "positives.tsv")) | set(_names(LABELLED / "traps.tsv")))
    if options.packages is not None:
        found = identifiers(options.packages)
        lines += ["", *_packages(found)]
        names = sorted(found)
    text = "\n".join(lines) + "\n"
    print(text)
    print("\n".join(_speed(names)))
    if options.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def recall(lexicon: Lexicon, rows: Iterable[dict[str, str]]) -> Score:
    """A name of answer "yes" must be origin, one of answer "doubt" must at least be in doubt."""
    return _score((row["name"], _enough(lexicon, row)) for row in rows)


def silence(lexicon: Lexicon, rows: Iterable[dict[str, str]]) -> Score:
    """A trap must not be called origin. One that is left in doubt is a matter for witnesses."""
    return _score((row["name"], lexicon.classify(row["name"]).origin is not True) for row in rows)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a labelled set: "positives.tsv", "traps.tsv" or "domain.tsv"."""
    with (LABELLED / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def identifiers(folder: Path) -> dict[str, set[str]]:
    """The distinct names in the Python files of a folder, and the packages that have them: variables, fields,
    parameters, keywords, functions, classes, and texts that look like a name."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(folder.rglob("*.py")):
        package = file.relative_to(folder).parts[0].removesuffix(".py")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(file.read_bytes())
        except (SyntaxError, ValueError, RecursionError):
            continue
        for name in _written(tree):
            found[name].add(package)
    return dict(found)


def _written(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Constant(value=str(text)) if _NAME.fullmatch(text):
                yield text


def _labelled(lexicon: Lexicon, show: bool) -> Iterator[str]:
    positives, traps, domain = rows_of("positives.tsv"), rows_of("traps.tsv"), rows_of("domain.tsv")
    for use in ("tune", "measure"):
        found = recall(lexicon, (row for row in positives if row["use"] == use))
        kept = silence(lexicon, (row for row in traps if row["use"] == use))
        doubtful = [row["name"] for row in traps if row["use"] == use and lexicon.classify(row["name"]).origin is None]
        yield f"{use}: recall {_of(found)}; traps called origin {_of_wrong(kept)}; traps left in doubt {len(doubtful)}"
        if show and use == "tune":
            yield f"  not found: {', '.join(found.wrong)}"
            yield f"  traps: {', '.join((*kept.wrong, *doubtful))}"
    for language in ("nl", "en", "de", "fr", "es"):
        rows = [row for row in positives if row["language"] == language]
        yield f"  {language}: recall {_of(recall(lexicon, (row for row in rows if row['use'] == 'measure')))} (measure)"
    strict = _score((row["name"], _as_listed(lexicon, row)) for row in domain)
    yield f"vocabulary of the domain: {_of(strict)}"


def _packages(found: dict[str, set[str]]) -> Iterator[str]:
    lexicon = Lexicon.load()
    explained = {}
    if EXPLAINED.exists():
        with EXPLAINED.open(encoding="utf-8", newline="") as stream:
            explained = {row["name"]: row for row in csv.DictReader(stream, delimiter="\t")}
    hits = sorted(name for name in found if lexicon.classify(name).origin is True)
    doubts = sum(1 for name in found if lexicon.classify(name).origin is None)
    unrelated = [name for name in hits if explained.get(name, {}).get("related") != "yes"]
    packages = sorted({package for owners in found.values() for package in owners})
    each = 20_000 * len(unrelated) / max(1, len(found))
    yield f"{len(found)} distinct identifiers of {len(packages)} top-level modules: {', '.join(packages)}"
    yield f"called origin: {len(hits)}, of which unrelated to persons {len(unrelated)} ({each:.2f} in 20,000)"
    doubted = 20_000 * doubts / max(1, len(found))
    yield f"left in doubt, silent without a second witness: {doubts} ({doubted:.2f} in 20,000)"
    for name in hits:
        verdict = lexicon.classify(name)
        why = explained.get(name, {}).get("explanation", "NOT EXPLAINED")
        yield f"  {name} ({', '.join(sorted(found[name]))}): {verdict.category}, {verdict.kind.value}. {why}"


def _speed(names: list[str]) -> Iterator[str]:
    lexicon = Lexicon.load()
    start = time.process_time()
    for name in names:
        lexicon.classify(name)
    cold = len(names) / (time.process_time() - start)
    start = time.process_time()
    for _ in range(_ROUNDS):
        for name in names:
            lexicon.classify(name)
    warm = _ROUNDS * len(names) / (time.process_time() - start)
    yield f"speed: {cold:,.0f} new names a second, {warm:,.0f} known names a second"


def _score(answers: Iterable[tuple[str, bool]]) -> Score:
    counted = list(answers)
    return Score(sum(right for _, right in counted), tuple(name for name, right in counted if not right))


def _enough(lexicon: Lexicon, row: dict[str, str]) -> bool:
    origin = lexicon.classify(row["name"]).origin
    return origin is True or (row["answer"] == "doubt" and origin is None)


def _as_listed(lexicon: Lexicon, row: dict[str, str]) -> bool:
    verdict = lexicon.classify(row["name"])
    return verdict.kind.value == row["kind"] and (
        verdict.origin is True or (verdict.possible and row["strength"] == "C")
    )


def _names(name: str) -> Iterator[str]:
    return (row["name"] for row in rows_of(name))


def _of(score: Score) -> str:
    return f"{score.right} of {score.right + len(score.wrong)} ({score.share:.4f})"


def _of_wrong(score: Score) -> str:
    wrong = len(score.wrong)
    return f"{wrong} of {score.right + wrong} ({1 - score.share:.4f})"
