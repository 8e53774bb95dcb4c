"""The words that stand beside an attribute in a name: harmless ones, and those that give it another meaning."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from originlint.lexicon.terms import LexiconError, text_of, words_of


@dataclass(frozen=True, slots=True)
class Company:
    """Roles of harmless words, and the sentence that each role adds to the reasons."""

    roles: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, str]

    def roles_of(self, word: str) -> tuple[str, ...]:
        """The roles that a word can play; empty when it is unknown company."""
        if word.isdigit():
            return ("order",)
        return self.roles.get(word, ())


@dataclass(frozen=True, slots=True)
class Rule:
    """In this company the term means something else (`certain`), or may mean something else."""

    company: frozenset[str]
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Veto:
    """Siblings in whose presence certain terms mean something else; `hints` say so when there are several. `far`: also
    when they stand in other files of a project, as horses do; threads and parsers say nothing there."""

    name: str
    says: str
    words: frozenset[str]
    siblings: frozenset[str]
    hints: frozenset[str]
    far: bool


def read_company(where: str, document: Mapping[str, Any]) -> Company:
    """The roles of harmless words. Raises `LexiconError` naming the entry at fault."""
    roles: dict[str, tuple[str, ...]] = {}
    sentences: dict[str, str] = {}
    for number, table in enumerate(document.get("role", ()), 1):
        here = f"{where}: role {number}"
        name = text_of(here, table, "name")
        if name in sentences:
            raise LexiconError(f"{here}: role {name!r} is listed twice")
        sentences[name] = text_of(here, table, "says")
        for word in words_of(here, table, "words"):
            roles[word] = (*roles.get(word, ()), name)
    return Company(roles, sentences)


def read_rules(where: str, document: Mapping[str, Any], terms: Container[str]) -> dict[str, tuple[Rule, ...]]:
    """The rules about false friends, by key of the term. Raises `LexiconError` naming the entry at fault."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for number, table in enumerate(document.get("rule", ()), 1):
        here = f"{where}: rule {number}"
        if table.get("answer") not in ("no", "doubt"):
            raise LexiconError(f'{here}: answer must be "no" or "doubt"')
        rule = Rule(
            frozenset(words_of(here, table, "company")), table["answer"] == "no", text_of(here, table, "reason")
        )
        for word in words_of(here, table, "words"):
            key = word.replace(" ", "")
            if key not in terms:
                raise LexiconError(f"{here}: {word!r} is no term of the lexicon")
            rules[key] = (*rules.get(key, ()), rule)
    return rules


def read_vetoes(where: str, document: Mapping[str, Any]) -> tuple[Veto, ...]:
    """The siblings that speak against a term. Raises `LexiconError` naming the entry at fault."""
    return tuple(
        Veto(
            text_of(here, table, "name"),
            text_of(here, table, "says"),
            frozenset(word.replace(" ", "") for word in words_of(here, table, "words")),
            frozenset(words_of(here, table, "siblings")),
            frozenset(words_of(here, table, "hints")) if "hints" in table else frozenset(),
            bool(table.get("far", False)),
        )
        for here, table in (
            (f"{where}: veto {number}", table) for number, table in enumerate(document.get("veto", ()), 1)
        )
    )
