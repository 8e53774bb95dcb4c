"""Long words that stand at an end of a compound, that are misspelt by one letter, or that have lost their vowels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from originlint.lexicon.terms import Strength, Term

_SHORTEST_HEAD = 10
_SHORTEST_MISSPELT = 9
_SHORTEST_SKELETON = 5
_EDGE = 4
_VOWELS = str.maketrans("", "", "aeiou")
_COMPOUNDING = frozenset({"nl", "de"})


class Likeness:
    """Finds long, telling words in words that are not listed themselves.

    Dutch and German write compounds as one word, so a long word at either end of one says what it is about
    (inburgerings|contract, staatsangehoerigkeits|schluessel). A long word in any language is recognised with one
    letter wrong, missing or too many, as long as its first letter is right (rationality is not nationality), and
    without its vowels, as databases with short names have it (ctznshp, ethncty). The
    `other` words are words in their own right, whatever they look like.
    """

    def __init__(self, terms: Iterable[Term], other: Iterable[str] = ()) -> None:
        starts: dict[str, list[Term]] = {}
        ends: dict[str, list[Term]] = {}
        mutilated: dict[str, list[Term]] = {}
        skeletons: dict[str, Term] = {}
        for term in sorted(terms, key=lambda term: (-len(term.key), term.key)):
            if term.strength is not Strength.STRONG or not term.unbroken or not term.key.isalpha():
                continue
            if term.language in _COMPOUNDING and len(term.key) >= _SHORTEST_HEAD:
                starts.setdefault(term.key[:_EDGE], []).append(term)
                ends.setdefault(term.key[-_EDGE:], []).append(term)
            skeleton = _skeleton(term.key)
            if term.kind.is_direct and len(term.key) >= _SHORTEST_MISSPELT and len(skeleton) >= _SHORTEST_SKELETON:
                skeletons[skeleton] = term
            one_word = " " not in term.spelling or term.language in _COMPOUNDING
            if len(term.key) >= _SHORTEST_MISSPELT and one_word and term.kind.is_direct:
                for form in {term.key, *_without_one(term.key)}:
                    mutilated.setdefault(form, []).append(term)
        self._skeletons: Mapping[str, Term] = skeletons
        self._other = frozenset(other)
        self._starts: Mapping[str, list[Term]] = starts
        self._ends: Mapping[str, list[Term]] = ends
        self._mutilated: Mapping[str, list[Term]] = mutilated

    def at_an_end(self, word: str) -> Term | None:
        """The longest long word with which an unlisted word starts or ends, or None."""
        if len(word) <= _SHORTEST_HEAD:
            return None
        found = [term for term in self._starts.get(word[:_EDGE], ()) if word.startswith(term.key)]
        found += [term for term in self._ends.get(word[-_EDGE:], ()) if word.endswith(term.key)]
        return max(found, key=lambda term: (len(term.key), term.key), default=None)

    def shortened(self, word: str) -> Term | None:
        """The long word of which an unlisted word has all the consonants and no vowel but the first letter, or None."""
        return self._skeletons.get(word) if _skeleton(word) == word else None

    def misspelt(self, word: str) -> Term | None:
        """The long word that an unlisted word misspells by one letter, or None.

        >>> from originlint.lexicon.vocabulary import load_vocabulary
        >>> load_vocabulary().likeness.misspelt("natonality").spelling
        'nationality'
        """
        if len(word) < _SHORTEST_MISSPELT - 1 or not word.isalpha() or word in self._other:
            return None
        for attempt in (word, *_without_one(word)):
            for term in self._mutilated.get(attempt, ()):
                if term.key[0] == word[0] and _one_apart(term.key, word):
                    return term
        return None


def _skeleton(word: str) -> str:
    return word[:1] + word[1:].translate(_VOWELS)


def _without_one(word: str) -> tuple[str, ...]:
    return tuple(word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _one_apart(listed: str, written: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours have changed places."""
    if len(listed) == len(written):
        wrong = [place for place, (left, right) in enumerate(zip(listed, written, strict=True)) if left != right]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and (listed[wrong[0]], listed[wrong[1]]) == (written[wrong[1]], written[wrong[0]])
        )
        return len(wrong) == 1 or swapped
    short, long = sorted((listed, written), key=len)
    return len(long) == len(short) + 1 and short in _without_one(long)
