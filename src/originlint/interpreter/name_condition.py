"""Conditions that let some columns in by their names: what `startswith`, `filter(regex=…)` and the like decide."""

from __future__ import annotations

import re
from collections.abc import Iterable

from originlint.source.frozen import frozen


@frozen
class NameTest:
    """A condition on a column's name. `kind`: "prefix", "suffix", "contains", "regex", "match", "fullmatch",
    "in" (operand is a tuple) or "dtype" (never decided by a name)."""

    kind: str
    operand: str | tuple[str, ...]
    negated: bool = False

    def holds(self, name: str) -> bool | None:
        """Return whether the name passes, or None when a name alone cannot tell."""
        match self.kind, self.operand:
            case "prefix", str(text):
                result = name.startswith(text)
            case "suffix", str(text):
                result = name.endswith(text)
            case "contains", str(text):
                result = text in name
            case "regex", str(text):
                try:
                    result = re.search(text, name) is not None
                except re.error:
                    return None
            case "in", tuple(names):
                result = name in names
            case "match" | "fullmatch", str(text):
                try:
                    found = re.match(text, name) if self.kind == "match" else re.fullmatch(text, name)
                except re.error:
                    return None
                result = found is not None
            case _:
                return None
        return result != self.negated


def listed(tests: Iterable[NameTest]) -> tuple[str, ...] | None:
    """The only names that pass, where one of the tests lists them; None where none does."""
    for test in tests:
        if test.kind == "in" and not test.negated and isinstance(test.operand, tuple):
            return test.operand
    return None
