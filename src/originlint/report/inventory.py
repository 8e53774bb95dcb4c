"""The inventory in few lines: where origin attributes stand that reach no score."""

from __future__ import annotations

from originlint.report.report import Look
from originlint.report.words import printable_text
from originlint.rules.finding import Finding

_HEADING = "Inventory: origin attributes for which no path to a score was found."


def inventory(findings: list[Finding], look: Look) -> list[str]:
    """One line for each file, attribute and use, with all its line numbers; nothing when there is no such finding."""
    if not findings:
        return []
    places: dict[tuple[str, str, str, str], list[int]] = {}
    for finding in findings:
        key = (finding.entry.path, finding.rule.code, finding.attribute, finding.use)
        places.setdefault(key, []).append(finding.entry.start.line)
    lines = [look.palette.paint("strong", _HEADING)]
    path = ""
    for (here, code, attribute, use), numbers in sorted(places.items()):
        if here != path:
            lines.append(f"  {printable_text(here)}")
            path = here
        shown = ", ".join(str(number) for number in sorted(set(numbers)))
        word = "line" if len(set(numbers)) == 1 else "lines"
        name = printable_text(attribute)
        lines.append(f"    {look.palette.paint('note', code)} '{name}' {use}, {word} {shown}")
    return lines
