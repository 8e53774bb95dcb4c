"""Which language a file is in, by its name or its first line (`languages.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from originlint.source.toml import load_toml

ROLES = ("code", "data", "artefact", "told", "scanned")


@dataclass(frozen=True, slots=True)
class Language:
    """A language and what is done with its files (`role`, see `languages.toml`)."""

    name: str
    role: str
    endings: tuple[str, ...]
    interpreters: tuple[str, ...]
    contents: tuple[tuple[str, bytes], ...] = ()
    """Endings that do not tell, each with bytes that stand near the beginning of a file in this language."""


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """All languages, found by file name or by the first line."""

    languages: tuple[Language, ...]
    by_name: MappingProxyType[str, Language]
    by_ending: MappingProxyType[str, Language]
    by_interpreter: MappingProxyType[str, Language]

    def of_file(self, name: str) -> Language | None:
        """The language of a file with that name (no folder); None when it takes no part."""
        suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
        for start in range(len(suffixes)):
            language = self.by_ending.get("".join(suffixes[start:]))
            if language is not None:
                return language
        return None

    def tells_by_content(self, name: str) -> bool:
        """Whether files with the ending of that name are in a language only if their content says so."""
        lower = name.lower()
        return any(lower.endswith(ending) for language in self.languages for ending, _ in language.contents)

    def of_content(self, name: str, beginning: bytes) -> Language | None:
        """The language that the first bytes of a file of that name are in; None when they are in none of ours."""
        lower = name.lower()
        for language in self.languages:
            if any(lower.endswith(ending) and sign in beginning for ending, sign in language.contents):
                return language
        return None

    def of_first_line(self, line: bytes) -> Language | None:
        """The language that a `#!` line names; None when it names none of ours."""
        if not line.startswith(b"#!"):
            return None
        words = line[2:].split()
        while words and (words[0].endswith(b"/env") or words[0].startswith(b"-")):
            words = words[1:]
        if not words:
            return None
        command = words[0].rpartition(b"/")[2].decode("ascii", "replace").lower()
        return self.by_interpreter.get(command.rstrip("0123456789.")) or self.by_interpreter.get(command)


@cache
def language_table() -> LanguageTable:
    """Return the table in `languages.toml`. Raises `ValueError` when the table contradicts itself."""
    return read_table(files("originlint.project").joinpath("languages.toml").read_text(encoding="utf-8"))


def read_table(text: str) -> LanguageTable:
    """Build the table from TOML text. Raises `ValueError` for an unknown role or an ending that two languages claim."""
    languages = tuple(_language(entry) for entry in load_toml(text)["language"])
    by_ending: dict[str, Language] = {}
    by_interpreter: dict[str, Language] = {}
    for language in languages:
        for ending in language.endings:
            if by_ending.setdefault(ending, language) is not language:
                raise ValueError(f"the ending {ending} belongs to both {by_ending[ending].name} and {language.name}")
        for interpreter in language.interpreters:
            by_interpreter[interpreter] = language
    return LanguageTable(
        languages,
        MappingProxyType({language.name: language for language in languages}),
        MappingProxyType(by_ending),
        MappingProxyType(by_interpreter),
    )


def _language(entry: dict[str, Any]) -> Language:
    contents = tuple((each["ending"], each["holds"].encode()) for each in entry.get("contents", ()))
    language = Language(
        entry["name"], entry["role"], tuple(entry["endings"]), tuple(entry.get("interpreters", ())), contents
    )
    if language.role not in ROLES:
        raise ValueError(f"the language {language.name} has the unknown role {language.role!r}")
    return language
