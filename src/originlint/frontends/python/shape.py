"""How deeply a text is nested, measured before it is parsed.

libcst's parser is native code: it overflows its stack, and takes the process with it, on nesting that a generated or
hostile file can have (10,000 parentheses), and it is quadratic in the nesting long before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    \#[^\r\n]*
  | '''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''
  | \"\"\"[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"\"\"
  | '[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'
  | "[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"
  | \\\r?\n
  | ([()\[\]{}] | [,;\n] | [.+*/%@&|^~<>-] | \b(?:and|or|not|else|elif|lambda|await|for)\b)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"[{}]|\n(?=[^\s#)\]}])")
_FEW = 50


class Shape(NamedTuple):
    """`depth` is the deepest nesting of brackets, `run` the longest row of operators with nothing to part them, `arms`
    the number of `elif`s."""

    depth: int
    run: int
    arms: int


def measure(text: str) -> Shape:
    """Measure a Python text. It need not be valid Python."""
    deepest = run = longest = arms = 0
    outer: list[int] = []
    for token in _TOKEN.findall(text):
        if not token:
            continue
        if token == "\n":
            if not outer:
                run = 0
        elif token in "([{":
            run += 1  # a call or subscript of what stands before it
            outer.append(run)
            deepest = max(deepest, len(outer))
            longest = max(longest, run)
        elif token in ")]}":
            if outer:
                run = outer.pop()
        elif token in ",;":
            run = 0
        elif token == "elif":
            arms += 1
        else:
            run += 1
            if run > longest:
                longest = run
    return Shape(max(deepest, _braces(text)), longest, arms)


def _braces(text: str) -> int:
    """The depth of braces, those in strings included: formatted strings can be nested in each other's holes."""
    if text.count("{") <= _FEW:
        return 0
    depth = deepest = 0
    for token in _BRACE.findall(text):
        if token == "{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth = max(depth - 1, 0) if token == "}" else 0
    return deepest
