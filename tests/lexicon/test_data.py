"""The word lists are checked when they are read: a mistake names its file and entry."""

from __future__ import annotations

from typing import Any

import pytest

from originlint.lexicon.company import read_company, read_rules
from originlint.lexicon.terms import LexiconError, index_terms, read_pairs, read_terms
from originlint.lexicon.verdict import Kind
from originlint.lexicon.vocabulary import load_vocabulary

GROUP: dict[str, Any] = {
    "category": "nationality", "kind": "N", "strength": "strong", "language": "nl", "source": "BRP", "words": ["aa bb"],
}  # fmt: skip


def group(**changes: object) -> dict[str, Any]:
    return {"group": [{**GROUP, **changes}]}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"words": []}, r"unknown table \[words\]"),
        (group(kind="Q"), "'Q' is not a valid Kind"),
        (group(strength="huge"), "'huge' is not a valid Strength"),
        (group(language="xx"), "language 'xx' is none of"),
        (group(source=""), "'source' must be a text"),
        (group(words=[]), "'words' must be a list of words"),
        (group(words=["Ää"]), "must be lower-case letters and digits"),
        (group(colour="red"), "unknown key 'colour'"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(document: dict[str, Any], says: str) -> None:
    with pytest.raises(LexiconError, match=says) as caught:
        list(read_terms("terms/x.toml", document))
    assert str(caught.value).startswith("terms/x.toml")


def test_a_word_that_two_lists_have_is_told() -> None:
    one, two = (next(read_terms("x", group(category=category))) for category in ("nationality", "race"))
    with pytest.raises(LexiconError, match="already listed in a"):
        index_terms([("a", one), ("b", two)])


def test_a_rule_about_a_word_that_is_no_term_is_told() -> None:
    rule = {"words": ["qqq"], "company": ["x"], "answer": "no", "reason": "because"}
    with pytest.raises(LexiconError, match="'qqq' is no term"):
        read_rules("f", {"rule": [rule]}, {})
    with pytest.raises(LexiconError, match="answer must be"):
        read_rules("f", {"rule": [{**rule, "answer": "perhaps"}]}, {"qqq": None})


def test_a_role_that_is_listed_twice_is_told() -> None:
    role = {"name": "person", "says": "it is", "words": ["a"]}
    with pytest.raises(LexiconError, match="listed twice"):
        read_company("c", {"role": [role, role]})


def test_a_wrong_pair_is_told() -> None:
    with pytest.raises(LexiconError, match="'first' must be a list"):
        list(read_pairs("p", {"pair": [{key: value for key, value in GROUP.items() if key != "words"}]}))


def test_every_kind_and_every_language_of_the_domain_is_there() -> None:
    terms = load_vocabulary().terms.values()
    assert {term.kind for term in terms} == set(Kind)
    assert {"nl", "en", "de", "fr", "es"} <= {term.language for term in terms}
    assert all(term.source for term in terms)
