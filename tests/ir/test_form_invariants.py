"""`verify` finds what must not be."""

from __future__ import annotations

import pytest

from originlint.ir.forms import (
    Assign,
    Break,
    Choose,
    Clause,
    Collect,
    Compare,
    Constant,
    Define,
    DefineClass,
    Derive,
    Evaluate,
    Function,
    Key,
    Loop,
    Module,
    Name,
    Parameter,
    Return,
    Sequence,
    Slice,
    Star,
    Statement,
    Unpack,
)
from originlint.ir.invariants import verify

NONE: frozenset[str] = frozenset()


def function(*body: Statement, bound: frozenset[str] = NONE, parameters: tuple[Parameter, ...] = ()) -> Define:
    return Define(0, Function(1, "f", parameters, body, bound, NONE, NONE, None, False, False), ())


def x(node: int) -> Name:
    return Name(node, "x")


WRONG: dict[str, Statement] = {
    "comes after form 2": Evaluate(2, Constant(1, 1)),
    "the module has only 50": Evaluate(50, Constant(51, 1)),
    "outside a loop": Break(0),
    "return outside a function": Return(0, None),
    "a slice outside": Evaluate(0, Slice(1, None, None, None)),
    "a star outside": Evaluate(0, Star(1, x(2))),
    "operator 'not' with 2": Evaluate(0, Derive(1, "not", (x(2), x(3)))),
    "operator '+' with 1": Evaluate(0, Derive(1, "+", (x(2),))),
    "comparison '<>'": Evaluate(0, Compare(1, "<>", x(2), x(3))),
    "'and' of 1": Evaluate(0, Choose(1, "and", (x(2),))),
    "malformed 'dict'": Evaluate(0, Collect(1, "dict", None, x(2), (Clause(x(3), x(4), ()),))),
    "malformed 'list'": Evaluate(0, Collect(1, "list", None, x(2), ())),
    "neither for nor while": Loop(0, None, None, None, (), ()),
    "starred target does not exist": Assign(0, Unpack(1, (x(2),), 3), x(4)),
    "missing ['x'], too many []": function(Assign(2, x(3), Constant(4, 1))),
    "missing [], too many ['y']": function(bound=frozenset({"y"})),
    "a parameter of kind 'odd'": function(parameters=(Parameter(2, "x", "odd", None, None),), bound=frozenset({"x"})),
    "out of order": function(
        parameters=(Parameter(2, "x", "keyword", None, None), Parameter(3, "y", "normal", None, None)),
        bound=frozenset({"x", "y"}),
    ),
    "names of class C differ": DefineClass(0, "C", (), (), (), (Assign(1, x(2), x(3)),), NONE),
    "break or continue outside": Loop(0, None, None, x(1), (function(Break(2)),), ()),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_is_said(message: str) -> None:
    found = verify(Module("m.py", (WRONG[message],), 50, NONE))
    assert any(message in each for each in found), found


def test_what_is_right_passes() -> None:
    body = (
        Loop(0, x(1), x(2), None, (Break(3),), ()),
        Evaluate(4, Key(5, x(6), Sequence(7, "tuple", (Slice(8, None, None, None), Star(9, x(10)))))),
    )
    assert verify(Module("m.py", body, 11, NONE)) == ()
