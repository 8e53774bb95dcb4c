"""GitHub's `primaryLocationLineHash`: names a line by its text and what follows it, so that it survives moves.

The recipe is that of github/codeql-action (`src/fingerprints.ts`): of each line, the next 100 UTF-16 code units are
hashed, without spaces and tabs and over line ends, and lines with equal hashes are numbered.
"""

from __future__ import annotations

import re
import struct
from collections import Counter

_BLOCK = 100
_FACTOR = 37
_MASK = 2**64 - 1
_LINE_FEED = 0x0A
_END = 0xFFFF
_LINE_END = re.compile(r"\r\n|\r")
_BLANKS = str.maketrans("", "", " \t")


def line_hashes(text: str) -> tuple[str, ...]:
    """The hashes of all lines, `hexadecimal:occurrence`, the first line first. An empty last line has one too."""
    kept = _LINE_END.sub("\n", text).translate(_BLANKS).encode("utf-16-le", "surrogatepass")
    units = (*struct.unpack(f"<{len(kept) // 2}H", kept), _END, *(0,) * _BLOCK)
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == _LINE_FEED)]
    seen: Counter[int] = Counter()
    hashes: list[str] = []
    for start in starts:
        value = 0
        for unit in units[start : start + _BLOCK]:
            value = (value * _FACTOR + unit) & _MASK
        seen[value] += 1
        hashes.append(f"{value:x}:{seen[value]}")
    return tuple(hashes)
