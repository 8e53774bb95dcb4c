"""All ways by which a value came to owe an attribute, for readers who ask for more than the best one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING

from originlint.source.frozen import frozen

if TYPE_CHECKING:
    from originlint.interpreter.labels import Step

WAYS = 32
"""So many ways of one label are told apart: the shortest. Where ways part and meet ten times, there are a thousand."""


@frozen
class Ways:
    """The last hops of different ways, by where each passes and as what. `cut` says that there were more."""

    _last: Mapping[bytes, Step]
    cut: bool = False

    @classmethod
    def of(cls, witness: Step) -> Ways:
        """The one way that a witness is."""
        return cls(MappingProxyType({_key(witness): witness}))

    def __iter__(self) -> Iterator[Step]:
        return iter(self._last.values())

    def __or__(self, other: Ways) -> Ways:
        new = {key: step for key, step in other._last.items() if key not in self._last}
        cut = self.cut or other.cut
        if not new:
            return self if cut == self.cut else Ways(self._last, cut)
        both = sorted({**self._last, **new}.items(), key=lambda item: (item[1].length, item[0]))
        return Ways(MappingProxyType(dict(both[:WAYS])), cut or len(both) > WAYS)

    def same(self, other: Ways) -> bool:
        """Whether both are the same ways."""
        return self is other or self._last.keys() == other._last.keys()

    def on(self, hop: Callable[[Step], Step]) -> Ways:
        """The ways after one more hop. One that has been there already has turned in a circle, which is left out."""
        moved: dict[bytes, Step] = {}
        for key, last in self._last.items():
            step = hop(last)
            if step.previous is not last:  # it stays where it stands
                moved[key] = step
                continue
            been = next((each for each in _back(last) if each.site == step.site and each.text == step.text), None)
            if been is None:
                moved[_passing(key, step)] = step
            else:
                moved[_key(been)] = been
        return Ways(MappingProxyType(moved), self.cut)


def _back(step: Step) -> Iterator[Step]:
    """The hops of a way, last to first."""
    each: Step | None = step
    while each is not None:
        yield each
        each = each.previous


def _key(last: Step) -> bytes:
    key = b""
    for step in reversed(tuple(_back(last))):
        key = _passing(key, step)
    return key


def _passing(key: bytes, step: Step) -> bytes:
    place = f"{step.site.path}\0{step.site.node}\0{step.site.offset}\0{step.text}"
    return blake2b(place.encode("utf-8", "surrogatepass"), key=key, digest_size=16).digest()
