"""Files that are odd or broken cost what is broken in them, with a message that names the file, and nothing else."""

from __future__ import annotations

import codecs

import pytest
from tests.frontends.ranges import Ranged, forms

from originlint.frontends.reader import read
from originlint.ir.forms import Assign, Define
from originlint.ir.invariants import verify


def assigned(data: bytes) -> list[str]:
    reading = read("m.py", data, "python")
    return [] if reading.module is None else [form.target.name for form in forms(reading.module, Assign)]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("x = 'é'".encode(), "é"),
        (codecs.BOM_UTF8 + "x = 'é'".encode(), "é"),
        ("# coding: latin-1\nx = 'é'".encode("latin-1"), "é"),
        ("#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '€'".encode("cp1252"), "€"),
        ("# vim: set fileencoding=utf-8 :\nx = 'é'".encode(), "é"),
        ("\n\n# coding: latin-1\nx = 'é'".encode(), "é"),
    ],
)
def test_encodings(data: bytes, value: str) -> None:
    reading = read("m.py", data, "python")
    assert (reading.state, reading.problems) == ("analysed", ())
    assert reading.module is not None
    assert forms(reading.module, Assign)[0].value.value == value


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("x = 'é'".encode("latin-1"), "m.py is not valid utf-8; read as Latin-1"),
        (b"# coding: klingon\nx = 1", "m.py declares the unknown encoding 'klingon'; read as UTF-8"),
        (b"# coding: hex\nx = 1", "m.py declares the unknown encoding 'hex'; read as UTF-8"),
        ("# coding: ascii\nx = 'é'".encode(), "m.py is not valid ascii; read as UTF-8"),
    ],
)
def test_doubtful_encodings_are_analysed_and_told(data: bytes, message: str) -> None:
    reading = read("m.py", data, "python")
    assert (reading.state, [problem.message for problem in reading.problems]) == ("analysed", [message])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x = 1\0", "NUL"),
        ("x = 1".encode("utf-16"), "UTF-16"),
        ("x = 1".encode("utf-32"), "UTF-32"),
    ],
)
def test_what_is_no_text_is_not_read(data: bytes, reason: str) -> None:
    reading = read("m.py", data, "python")
    assert (reading.state, reading.module) == ("unread", None)
    assert reading.problems[0].message.startswith("m.py ")
    assert reason in reading.problems[0].message


def test_a_broken_statement_costs_that_statement() -> None:
    data = b"a = 1\ngiven 'nationality'\nb = 2\ndef f():\n  given 'x'\n  return 1\nc = 3\n"
    reading = read("m.py", data, "python")
    assert reading.state == "partly"
    assert assigned(data) == ["a", "b", "c"]
    assert [problem.line for problem in reading.problems] == [2, 5]
    assert reading.problems[0].message == "m.py:2: not valid Python 3; only its names were read"
    assert "nationality" in [name.name for name in reading.names]
    assert reading.module is not None
    assert "nationality" in reading.module.names
    assert reading.module.problems == reading.problems


def test_an_unclosed_bracket_does_not_swallow_the_rest() -> None:
    assert assigned(b"a = 1\nb = (2,\nc = 3\nd = 4\n") == ["a", "c", "d"]


def test_an_unclosed_string_does_not_swallow_the_rest() -> None:
    assert assigned(b'a = 1\nb = """x\nc = 3\n') == ["a", "c"]


def test_compound_statements_stay_whole() -> None:
    data = b"if a:\n  x = 1\nelse:\n  x = 2\n@d\n\n# c\ndef f():\n  pass\ntry:\n  y = 1\nexcept E:\n  pass\ngiven 1\n"
    reading = read("m.py", data, "python")
    assert (reading.state, len(reading.problems)) == ("partly", 1)
    assert assigned(data) == ["x", "x", "y"]
    assert reading.module is not None
    assert len(forms(reading.module, Define)[0].decorators) == 1


def test_a_file_of_which_nothing_parses_is_scanned() -> None:
    file = Ranged(b"given 'x'\n# nationality\ngiven birth_place\n")
    assert (file.reading.state, file.reading.module) == ("scanned", None)
    names = {name.name: name for name in file.reading.names}
    assert names["given"].count == 2
    assert "nationality" not in names  # a comment says nothing about the data
    assert file.text(names["birth_place"].node) == "birth_place"


def test_lost_names_can_be_located_beside_forms() -> None:
    file = Ranged("é = 1\ngiven '𝒳', birth_place\n".encode())
    assert file.reading.state == "partly"
    name = next(name for name in file.reading.names if name.name == "birth_place")
    assert name.node >= file.module.nodes
    assert file.text(name.node) == "birth_place"


HOSTILE = {
    "brackets": "(" * 10_000 + "x" + ")" * 10_000,
    "lists": "x = " + "[" * 10_000 + "]" * 10_000,
    "minus": "x = " + "-" * 10_000 + "1",
    "not": "x = " + "not " * 10_000 + "1",
    "plus": "x = " + "+".join(["y"] * 10_000),
    "and": "x = " + " and ".join(["y"] * 10_000),
    "lambda": "x = " + "lambda: " * 10_000 + "1",
    "if": "x = " + "1 if y else " * 10_000 + "1",
    "chain": "x = y" + ".z" * 10_000,
    "calls": "x = y" + "()" * 10_000,
    "keys": "x = " + "y[" * 10_000 + "0" + "]" * 10_000,
    "elif": "if x: pass\n" + "elif x: pass\n" * 10_000,
    "open": "(" * 10_000,
    "close": ")" * 10_000,
    "quotes": "'" * 10_001,
    "triple": "'''" * 3_333,
    "backslashes": "\\" * 10_000,
    "braces": 'f"' + "{" * 10_001 + '"',
    "formatted": "x = " + 'f"{' * 10_000 + "1" + '}"' * 10_000,
    "formats": "x = f'{y:" + "{y:" * 10_000 + "}" * 10_000 + "}'",
    "defaults": "x = " + "lambda y=" * 10_000 + "1",
    "indentation": "".join(" " * depth + "if x:\n" for depth in range(300)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_nesting_costs_only_its_statement(kind: str) -> None:
    reading = read("m.py", f"before = 1\n{HOSTILE[kind]}\n".encode(), "python")
    assert reading.state in ("partly", "scanned")
    assert reading.problems
    assert reading.module is None or verify(reading.module) == ()


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 90 + "1" + ")" * 90,
        "x = " + "f(" * 60 + "1" + ")" * 60,
        "x = y" + ".f()" * 150,
        "x = " + "-" * 400 + "1",
        "x = " + " - ".join(["y"] * 400),
        "if x: pass\n" + "elif x: pass\n" * 1000,
        "".join(" " * depth + "if x:\n" for depth in range(60)) + " " * 60 + "y = 1",
    ],
)
def test_deep_but_bearable_nesting_is_analysed(source: str) -> None:
    file = Ranged(source.encode())
    assert (file.reading.state, file.reading.problems) == ("analysed", ())
    assert verify(file.module) == ()
    assert file.range(file.module.nodes - 1)


def test_a_string_of_many_lines() -> None:
    data = b'x = """' + b"nationality \\n line\n" * 20_000 + b'"""\ny = 1\n'
    file = Ranged(data)
    assert file.reading.state == "analysed"
    constant = forms(file.module, Assign)[0].value
    assert file.range(constant.node, constant.value.rindex("nationality"), 11).start.line == 20_000


@pytest.mark.parametrize("data", [b"", b"\n", b"# only a comment", b"\xef\xbb\xbf", b"\f\n", b"x = 1", b"x = 1\r"])
def test_small_files(data: bytes) -> None:
    assert read("m.py", data, "python").state == "analysed"
    assert Ranged(data).range(0)
