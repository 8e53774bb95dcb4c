"""Everything the lexicon knows, read from its data files and checked."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from originlint.lexicon.company import Company, Rule, Veto, read_company, read_rules, read_vetoes
from originlint.lexicon.likeness import Likeness
from originlint.lexicon.segments import Segmenter
from originlint.lexicon.terms import (
    LexiconError,
    Pair,
    Strength,
    Term,
    index_terms,
    read_pairs,
    read_terms,
    words_of,
)
from originlint.source.toml import TOMLDecodeError, load_toml

VERSION = "1"
"""Raised when the meaning of the data changes; the hash says exactly which data it was."""

_SHORTEST_COMPOUND_WORD = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of the lexicon, indexed for look-up. `beginnings` are those of the terms' keys, `firsts` the words that
    a pair can begin with."""

    terms: Mapping[str, Term]
    beginnings: frozenset[str]
    pairs: tuple[Pair, ...]
    firsts: frozenset[str]
    company: Company
    rules: Mapping[str, tuple[Rule, ...]]
    persons: frozenset[str]
    shared: frozenset[str]
    vetoes: tuple[Veto, ...]
    segmenter: Segmenter
    likeness: Likeness
    atoms: frozenset[str]
    version: str
    hash: str


@functools.lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the data that come with the program. Raises `LexiconError` naming the file and the entry at fault."""
    files = _data_files()
    digest = hashlib.sha256()
    documents: dict[str, dict[str, Any]] = {}
    for name, content in files:
        digest.update(name.encode() + b"\0" + content + b"\0")
        if not name.startswith("codes/"):
            documents[name] = _parse(name, content)
    lists = {name: document for name, document in documents.items() if name.startswith("terms/")}
    terms = index_terms((name, term) for name, document in lists.items() for term in read_terms(name, document))
    pairs = tuple(pair for name, document in lists.items() for pair in read_pairs(name, document))
    rules = read_rules("false_friends.toml", documents["false_friends.toml"], terms)
    witnesses = documents["witnesses.toml"]
    fillers = words_of("compounds.toml", documents["compounds.toml"], "words")
    spoken = {
        word for term in terms.values() if term.strength is not Strength.BARE for word in term.spelling.split(" ")
    }
    parts = {word for word in spoken if len(word) > _SHORTEST_COMPOUND_WORD and not word.isdigit()} | set(fillers)
    return Vocabulary(
        terms=terms,
        beginnings=frozenset(key[:end] for key in terms for end in range(1, len(key) + 1)),
        pairs=pairs,
        firsts=frozenset(word for pair in pairs for word in pair.first),
        company=read_company("company.toml", documents["company.toml"]),
        rules=rules,
        persons=frozenset(words_of("witnesses.toml", witnesses, "person")),
        shared=frozenset(words_of("witnesses.toml", witnesses, "shared")),
        vetoes=read_vetoes("witnesses.toml", witnesses),
        segmenter=Segmenter(parts),
        likeness=Likeness(terms.values(), words_of("compounds.toml", documents["compounds.toml"], "other")),
        atoms=frozenset(word for term in terms.values() for word in term.spelling.split(" ")),
        version=VERSION,
        hash=digest.hexdigest(),
    )


def data_file(name: str) -> dict[str, Any]:
    """One data file of the lexicon, such as "codes/iso3166.toml". Raises `LexiconError` when it cannot be read."""
    content = resources.files("originlint.lexicon").joinpath("data", *name.split("/")).read_bytes()
    return _parse(name, content)


def _parse(name: str, content: bytes) -> dict[str, Any]:
    try:
        return load_toml(content.decode("utf-8"))
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}: {error}") from None


def _data_files() -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    open_folders = [("", resources.files("originlint.lexicon").joinpath("data"))]
    while open_folders:
        prefix, folder = open_folders.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                open_folders.append((f"{prefix}{entry.name}/", entry))
            elif entry.name.endswith(".toml"):
                found.append((prefix + entry.name, entry.read_bytes()))
    return sorted(found)
