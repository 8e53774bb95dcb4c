"""Bytes of a Python file to text, as the language reference says ("Encoding declarations", PEP 263)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#|\r|\n|$)")
_UTF8_BOM = codecs.BOM_UTF8
_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file. `text` keeps its line ends and has no byte order mark; `problem` tells what was doubtful; a file
    that is no text at all has the text None and says why in `problem`. `shift` is 1 when a mark was taken off."""

    text: str | None
    problem: str = ""
    shift: int = 0


def decode(data: bytes) -> Decoded:
    """Decode any text file that is meant to be UTF-8; latin-1 is the fallback, and a problem."""
    return _decode(data, "utf-8", cookie=False)


def decode_python(data: bytes) -> Decoded:
    """Decode a Python file by its byte order mark or coding cookie."""
    name = _cookie(data)
    if name is None:
        return _decode(data, "utf-8", cookie=False)
    return _decode(data, name, cookie=True)


def _decode(data: bytes, encoding: str, *, cookie: bool) -> Decoded:
    shift = 0
    if data.startswith(_UTF8_BOM):
        data, shift, encoding = data[len(_UTF8_BOM) :], 1, "utf-8"
    elif data.startswith(_WIDE_BOMS):
        return Decoded(None, "is UTF-16 or UTF-32, not UTF-8")
    if b"\0" in data:
        return Decoded(None, "contains NUL bytes, so it is no text")
    try:
        return Decoded(data.decode(encoding), "", shift)
    except (UnicodeDecodeError, LookupError, ValueError):
        wrong = f"declares the unknown encoding {encoding!r}" if cookie and not _known(encoding) else ""
    wrong = wrong or f"is not valid {encoding}"
    try:
        return Decoded(data.decode("utf-8"), f"{wrong}; read as UTF-8", shift)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), f"{wrong}; read as Latin-1", shift)


def _cookie(data: bytes) -> str | None:
    """The encoding declared in the first or second line."""
    for line in data[:4096].splitlines()[:2]:
        found = _COOKIE.match(line.removeprefix(_UTF8_BOM))
        if found:
            return found.group(1).decode("ascii", "replace")
        if not _BLANK.match(line):
            return None
    return None


def _known(encoding: str) -> bool:
    """Whether the name is that of a text encoding; codecs such as "hex" or "zip" are none."""
    try:
        return isinstance("".encode(encoding), bytes)
    except (LookupError, ValueError):
        return False
