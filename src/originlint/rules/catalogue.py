"""The rules: what each one finds, why it matters, and what can be done, from the data files beside this module."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType

from originlint.rules.entries import CatalogueError, Entry
from originlint.rules.grounds import Instrument, Provision, read_grounds
from originlint.rules.message import placeholders
from originlint.rules.severity import Severity
from originlint.source.toml import load_toml

GROUNDS = "grounds.toml"

LONGEST = 1024
"""GitHub cuts the short and the full description of a rule there."""

_CODE = re.compile(r"ORL[1-9][0-9]{2}")
_NAME = re.compile(r"([A-Z][a-z]+)+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `messages` are templates for its first sentence, by variant; `grounds` are ids of provisions."""

    code: str
    name: str
    level: Severity
    short: str
    full: str
    finds: str
    why: str
    example: str
    instead: str
    acceptable: str
    messages: Mapping[str, str] = field(hash=False)
    grounds: tuple[str, ...]

    def message(self, variant: str) -> str:
        """The template for that variant; the one for "data" stands in where there is none."""
        return self.messages.get(variant, self.messages["data"])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules by code, in order, and the legal instruments they refer to."""

    rules: Mapping[str, Rule]
    instruments: tuple[Instrument, ...]

    def provisions(self, rule: Rule) -> tuple[tuple[Instrument, Provision], ...]:
        """What the rule refers to, in the rule's order."""
        known = {
            provision.id: (instrument, provision)
            for instrument in self.instruments
            for provision in instrument.provisions
        }
        return tuple(known[ground] for ground in rule.grounds)

    def matching(self, prefix: str) -> tuple[Rule, ...]:
        """The rules whose code begins so; all of them for "ALL"."""
        return tuple(rule for rule in self.rules.values() if prefix == "ALL" or rule.code.startswith(prefix))


@functools.lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The rules that come with the program. Raises `CatalogueError` naming the file and the entry at fault."""
    rules: list[Rule] = []
    instruments: tuple[Instrument, ...] = ()
    files = (item for item in resources.files("originlint.rules").joinpath("data").iterdir())
    for file in sorted(files, key=lambda item: item.name):
        if file.name.endswith(".toml"):
            document = load_toml(file.read_text(encoding="utf-8"))
            if file.name == GROUNDS:
                instruments = read_grounds(file.name, document)
            else:
                top = Entry(file.name, document)
                rules.extend(_rule(entry) for entry in top.tables("rules"))
                top.done()
    return assembled(rules, instruments)


def assembled(rules: list[Rule], instruments: tuple[Instrument, ...]) -> Catalogue:
    """The catalogue of these rules. Raises `CatalogueError` for what only shows when they stand together."""
    grounds = {provision.id for instrument in instruments for provision in instrument.provisions}
    by_code: dict[str, Rule] = {}
    names: set[str] = set()
    for rule in sorted(rules, key=lambda rule: rule.code):
        if rule.code in by_code or rule.name in names:
            raise CatalogueError(f"{rule.code}: the code or the name '{rule.name}' is taken")
        if missing := [ground for ground in rule.grounds if ground not in grounds]:
            raise CatalogueError(f"{rule.code}: '{missing[0]}' is no provision of {GROUNDS}")
        by_code[rule.code] = rule
        names.add(rule.name)
    if unused := sorted(grounds - {ground for rule in rules for ground in rule.grounds}):
        raise CatalogueError(f"{GROUNDS}: no rule refers to '{unused[0]}'")
    return Catalogue(MappingProxyType(by_code), instruments)


def _rule(entry: Entry) -> Rule:
    level = entry.text("level")
    if level not in tuple(Severity):
        raise CatalogueError(f"{entry.where}: 'level' must be one of {', '.join(Severity)}")
    rule = Rule(
        code=entry.text("code"),
        name=entry.text("name"),
        level=Severity(level),
        short=entry.text("short"),
        full=entry.text("full"),
        finds=entry.text("finds"),
        why=entry.text("why"),
        example=entry.text("example"),
        instead=entry.text("instead"),
        acceptable=entry.text("acceptable"),
        messages=MappingProxyType(entry.mapping("messages")),
        grounds=entry.texts("grounds"),
    )
    entry.done()
    _check(entry.where, rule)
    return rule


def _check(where: str, rule: Rule) -> None:
    if not _CODE.fullmatch(rule.code):
        raise CatalogueError(f"{where}: 'code' must be ORL and three digits")
    if not _NAME.fullmatch(rule.name):
        raise CatalogueError(f"{where}: 'name' must be words in capitals, run together")
    for text in (rule.short, rule.full):
        if not text.endswith(".") or len(text) > LONGEST:
            raise CatalogueError(f"{where}: descriptions must be sentences of at most {LONGEST} characters")
    if "```" not in rule.example:
        raise CatalogueError(f"{where}: 'example' must show code")
    if "data" not in rule.messages:
        raise CatalogueError(f"{where}: 'messages' must have 'data'")
    for template in rule.messages.values():
        try:
            placeholders(template)
        except ValueError as error:
            raise CatalogueError(f"{where}: message '{template}': {error}") from error
        if not template.endswith("."):
            raise CatalogueError(f"{where}: message '{template}' must end with a full stop")
