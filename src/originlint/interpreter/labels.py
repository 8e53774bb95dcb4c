"""Labels: what a value owes to an origin attribute, and on what evidence.

A label says that a value depends on a subject (an attribute that was mentioned, or the unseen rest of a dataset), how
(data, control, selection) and how sure we are. Its witness is the shortest chain of steps known so far. The lattice
order looks only at (subject, dependence, certainty); the witness is evidence and never part of the order. Of a subject
that asks for it, all ways to the value are kept beside the witness; these are part of the order.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import reduce
from typing import ClassVar, TypeAlias, Union

from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.ways import Ways
from originlint.lexicon.verdict import Certainty, Verdict
from originlint.source.frozen import frozen
from originlint.source.site import Site


class Dependence(enum.IntEnum):
    """How a value depends on an attribute, strongest first."""

    DATA = 0
    CONTROL = 1
    SELECTION = 2


class Mark(enum.Enum):
    """What a hop means for all that comes behind it."""

    TABLE = "a table of countries, nationalities or the like was looked up"
    GROUPS = "every group gets its turn, so that who is chosen is no choice"
    MODEL = "a model gave this"
    PRESENCE = "it only matters that there is a value at all"
    METRIC = "how well a model does, for everybody together: no score of anybody"
    CLEANING = "rows go because of a gap or a repeat in any of all their columns"
    CONVERSION = "it only matters whether it can be converted"


@frozen
class Step:
    """One hop of a witness, linked to the one before it. `length` counts the hops. `boundary` marks one that crosses a
    call, file or language, which is shown even when a long path is shortened. `dataset` is what it writes by name."""

    site: Site
    text: str
    previous: Step | None
    length: int
    depth: int
    boundary: bool = False
    mark: Mark | None = None
    dataset: str | None = None

    def then(
        self, site: Site, text: str, depth: int, boundary: bool, mark: Mark | None, hops: int, dataset: str | None
    ) -> Step:
        """The next hop. One at the place where this stands adds nothing but its mark."""
        if self.site is not site and self.site != site:
            return Step(site, text, self, self.length + hops, depth, boundary, mark, dataset)
        return replace(self, mark=mark) if mark is not None and self.mark is None else self


class Identity(tuple[str, ...]):
    """What tells two subjects apart. Labels are joined all the time, so its hash is computed once."""

    def __new__(cls, parts: tuple[str, ...]) -> Identity:
        identity = super().__new__(cls, parts)
        identity._hash = tuple.__hash__(identity)
        return identity

    _hash: int

    def __hash__(self) -> int:
        return self._hash


Key: TypeAlias = tuple[Identity, Dependence]


@frozen
class Mention:
    """An origin attribute written at `entry` under `name`. `via` says what kind of place that is: "column", "key",
    "field", "parameter", "variable", "feature list", "schema", "code" …; `dataset` is the table, file or record it was
    read from, when known. `every_way`: all its ways are kept, not only the best."""

    name: str
    entry: Site
    verdict: Verdict
    via: str
    dataset: str | None = None
    every_way: bool = False
    identity: Identity = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        place = (self.entry.path, str(self.entry.node), str(self.entry.offset))
        object.__setattr__(self, "identity", Identity(("mention", self.name, *place)))


@frozen
class Everything:
    """All columns of `dataset` that nothing took away: what `SELECT *`, `drop()` and opaque results let in.

    `without` are the column names removed by name. `matching` are conditions on names that have to hold (see
    `NameTest`); `wildcard` is where the openness enters, the line a reader would change. The names in `without` are no
    part of the identity: where two meet, only what both took away is gone, and a loop cannot pile up variants.
    `every_way`: all its ways are kept, not only the best.
    """

    dataset: str
    without: frozenset[str]
    matching: tuple[NameTest, ...]
    wildcard: Site
    every_way: bool = False
    identity: Identity = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tests = tuple(repr(test) for test in self.matching)
        object.__setattr__(self, "identity", Identity(("everything", self.dataset, *tests)))

    def admits(self, name: str) -> bool:
        """Tell whether a column of that name could be among them."""
        return name not in self.without and all(test.holds(name) is not False for test in self.matching)


@frozen
class Awaited:
    """A column of a table that an expression (`pl.col("a")`, `F.col("a")`) has yet to meet, named at `site`. Where the
    expression is used on a table, the labels of its column take the place of this one."""

    every_way: ClassVar[bool] = False

    name: str
    site: Site
    identity: Identity = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", Identity(("awaited", self.name)))


Subject: TypeAlias = Union[Mention, Everything, Awaited]


@frozen
class Label:
    """One dependence on a subject. `ways` are None as long as the witness is the only one."""

    subject: Subject
    dependence: Dependence
    certainty: Certainty
    witness: Step
    ways: Ways | None = None

    @property
    def key(self) -> Key:
        return (self.subject.identity, self.dependence)

    def apart(self) -> tuple[Label, ...]:
        """A label for each way that is kept; itself alone when that is the best one only."""
        return (self,) if self.ways is None else tuple(replace(self, witness=way) for way in self.ways)

    def joined(self, other: Label) -> Label:
        """Return the better of two with the same key; of everything, what either of them admits."""
        if self is other:
            return self
        better = self._better(other)
        subject, ways = better.subject, better.ways
        mine, theirs = self.subject, other.subject
        if isinstance(mine, Everything) and isinstance(theirs, Everything) and mine.without != theirs.without:
            without, wildcard = mine.without & theirs.without, min(mine.wildcard, theirs.wildcard)
            subject = Everything(mine.dataset, without, mine.matching, wildcard, mine.every_way)
        if mine.every_way:
            ways = self.every() | other.every()
        if subject is better.subject and ways is better.ways:
            return better
        return Label(subject, better.dependence, better.certainty, better.witness, ways)

    def says_the_same(self, other: Label) -> bool:
        """Whether two labels with the same key admit the same columns; their evidence may differ, unless it is kept."""
        mine, theirs = self.subject, other.subject
        if mine.every_way and not self.every().same(other.every()):
            return False
        return (
            mine is theirs
            or not isinstance(mine, Everything)
            or not isinstance(theirs, Everything)
            or mine.without == theirs.without
        )

    def every(self) -> Ways:
        """All ways, of which the witness is one as long as nothing else is known."""
        return self.ways or Ways.of(self.witness)

    def _better(self, other: Label) -> Label:
        """Return the one with more certainty, then the shorter witness, then the earlier place."""
        if self is other or self.certainty < other.certainty:
            return self
        if self.certainty == other.certainty:
            mine, theirs = self.witness, other.witness
            if mine.length < theirs.length or (mine.length == theirs.length and mine.site <= theirs.site):
                return self
        return other


class Labels:
    """An immutable set of labels, one for each (subject, dependence). Joins keep the better witness."""

    __slots__ = ("_by_key",)

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        by_key: dict[Key, Label] = {}
        for label in labels:
            key = label.key
            known = by_key.get(key)
            by_key[key] = label if known is None else known.joined(label)
        self._by_key = by_key

    def __iter__(self) -> Iterator[Label]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Labels) or self._by_key.keys() != other._by_key.keys():
            return False
        theirs = other._by_key
        return all(label.says_the_same(theirs[key]) for key, label in self._by_key.items())

    def __hash__(self) -> int:
        return hash(frozenset(self._by_key))

    def __repr__(self) -> str:
        return "Labels(" + ", ".join(map(str, sorted(self._by_key, key=repr))) + ")"

    def __or__(self, other: Labels) -> Labels:
        mine, theirs = self._by_key, other._by_key
        if not theirs or theirs is mine:
            return self
        if not mine:
            return other
        changed: dict[Key, Label] = {}
        for key, label in theirs.items():
            known = mine.get(key)
            if known is None:
                changed[key] = label
            elif known is not label and (joined := known.joined(label)) is not known:
                changed[key] = joined
        return Labels._of({**mine, **changed}) if changed else self

    @classmethod
    def _of(cls, by_key: dict[Key, Label]) -> Labels:
        labels = cls.__new__(cls)
        labels._by_key = by_key
        return labels

    @property
    def tell(self) -> bool:
        """Whether they say what a value is: some label by data is there that leaves little doubt. A name that says more
        may then be added to a name that says less, as in `{"native_country": country}`."""
        return any(label.dependence is Dependence.DATA and label.certainty is not Certainty.POSSIBLE for label in self)

    def weakened(self, dependence: Dependence) -> Labels:
        """The same labels, with at best the given dependence (data becomes control, and so on)."""
        if all(label.dependence >= dependence for label in self):
            return self
        return Labels(
            label
            if label.dependence >= dependence
            else Label(label.subject, dependence, label.certainty, label.witness, label.ways)
            for label in self
        )

    def deciding(self) -> Labels:
        """The same labels as control: where a choice of rows decides what a value is, it selects nobody any more."""
        if all(label.dependence is Dependence.CONTROL for label in self):
            return self
        return Labels(
            Label(label.subject, Dependence.CONTROL, label.certainty, label.witness, label.ways) for label in self
        )

    def beyond(self, other: Labels) -> Labels:
        """The labels whose subject and dependence the other set has not."""
        return Labels._of({key: label for key, label in self._by_key.items() if key not in other._by_key})

    def doubted(self, certainty: Certainty) -> Labels:
        """The same labels, with at most the given certainty."""
        if all(label.certainty >= certainty for label in self):
            return self
        return Labels._of(
            {
                key: label
                if label.certainty >= certainty
                else Label(label.subject, label.dependence, certainty, label.witness, label.ways)
                for key, label in self._by_key.items()
            }
        )

    def passing(self, site: Site, text: str, depth: int) -> Labels:
        """The same labels with one more hop on the ways that are kept, which says too little for the best one."""

        def passed(label: Label) -> Label:
            if not label.subject.every_way:
                return label
            ways = label.every().on(lambda way: way.then(site, text, depth, False, None, 0, None))
            return Label(label.subject, label.dependence, label.certainty, label.witness, ways)

        return Labels._of({key: passed(label) for key, label in self._by_key.items()})

    def through(
        self,
        site: Site,
        text: str,
        depth: int,
        *,
        boundary: bool = False,
        mark: Mark | None = None,
        hops: int = 1,
        dataset: str | None = None,
    ) -> Labels:
        """The same labels after one more hop (see `Step.then`). A hop that says little counts as several `hops`, so
        that a more telling way is shown when there is one."""
        if not self:
            return self
        moved: dict[Key, Label] = {}
        for key, label in self._by_key.items():
            last, ways = label.witness, label.ways
            step = last.then(site, text, depth, boundary, mark, hops, dataset)
            if ways is not None:
                ways = ways.on(lambda way: way.then(site, text, depth, boundary, mark, hops, dataset))
            elif step is last:
                moved[key] = label
                continue
            moved[key] = Label(label.subject, label.dependence, label.certainty, step, ways)
        return Labels._of(moved)


NONE = Labels()
"""No label at all."""


def join_all(many: Iterable[Labels]) -> Labels:
    """Join any number of label sets."""
    return reduce(Labels.__or__, many, NONE)
