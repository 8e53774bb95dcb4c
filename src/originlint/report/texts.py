"""The text of the analysed files, for showing lines and for hashes."""

from __future__ import annotations

import hashlib
import io
import re
import tokenize
from collections.abc import Callable

from originlint.report.linehash import line_hashes

_LINE_END = re.compile(r"\r\n|\r|\n")


class SourceTexts:
    """Reads files of the project when a report shows them. `read` gives the bytes of a path, empty when it cannot."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._hashes: dict[str, tuple[str, ...]] = {}

    def text(self, path: str) -> str:
        """The whole text; characters that cannot be decoded are replaced."""
        if path not in self._texts:
            self._texts[path] = _decoded(path, self._read(path))
        return self._texts[path]

    def lines(self, path: str) -> list[str]:
        """The lines without their ends, as front ends count them (LF, CRLF and CR end a line)."""
        if path not in self._lines:
            self._lines[path] = _LINE_END.split(self.text(path))
        return self._lines[path]

    def line(self, path: str, number: int) -> str:
        """The line of that 1-based number; empty when there is none."""
        lines = self.lines(path)
        return lines[number - 1] if 1 <= number <= len(lines) else ""

    def line_hash(self, path: str, number: int) -> str | None:
        """GitHub's hash of the line of that 1-based number; None when there is none."""
        if path not in self._hashes:
            # GitHub takes every file for UTF-8, whatever the file itself declares.
            self._hashes[path] = line_hashes(self._read(path).decode("utf-8", "replace"))
        hashes = self._hashes[path]
        return hashes[number - 1] if 1 <= number <= len(hashes) else None

    def sha256(self, path: str) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal."""
        return hashlib.sha256(self._read(path)).hexdigest()


def _decoded(path: str, data: bytes) -> str:
    if b"\0" in data[:8192]:
        return ""  # a workbook or a Parquet file has no lines to show
    encoding = "utf-8"
    if path.endswith((".py", ".pyi")):
        try:
            # What the file itself declares (PEP 263); "utf-8-sig" would hide the byte order mark, which columns count.
            declared, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
            encoding = "utf-8" if declared == "utf-8-sig" else declared
        except SyntaxError:
            pass
    return data.decode(encoding, "replace")
