"""The description of a rule for people: as Markdown, and as plain text."""

from __future__ import annotations

import re
import textwrap

from originlint.rules.catalogue import Catalogue, Rule

_HEADINGS = ("What it finds", "Why it matters", "Example", "What to do instead", "When it is acceptable")
_OF_THE_RECORD = ("ORL5", "ORL9")
"""Rules about records, comments and files, which are as severe whatever the attribute is."""
_EMPHASIS = re.compile(r"\*{1,2}(\w[^*`]*\w)\*{1,2}")
_LINK = re.compile(r"\[([^\]]+)\]\((https://[^)]+)\)")


def markdown(rule: Rule, catalogue: Catalogue) -> str:
    """The whole description of a rule as Markdown, with links to the legal sources."""
    bodies = (rule.finds, rule.why, rule.example, rule.instead, rule.acceptable)
    parts = [f"# {rule.code} {rule.name}", rule.full]
    for heading, body in zip(_HEADINGS, bodies, strict=True):
        parts += [f"## {heading}", body]
    parts += ["## Legal grounds", "\n".join(_grounds(rule, catalogue))]
    parts += ["## Severity", _severity(rule)]
    return "\n\n".join(parts) + "\n"


def plain(rule: Rule, catalogue: Catalogue, width: int = 100) -> str:
    """The same as plain text, wrapped: for terminals and for viewers that show no Markdown."""
    lines: list[str] = []
    in_code = False
    for line in markdown(rule, catalogue).splitlines():
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            lines.append("    " + line)
        elif line.startswith("#"):
            lines.append(line.lstrip("# ").rstrip())
        else:
            text = _EMPHASIS.sub(r"\1", _LINK.sub(r"\1 (\2)", line)).replace("`", "'")
            hanging = "  " if text.startswith("- ") else ""
            lines.extend(textwrap.wrap(text, width, subsequent_indent=hanging, break_on_hyphens=False) or [""])
    return "\n".join(lines).strip() + "\n"


def _grounds(rule: Rule, catalogue: Catalogue) -> list[str]:
    return [
        f"- {provision.says} ([{instrument.name}]({instrument.url}), {provision.place})"
        for instrument, provision in catalogue.provisions(rule)
    ]


def _severity(rule: Rule) -> str:
    if rule.level.fails and not rule.code.startswith(_OF_THE_RECORD):
        return (
            "Error for origin itself (kinds D, N, G, R), warning for what stands in for it (P1, P2), note for areas "
            "and free text (A, E); one step lower when the name or the path is merely possible."
        )
    return f"{rule.level.value.capitalize()}." if rule.level.fails else "Note: it does not fail a run."
