"""Names for findings that survive edits: no line, no column, no local name, no tool version goes in.

What goes in is what a reader would call the same finding: rule, attribute, how and in which file it gets in, in which
function of which file it counts, and in which call. Findings that agree in all this are numbered in the order of the
text. Pysa's issue handles are made in the same way (callable, rule, sink, position of the call, no lines).
"""

from __future__ import annotations

import hashlib
from collections import Counter

VERSION = "originlintFlow/v1"
"""The key of this fingerprint in SARIF and in baselines. A changed recipe gets a new number."""


class Fingerprints:
    """Hands out fingerprints; ask in the order of the text, since equal findings are numbered."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next(self, *parts: str) -> str:
        """The fingerprint of the next finding with these parts."""
        number = self._seen[parts]
        self._seen[parts] += 1
        text = "\0".join((VERSION, *parts, str(number)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def callee(sink: str | None) -> str:
    """What of a sink's name lasts: `model.fit` is `fit`, since the variable in front may be renamed."""
    return (sink or "").rpartition(".")[2]
