"""Settling a doubtful name by what stands around it."""

from __future__ import annotations

import functools
from dataclasses import replace

from originlint.lexicon.codes import CodeTables
from originlint.lexicon.company import Veto
from originlint.lexicon.names import tokens
from originlint.lexicon.reading import Reading
from originlint.lexicon.terms import Strength, Term
from originlint.lexicon.verdict import Certainty, Verdict, Witnesses
from originlint.lexicon.vocabulary import Vocabulary

_SEVERAL = 2
_RELATED = {
    "region_of_origin": {"country_of_birth", "nationality", "national_origin"},
    "national_origin": {"country_of_birth", "nationality", "region_of_origin", "ethnicity"},
    "country_of_birth": {"region_of_origin", "nationality"},
    "nationality": {"citizenship", "country_of_birth", "region_of_origin"},
    "citizenship": {"nationality", "country_of_birth"},
    "race": {"ethnicity"},
    "ethnicity": {"race", "national_origin", "region_of_origin", "nationality"},
    "ancestry": {"ethnicity", "race", "nationality"},
}


def settle(
    verdict: Verdict, witnesses: Witnesses, reading: Reading, vocabulary: Vocabulary, codes: CodeTables
) -> Verdict:
    """The verdict with the witnesses heard. A veto of the siblings turns a doubt, or a plain word, into no.

    A weak word is settled by declared texts, by its values, by several columns of persons beside it, or by one such
    column together with a flow into a score; a proxy needs one that is said of nothing but persons. A flow into a score
    alone settles only a word of which no other meaning is known.
    """
    if verdict.origin is False:
        return verdict
    term = _term_of(verdict, reading)
    words = _words_of(witnesses.siblings)
    persons = sorted((words & vocabulary.persons) - set(reading.words))
    clear = [word for word in persons if word not in vocabulary.shared]
    if term is not None and term.strength is not Strength.STRONG:
        against = _veto(term, words, len(clear), vocabulary.vetoes)
        if not against and not clear:
            project = _words_of(witnesses.project)
            clear_there = len((project & vocabulary.persons) - vocabulary.shared)
            far = tuple(veto for veto in vocabulary.vetoes if veto.far)
            against = _veto(term, project, max(1, clear_there), far)
        if against:
            return Verdict(verdict.name, False, "", verdict.kind, Certainty.LIKELY, (*verdict.reasons, against))
    said = _evidence(verdict, witnesses, codes)
    if verdict.origin is True:
        if verdict.certainty is Certainty.LIKELY and (said or clear or len(persons) >= _SEVERAL):
            more = said or f"columns of persons stand beside it: {_listed(persons)}"
            return _true(verdict, Certainty.DEFINITE, more)
        return verdict
    if said:
        return _true(verdict, Certainty.LIKELY, said)
    if len(persons) >= _SEVERAL and clear:
        return _true(verdict, Certainty.LIKELY, f"columns of persons stand beside it: {_listed(persons)}")
    beside = persons if verdict.kind.is_direct else clear
    if witnesses.scored and beside:
        return _true(verdict, Certainty.POSSIBLE, f"it flows into a score, and '{beside[0]}' stands beside it")
    if witnesses.scored and term is not None and term.strength is Strength.PLAIN and not _ambiguous(term, vocabulary):
        return _true(verdict, Certainty.POSSIBLE, "it flows into a score")
    return verdict


def _term_of(verdict: Verdict, reading: Reading) -> Term | None:
    return next((hit.term for hit in reading.hits if hit.term.category == verdict.category), None)


def _veto(term: Term, siblings: frozenset[str], clear_persons: int, vetoes: tuple[Veto, ...]) -> str:
    for veto in vetoes:
        if term.key in veto.words:
            against = sorted(siblings & veto.siblings)
            hints = sorted(siblings & veto.hints)
            against += hints if against or len(hints) >= _SEVERAL else []
            if against and len(against) >= clear_persons:
                return f"{veto.says}: {_listed(against)}"
    return ""


def _ambiguous(term: Term, vocabulary: Vocabulary) -> bool:
    return term.key in vocabulary.rules or any(term.key in veto.words for veto in vocabulary.vetoes)


def _evidence(verdict: Verdict, witnesses: Witnesses, codes: CodeTables) -> str:
    categories = frozenset({verdict.category, *_RELATED.get(verdict.category, ())})
    table = codes.among(witnesses.values, categories)
    # That a country is compared with countries does not say whose it is.
    if table is not None and (table.kind.is_direct or verdict.kind.is_direct or witnesses.scored):
        return f"it is compared with {table.says} ({table.source})"
    return ""


@functools.lru_cache(maxsize=256)
def _words_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(token.text for name in names if len(name) <= 80 for token in tokens(name))


def _listed(words: list[str]) -> str:
    return ", ".join(words[:4])


def _true(verdict: Verdict, certainty: Certainty, reason: str) -> Verdict:
    return replace(verdict, origin=True, certainty=certainty, reasons=(*verdict.reasons, reason))
