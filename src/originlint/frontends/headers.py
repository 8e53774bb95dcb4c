"""The column names in the first line of a data file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from originlint.frontends.positions import TextLocator
from originlint.frontends.python.text import Decoded, decode
from originlint.frontends.reading import Reading, unread
from originlint.ir.forms import Constant, Problem, Sequence
from originlint.source.site import Locator

_MAX_HEAD = 1 << 20
_MAX_COLUMNS = 20_000
_DELIMITERS = ",;\t|"
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?%?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def read_headers(path: str, data: bytes) -> Reading:
    """Read the header of a delimited text file; only the beginning of the file is needed.

    The reading's `value` is a list of the column names, each with the character offset where it stands, or None when
    the first line is empty or data: when a quarter of it or more is numbers other than years.
    """
    decoded = _head(data)
    if decoded.text is None:
        return unread(path, "csv", decoded.problem)
    problems = (Problem(path, 0, f"{path} {decoded.problem}"),) if decoded.problem else ()
    names = tuple(_columns(decoded.text))
    value = Sequence(names[0].node, "list", names) if names and not _is_data(names) else None
    return Reading(path, "csv", "analysed", value=value, problems=problems)


def headers_locator(path: str, data: bytes) -> Locator:
    """The locator of a data file's header."""
    decoded = _head(data)
    return TextLocator(path, decoded.text or "", decoded.shift)


def _head(data: bytes) -> Decoded:
    """The first record, and blank lines before it. The rest may be cut off or badly encoded: it does not matter."""
    head = data[:_MAX_HEAD]
    start = len(head) - len(head.lstrip(b"\xef\xbb\xbf\r\n"))
    while (end := head.find(b"\n", start)) >= 0:
        if head.count(b'"', 0, end) % 2 == 0:
            return decode(head[: end + 1])
        start = end + 1
    return decode(head)


def _columns(text: str) -> Iterator[Constant]:
    start = len(text) - len(text.lstrip("\r\n"))
    delimiter = _delimiter(text, start)
    for count, (first, last) in enumerate(_fields(text, start, delimiter)):
        if count >= _MAX_COLUMNS:
            return
        name = text[first:last]
        if name.startswith('"'):
            first, last = first + 1, last - name.endswith('"')
            name = text[first:last].replace('""', '"')
        yield Constant(first + len(name) - len(name.lstrip()), name.strip())


def _delimiter(text: str, start: int) -> str:
    """The delimiter that parts the first line into most fields; a comma when there is none."""
    return max(_DELIMITERS, key=lambda sign: sum(1 for _ in _fields(text, start, sign)))


def _fields(text: str, start: int, delimiter: str) -> Iterator[tuple[int, int]]:
    """Start and end, blanks stripped, of each field of the first record."""
    field = re.compile(rf'[ ]*("(?:[^"]|"")*"[ ]*|[^{re.escape(delimiter)}\r\n]*)')
    position = start
    while found := field.match(text, position):
        content = found.group(1)
        yield found.start(1), found.start(1) + len(content.rstrip())
        rest = text[found.end() : found.end() + 1]
        if rest != delimiter:
            return
        position = found.end() + 1


def _is_data(names: tuple[Constant, ...]) -> bool:
    words = [str(each.value) for each in names]
    if not any(words):
        return True
    numbers = sum(1 for word in words if _NUMBER.match(word) and not _YEAR.match(word))
    return numbers * 4 >= len(words) or (len(words) == 1 and len(words[0].split()) > 6)
