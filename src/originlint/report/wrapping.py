"""Text in the width that a terminal has."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.report.coverage import counted
from originlint.report.excerpt import width
from originlint.report.report import Look
from originlint.report.words import printable_text
from originlint.rules.finding import Finding


def wrapped(text: str, room: int, taken: int = 0) -> list[str]:
    """The text in lines of at most `room` terminal cells, of which `taken` are not free on the first one. They are
    broken between words, and inside a word only where a line is too short for it."""
    lines, line, cells = [], "", taken
    for word in printable_text(text).split(" "):
        wide = width(word)
        if line and cells + 1 + wide > room:
            lines.append(line)
            line, cells = "", 0
        elif line:
            line, cells = line + " ", cells + 1
        for char in word:
            if line and cells + width(char) > room:
                lines.append(line)
                line, cells = "", 0
            line, cells = line + char, cells + width(char)
    return [*lines, line] if line else lines


def title(finding: Finding, look: Look, count: int = 1) -> Iterator[str]:
    """The rule and the message of a finding, which `count` findings have."""
    code = f"{finding.severity.value}[{finding.rule.code}]"
    times = f" ({counted(count, 'score')})" if count > 1 else ""
    first, *rest = wrapped(finding.message + times, look.width - 2, taken=len(code))
    yield f"{look.palette.severity(finding.severity, code)}: {look.palette.paint('strong', first)}"
    for line in rest:
        yield f"  {look.palette.paint('strong', line)}"
