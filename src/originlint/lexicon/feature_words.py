"""Words by which a list of features is recognised: a key, field or file name that says that it holds features."""

from __future__ import annotations

import re
from functools import partial

from originlint.source.words import shipped_words

_words = partial(shipped_words, "originlint.lexicon", "feature_words")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def says_features(text: str) -> bool:
    """Whether a name says that it holds the features of a model, and not those that are left out or audited by."""
    words = _parts(text)
    return bool(words & _words("features")) and not words & _words("otherwise")


def says_otherwise(text: str) -> bool:
    """Whether a name says that what it holds is left out, or no feature."""
    return bool(_parts(text) & _words("otherwise"))


def _parts(text: str) -> set[str]:
    return {part.lower() for part in _PARTS.findall(text)}
