"""Recognising when a name is that of an origin attribute."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from originlint.lexicon.codes import load_codes
from originlint.lexicon.judging import judge, nothing
from originlint.lexicon.lessons import NO_LESSONS, Lessons, Told, learn
from originlint.lexicon.names import LONGEST_NAME, squash
from originlint.lexicon.reading import Reading, read
from originlint.lexicon.terms import LexiconError
from originlint.lexicon.verdict import Certainty, Verdict, Witnesses
from originlint.lexicon.vocabulary import Vocabulary, load_vocabulary
from originlint.lexicon.weighing import settle


@dataclass(frozen=True, slots=True)
class ProjectWord:
    """A word of the project's own: `add` a name as `category`, `deny` a name, or `map` it to a known name.

    `category` is a category of the lexicon for "add", the known name for "map", and empty for "deny". `reason` says
    why, for those who read the report.
    """

    action: Literal["add", "deny", "map"]
    name: str
    category: str
    reason: str


class Lexicon:
    """The words by which origin attributes are recognised. Answers depend on the data and the project's words alone."""

    def __init__(
        self, vocabulary: Vocabulary, words: tuple[ProjectWord, ...] = (), lessons: Lessons = NO_LESSONS
    ) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._lessons = lessons
        self._own = {squash(word.name): word for word in words}
        self._kinds = {term.category: term.kind for term in reversed(list(vocabulary.terms.values()))}
        self._verdicts: dict[str, Verdict] = {}
        for word in words:
            self._check(word)
        self.version = vocabulary.version
        own = json.dumps([[word.action, word.name, word.category, word.reason] for word in words])
        self.hash = hashlib.sha256((vocabulary.hash + own).encode()).hexdigest() if words else vocabulary.hash

    @classmethod
    def load(cls, words: tuple[ProjectWord, ...] = ()) -> Lexicon:
        """The lexicon with the project's own words. Raises `LexiconError` when a data file or a word is wrong."""
        return cls(load_vocabulary(), words)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How much the lexicon knows: terms, pairs, categories, code tables, and the project's own words."""
        return (
            ("terms", len(self._vocabulary.terms)),
            ("pairs", len(self._vocabulary.pairs)),
            ("categories", len(self._kinds)),
            ("code tables", len(load_codes().tables)),
            ("project words", len(self._words)),
        )

    def taught(self, told: Iterable[Told], compared: Mapping[tuple[str, str], frozenset[str]] | None = None) -> Lexicon:
        """This lexicon, with what a project itself says about its names: in texts, and by the values (of a name in a
        file) that it compares them with. Version and hash stay as they are, for they are of the words."""
        coded: list[tuple[Told, Verdict]] = []
        for (path, name), values in (compared or {}).items():
            meaning = self.classify_codes(values) if len(values) > 1 else None
            if meaning is not None and meaning.certainty is Certainty.DEFINITE and meaning.kind.is_direct:
                coded.append((Told(name, meaning.name, path, 0, False), meaning))
        return Lexicon(self._vocabulary, self._words, learn(told, coded, self.classify, self.is_everyday))

    def texts(
        self, name: str, path: str, dataset: str = "", renamed_in: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """What the project says about a name in that file, or for all files; see `Lessons.texts`."""
        return self._lessons.texts(name, path, dataset, renamed_in)

    def untold(self, verdict: Verdict, dataset: str, renamed_in: frozenset[str], is_declared: bool) -> Verdict:
        """The verdict without what the project says, if that is said of other datasets only (see `only_elsewhere`)."""
        if not self._lessons.only_elsewhere(verdict.name, dataset, renamed_in, is_declared):
            return verdict
        return judge(verdict.name, self._read(verdict.name), self._vocabulary)

    def classify(self, name: str) -> Verdict:
        """Whether a name is that of an origin attribute: yes, no, or only if a second witness agrees.

        A name with `{}` in it is a family of names (see `classify_template`).
        """
        verdict = self._verdicts.get(name)
        if verdict is None:
            prefix, gap, suffix = name.partition("{}")
            verdict = self.classify_template(prefix, suffix.replace("{}", " ")) if gap else self._classify(name)
            self._verdicts[name] = verdict
        return verdict

    def classify_template(self, prefix: str, suffix: str) -> Verdict:
        """Whether every name `prefix…suffix` is that of an origin attribute: a family such as `f"race_{value}"`.

        What fills the gap is unknown, so a word at the edge of the gap counts only when it is complete.
        """
        name = f"{prefix}{{}}{suffix}"
        verdict = self.classify(f"{prefix} {suffix}")
        complete = not prefix[-1:].isalnum() and not suffix[:1].isalnum()
        if verdict.origin is True and verdict.certainty is not Certainty.DEFINITE and not complete:
            reasons = (*verdict.reasons, "the word may go on in the part that is filled in")
            return replace(verdict, name=name, origin=None, certainty=Certainty.POSSIBLE, reasons=reasons)
        return replace(verdict, name=name)

    def classify_codes(self, values: frozenset[str]) -> Verdict | None:
        """What a list of values says about the column that holds them; None when they say nothing about origin."""
        return load_codes().classify(values)

    def weigh(self, verdict: Verdict, witnesses: Witnesses) -> Verdict:
        """The verdict with what stands around the name taken into account: a doubt may become yes or no, or stay."""
        if squash(verdict.name) in self._own:
            return verdict
        reading = self._read(verdict.name)
        if verdict.origin is None or not reading.hits:
            told = self._declared(verdict, witnesses)
            if told is not None:
                return told
        return settle(verdict, witnesses, reading, self._vocabulary, load_codes())

    def knows_otherwise(self, name: str) -> bool:
        """Whether the name holds a word of the lexicon, or one of the project's, that was ruled out."""
        return squash(name) in self._own or bool(self._read(name).hits)

    def is_everyday(self, word: str) -> bool:
        """Whether a word is one that person tables are full of, or that stands beside any attribute."""
        return word in self._vocabulary.persons or bool(self._vocabulary.company.roles_of(word))

    def _read(self, name: str) -> Reading:
        return read(name.replace("{}", " "), self._vocabulary)

    def _classify(self, name: str) -> Verdict:
        own = self._own.get(squash(name)) if self._own else None
        if own is not None:
            return self._of_own_word(name, own)
        if len(name) > LONGEST_NAME:
            return nothing(name, f"longer than {LONGEST_NAME} characters, so it is no name")
        verdict = judge(name, self._read(name), self._vocabulary)
        return verdict if verdict.origin is True or not self._lessons.told else self._lessons.verdict(name, verdict)

    def _declared(self, verdict: Verdict, witnesses: Witnesses) -> Verdict | None:
        """The verdict when a declared text about the column names the attribute. A text whose words can mean something
        else is heard like a name."""
        for text in witnesses.descriptions:
            told = self.classify(text[:LONGEST_NAME])
            if told.origin is True and told.certainty is not Certainty.DEFINITE:
                read_text, without = self._read(text[:LONGEST_NAME]), replace(witnesses, descriptions=())
                told = settle(told, without, read_text, self._vocabulary, load_codes())
            if told.origin is True:
                reason = f"it is described as '{text[:LONGEST_NAME]}'"
                reasons = (*verdict.reasons, reason, *told.reasons)
                because = verdict.because or reason
                return Verdict(verdict.name, True, told.category, told.kind, Certainty.LIKELY, reasons, because)
        return None

    def _of_own_word(self, name: str, word: ProjectWord) -> Verdict:
        reason = f"the project says so: {word.reason}"
        if word.action == "deny":
            return nothing(name, reason)
        if word.action == "map":
            known = judge(word.category, self._read(word.category), self._vocabulary)
            reasons = (reason, *known.reasons)
            return Verdict(name, True, known.category, known.kind, Certainty.DEFINITE, reasons, reason)
        return Verdict(name, True, word.category, self._kinds[word.category], Certainty.DEFINITE, (reason,), reason)

    def _check(self, word: ProjectWord) -> None:
        if not squash(word.name) or not word.reason.strip():
            raise LexiconError(f"the project's word {word.name!r} needs a name and a reason")
        if word.action == "add" and word.category not in self._kinds:
            known = ", ".join(sorted(self._kinds))
            raise LexiconError(f"the project's word {word.name!r}: {word.category!r} is none of {known}")
        if word.action == "map" and not judge(word.category, self._read(word.category), self._vocabulary).possible:
            raise LexiconError(f"the project's word {word.name!r}: {word.category!r} is no name that the lexicon knows")
