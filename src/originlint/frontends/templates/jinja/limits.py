"""What a rendering may cost, counted so that every machine stops at the same place."""

from __future__ import annotations

STEPS = 200_000
"""Nodes evaluated and characters made (by sixteen), in all renderings of one template."""

DEPTH = 40
"""Macros inside macros."""

ITEMS = 10_000
"""Items of a range or of a repeated list."""

LENGTH = 2_000_000
"""Characters of one string or rendering."""

NUMBER = 1 << 63
"""Integers beyond this are not computed."""


class Exhausted(Exception):
    """The budget is used up."""


class Abandoned(Exception):
    """The template itself ends the rendering: `exceptions.raise_compiler_error`."""


class Unclear(Exception):
    """An operation whose result only a run knows."""


class Budget:
    """Counts down."""

    def __init__(self, steps: int = STEPS) -> None:
        self._left = steps

    def charge(self, steps: int = 1) -> None:
        """Count steps. Raises Exhausted when there are none left."""
        self._left -= steps
        if self._left < 0:
            raise Exhausted

    def charge_text(self, text: str) -> None:
        """Count the making of a text. Raises Exhausted when it is too long."""
        if len(text) > LENGTH:
            raise Exhausted
        self.charge(1 + len(text) // 16)

    def charge_value(self, value: object) -> None:
        """Count the items in a value, all the way down: lists that hold each other can stand for billions. Raises
        Exhausted."""
        waiting = [value]
        while waiting:
            item = waiting.pop()
            self.charge()
            match item:
                case str():
                    self.charge_text(item)
                case list() | tuple():
                    waiting.extend(item)
                case dict():
                    waiting.extend(item)
                    waiting.extend(item.values())
                case _:
                    pass
