"""What a project itself says about its names: labels, comments, data dictionaries, renames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from originlint.lexicon.names import LONGEST_NAME, squash, tokens
from originlint.lexicon.verdict import Certainty, Verdict
from originlint.source.nameless import is_nameless

_SHORTEST_WITHOUT_DIGIT = 3
_NUMBER = re.compile(r"[_-]*\d+")
_ENDING = re.compile(r"\.[a-z]\w{0,8}$")


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A name, and a text that says what it means, in line `line` (0 when not known) of the file `path`.

    `declared` is true for texts that hold wherever the name stands (a label, a comment on a column, a data dictionary).
    A rename or an alias holds in its own file, and elsewhere leaves the name in doubt; so does a text whose words can
    mean something else. `dataset` is the table that it is said of, empty when that is not said.
    """

    name: str
    text: str
    path: str
    line: int
    declared: bool
    dataset: str = ""


def stem(dataset: str | None) -> str:
    """What is compared of the names of datasets: neither folders or schemas, nor the ending of a file, nor case, nor
    numbers, since the deliveries of several years are one dataset here. Empty for a table that has no name."""
    if not dataset or is_nameless(dataset):
        return ""
    last = _ENDING.sub("", re.split(r"[/\\]", dataset.strip("\"'`[] ").lower())[-1])
    last = last.rpartition(".")[2].strip("\"'`[] ")
    return _NUMBER.sub("", last) or last


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was told about names that the lexicon does not know, by squashed name."""

    told: Mapping[str, tuple[tuple[Told, Verdict], ...]]

    def verdict(self, name: str, verdict: Verdict) -> Verdict:
        """The verdict on a name after what was told about it."""
        for told, meaning in self.told.get(squash(name), ()):
            if told.declared and meaning.certainty is Certainty.DEFINITE:
                return taught(verdict, told, meaning, True, Certainty.LIKELY)
            if verdict.origin is False:
                return taught(verdict, told, meaning, None, Certainty.POSSIBLE)
        return verdict

    def texts(
        self, name: str, path: str, dataset: str = "", renamed_in: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """What was told about a name in that file, or for all files; not what was said of another dataset than this
        (its stem; empty when it is not known). `renamed_in` are the stems of the datasets of which a column of that
        name is known to be renamed."""
        return tuple(
            told.text
            for told, _ in self.told.get(squash(name), ())
            if self._may_be_about(told, dataset, renamed_in)
            and (told.declared or told.path == path or (dataset in renamed_in))
        )

    def only_elsewhere(self, name: str, dataset: str, renamed_in: frozenset[str], is_declared: bool) -> bool:
        """Whether all that was told about a name is said of other datasets than this (its stem).

        A table that a text names can be read under another name, such as that of an export. So a text is said of
        another dataset only when this one `is_declared`, with columns of its own.
        """
        about = self.told.get(squash(name), ())
        if not about or not dataset:
            return False
        return not any(
            self._may_be_about(told, dataset, renamed_in) or (told.dataset and not is_declared) for told, _ in about
        )

    @staticmethod
    def _may_be_about(told: Told, dataset: str, renamed_in: frozenset[str]) -> bool:
        if not dataset:
            return True
        if told.dataset:
            return stem(told.dataset) == dataset
        return told.declared or not renamed_in or dataset in renamed_in


NO_LESSONS = Lessons({})


def learn(
    everything: Iterable[Told],
    coded: Iterable[tuple[Told, Verdict]],
    classify: Callable[[str], Verdict],
    is_everyday: Callable[[str], bool],
) -> Lessons:
    """Keep what teaches something: a text that names an origin attribute, about a name that does not say so itself.

    `coded` are names that are compared with the codes of an attribute, and what the codes mean.
    """
    found: dict[str, list[tuple[Told, Verdict]]] = {}
    for told in sorted(set(everything)):
        if classify(told.name).origin is True or not _can_be_taught(told.name, is_everyday):
            continue
        meaning = classify(_beginning(told.text))
        if meaning.origin is True:
            found.setdefault(squash(told.name), []).append((told, meaning))
    for told, meaning in sorted(coded, key=lambda each: each[0]):
        if classify(told.name).origin is False and _can_be_taught(told.name, is_everyday):
            found.setdefault(squash(told.name), []).append((told, meaning))
    return Lessons({name: tuple(lessons) for name, lessons in found.items()})


def taught(verdict: Verdict, told: Told, meaning: Verdict, origin: bool | None, certainty: Certainty) -> Verdict:
    """The verdict on a name of which a text says what it means."""
    place = f"{told.path}:{told.line}" if told.line else told.path
    reason = f"'{told.name}' is '{_beginning(told.text)}', according to {place}"
    return Verdict(verdict.name, origin, meaning.category, meaning.kind, certainty, (reason, *meaning.reasons), reason)


def _can_be_taught(name: str, is_everyday: Callable[[str], bool]) -> bool:
    """Whether a name is particular enough: `v12` and `kolom_nat` are, `code`, `x` and `value` are said of anything."""
    if len(name) > LONGEST_NAME or any(character.isspace() for character in name.strip()):
        return False
    words = [token.text for token in tokens(name) if not token.text.isdigit() and len(token.text) > 1]
    if not words:
        return any(character.isdigit() for character in name) and any(character.isalpha() for character in name)
    long_enough = len(name) >= _SHORTEST_WITHOUT_DIGIT or any(character.isdigit() for character in name)
    return long_enough and not all(is_everyday(word) for word in words)


def _beginning(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST_NAME:
        return text
    return text[:LONGEST_NAME].rpartition(" ")[0] or text[:LONGEST_NAME]
