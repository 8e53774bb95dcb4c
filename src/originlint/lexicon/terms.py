"""The terms of the lexicon: what a word list says, and what each entry is checked against when it is loaded."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from originlint.lexicon.verdict import Kind


class LexiconError(ValueError):
    """A word list is wrong. The message names the file and the entry."""


class Strength(str, enum.Enum):
    """How much a term says by itself.

    STRONG says origin in any company. PLAIN says it when the rest of the name is known to be harmless and needs a
    witness otherwise. WEAK always needs a witness. BARE needs a witness, and in unknown company is not origin at all.
    EXACT says origin, but only when the rest of the name is harmless.
    """

    STRONG = "strong"
    PLAIN = "plain"
    WEAK = "weak"
    BARE = "bare"
    EXACT = "exact"


_SPELLING = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
LANGUAGES = frozenset({"any", "nl", "en", "de", "fr", "es", "pt", "it"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words in order, that name an origin attribute.

    `spelling` is as listed, a space marking where a name may be split. `key` is the spelling without spaces; `breaks`
    are the places in it where a separator may stand, and `unbroken` says that it may do without (a term with a word of
    one letter may not: `p_w_all` is not `pwall`). `reason` is an extra sentence for the finding, or empty.
    """

    spelling: str
    key: str
    breaks: frozenset[int]
    unbroken: bool
    category: str
    kind: Kind
    strength: Strength
    language: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that together name an attribute, in either order: what is asked (country) and of what (birth)."""

    first: frozenset[str]
    second: frozenset[str]
    term: Term


def make_term(
    spelling: str, category: str, kind: Kind, strength: Strength, language: str, source: str, reason: str = ""
) -> Term:
    """A term from its listed spelling."""
    words = spelling.split(" ")
    breaks, length = set(), 0
    for word in words:
        length += len(word)
        breaks.add(length)
    unbroken = len(words) == 1 or not any(len(word) == 1 and word.isalpha() for word in words)
    return Term(
        spelling, "".join(words), frozenset(breaks), unbroken, category, kind, strength, language, source, reason
    )


def read_terms(where: str, document: Mapping[str, Any]) -> Iterator[Term]:
    """The terms of one word list. Raises `LexiconError` naming `where` and the entry that is wrong."""
    unknown = sorted(set(document) - {"group", "pair"})
    if unknown:
        raise LexiconError(f"{where}: unknown table [{unknown[0]}]; a word list has [[group]] and [[pair]]")
    for number, group in enumerate(document.get("group", ()), 1):
        here = f"{where}: group {number}"
        kind, strength = _head(here, group, {"words"})
        for word in words_of(here, group, "words"):
            if _SPELLING.fullmatch(word) is None:
                raise LexiconError(
                    f"{here}: {word!r} must be lower-case letters and digits, folded, with single spaces"
                )
            for spelling in _spellings(word, group["language"]):
                yield make_term(
                    spelling,
                    group["category"],
                    kind,
                    strength,
                    group["language"],
                    group["source"],
                    group.get("reason", ""),
                )


def read_pairs(where: str, document: Mapping[str, Any]) -> Iterator[Pair]:
    """The pairs of one word list. Raises `LexiconError` as `read_terms` does."""
    for number, pair in enumerate(document.get("pair", ()), 1):
        here = f"{where}: pair {number}"
        kind, strength = _head(here, pair, {"first", "second"})
        first, second = words_of(here, pair, "first"), words_of(here, pair, "second")
        term = make_term(f"{first[0]} {second[0]}", pair["category"], kind, strength, pair["language"], pair["source"])
        yield Pair(frozenset(first), frozenset(second), term)


def index_terms(located: Iterable[tuple[str, Term]]) -> dict[str, Term]:
    """Terms by key. Raises `LexiconError` when two lists disagree on a key or list it twice."""
    found: dict[str, tuple[str, Term]] = {}
    for where, term in located:
        if term.key in found:
            earlier, other = found[term.key]
            if other.spelling == term.spelling or other.category != term.category or other.strength != term.strength:
                raise LexiconError(f"{where}: {term.spelling!r} is already listed in {earlier} as {other.spelling!r}")
            term = replace(other, breaks=other.breaks | term.breaks, unbroken=other.unbroken or term.unbroken)
        found[term.key] = (where, term)
    return {key: term for key, (_, term) in found.items()}


def words_of(here: str, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A non-empty list of distinct words in a table of data. Raises `LexiconError` otherwise."""
    words = table.get(name)
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(f"{here}: '{name}' must be a list of words")
    return tuple(dict.fromkeys(words))


def text_of(here: str, table: Mapping[str, Any], name: str) -> str:
    """A non-empty text in a table of data. Raises `LexiconError` otherwise."""
    text = table.get(name)
    if not isinstance(text, str) or not text.strip():
        raise LexiconError(f"{here}: '{name}' must be a text")
    return text


def _spellings(word: str, language: str) -> Iterator[str]:
    """The word, and for German also its form when an umlaut loses its dots instead of becoming two letters."""
    yield word
    without = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if language == "de" and without != word:
        yield without


def _head(here: str, table: Mapping[str, Any], own: set[str]) -> tuple[Kind, Strength]:
    unknown = sorted(set(table) - own - {"category", "kind", "strength", "language", "source", "reason"})
    if unknown:
        raise LexiconError(f"{here}: unknown key '{unknown[0]}'")
    for name in ("category", "source"):
        text_of(here, table, name)
    if table.get("language") not in LANGUAGES:
        raise LexiconError(f"{here}: language {table.get('language')!r} is none of {', '.join(sorted(LANGUAGES))}")
    try:
        return Kind(table.get("kind")), Strength(table.get("strength"))
    except ValueError as error:
        raise LexiconError(f"{here}: {error}") from None
