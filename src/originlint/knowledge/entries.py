"""The entries of a knowledge file: found by name at once, read and checked when they are asked for.

A project uses a few dozen of some thousand described calls, and TOML is slow to parse. So the text of a file is only
cut at its `[[…]]` headings; an entry is parsed on first use. `check` parses all of them, for files that users write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from originlint.errors import UserError
from originlint.knowledge.record import ClassRecord, Option, Record
from originlint.knowledge.signature import parse_signature
from originlint.source.toml import TOMLDecodeError, load_toml

CONSTRUCT = "estimator.construct"
"""The operation of a class that names no other: its instances are estimators of the class's role."""

_HEADING = re.compile(r"^\[\[([^\]\n]*)\]\]", re.M)
_NAMES = re.compile(r"^(?:name|callee)\s*=\s*(?:\"([^\"\n]*)\"|\[([^\]]*)\])", re.M)
_TEXT = re.compile(r"\"([^\"\n]*)\"")

_KEYS = {
    "call": {"callee", "signature", "operation", "options", "reason", "examples"},
    "class": {"name", "role", "bases", "signature", "operation", "options", "reason", "examples"},
    "alias": {"name", "means", "reason"},
}
_EXAMPLE = {"code", "unreported"}
_NEEDED = {"call": ("callee", "operation", "reason"), "class": ("name", "role", "reason"), "alias": ("name", "means")}


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The text of one entry of a file: `kind` is "call", "class" or "alias", `names` what it describes."""

    file: str
    line: int
    kind: str
    names: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        what = f", {self.kind} `{self.names[0]}`" if self.names else f", {self.kind}"
        return f"{self.file}, line {self.line}{what}"

    def record(self, name: str) -> Record:
        """What calling `name` means. Raises UserError when the entry is malformed."""
        table = self._table()
        return Record(
            name,
            self._slots(table),
            str(table.get("operation", CONSTRUCT)),
            self._options(table),
            str(table.get("reason", "")),
        )

    def class_record(self, name: str) -> ClassRecord:
        """What the class `name` is. Raises UserError when the entry is malformed."""
        table = self._table()
        bases = table.get("bases", [])
        if not _is_texts(bases):
            raise self._error("`bases` has to be a list of class names")
        return ClassRecord(name, str(table["role"]), tuple(bases), self._options(table), str(table.get("reason", "")))

    def meaning(self) -> str:
        """The name that an alias stands for. Raises UserError when the entry is malformed."""
        return str(self._table()["means"])

    def check(self) -> None:
        """Read all of it. Raises UserError when it is malformed."""
        table = self._table()
        self._slots(table)
        self._options(table)
        for example in table.get("examples", ()):
            if not isinstance(example, str) and not (isinstance(example, dict) and example.keys() == _EXAMPLE):
                raise self._error("an example has to be text, or a table of `code` and `unreported`")

    def examples(self) -> tuple[Any, ...]:
        """The examples, as written: snippets that tests run against the real library."""
        return tuple(self._table().get("examples", ()))

    def _table(self) -> dict[str, Any]:
        try:
            parsed = load_toml(self.text)
        except TOMLDecodeError as error:
            raise self._error(f"no valid TOML: {error}") from error
        table = next(iter(parsed.values()))[0]
        if not isinstance(table, dict):
            raise self._error("not a table")
        if unknown := sorted(table.keys() - _KEYS[self.kind]):
            known = ", ".join(sorted(_KEYS[self.kind]))
            raise self._error(f"unknown key `{unknown[0]}`", f"A [[{self.kind}]] may have: {known}.")
        for key in _NEEDED[self.kind]:
            if key not in table:
                raise self._error(f"`{key}` is missing")
        for key in ("signature", "operation", "role", "reason", "means"):
            if not isinstance(table.get(key, ""), str):
                raise self._error(f"`{key}` has to be text")
        return table

    def _slots(self, table: dict[str, Any]) -> tuple[Any, ...]:
        try:
            return parse_signature(table.get("signature", "*args, **kwargs"))
        except ValueError as error:
            raise self._error(str(error)) from error

    def _options(self, table: dict[str, Any]) -> tuple[tuple[str, Option], ...]:
        options = table.get("options", {})
        if not isinstance(options, dict):
            raise self._error("`options` has to be a table")
        return tuple((key, self._option(key, value)) for key, value in options.items())

    def _option(self, key: str, value: Any) -> Option:
        if isinstance(value, list):
            return tuple(self._option(key, item) for item in value)
        if isinstance(value, (str, int, float, bool)):
            return value
        raise self._error(f"option `{key}` has to be text, a number, a truth value or a list of these")

    def _error(self, message: str, hint: str = "") -> UserError:
        return UserError(f"{self.place}: {message}", hint)


def cut(file: str, text: str) -> Iterator[RawEntry]:
    """Cut the text of a knowledge file into its entries. Raises UserError for a heading of another kind."""
    headings = list(_HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.start() : following.start() if following else len(text)]
        kind = heading.group(1).strip()
        line = text.count("\n", 0, heading.start()) + 1
        if kind not in _KEYS:
            raise UserError(
                f"{file}, line {line}: unknown table [[{kind}]]", "Known are [[call]], [[class]] and [[alias]]."
            )
        found = _NAMES.search(body)
        names: tuple[str, ...] = ()
        if found is not None:
            names = (found.group(1),) if found.group(1) is not None else tuple(_TEXT.findall(found.group(2)))
        entry = RawEntry(file, line, kind, names, body)
        if not names:
            entry.check()
            raise UserError(f"{entry.place}: it names nothing")
        yield entry


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
