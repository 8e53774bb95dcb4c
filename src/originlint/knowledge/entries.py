"""The entries of a knowledge file: found by name at once, read and checked when they are asked for.

A project uses a few dozen of some thousand described calls, and TOML is slow to parse. So the text of a file is only
cut at its `[[…]]` headings; an entry is parsed on first use. `check` parses all of them, for files that users write.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from originlint.errors import UserError
from originlint.knowledge.form import EXAMPLE, KEYS, NEEDED, OPTIONS, SCHEMA, VERSION
from originlint.knowledge.record import ClassRecord, Option, Record
from originlint.knowledge.signature import parse_signature
from originlint.source.toml import TOMLDecodeError, load_toml

CONSTRUCT = "estimator.construct"
"""The operation of a class that names no other: its instances are estimators of the class's role."""

_HEADING = re.compile(r"^\[\[([^\]\n]*)\]\]", re.M)
_NAMES = re.compile(r"^(?:name|callee)\s*=\s*(?:\"([^\"\n]*)\"|\[([^\]]*)\])", re.M)
_TEXT = re.compile(r"\"([^\"\n]*)\"")
_EXAMPLES = re.compile(r"^examples\s*=(?!(?s:.*)^[\w-]+\s*=)", re.M)
"""Examples behind which no other key can stand."""


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
        table = self._meaning()
        return Record(
            name,
            self._slots(table),
            str(table.get("operation", CONSTRUCT)),
            self._options(table),
            str(table.get("reason", "")),
        )

    def class_record(self, name: str) -> ClassRecord:
        """What the class `name` is. Raises UserError when the entry is malformed."""
        table = self._meaning()
        bases = table.get("bases", [])
        if not _is_texts(bases):
            raise self._error("`bases` has to be a list of class names", key="bases")
        return ClassRecord(name, str(table["role"]), tuple(bases), self._options(table), str(table.get("reason", "")))

    def meaning(self) -> str:
        """The name that an alias stands for. Raises UserError when the entry is malformed."""
        return str(self._meaning()["means"])

    def check(self, operations: Collection[str] = ()) -> None:
        """Read all of it. Raises UserError when it is malformed, or names an operation that is not one of these (when
        there are any)."""
        table = self._table()
        self._slots(table)
        for key, _ in self._options(table):
            if key not in OPTIONS:
                raise self._error(f"unknown option `{key}`{_nearest(key, OPTIONS)}", key="options")
        operation = str(table.get("operation", CONSTRUCT))
        if operations and self.kind != "alias" and operation not in operations:
            raise self._error(
                f"unknown operation `{operation}`{_nearest(operation, operations)}",
                "`originlint knowledge --operations` lists them.",
                key="operation",
            )
        self._versions(table)
        if not table.get("reason", "a name") or not all(self.names):
            raise self._error("names and `reason` are not to be empty")
        if self.kind == "class":
            self.class_record(self.names[0])
        for example in table.get("examples", ()):
            if isinstance(example, dict) and "code" in example and example.keys() <= EXAMPLE:
                self._versions(example)
            elif not isinstance(example, str):
                allowed = ", ".join(f"`{key}`" for key in sorted(EXAMPLE - {"code"}))
                raise self._error(
                    "an example has to be text, or a table of `code` and what is said of it",
                    f"It may have: {allowed}.",
                    key="examples",
                )

    def examples(self) -> tuple[dict[str, str], ...]:
        """The examples: snippets that tests run against the real library, each a table with at least `code`, with the
        versions of the entry where it names none."""
        return tuple(
            {**self.versions(), **({"code": example} if isinstance(example, str) else example)}
            for example in self._table().get("examples", ())
        )

    def versions(self) -> dict[str, str]:
        """The versions of the library that it is about: `since` is the first, `until` the first that is too new."""
        table = self._table()
        return {key: table[key] for key in ("since", "until") if key in table}

    def _meaning(self) -> dict[str, Any]:
        """The entry without its examples, where they stand last: they are the most of it."""
        examples = _EXAMPLES.search(self.text)
        try:
            parsed = load_toml(self.text if examples is None else self.text[: examples.start()])
        except TOMLDecodeError:  # they only seemed to be examples, or the error is to be told
            return self._table()
        return self._checked(parsed)

    def _table(self) -> dict[str, Any]:
        try:
            parsed = load_toml(self.text)
        except TOMLDecodeError as error:
            raise self._error(f"no valid TOML: {error}") from error
        return self._checked(parsed)

    def _checked(self, parsed: dict[str, Any]) -> dict[str, Any]:
        table = next(iter(parsed.values()))[0]
        if not isinstance(table, dict):
            raise self._error("not a table")
        if unknown := sorted(table.keys() - KEYS[self.kind]):
            known = ", ".join(sorted(KEYS[self.kind]))
            raise self._error(f"unknown key `{unknown[0]}`", f"A [[{self.kind}]] may have: {known}.", unknown[0])
        for key in NEEDED[self.kind]:
            if key not in table:
                raise self._error(f"`{key}` is missing")
        for key in ("signature", "operation", "role", "reason", "means"):
            if not isinstance(table.get(key, ""), str):
                raise self._error(f"`{key}` has to be text", key=key)
        return table

    def _versions(self, table: dict[str, Any]) -> None:
        for key in ("since", "until"):
            if not VERSION.fullmatch(str(table.get(key, "0"))) or not isinstance(table.get(key, ""), str):
                raise self._error(f'`{key}` has to be a version like "2.1"', key=key)

    def _slots(self, table: dict[str, Any]) -> tuple[Any, ...]:
        try:
            return parse_signature(table.get("signature", "*args, **kwargs"))
        except ValueError as error:
            raise self._error(str(error), key="signature") from error

    def _options(self, table: dict[str, Any]) -> tuple[tuple[str, Option], ...]:
        options = table.get("options", {})
        if not isinstance(options, dict):
            raise self._error("`options` has to be a table", key="options")
        return tuple((key, self._option(key, value)) for key, value in options.items())

    def _option(self, key: str, value: Any) -> Option:
        if isinstance(value, list):
            return tuple(self._option(key, item) for item in value)
        if isinstance(value, (str, int, float, bool)):
            return value
        raise self._error(f"option `{key}` has to be text, a number, a truth value or a list of these", key="options")

    def _error(self, message: str, hint: str = "", key: str = "") -> UserError:
        found = re.search(rf"^{re.escape(key)}\s*=", self.text, re.M) if key else None
        line = self.line + self.text.count("\n", 0, found.start()) if found is not None else self.line
        return UserError(f"{replace(self, line=line).place}: {message}", hint)


def cut(file: str, text: str) -> Iterator[RawEntry]:
    """Cut the text of a knowledge file into its entries. Raises UserError for a heading of another kind, and for what
    stands above the first one, unless that says which schema the file is written in."""
    headings = list(_HEADING.finditer(text))
    _read_preamble(file, text[: headings[0].start()] if headings else text)
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.start() : following.start() if following else len(text)]
        kind = heading.group(1).strip()
        line = text.count("\n", 0, heading.start()) + 1
        if kind not in KEYS:
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


def _read_preamble(file: str, text: str) -> None:
    try:
        said = load_toml(text)
    except TOMLDecodeError as error:
        raise UserError(f"{file}: no valid TOML: {error}") from error
    if unknown := sorted(said.keys() - {"schema"}):
        found = re.search(rf"^\W*{re.escape(unknown[0])}", text, re.M)
        line = text.count("\n", 0, found.start()) + 1 if found is not None else 1
        raise UserError(
            f"{file}, line {line}: unknown key `{unknown[0]}`",
            "Above its entries a file says `schema` and nothing else.",
        )
    if said.get("schema", SCHEMA) != SCHEMA:
        line = text.count("\n", 0, text.index("schema")) + 1
        raise UserError(
            f"{file}, line {line}: schema {said['schema']} is not known", f"This originlint reads schema {SCHEMA}."
        )


def _nearest(word: str, known: Collection[str]) -> str:
    close = get_close_matches(word, sorted(known), 1)
    return f"; `{close[0]}` is known" if close else ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
