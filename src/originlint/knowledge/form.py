"""The form of knowledge files: which keys an entry may have, and which settings an operation. `data/README.md` says
what they mean."""

from __future__ import annotations

import re
from types import MappingProxyType

SCHEMA = 1
"""The version of the form: a file says `schema = 1` above its entries. It grows when a file that was right before would
be read otherwise."""

_PROVED = frozenset({"reason", "since", "until", "examples"})
_MEANING = frozenset({"signature", "operation", "options"})

KEYS = MappingProxyType(
    {
        "call": _PROVED | _MEANING | {"callee"},
        "class": _PROVED | _MEANING | {"name", "role", "bases"},
        "alias": frozenset({"name", "means", "reason"}),
    }
)
"""What an entry of each kind may say."""

NEEDED = MappingProxyType(
    {"call": ("callee", "operation", "reason"), "class": ("name", "role", "reason"), "alias": ("name", "means")}
)
"""What it has to say."""

EXAMPLE = frozenset({"code", "states", "unreported", "imprecise", "since", "until"})
"""What may be said of an example."""

VERSION = re.compile(r"\d+(?:\.\d+)*")

OPTIONS = frozenset({
    "also", "among", "axes", "beside", "by_field", "call", "choose", "columns", "copy", "count", "data", "dataset",
    "decides", "dialect", "drop", "drops", "elements", "entities", "exclude", "features", "first", "flat", "formula",
    "gives", "group", "groups", "how", "ignores", "index", "inplace", "inputs", "is", "keep", "kind", "like", "makes",
    "model", "name", "named", "nested", "output", "pair", "pairs", "parameter", "parts", "path", "position", "prefix",
    "presence", "protected", "rename", "returns", "role", "rows", "sensitive", "shows", "shuffles", "sorts", "sql",
    "stored", "suffix", "suffixes", "target", "test", "texts", "uses_target", "value", "weight", "whole", "wrapped",
})  # fmt: skip
"""The settings that some operation or role reads."""
