"""Every form of Python syntax becomes the forms that mean the same."""

from __future__ import annotations

import pytest
from tests.frontends.ranges import forms, listing, module_of

from originlint.ir.forms import Call, Constant, Define, DefineClass, Function, Lambda, Unsupported
from originlint.ir.invariants import verify

EXPRESSIONS = {
    "None": "None",
    "x = ...": "x = ...",
    "x = 0x_ff, 1_000, 1e3, 2j, True": "x = (255, 1000, 1000.0, 2j, True)",
    "x = 'a' \"b\" '''c'''": "x = 'abc'",
    "x = b'a' rb'\\n'": "x = b'a\\\\n'",
    "x = u'\\u00e9\\N{DIGIT ONE}\\x41\\101\\q'": "x = 'é1AA\\\\q'",
    "f'a{x}{{b}}{y!r:>{w}.2f}'": "text('a', x, '{b}', y, w)",
    "'p' f'{x}' rf'\\d{y}'": "text('p', x, '\\\\d', y)",
    'f"{f"{x}"}"': "text(text(x))",
    "f'{x=}'": "text(x)",
    "t'a{x}'": "text('a', x)",
    "a.b.c": "a.b.c",
    "a[1]": "a[1]",
    "a[1,]": "a[(1,)]",
    "a[:, -1]": "a[(:, (-1))]",
    "a[1:2:3, ...]": "a[(1:2:3, ...)]",
    "a[::2]": "a[::2]",
    "a[*b, c]": "a[(*b, c)]",
    "f(a, *b, c=d, **e)": "f(a, *b, c=d, **e)",
    "f(x for x in y)": "f((x for x in y))",
    "-a + +b ** ~c": "((-a) + (+(b ** (~c))))",
    "not a": "(not a)",
    "a @ b // c % d << e >> f & g | h ^ i": "(((((((a @ b) // c) % d) << e) >> f) & g) | (h ^ i))",
    "a and b and c or d": "((a and b and c) or d)",
    "a and (b or c)": "(a and (b or c))",
    "a == b, a != b, a is not b, a not in b": "((a == b), (a != b), (a is not b), (a not in b))",
    "a < b <= c": "((a < b) and (b <= c))",
    "a < b() < c": "((a < ($5 := b())) and ($5 < c))",
    "a if b else c": "(a if b else c)",
    "[1, *a], {1, *a}, (*a,)": "([1, *a], {1, *a}, (*a,))",
    "{'a': 1, **b}": "{'a': 1, **b}",
    "[x for x, *y in z if x if y for w in x]": "[x for (x, *y,) in z if x if y for w in x]",
    "{x async for x in y}": "{x for x in y}",
    "{k: v for k, v in x}": "{k: v for (k, v,) in x}",
    "lambda a, /, b=1, *c, d, **e: a": "(lambda a, /, b = 1, *c, d, **e: a)",
    "(y := f(x))": "(y := f(x))",
    "await x": "(await x)",
}

STATEMENTS = {
    "x = 1; y = 2": "x = 1\ny = 2",
    "a, (b, *c), d.e, f[0] = x": "(a, (b, *c,), d.e, f[0],) = x",
    "[a, b] = x": "(a, b,) = x",
    "a = b = 1": "a = 1\nb = 1",
    "a = b[0] = f()": "$0 = f()\na = $0\nb[0] = $0",
    "x: int = 1": "x: int = 1",
    "x: 'Frame'": "x: 'Frame'",
    "a += 1": "a = (a += 1)",
    "a.b['c'] |= d": "a.b['c'] = (a.b['c'] |= d)",
    "f().a += 1": "$0 = f()\n$0.a = ($0.a += 1)",
    "a[f()] *= 2": "$0 = f()\na[$0] = (a[$0] *= 2)",
    "a[f(), 0] -= 2": "a[(f(), 0)] = (a[(f(), 0)] -= 2)",
    "type X[T: int] = list[T]": "X = list[T]",
    "del a, b[0], (c, d.e)": "del a\ndel b[0]\ndel c\ndel d.e",
    "import a, b.c, d.e as f, g.h as g": "import a as a\nimport b.c as b\nimport d.e as f\nfrom g import h as g",
    "from . import a": "from . import a as a",
    "from ..b.c import (d as e, f)": "from ..b.c import d as e\nfrom ..b.c import f as f",
    "from a import *": "from a import *",
    "assert a, b": "if a:\nelse:\n    raise b",
    "raise\nraise A(b) from c": "raise\nraise A(b)",
    "if a: b\nelif c: d\nelse: e": "if a:\n    b\nelse:\n    if c:\n        d\n    else:\n        e",
    "for a, b in c:\n  break\nelse:\n  d": "for (a, b,) in c:\n    break\nelse:\n    d",
    "async def f():\n  async for a in b: continue": "async def f():\n    for a in b:\n        continue",
    "while a: b\nelse: c": "while a:\n    b\nelse:\n    c",
    "try: a\nexcept (B, C) as e: d\nexcept: f\nelse: g\nfinally: h": (
        "try:\n    a\nexcept (B, C) as e:\n    d\nexcept:\n    f\nelse:\n    g\nfinally:\n    h"
    ),
    "try: a\nexcept* B: c": "try:\n    a\nexcept B:\n    c",
    "with a as b, c, d as (e, f): g": "with a as b:\n    with c:\n        with d as (e, f,):\n            g",
    "with (a as b, c): d": "with a as b:\n    with c:\n        d",
    "@a\n@b(1)\ndef f(x: int = 1) -> str: return x": "@a\n@b(1)\ndef f(x: int = 1) -> str:\n    return x",
    "def f[T: int](*, a): yield a": "def f(*, a):\n    (yield a)",
    "def f(*a: *T): yield from a": "def f(*a: T):\n    (yield from a)",
    "@a\nclass C[T](B, *D, k=1, **e): x: int = 1": "@a\nclass C(B, *D, k=1, **e):\n    x: int = 1",
    "pass\n1\n...\n'remark'\n": "",
    "return a\nbreak\n": "a",
}

MATCHES = {
    "case 1: a": "if ($0 == 1):\n    a",
    "case -1 | 'x': a": "if (($0 == (-1)) or ($0 == 'x')):\n    a",
    "case None: a": "if ($0 is None):\n    a",
    "case A.b: a": "if ($0 == A.b):\n    a",
    "case x: a": "x = $0\na",
    "case _: a": "a",
    "case _ if b: a\n  case _: c": "if b:\n    a\nelse:\n    c",
    "case x if x: a": "x = $0\nif x:\n    a",
    "case [x, 1]: a": "if ((len($0) == 2) and ($0[1] == 1)):\n    x = $0[0]\n    a",
    "case (x, *y, z): a": "if (len($0) >= 2):\n    x = $0[0]\n    y = $0[1:-1]\n    z = $0[-1]\n    a",
    "case [*_]: a": "if (len($0) >= 0):\n    a",
    "case {'k': x, **y}: a": "if ('k' in $0):\n    x = $0['k']\n    y = $0\n    a",
    "case {}: a": "if isinstance($0, dict):\n    a",
    "case C(1, k=x): a": ("if (isinstance($0, C) and (getattr($0, C.__match_args__[0]) == 1)):\n    x = $0.k\n    a"),
    "case int(x): a": "if isinstance($0, int):\n    x = $0\n    a",
    "case (1 | 2) as x: a": "if (($0 == 1) or ($0 == 2)):\n    x = $0\n    a",
    "case [x] | x if x: a": ("if ((((len($0) == 1) and ((x := $0[0]) or True)) or ((x := $0) or True)) and x):\n    a"),
}


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expression(source: str) -> None:
    shown = listing(source if source.startswith(("x = ", "await")) else f"y = {source}")
    assert shown.removeprefix("y = ") == EXPRESSIONS[source]


@pytest.mark.parametrize("source", STATEMENTS)
def test_statement(source: str) -> None:
    assert listing(source) == STATEMENTS[source]


@pytest.mark.parametrize("case", MATCHES)
def test_match(case: str) -> None:
    assert listing(f"match s:\n  {case}\n") == f"$0 = s\n{MATCHES[case]}"


@pytest.mark.parametrize("source", [*EXPRESSIONS, *STATEMENTS, *(f"match s:\n  {case}\n" for case in MATCHES)])
def test_all_invariants_hold(source: str) -> None:
    assert verify(module_of(source)) == ()


def function(source: str) -> Function:
    define = forms(module_of(source), Define)[0]
    assert isinstance(define.function, Function)
    return define.function


def test_bound_are_the_names_that_a_function_assigns_in_any_way() -> None:
    found = function(
        """
def f(a, *b, c=(z := 1), **d):
    import e, g.h as i
    from j import k
    for l, (m, *n) in o: pass
    with p as q: pass
    try: pass
    except R as s: pass
    (t := 1)
    [(u := v) for v in w]
    def x(aa): bb = 1
    class y: cc = 1
    del ee
    ff: int
    match gg:
        case [hh, *ii] | {"x": jj, **kk}: pass
    ll.mm = nn[oo] = 1
    pp += 1
    lambda qq: (rr := 1)
    type ss = int
"""
    )
    expected = set("abcdeiklmnqstuxy") | {"ee", "ff", "hh", "ii", "jj", "kk", "pp", "ss"}
    assert {name for name in found.bound if not name.startswith("$")} == expected


def test_global_and_nonlocal_names_are_not_bound() -> None:
    found = function("def f():\n global a, b\n nonlocal c\n a = b = c = d = 1")
    assert (found.bound, found.globals, found.nonlocals) == ({"d"}, {"a", "b"}, {"c"})


def test_a_class_binds_what_its_body_assigns() -> None:
    found = forms(module_of("class C:\n 'doc'\n x = 1\n y: int\n def f(self): z = 1"), DefineClass)[0]
    assert (found.bound, found.doc) == ({"x", "y", "f"}, "doc")


def test_docstrings_are_kept_apart_from_the_body() -> None:
    found = function("def f():\n  'one ' 'two'\n  return 1")
    assert (found.doc, len(found.body)) == ("one two", 1)
    assert function("def f(): 'short'").doc == "short"
    assert function("def f(): f'{x}'").doc is None


def test_a_function_knows_whether_it_yields_and_is_asynchronous() -> None:
    found = function("async def f():\n  def g(): pass\n  yield 1")
    assert (found.is_generator, found.is_async) == (True, True)
    assert not function("def f():\n  def g(): yield 1\n  return g").is_generator
    assert forms(module_of("x = lambda: (yield)"), Lambda)[0].function.is_generator


def test_names_are_identifiers_and_strings_and_the_words_of_long_strings() -> None:
    long = "SELECT nationality FROM people WHERE " + "x" * 80
    module = module_of(f"import pandas.io\ndf.race(kind='place of birth', q={long!r})\n# comment\nf'{{a}} tail'")
    expected = {"pandas", "io", "df", "race", "kind", "place of birth", "q", "nationality", "people", "a", " tail"}
    assert expected <= module.names
    assert not {"comment", long} & module.names


def test_long_chains_of_an_associative_operator_are_not_nested_deeply() -> None:
    module = module_of("x = " + " + ".join(f"'{n}'" for n in range(900)))
    assert [form.value for form in forms(module, Constant)] == [str(n) for n in range(900)]
    assert not forms(module, Unsupported)
    assert verify(module) == ()


def test_what_is_nested_too_deeply_keeps_its_names() -> None:
    module = module_of("x = df" + ".f('a')" * 300)
    cut = forms(module, Unsupported)[0]
    assert cut.reason == "nested too deeply"
    assert {"df", "f"} <= {getattr(part, "name", None) for part in cut.parts}
    assert verify(module) == ()


def test_a_long_chain_of_elifs_goes_on_beside_itself() -> None:
    arms = "".join(f"elif a == {n}: x = f({n})\n" for n in range(1, 600))
    module = module_of(f"if a == 0: x = f(0)\n{arms}else: x = f(600)")
    assert len(forms(module, Call)) == 601
    assert verify(module) == ()


def test_a_number_with_too_many_digits_is_not_evaluated() -> None:
    assert forms(module_of("x = " + "9" * 5000), Unsupported)
