"""A text of SQL, lowered, and what of it could not be."""

from __future__ import annotations

from dataclasses import field

from originlint.ir.forms import Problem
from originlint.ir.relational.statements import Statement
from originlint.ir.relational.values import Name, Place
from originlint.source.frozen import frozen


@frozen
class Unread:
    """Text that was not understood: the statement from `place` on. `names` are the words in it, each with its place."""

    place: Place
    reason: str
    names: tuple[Name, ...] = ()


@frozen
class Script:
    """A text of SQL, lowered. Places are offsets in that text. `dialect` is the one that most of it was read in."""

    path: str
    statements: tuple[Statement, ...]
    dialect: str
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    total: int = 0
    """How many statements the text has, the unread ones included."""
    names: frozenset[str] = field(default=frozenset(), repr=False)
    """All words in the text: what stands around a name helps to tell whether it is an attribute."""
    text: str = field(default="", repr=False)
    """The text, where its places are those of the file: other code may read it and run it."""
    alternative: bool = False
    """Whether the text is a template in all its renderings: what is made twice holds the one or the other."""
