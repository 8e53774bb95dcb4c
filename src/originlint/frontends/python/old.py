"""Python 2 to text that Python 3 parses, every character at its place.

Only what stands in most old scripts is done: print and exec statements, `except E, e`, `raise E, "…"`, `<>` and octal
numbers. What the statements did does not matter here, which names they read does.
"""

from __future__ import annotations

import re

_SKIPPED = r"""
    \#[^\r\n]*
  | [rRuUbB]{0,2}'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''
  | [rRuUbB]{0,2}\"\"\"[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"\"\"
  | [rRuUbB]{0,2}'[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'
  | [rRuUbB]{0,2}"[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"
"""
_OLD = re.compile(
    rf"""
    (?P<skipped>{_SKIPPED})
  | (?P<statement>(?:(?<=[\r\n;:])|^)[ \t]*(?:print|exec)(?=[ \t]*[^\s=.(,;:)\]}}]))(?P<to>[ \t]*>>)?
  | (?P<caught>\bexcept\b[ \t]+[\w.]+|\bexcept[ \t]*\([^()\r\n]*\))(?P<name>[ \t]*,[ \t]*\w+)(?=[ \t]*:)
  | (?P<raised>\braise[ \t]+[\w.]+[ \t]*),
  | (?P<unequal><>)
  | (?<![\w.])(?P<octal>0)(?=[0-7]+[lL]?\b)
  | (?<=\d)(?P<long>[lL])\b
    """,
    re.VERBOSE | re.DOTALL,
)


def modern(text: str) -> str:
    """The text with what Python 3 does not know written otherwise, and just as long."""
    return _OLD.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "statement" | "to":
            # `print x` becomes `0    ;x`: two statements, of which the second reads what was printed.
            word = match.group("statement")
            start = len(word) - len(word.lstrip(" \t"))
            rest = len(found) - start
            return word[:start] + "0" + " " * (rest - 2) + ";"
        case "name":
            return match.group("caught") + " " * len(match.group("name"))
        case "raised":
            return match.group("raised") + ";"
        case "unequal":
            return "!="
        case "octal" | "long":
            return " "
        case _:
            return found
