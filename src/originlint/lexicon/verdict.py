"""What the lexicon answers about a name, and what evidence can settle a doubtful answer."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Certainty(enum.IntEnum):
    """How sure a statement is, surest first."""

    DEFINITE = 0
    LIKELY = 1
    POSSIBLE = 2


class Kind(str, enum.Enum):
    """How an attribute relates to origin; each kind has its own legal handling (README, "Kinds")."""

    DIRECT = "D"
    NATIONALITY = "N"
    DERIVED = "G"
    STATUS = "R"
    STRONG_PROXY = "P1"
    WEAK_PROXY = "P2"
    AREA = "A"
    FREE_TEXT = "E"

    @property
    def is_direct(self) -> bool:
        """Whether the kind is origin itself (D, N, G) or nearly so (R), as opposed to a stand-in for it."""
        return self in (Kind.DIRECT, Kind.NATIONALITY, Kind.DERIVED, Kind.STATUS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lexicon's answer about one name.

    `origin` is True (it is an origin attribute), False (it is not) or None (it is one if a second witness agrees).
    `category` is such as "nationality", "race", "country_of_birth"; empty when `origin` is False. `reasons` are
    sentences for people, in the order in which they were found; `because` is the one that a reader of a finding needs
    who would not take the name for an attribute, empty when the name speaks for itself.
    """

    name: str
    origin: bool | None
    category: str
    kind: Kind
    certainty: Certainty
    reasons: tuple[str, ...]
    because: str = ""

    @property
    def possible(self) -> bool:
        """Whether a label should be born: the name is, or with a witness could be, an origin attribute."""
        return self.origin is not False


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What stands around a name that alone decides nothing.

    `siblings` are the other columns of the same dataset, and names in the same file; `values` are constants that the
    column was compared with or mapped from; `descriptions` are declared texts about it; `scored` says that it flows
    into a score or model. `project` are the names in all files, which can only speak against.
    """

    siblings: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    descriptions: tuple[str, ...] = ()
    scored: bool = False
    project: frozenset[str] = frozenset()
