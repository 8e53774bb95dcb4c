"""The sentence that says what was found: a template of the rule, filled with quoted names."""

from __future__ import annotations

import string

_LONGEST = 80
_PLACEHOLDERS = ("attribute", "sink", "dataset", "reason")
_MISSING = {"attribute": "an attribute", "sink": "a score", "dataset": "a dataset"}


def placeholders(template: str) -> tuple[str, ...]:
    """The placeholders of a template, in order. Raises ValueError for a template that cannot be filled."""
    found = tuple(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    if unknown := sorted(set(found) - set(_PLACEHOLDERS)):
        raise ValueError(f"{{{unknown[0]}}} is no placeholder")
    return found


def fill(
    template: str, *, attribute: str, sink: str | None = None, dataset: str | None = None, reason: str = ""
) -> str:
    """The sentence with its names in single quotes; a name that is not known becomes a general word. The reason is
    words of ours and stands as it is."""
    names = {"attribute": attribute, "sink": sink, "dataset": dataset}
    quoted = {key: f"'{printable(name)}'" if name else _MISSING[key] for key, name in names.items()}
    return template.format(**quoted, reason=printable(reason))


def numbered(template: str) -> str:
    """The template in SARIF's notation: {0} is the attribute, {1} the sink, {2} the dataset, {3} a reason."""
    return template.format(**{name: f"'{{{number}}}'" for number, name in enumerate(_PLACEHOLDERS)})


def printable(name: str, longest: int = _LONGEST) -> str:
    """A name from the code as one short line: what cannot be printed is escaped, and the middle of a long one cut."""
    text = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)
    if len(text) <= longest:
        return text
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
