"""The first line of a data file names its columns, unless it is data itself."""

from __future__ import annotations

import pytest
from tests.frontends.ranges import Ranged

from originlint.frontends.reader import read
from originlint.ir.forms import Constant, Sequence


def columns(data: bytes) -> list[object] | None:
    reading = read("d.csv", data, "csv")
    if not isinstance(reading.value, Sequence):
        return None
    return [item.value for item in reading.value.items if isinstance(item, Constant)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("id,race\n1,2\n", ["id", "race"]),
        ("id;race;a,b\n", ["id", "race", "a,b"]),
        ("id\trace\r\n1\t2\r\n", ["id", "race"]),
        ("id|race", ["id", "race"]),
        ('"id" , "na""me, x"\n', ["id", 'na"me, x']),
        ('"two\nlines",b\n1,2\n', ["two\nlines", "b"]),
        ("\ufeffid,race\n", ["id", "race"]),
        ("\n\nid,race\n", ["id", "race"]),
        (",a,b\n0,1,2\n", ["", "a", "b"]),
        ("country,2019,2020,2021\n", ["country", "2019", "2020", "2021"]),
        ("one\n1\n", ["one"]),
        ("39, State-gov, 77516, Bachelors, 13\n", None),
        ("A11 6 A34 A43 1169 A65 A75 4\n", None),
        ("5.1,3.5,1.4,0.2,Iris-setosa\n", None),
        ("", None),
        ("\n", None),
    ],
)
def test_columns(text: str, names: list[str] | None) -> None:
    assert columns(text.encode()) == names


def test_only_the_beginning_is_needed() -> None:
    data = "id,naïve\n".encode() + b"1,2\n" * 1000 + "é".encode()[:1]
    reading = read("d.csv", data, "csv")
    assert (columns(data), reading.problems) == (["id", "naïve"], ())


def test_other_encodings() -> None:
    assert columns("naïve,b\n".encode("latin-1")) == ["naïve", "b"]
    assert read("d.csv", "a,b\n".encode("utf-16"), "csv").state == "unread"


def test_each_column_is_where_its_range_says() -> None:
    file = Ranged('\ufeff"𝒳", geboorteland;"na""me"\n'.replace(",", ";").encode(), "csv")
    assert isinstance(file.reading.value, Sequence)
    nodes = [item.node for item in file.reading.value.items]
    assert [file.text(node) for node in nodes] == ["𝒳", "geboorteland", "na"]
    assert file.range(nodes[1]).start == (1, 8)
