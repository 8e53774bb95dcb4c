"""Colours by meaning. Renderers paint words; only here is it known what paint looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from originlint.rules.severity import Severity

Role: TypeAlias = Literal["error", "warning", "note", "gutter", "step", "strong", "faint"]

_RESET = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Palette:
    """ANSI codes by role; a role without one is not painted."""

    codes: Mapping[Role, str] = field(default_factory=lambda: MappingProxyType({}))

    def paint(self, role: Role, text: str) -> str:
        """The text in the colour of that role."""
        code = self.codes.get(role)
        return text if code is None or not text else f"\x1b[{code}m{text}{_RESET}"

    def severity(self, severity: Severity, text: str) -> str:
        """The text in the colour of that severity."""
        match severity:
            case Severity.ERROR:
                return self.paint("error", text)
            case Severity.WARNING:
                return self.paint("warning", text)
            case _:
                return self.paint("note", text)


PLAIN = Palette()
"""No colour at all."""

ANSI = Palette(
    MappingProxyType(
        {
            # Base colours, which terminals show legibly on their own background, light or dark (94, not 34).
            "error": "1;31",
            "warning": "1;33",
            "note": "1;36",
            "gutter": "94",
            "step": "94",
            "strong": "1",
            "faint": "2",
        }
    )
)
"""For terminals."""
