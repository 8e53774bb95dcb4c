"""Code tables as evidence: many codes of one table tell, one alone raises a doubt."""

from __future__ import annotations

import pytest

from originlint.lexicon.codes import load_codes, read_codes
from originlint.lexicon.terms import LexiconError
from originlint.lexicon.verdict import Certainty

CODES = load_codes()


def answer(*values: str) -> tuple[bool | None, str] | None:
    verdict = CODES.classify(frozenset(values))
    return None if verdict is None else (verdict.origin, verdict.category)


@pytest.mark.parametrize(
    ("values", "category"),
    [
        (("0001", "0052", "0131", "0263", "0339"), "nationality"),
        (("6030", "5022", "6043", "5007", "5107"), "country_of_birth"),
        (("White", "Black", "Asian", "Other"), "race"),
        (("2106-3", "2054-5", "2028-9"), "race"),
        (("Westers", "Niet-westers", "Autochtoon"), "ethnicity"),
        (("A201", "A202"), "migration_status"),
        (("NL", "MA", "TR", "SY", "PL"), "region_of_origin"),
        (("Morocco", "Turkey", "Netherlands", "Poland"), "region_of_origin"),
        (("Marokko", "Turkije", "Nederland", "Polen"), "region_of_origin"),
    ],
)
def test_several_codes_of_one_table_tell_what_a_column_holds(values: tuple[str, ...], category: str) -> None:
    assert answer(*values) == (True, category)


def test_codes_that_lost_their_leading_zeros_raise_a_doubt() -> None:
    assert answer("1", "27", "28", "42", "52", "131", "263", "339", "437") == (None, "nationality")


def test_a_lone_code_raises_a_doubt() -> None:
    verdict = CODES.classify(frozenset({"6030"}))
    assert verdict is not None
    assert verdict.origin is None
    assert "alone it says little" in verdict.reasons[0]


@pytest.mark.parametrize("code", ["2106-3", "A201"])
def test_a_lone_code_tells_when_it_can_mean_nothing_else(code: str) -> None:
    verdict = CODES.classify(frozenset({code}))
    assert verdict is not None
    assert (verdict.origin, verdict.certainty) == (True, Certainty.LIKELY)


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("1", "2", "3"),
        ("CA", "NY", "TX", "WA"),
        ("low", "middle", "high"),
        ("21", "22", "23", "24", "25"),
        ("en", "xx", "zz"),
        ("a", "b", "c", "NL"),
    ],
)
def test_other_values_say_nothing(values: tuple[str, ...]) -> None:
    assert answer(*values) is None


def test_a_code_beside_a_column_of_its_attribute_is_found_with_and_without_zeros() -> None:
    for value in ("0001", "1", "0131"):
        table = CODES.among(frozenset({value}), frozenset({"nationality"}))
        assert table is not None
        assert table.name == "BRP table 32"
    assert CODES.among(frozenset({"6030"}), frozenset({"nationality"})) is None


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"name": "t"}, "neither codes nor labels"),
        ({"codes": ["1"], "enough": 0}, "'enough' and 'width' must be"),
        ({"codes": ["1"], "enough": 1, "width": 4}, "is not 4 digits"),
        ({"codes": ["1"], "enough": 1, "kind": "Z"}, "'Z' is not a valid Kind"),
    ],
)
def test_a_wrong_table_is_told_with_its_place(entry: dict[str, object], says: str) -> None:
    with pytest.raises(LexiconError, match=says) as caught:
        list(read_codes("codes/x.toml", {"table": [entry]}))
    assert "codes/x.toml: table 1" in str(caught.value)
