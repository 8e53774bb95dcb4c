"""Examples for records that have none of their own: snippets that fit all names of a kind (`templates.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tests.knowledge.proof.examples import Example, described, example_of
from tests.knowledge.proof.verdict import Proof, is_installed, prove, tried, version_of

from originlint.knowledge.entries import RawEntry
from originlint.knowledge.library import Library
from originlint.source.toml import load_toml


@dataclass(frozen=True, slots=True)
class Template:
    """Snippets for the names that one of the patterns fits."""

    names: tuple[str, ...]
    code: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether the template is for that name."""
        return any(fnmatchcase(name, pattern) for pattern in self.names)


@cache
def templates() -> tuple[Template, ...]:
    """All templates, in the order of the file."""
    text = (Path(__file__).parent / "templates.toml").read_text(encoding="utf-8")
    return tuple(Template(tuple(each["names"]), tuple(each["code"])) for each in load_toml(text)["template"])


def prove_others(library: Library, proofs: Iterable[Proof], only: frozenset[str]) -> Iterator[Proof]:
    """Try the names about which no proof says anything: for each the first snippet that the library runs and in which
    the analyser meets the record. Only names of these libraries."""
    done = {name for proof in proofs for name in tried(library, proof)}
    for name in described(library):
        top = name.partition(".")[0]
        if name in done or not is_installed(top) or top not in only:
            continue
        entry = library.entry(name)
        if entry is None or not _is_for(entry, version_of(top)):
            continue
        for example in snippets(library, name):
            proof = prove(example, library)
            if not proof.raised and not proof.missing and name in tried(library, proof):
                done |= tried(library, proof)
                yield proof
                break


def snippets(library: Library, name: str) -> Iterator[Example]:
    """The snippets that fit a name, in the order in which they are tried."""
    entry = library.entry(name)
    for template in templates() if entry is not None else ():
        if template.fits(name):
            for code in template.code:
                yield example_of(entry, name, {"code": code})  # type: ignore[arg-type]


def _is_for(entry: RawEntry, version: str) -> bool:
    return example_of(entry, entry.names[0], {"code": "0", **entry.versions()}).is_for(version)
