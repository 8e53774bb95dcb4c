"""Holes that a program fills before it runs the text: `{name}`, `${name}`, `#{name}`, `%(name)s`, `%s`, `&name` …

What fills them is not known here, so the name stands for it; a hole for a value becomes a parameter. A Jinja text that
cannot be rendered is treated the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from originlint.frontends.templates.jinja.values import identifier
from originlint.frontends.templates.traced import FOREIGN, Traced, cut, joined, segments_of, standing_for

_SKIPPED = r"'(?:[^']|'')*'|--[^\n]*|/\*.*?(?:\*/|\Z)"
_HOLE = re.compile(
    r"(?P<brace>[$#]?\{[ ]*(?P<name>[A-Za-z_][\w.]*)[ ]*(?:![rsa])?"
    r"(?::(?:[-+<>=^#,._\d]*[bcdeEfFgGnosxX%]?|%[^{}\n]*))?\})"
    r"|(?P<percent>%\((?P<key>\w+)\)[sdif])"
    r"|(?P<value>(?<![\w%'\"/:.-])%[sd](?![\w/:-]))"
    r"|(?P<ampersand>&&?(?P<variable>[A-Za-z_]\w*)\.?)(?=[\s,;().'\"]|\Z)"
    r"|(?P<dollar>(?<![\w$])\$(?P<word>[A-Za-z_]\w*)(?!\w*\$))"
    rf"|(?P<skipped>{_SKIPPED})",
    re.DOTALL,
)
_DOLLARS = re.compile(r"\$(\w*)\$")
_OPERAND = re.compile(
    r"(?:[\d)\]\"']|(?<!\w)(?!(?:and|as|between|by|else|from|in|into|join|like|limit|on|or|select|set|table|then|update|"
    r"values|when|where)\s)[A-Za-z_]\w*)\s*\Z",
    re.IGNORECASE,
)
"""What stands before an operator."""
_TAG = re.compile(r"\{#.*?(?:#\}|\Z)|\{%.*?(?:%\}|\Z)|\{\{.*?(?:\}\}|\Z)", re.DOTALL)
_QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
_WORD = re.compile(r"[A-Za-z_]\w*")
_SILENT = frozenset({"config", "log", "set", "do", "print", "exceptions", "return"})


def has_holes(text: str) -> bool:
    """Whether a text has holes of this kind outside strings and comments."""
    return any(not match.group("skipped") for match in _HOLE.finditer(text))


def fill_holes(text: Traced) -> Traced:
    """The text with a name in each hole. Holes inside quotes only lose their marks."""
    return _replaced(text, _HOLE, _filling, inside=True)


def blank_tags(text: str) -> Traced:
    """A Jinja text without its tags: `{{ ref('x') }}` becomes x, any other output a name, all else nothing."""
    return _replaced(text, _TAG, _tag)


def _replaced(
    text: str, pattern: re.Pattern[str], filling: Callable[[re.Match[str]], str | None], inside: bool = False
) -> Traced:
    parts: list[str] = []
    position = 0
    for match in pattern.finditer(text):
        if inside and match.group("skipped"):
            continue
        new = filling(match)
        if new is None:
            continue
        start, end = source_span(text, *match.span())
        parts += [cut(text, position, match.start()), standing_for(new, start, end)]
        position = match.end()
    result = joined([*parts, cut(text, position, len(text))])
    return result if isinstance(result, Traced) else Traced(result, segments_of(result))


def source_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the source that the characters from `start` up to `end` come from."""
    found = [segment for segment in segments_of(cut(text, start, end)) if segment.start != FOREIGN]
    if not found:
        return 0, 0
    return min(each.start for each in found), max(each.start + each.width for each in found)


def _filling(match: re.Match[str]) -> str | None:
    if match.group("dollar") and _DOLLARS.match(match.string, match.start()):
        return None  # `$body$` quotes a function's body
    if match.group("ampersand") and _OPERAND.search(match.string, 0, match.start()) is not None:
        return None  # the operator AND of bits
    name = match.group("name") or match.group("variable") or match.group("word")
    if name:
        return ".".join(identifier(part) for part in name.split(".") if part)
    if match.group("key"):
        return f":{match.group('key')}"
    return "?"


def _tag(match: re.Match[str]) -> str:
    tag = match.group()
    if not tag.startswith("{{"):
        return " "
    words = _WORD.findall(tag)
    if not words or words[0] in _SILENT:
        return " "
    strings = [found[0] or found[1] for found in _QUOTED.findall(tag)]
    if words[0] in ("ref", "source") and strings:
        return ".".join(strings) if words[0] == "source" else strings[-1]
    if words[0] in ("var", "env_var") and strings:
        return identifier(strings[0])
    if "(" not in tag:
        return identifier("_".join(words))
    return f"{identifier(words[0])}({', '.join(each for each in strings if each.isidentifier())})"
