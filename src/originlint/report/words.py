"""Phrases that several formats share."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.report.report import Report
from originlint.rules.finding import Finding
from originlint.rules.mapping import INVENTORY
from originlint.rules.message import printable
from originlint.source.site import Range


def place(where: Range) -> str:
    """`path:line:column`."""
    return f"{printable(where.path)}:{where.start.line}:{where.start.column}"


def cell(where: Range) -> str:
    """` in cell 4` for notebooks, nothing for other files."""
    return "" if where.cell is None else f" in cell {where.cell}"


def sentence(text: str) -> str:
    """A step's words as a sentence: names in single quotes, a capital in front, a full stop behind."""
    text = printable_text(text).replace("`", "'").strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def printable_text(text: str) -> str:
    """The text on one line, with what cannot be printed escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def explanation(finding: Finding) -> str:
    """The message and all that goes on from it, for formats without links."""
    return " ".join((finding.message, *ends(finding), *finding.details))


def ends(finding: Finding) -> tuple[str, ...]:
    """Where the flow begins and where it counts, as one sentence; nothing when there is only one place."""
    if finding.sink_range is None:
        return (f"It stands{cell(finding.entry)}.",) if finding.entry.cell is not None else ()
    entry, sink = finding.entry, finding.sink_range
    return (f"It enters at {place(entry)}{cell(entry)} and counts at {place(sink)}{cell(sink)}.",)


def annotated(report: Report) -> Iterator[Finding]:
    """What services show beside the code: all but the inventory, which would crowd out the few that they show."""
    return (finding for finding in report.shown if not finding.rule.code.startswith(INVENTORY))
