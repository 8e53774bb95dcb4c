"""OHDSI's SqlRender: `@name`, `{DEFAULT @name = value}` and `{condition} ? {then} : {otherwise}`.

The values of the parameters come from whoever runs the text, so a condition goes both ways and a parameter is a name,
unless the text gives it a default.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from originlint.frontends.templates.jinja.choices import Choices
from originlint.frontends.templates.traced import Traced, cut, grounded, joined, written

_DEFAULT = re.compile(
    r"\{\s*DEFAULT\s+@(\w+)\s*(?:={1,2}\s*)?('[^']*'|\"[^\"]*\"|[^{}]*?)\s*\}[ \t]*\n?", re.IGNORECASE
)
_PARAMETER = re.compile(r"@([A-Za-z_]\w*)")
_THEN = re.compile(r"\s*\?\s*\{")
_ELSE = re.compile(r"\s*:\s*\{")
_MARK = re.compile(
    r"(?P<mark>\{\s*DEFAULT\s+@\w+\s*=|\{[^{}]*@\w+[^{}]*\}\s*\?\s*\{|(?<![\w@.])@\w+\s*\.\s*@?\w+)"
    r"|'(?:[^']|'')*'|--[^\n]*|/\*.*?(?:\*/|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_VARIABLE = re.compile(r"\b(?:DECLARE|SET)\s+@\w+", re.IGNORECASE)
_NEGATED = re.compile(r"\s*!\s*(@\w+)\s*\Z|\s*(@\w+)\s*(?:!=|<>)\s*(\S.*?)\s*\Z", re.DOTALL)

_DEEPEST = 50


def is_sqlrender(text: str) -> bool:
    """Whether a text is meant for SqlRender. A variable of T-SQL, which is spelled `@name` too, is declared."""
    marks = [match.group("mark") for match in _MARK.finditer(text) if match.group("mark")]
    return any(mark.startswith("{") for mark in marks) or (bool(marks) and _VARIABLE.search(text) is None)


def render_sqlrender(text: str) -> tuple[Traced, ...]:
    """The renderings in which each condition goes both ways, as far as their count allows."""
    defaults = {match.group(1): _unquoted(match, text) for match in _DEFAULT.finditer(text)}
    bare: str = text
    pieces: list[str] = []
    position = 0
    for match in _DEFAULT.finditer(text):
        pieces.append(written(text[position : match.start()], position))
        position = match.end()
    bare = joined([*pieces, written(text[position:], position)])
    choices = Choices()
    found: dict[str, Traced] = {}
    for _ in choices.rounds():
        rendered = _filled(_Conditions(bare, choices).render(), defaults)
        found.setdefault(str(rendered), rendered)
    return tuple(found.values())


def _unquoted(match: re.Match[str], text: str) -> str:
    start, end = match.span(2)
    if end - start > 1 and text[start] in "'\"" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    return written(text[start:end], start)


def _filled(text: str, defaults: dict[str, str]) -> Traced:
    """The text with its parameters replaced: by the default, else by their own name."""
    parts: list[str] = []
    position = 0
    for match in _PARAMETER.finditer(text):
        name = match.group(1)
        parts.append(cut(text, position, match.start()))
        parts.append(defaults[name] if defaults.get(name, "").strip() else cut(text, *match.span(1)))
        position = match.end()
    return grounded(joined([*parts, cut(text, position, len(text))]), 0, 0)


@dataclass(slots=True)
class _Conditions:
    """Takes the conditions in a text one by one."""

    text: str
    choices: Choices

    def render(self) -> str:
        return self._block(0, len(self.text), 0)

    def _block(self, start: int, end: int, depth: int) -> str:
        parts: list[str] = []
        position = start
        while (brace := self.text.find("{", position, end)) >= 0:
            parts.append(cut(self.text, position, brace))
            close = self._close(brace, end)
            then = _THEN.match(self.text, close + 1, end) if close >= 0 else None
            if then is None or depth > _DEEPEST:
                parts.append(cut(self.text, brace, brace + 1))
                position = brace + 1
                continue
            then_end = self._close(then.end() - 1, end)
            if then_end < 0:
                parts.append(cut(self.text, brace, brace + 1))
                position = brace + 1
                continue
            otherwise = _ELSE.match(self.text, then_end + 1, end)
            else_end = self._close(otherwise.end() - 1, end) if otherwise is not None else -1
            if self._holds(self.text[brace + 1 : close]):
                parts.append(self._block(then.end(), then_end, depth + 1))
            elif otherwise is not None and else_end >= 0:
                parts.append(self._block(otherwise.end(), else_end, depth + 1))
            position = (else_end if else_end >= 0 else then_end) + 1
        return joined([*parts, cut(self.text, position, end)])

    def _holds(self, condition: str) -> bool:
        """Decide a condition; `{!@a}` and `{@a != x}` are the other way round of `{@a}` and `{@a == x}`."""
        negated = _NEGATED.match(condition)
        if negated is None:
            return self.choices.decide(" ".join(condition.split()), True)
        name, other, value = negated.groups()
        key = name if name is not None else f"{other} == {value}"
        return not self.choices.decide(key, False)

    def _close(self, brace: int, end: int) -> int:
        """Where the brace at that place is closed; -1 when it is not."""
        depth = 0
        for match in _BRACE.finditer(self.text, brace, end):
            depth += 1 if match.group() == "{" else -1
            if depth == 0:
                return match.start()
        return -1


_BRACE = re.compile(r"[{}]")
