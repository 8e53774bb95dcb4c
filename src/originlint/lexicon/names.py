"""Taking a name apart: separators, case, digits and diacritics."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 80
"""Longer texts are prose, keys or blobs, not names (domain.md 1.7: identifiers over 60 characters are noise)."""

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_CHUNK = re.compile(r"[A-Za-z0-9]+")
_SPELLED_OUT = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name in lower case, and the number of the chunk (text between separators) that it stands in."""

    text: str
    chunk: int


def fold(text: str) -> str:
    """The text without diacritics, case kept: `staatsangehörigkeit` gives `staatsangehorigkeit`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPELLED_OUT))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def squash(text: str) -> str:
    """The letters and digits of the text alone, folded and in lower case."""
    return "".join(_CHUNK.findall(fold(text))).lower()


def tokens(name: str) -> tuple[Token, ...]:
    """The words of a name in order: split at separators, at changes of case and between letters and digits.

    >>> [token.text for token in tokens("PRS_GeboorteLand1")]
    ['prs', 'geboorte', 'land', '1']
    """
    return tuple(
        Token(word.lower(), number)
        for number, chunk in enumerate(_CHUNK.findall(fold(name)))
        for word in _WORD.findall(chunk)
    )
