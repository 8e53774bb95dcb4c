"""How much of a saved model is read. What goes beyond costs that file only."""

from __future__ import annotations

LARGEST = 64_000_000
"""So many bytes at the beginning of a file are read, and no packed part gives more than that."""

STEPS = 1_000_000
"""So many instructions of a pickle are followed."""

NESTING = 24
"""Models in models (a booster in a wrapper in a search in a pipeline) are followed so deep."""

MOST_ITEMS = 50_000
"""A value with more parts than this is data."""

LONGEST_TEXT = 500
"""A longer text is no name of a column."""


class Unreadable(ValueError):
    """A saved model that cannot be read. The message goes on after the file's name: "is …"."""
