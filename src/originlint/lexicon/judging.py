"""From the terms found in a name to an answer about it."""

from __future__ import annotations

from dataclasses import dataclass

from originlint.lexicon.reading import Hit, Reading
from originlint.lexicon.terms import Strength
from originlint.lexicon.verdict import Certainty, Kind, Verdict
from originlint.lexicon.vocabulary import Vocabulary

_ABBREVIATION = 5
_BESIDE_ABBREVIATIONS = frozenset({"coded", "id", "order", "person", "parent", "partner"})
_NOT_BESIDE_BARE = frozenset({"verb", "scored"})
_AREA_KINDS = frozenset({Kind.DIRECT, Kind.NATIONALITY, Kind.DERIVED})
_WORTH_SAYING = ("parent", "partner", "relative", "coded", "dated", "flag", "encoded", "statistic", "scored")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one term in a name says: the answer, and why."""

    hit: Hit
    origin: bool | None
    kind: Kind
    certainty: Certainty
    reasons: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, bool, int, int, int]:
        """Sort key: a yes before a doubt before a no, direct before proxy, surest and longest first."""
        answer = 0 if self.origin else 1 if self.origin is None else 2
        return (answer, not self.kind.is_direct, self.certainty, -len(self.hit.term.key), self.hit.start)


def judge(name: str, reading: Reading, vocabulary: Vocabulary) -> Verdict:
    """The verdict on a name that was taken apart."""
    opinions = sorted((opinion(reading, hit, vocabulary) for hit in reading.hits), key=lambda each: each.rank)
    if not opinions:
        return nothing(name, "no word of the lexicon occurs in it as a whole word")
    first = opinions[0]
    reasons = first.reasons
    if reading.taken_apart:
        reasons = (f"taken apart it reads {' + '.join(reading.words)}", *reasons)
    if first.origin is False:
        return Verdict(name, False, "", first.kind, Certainty.DEFINITE, reasons)
    because = first.hit.term.reason or first.hit.how
    return Verdict(name, first.origin, first.hit.term.category, first.kind, first.certainty, reasons, because)


def nothing(name: str, reason: str) -> Verdict:
    """The verdict that a name is no origin attribute."""
    return Verdict(name, False, "", Kind.DIRECT, Certainty.DEFINITE, (reason,))


def opinion(reading: Reading, hit: Hit, vocabulary: Vocabulary) -> Opinion:
    """What one term says in the company it keeps."""
    term = hit.term
    company = reading.company_of(hit)
    said = f"'{term.spelling}' names {_readable(term.category)} ({term.source})"
    for rule in vocabulary.rules.get(term.key, ()):
        betrayed = sorted(rule.company.intersection(company) | rule.company & reading.numbered)
        if betrayed and rule.certain:
            reason = f"'{term.spelling}' beside '{betrayed[0]}': {rule.reason}"
            return Opinion(hit, False, term.kind, Certainty.DEFINITE, (reason,))
    doubts = [
        f"'{term.spelling}' beside '{word}': {rule.reason}"
        for rule in vocabulary.rules.get(term.key, ())
        for word in sorted(rule.company.intersection(company))
    ]
    others = frozenset(
        word for other in reading.hits if other is not hit for word in reading.words[other.start : other.stop]
    )
    roles = {word: vocabulary.company.roles_of(word) for word in company if word not in others}
    strange = [word for word, played in roles.items() if not played]
    if term.strength in (Strength.BARE, Strength.EXACT):
        if len(term.key) < _ABBREVIATION:
            strange += [word for word, played in roles.items() if not _BESIDE_ABBREVIATIONS.intersection(played)]
        strange += [word for word, played in roles.items() if played and _NOT_BESIDE_BARE.issuperset(played)]
        if strange:
            reason = f"'{term.spelling}' alone says too little, and '{strange[0]}' does not make it origin"
            return Opinion(hit, False, term.kind, Certainty.DEFINITE, (reason,))
    reasons = [
        *([hit.how] if hit.how else []),
        said,
        *([term.reason] if term.reason else []),
        *_sentences(roles, vocabulary),
    ]
    kind = term.kind
    if kind in _AREA_KINDS and any("statistic" in vocabulary.company.roles_of(word) for word in company):
        kind = Kind.AREA
    if doubts or term.strength in (Strength.WEAK, Strength.BARE):
        reasons += doubts or [f"'{term.spelling}' can mean something else, so it needs a second witness"]
        return Opinion(hit, None, kind, Certainty.POSSIBLE, tuple(reasons))
    if term.strength is Strength.PLAIN:
        if strange:
            reasons.append(f"'{strange[0]}' beside it is unknown company, so it needs a second witness")
            return Opinion(hit, None, kind, Certainty.POSSIBLE, tuple(reasons))
        return Opinion(hit, True, kind, Certainty.LIKELY, tuple(reasons))
    return Opinion(hit, True, kind, Certainty.LIKELY if hit.how else Certainty.DEFINITE, tuple(reasons))


def _sentences(roles: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> list[str]:
    said: list[str] = []
    for role in _WORTH_SAYING:
        words = [word for word, played in roles.items() if role in played]
        if words:
            said.append(f"'{words[0]}': {vocabulary.company.sentences[role]}")
    return said


def _readable(category: str) -> str:
    return category.removeprefix("proxy_").replace("_", " ")
