"""Python 2 scripts are read as far as names go, each character at its place."""

from __future__ import annotations

import ast

import pytest

from originlint.frontends.python.old import modern
from originlint.frontends.python.read import read_python


@pytest.mark.parametrize(
    "text",
    [
        'print "a", x\n',
        "if x: print x\n",
        "print >>f, y,\n",
        'for i in y:\n    print "a %s" % \\\n        b\n',
        'try:\n    exec "x"\nexcept (A, B), e:\n    raise E, "msg %s" % e\n',
        "try:\n    pass\nexcept a.b.KeyError, e: pass\n",
        "if a <> 0777:\n    b = 10L\n",
    ],
)
def test_old_syntax_is_written_otherwise_and_just_as_long(text: str) -> None:
    assert len(modern(text)) == len(text)
    ast.parse(modern(text))


@pytest.mark.parametrize("text", ["print(x)\n", "print\n", "print.y\n", 's = """\nprint x\n"""\n', "# print x\n"])
def test_new_syntax_and_strings_stay(text: str) -> None:
    assert modern(text) == text


def test_a_function_with_a_print_statement_is_analysed() -> None:
    reading = read_python("a.py", b'def f(df):\n    print "race", df\n    model.fit(df["race"], 1)\n')
    assert reading.state == "analysed"
    assert reading.problems == ()
