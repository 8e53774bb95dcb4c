"""Finding the terms of the lexicon in a name."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from originlint.lexicon.names import Token, tokens
from originlint.lexicon.segments import SHORTEST_COMPOUND
from originlint.lexicon.terms import Strength, Term
from originlint.lexicon.vocabulary import Vocabulary

_MOST_WORDS = 16
_WIDEST_TERM = 7
_SHORT_KEY = 5
_LONG_KEY = 8
_SHORTEST_FILLER = 2
_BETWEEN_A_PAIR = frozenset({"coded", "person", "parent", "partner", "relative", "observed", "order"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a name, at the words from `start` up to `stop`; `how` is told when it is spelt otherwise."""

    term: Term
    start: int
    stop: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart: its words, and the terms found among them, longest first, not overlapping.

    `numbered` are words with the number that follows them without a break, such as `f1`.
    """

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    taken_apart: bool
    numbered: frozenset[str] = frozenset()

    def company_of(self, hit: Hit) -> tuple[str, ...]:
        """The words beside the hit."""
        return self.words[: hit.start] + self.words[hit.stop :]


def read(name: str, vocabulary: Vocabulary) -> Reading:
    """Take a name apart and find the terms in it."""
    written = tokens(name)
    if len(written) > _MOST_WORDS:
        return Reading(tuple(token.text for token in written), (), False)
    hits = _find(written, vocabulary)
    if not hits:
        opened = _open_compounds(written, vocabulary)
        if opened != written:
            hits = tuple(hit for hit in _find(opened, vocabulary) if _carries_a_compound(hit, opened))
            if hits:
                return Reading(tuple(token.text for token in opened), hits, True)
        hits = _alike(written, vocabulary)
    numbered = (
        token.text + following.text
        for token, following in itertools.pairwise(written if hits else ())
        if following.text.isdigit() and token.chunk == following.chunk
    )
    return Reading(tuple(token.text for token in written), hits, False, frozenset(numbered))


def _find(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[Hit, ...]:
    found = _windows(words, vocabulary)
    paired = _pairs(words, vocabulary)
    found += [hit for hit in paired if hit.term.strength is not Strength.WEAK]
    if all(hit.term.strength in (Strength.WEAK, Strength.BARE) for hit in found):
        found += [hit for hit in paired if hit.term.strength is Strength.WEAK]
    found.sort(key=lambda hit: (hit.start - hit.stop, -len(hit.term.key), hit.start))
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in found:
        places = range(hit.start, hit.stop)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return tuple(kept)


def _windows(words: Sequence[Token], vocabulary: Vocabulary) -> list[Hit]:
    found: list[Hit] = []
    terms, beginnings = vocabulary.terms, vocabulary.beginnings
    for start in range(len(words)):
        key = ""
        for stop in range(start + 1, min(start + _WIDEST_TERM, len(words)) + 1):
            key += words[stop - 1].text
            if key not in beginnings:
                break
            term = terms.get(key)
            if term is not None and _fits(term, words[start:stop]):
                found.append(Hit(term, start, stop))
    return found


def _fits(term: Term, window: Sequence[Token]) -> bool:
    """Separators of the name may only stand where the term has a space; a short term allows no break at all."""
    if len(window) == 1:
        return term.unbroken
    offset = 0
    for token, following in itertools.pairwise(window):
        offset += len(token.text)
        if offset in term.breaks:
            continue
        if not term.unbroken or token.chunk != following.chunk:
            return False
        if len(term.key) < _SHORT_KEY and token.text.isalpha() and following.text.isalpha():
            return False
    return True


def _alike(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[Hit, ...]:
    """Long words at the end of a compound, misspelt ones and shortened ones."""
    for place, token in enumerate(words):
        term = vocabulary.likeness.shortened(token.text)
        if term is not None:
            return (Hit(term, place, place + 1, f"'{token.text}' is '{term.key}' without its vowels"),)
        if len(token.text) < SHORTEST_COMPOUND:
            continue
        term = vocabulary.likeness.at_an_end(token.text)
        if term is not None:
            how = f"'{token.text}' is a compound with '{term.key}'"
            return (Hit(term, place, place + 1, how),)
        term = vocabulary.likeness.misspelt(token.text)
        if term is not None:
            how = f"'{token.text}' is '{term.key}' with one letter wrong"
            return (Hit(term, place, place + 1, how),)
    return ()


def _pairs(words: Sequence[Token], vocabulary: Vocabulary) -> list[Hit]:
    found: list[Hit] = []
    texts = [token.text for token in words]
    if vocabulary.firsts.isdisjoint(texts):
        return found
    for pair in vocabulary.pairs:
        firsts = [place for place, text in enumerate(texts) if text in pair.first]
        if not firsts:
            continue
        for other in (place for place, text in enumerate(texts) if text in pair.second):
            for first in firsts:
                low, high = min(first, other), max(first, other)
                between = texts[low + 1 : high]
                if first != other and all(_is_between(text, vocabulary) for text in between):
                    found.append(Hit(pair.term, low, high + 1))
    return found


def _is_between(text: str, vocabulary: Vocabulary) -> bool:
    return any(role in _BETWEEN_A_PAIR for role in vocabulary.company.roles_of(text))


def _open_compounds(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The words with every unbroken compound taken apart; chunks first, since capitals can mislead (RACEcode)."""
    if sum(len(token.text) for token in words) < SHORTEST_COMPOUND:
        return tuple(words)
    opened: list[Token] = []
    for _, inside_chunk in itertools.groupby(words, key=lambda token: token.chunk):
        inside = tuple(inside_chunk)
        whole = "".join(token.text for token in inside) if len(inside) > 1 else inside[0].text
        if len(whole) < SHORTEST_COMPOUND:
            opened.extend(inside)
            continue
        parts = vocabulary.segmenter.split(whole)
        if parts is not None:
            opened.extend(Token(part, inside[0].chunk) for part in parts)
            continue
        for token in inside:
            parts = vocabulary.segmenter.split(token.text) if len(inside) > 1 else None
            opened.extend(Token(part, token.chunk) for part in parts or (token.text,))
    return tuple(opened)


def _carries_a_compound(hit: Hit, words: Sequence[Token]) -> bool:
    """Only a word that says much by itself, and a long one when the rest is as short as `pa` or `cd`."""
    shortest = min(len(token.text) for token in words)
    long_enough = len(hit.term.key) >= _LONG_KEY or shortest > _SHORTEST_FILLER
    return hit.term.strength in (Strength.STRONG, Strength.PLAIN) and long_enough
