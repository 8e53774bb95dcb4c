"""Proposing names for the project's own words: unknown ones that stand next to known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.names import tokens

_REACH = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unknown name, the known names that it stands next to, and in how many lists it does so."""

    name: str
    beside: tuple[str, ...]
    lists: int


def suggest(lists: Iterable[Sequence[str]], lexicon: Lexicon) -> tuple[Suggestion, ...]:
    """Unknown names within three places of a known direct attribute, those seen most often first.

    Each list holds names that belong together, in order: the columns of a table, the keys of a record, a feature list.
    Names made of everyday words of person tables (age, income, code) are left out.
    """
    beside: dict[str, set[str]] = {}
    seen: dict[str, int] = {}
    for names in lists:
        known = [place for place, name in enumerate(names) if _is_known(name, lexicon)]
        near = {
            place for centre in known for place in range(max(0, centre - _REACH), min(len(names), centre + _REACH + 1))
        }
        for place in sorted(near - set(known)):
            name = names[place]
            if _is_unknown(name, lexicon):
                neighbours = {names[centre] for centre in known if abs(centre - place) <= _REACH}
                beside.setdefault(name, set()).update(neighbours)
                seen[name] = seen.get(name, 0) + 1
    found = (Suggestion(name, tuple(sorted(neighbours)), seen[name]) for name, neighbours in beside.items())
    return tuple(sorted(found, key=lambda each: (-each.lists, -len(each.beside), each.name)))


def _is_known(name: str, lexicon: Lexicon) -> bool:
    verdict = lexicon.classify(name)
    return verdict.origin is True and verdict.kind.is_direct


def _is_unknown(name: str, lexicon: Lexicon) -> bool:
    if lexicon.classify(name).origin is not False or lexicon.knows_otherwise(name):
        return False
    return not all(lexicon.is_everyday(token.text) for token in tokens(name))
