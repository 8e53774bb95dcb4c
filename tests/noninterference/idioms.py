"""Idioms of plain Python, as templates: each makes a number `{new}` from a text `{a}` and a number `{n}`.

`{v}` is one of the values that the text may have, `{f}` and `{c}` a new name for a function or class, `{x}`, `{y}` and `{b}`
new variables. `owes` says which of the two the result owes to: "a", "n" or both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idiom:
    """`helper` stands at the top of the module, `body` in the function that scores."""

    name: str
    owes: str
    body: str
    helper: str = ""
    imports: str = ""


BRANCHES = (
    Idiom("conditional expression", "a", "{new} = 5 if {a} == {v} else 1"),
    Idiom("short circuit", "an", "{new} = ({a} == {v} and 5) or {n}"),
    Idiom("if", "an", "{new} = {n}\nif {a} == {v}:\n    {new} += 10"),
    Idiom("if else", "an", "if {a} in ({v}, 'XX'):\n    {new} = 3\nelse:\n    {new} = {n}"),
    Idiom("elif", "an", "if {n} > 40:\n    {new} = 1\nelif {a} != {v}:\n    {new} = 2\nelse:\n    {new} = 4"),
    Idiom("nested if", "an", "{new} = 0\nif {n} > 20:\n    if {a} == {v}:\n        {new} = {n}"),
    Idiom("walrus", "a", "{new} = found * 4 if (found := int({a} == {v})) else 0"),
    Idiom("index by a comparison", "a", "{new} = (1, 8)[{a} == {v}]"),
    Idiom("match", "an", "match {a}:\n    case {v}:\n        {new} = 6\n    case _:\n        {new} = {n}"),
    Idiom("match guard", "a", "match 1:\n    case _ if {a} == {v}:\n        {new} = 9\n    case _:\n        {new} = 2"),
    Idiom(
        "match sequence",
        "an",
        "match ({a}, {n}):\n    case ({v}, much):\n        {new} = much\n    case _:\n        {new} = 0",
    ),
    Idiom(
        "match mapping",
        "an",
        "match {{'who': {a}, 'much': {n}}}:\n    case {{'who': {v}, 'much': amount}}:\n        {new} = amount\n"
        "    case _:\n        {new} = 0",
    ),
    Idiom(
        "match or",
        "a",
        "match {a}:\n    case {v} | 'XX' as word:\n        {new} = len(word)\n    case other:\n        {new} = 0",
    ),
    Idiom(
        "for else",
        "a",
        "for word in ({v}, 'XX'):\n    if word == {a}:\n        {new} = 7\n        break\nelse:\n    {new} = 1",
    ),
    Idiom(
        "break",
        "a",
        "{new} = 0\nfor number in range(5):\n    if {a} == {v} and number == 2:\n        break\n    {new} += 1",
    ),
    Idiom(
        "continue", "a", "{new} = 0\nfor number in range(5):\n    if {a} == {v}:\n        continue\n    {new} += number"
    ),
    Idiom("while", "a", "{new} = 0\n{x} = len({a})\nwhile {x} > 0:\n    {new} += 2\n    {x} -= 1"),
    Idiom("flag", "a", "{x} = False\nif {a} == {v}:\n    {x} = True\n{new} = 3 if {x} else 0"),
    Idiom("membership", "a", "{new} = 4 if {a} in {{'XX', {v}}} else 0"),
    Idiom("negation", "a", "{new} = 4 if not ({a} == {v}) else 0"),
    Idiom("chained comparison", "a", "{new} = int('A' <= {a}[:1] < 'N')"),
    Idiom("is None", "a", "{x} = {a} if {a} == {v} else None\n{new} = 0 if {x} is None else 5"),
)

ERRORS = (
    Idiom("key error", "an", "try:\n    {new} = {{{v}: 5}}[{a}]\nexcept KeyError:\n    {new} = {n}"),
    Idiom(
        "raise",
        "an",
        "try:\n    if {a} == {v}:\n        raise ValueError('no')\n    {new} = {n}\nexcept ValueError:\n    {new} = 50",
    ),
    Idiom("assert", "an", "try:\n    assert {a} != {v}\n    {new} = {n}\nexcept AssertionError:\n    {new} = 3"),
    Idiom("try else", "a", "{new} = 1\ntry:\n    {{{v}: 5}}[{a}]\nexcept KeyError:\n    pass\nelse:\n    {new} = 8"),
    Idiom("finally", "a", "{x} = 0\ntry:\n    if {a} == {v}:\n        {x} = 2\nfinally:\n    {new} = {x} + 1"),
    Idiom("index error", "a", "try:\n    {new} = [1, 2, 3][len({a})]\nexcept IndexError:\n    {new} = 9"),
    Idiom("number from text", "a", "try:\n    {new} = int({a})\nexcept ValueError:\n    {new} = len({a})"),
    Idiom(
        "error from a helper",
        "a",
        "try:\n    {f}({a})\n    {new} = 0\nexcept LookupError:\n    {new} = 6",
        "def {f}(who):\n    if who == {v}:\n        raise LookupError(who)",
    ),
    Idiom(
        "error with content",
        "a",
        "try:\n    raise RuntimeError({a})\nexcept RuntimeError as error:\n    {new} = len(error.args[0])",
    ),
    Idiom(
        "suppress",
        "a",
        "{new} = 1\nwith contextlib.suppress(KeyError):\n    {new} = {{{v}: 5}}[{a}]",
        imports="import contextlib",
    ),
)

COLLECTIONS = (
    Idiom("table", "a", "{new} = {{{v}: 7, 'XX': 1}}.get({a}, 0)"),
    Idiom(
        "append",
        "a",
        "{x} = []\nfor word in ({v}, 'XX'):\n    if word == {a}:\n        {x}.append(4)\n{new} = sum({x})",
    ),
    Idiom("sum of a generator", "a", "{new} = sum(3 for word in ({v}, 'XX') if word == {a})"),
    Idiom("any", "a", "{new} = int(any({a} == word for word in ({v}, 'XX')))"),
    Idiom("all", "a", "{new} = int(all(word != {a} for word in ({v}, 'XX')))"),
    Idiom("count", "a", "{new} = [{v}, {a}].count({v})"),
    Idiom("set", "a", "{new} = len({{{a}, {v}}})"),
    Idiom("set operation", "a", "{new} = len({{{a}}} & {{{v}, 'XX'}})"),
    Idiom("list index", "a", "{new} = [{a}, {v}].index({v})"),
    Idiom("max with key", "a", "{new} = max((1, 2), key=lambda number: number if {a} == {v} else -number)"),
    Idiom("sorted", "a", "{new} = int(sorted([{a}, 'MM'])[0] == 'MM')"),
    Idiom("sort in place", "a", "{x} = [{a}, 'MM']\n{x}.sort()\n{new} = int({x}[0] == 'MM')"),
    Idiom("map", "a", "{new} = sum(map(lambda word: word == {a}, ({v}, 'XX')))"),
    Idiom("filter", "a", "{new} = len(list(filter(lambda word: word != {a}, ({v}, 'XX'))))"),
    Idiom(
        "reduce",
        "a",
        "{new} = functools.reduce(lambda total, word: total + (word == {a}), ({v}, 'XX'), 0)",
        imports="import functools",
    ),
    Idiom("zip", "an", "{new} = sum(number for word, number in zip([{a}, 'XX'], [{n}, 1]) if word == {v})"),
    Idiom("enumerate", "a", "{new} = sum(place for place, word in enumerate(['XX', {a}]) if word == {v})"),
    Idiom("next", "a", "{new} = next((5 for word in [{v}] if word == {a}), 0)"),
    Idiom("dispatch", "an", "{new} = {{{v}: lambda: 9}}.get({a}, lambda: {n})()"),
    Idiom("update", "an", "{b} = {{'amount': {n}}}\nif {a} == {v}:\n    {b}.update(amount=9)\n{new} = {b}['amount']"),
    Idiom("setdefault", "a", "{b} = {{}}\n{b}.setdefault('who', {a})\n{new} = len({b}['who'])"),
    Idiom("merged dict", "a", "{b} = {{**{{'who': {a}}}, 'amount': 1}}\n{new} = int({b}['who'] == {v})"),
    Idiom("dict union", "a", "{b} = {{'amount': 1}} | {{'who': {a}}}\n{new} = int({b}['who'] == {v})"),
    Idiom("dict values", "an", "{new} = sum({{'x': {n}, 'y': int({a} == {v})}}.values())"),
    Idiom(
        "dict items",
        "a",
        "{new} = 0\nfor key, word in {{'who': {a}}}.items():\n    if word == {v}:\n        {new} += len(key)",
    ),
    Idiom("dict comprehension", "a", "{b} = {{word: 2 for word in ({v}, 'XX') if word != {a}}}\n{new} = len({b})"),
    Idiom("nested dict", "a", "{b} = {{'person': {{'who': {a}}}}}\n{new} = int({b}['person']['who'] == {v})"),
    Idiom(
        "default dict",
        "a",
        "{b} = collections.defaultdict(int)\n{b}[{a}] += 1\n{new} = {b}[{v}]",
        imports="import collections",
    ),
    Idiom("counter", "a", "{new} = collections.Counter([{a}, 'XX'])[{v}]", imports="import collections"),
    Idiom("key by value", "a", "{b} = {{}}\n{b}[{a}] = 5\n{new} = {b}.get({v}, 1)"),
    Idiom("del key", "a", "{b} = {{{v}: 1, 'XX': 2}}\nif {a} in {b}:\n    del {b}[{a}]\n{new} = len({b})"),
    Idiom("item assignment", "a", "{x} = [0, 0]\n{x}[{a} == {v}] = 5\n{new} = {x}[1]"),
    Idiom("extend", "a", "{x} = [1]\n{x}.extend([len({a})])\n{new} = sum({x})"),
    Idiom("alias", "a", "{x} = []\n{y} = {x}\n{y}.append(len({a}))\n{new} = sum({x})"),
    Idiom("slice", "a", "{x} = [1, len({a}), 3]\n{new} = sum({x}[:2])"),
    Idiom("unpacking", "an", "{x}, {y} = {a}, {n}\n{new} = {y} + ({x} == {v})"),
    Idiom("swap", "a", "{x}, {y} = {n}, int({a} == {v})\n{x}, {y} = {y}, {x}\n{new} = {x}"),
    Idiom("star", "a", "{x}, *{y} = [{n}, {a}, 1]\n{new} = len({y}[0])"),
    Idiom("pop", "a", "{x} = [1, len({a})]\n{new} = {x}.pop()"),
    Idiom("insert", "a", "{x} = [1]\n{x}.insert(0, len({a}))\n{new} = {x}[0]"),
    Idiom(
        "queue",
        "a",
        "{x} = collections.deque()\n{x}.append(len({a}))\n{new} = {x}.popleft()",
        imports="import collections",
    ),
)

TEXTS = (
    Idiom("length", "a", "{new} = len({a})"),
    Idiom("format", "a", "{new} = len(f'{{{a}}}-x')"),
    Idiom("percent", "a", "{new} = len('%s-x' % {a})"),
    Idiom("format method", "a", "{new} = len('{{}}-x'.format({a}))"),
    Idiom("concatenation", "a", "{new} = len({a} + '-x')"),
    Idiom("starts with", "a", "{new} = int(str({a}).startswith({v}[:1]))"),
    Idiom("letters", "a", "{new} = sum(ord(letter) for letter in str({a}))"),
    Idiom("join", "a", "{new} = len('-'.join([{a}, 'x']))"),
    Idiom("lower", "a", "{new} = int({a}.lower() == {v}.lower())"),
    Idiom("replace", "a", "{new} = len({a}.replace({v}, 'something'))"),
    Idiom("regular expression", "a", "{new} = 3 if re.match({v}, {a}) else 0", imports="import re"),
    Idiom("in text", "a", "{new} = int({v}[:1] in {a})"),
    Idiom("text of a number", "n", "{new} = len(str({n}))"),
    Idiom("JSON", "a", "{new} = int(json.loads(json.dumps({{'who': {a}}}))['who'] == {v})", imports="import json"),
)

FUNCTIONS = (
    Idiom(
        "helper",
        "an",
        "{new} = {f}({a}, {n})",
        "def {f}(who, much):\n    if who == {v}:\n        return much + 1\n    return much",
    ),
    Idiom(
        "keyword arguments",
        "an",
        "{new} = {f}(much={n}, who={a})",
        "def {f}(who, much):\n    return much if who == {v} else 0",
    ),
    Idiom("default argument", "a", "{new} = {f}({a})", "def {f}(who, much=4):\n    return much if who == {v} else 0"),
    Idiom(
        "star arguments",
        "an",
        "{x} = [{a}, {n}]\n{new} = {f}(*{x})",
        "def {f}(who, much):\n    return much if who == {v} else 0",
    ),
    Idiom(
        "double star",
        "an",
        "{b} = {{'who': {a}, 'much': {n}}}\n{new} = {f}(**{b})",
        "def {f}(who, much):\n    return much if who == {v} else 0",
    ),
    Idiom("var-positional", "a", "{new} = {f}(1, {a})", "def {f}(*given):\n    return len(given[1])"),
    Idiom("var-keyword", "a", "{new} = {f}(who={a})", "def {f}(**given):\n    return int(given['who'] == {v})"),
    Idiom(
        "early return",
        "a",
        "{new} = {f}({a})",
        "def {f}(who):\n    if who == {v}:\n        return 2\n    total = 5\n    return total",
    ),
    Idiom(
        "no return", "a", "{new} = 1 if {f}({a}) is None else 0", "def {f}(who):\n    if who == {v}:\n        return 2"
    ),
    Idiom(
        "several results",
        "an",
        "{x}, {y} = {f}({a}, {n})\n{new} = {x}",
        "def {f}(who, much):\n    return (much if who == {v} else 0), much",
    ),
    Idiom("generator", "a", "{new} = sum({f}({a}))", "def {f}(who):\n    yield 1\n    if who == {v}:\n        yield 5"),
    Idiom("yield from", "a", "{new} = len(list({f}({a})))", "def {f}(who):\n    yield from who"),
    Idiom(
        "closure",
        "an",
        "{new} = {f}({n})({a})",
        "def {f}(limit):\n    def inner(who):\n        return limit if who == {v} else 0\n\n    return inner",
    ),
    Idiom("captured", "an", "def {f}(much):\n    return much if {a} == {v} else 0\n\n{new} = {f}({n})"),
    Idiom(
        "nonlocal",
        "a",
        "{new} = {f}({a})",
        "def {f}(who):\n    total = 0\n\n    def add():\n        nonlocal total\n        if who == {v}:\n            total += 3\n\n    add()\n    return total",
    ),
    Idiom("lambda", "an", "{f} = lambda who, much: much if who == {v} else 0\n{new} = {f}({a}, {n})"),
    Idiom(
        "partial",
        "an",
        "{new} = functools.partial({f}, much={n})({a})",
        "def {f}(who, much):\n    return much if who == {v} else 0",
        "import functools",
    ),
    Idiom("function as argument", "a", "{new} = {f}(len, {a})", "def {f}(apply, who):\n    return apply(who)"),
    Idiom(
        "decorated",
        "a",
        "{new} = {f}({a})",
        "def wrapped_{f}(function):\n    @functools.wraps(function)\n    def inner(*args):\n        return function(*args) + 1\n\n    return inner\n\n\n@wrapped_{f}\ndef {f}(who):\n    return int(who == {v})",
        "import functools",
    ),
    Idiom(
        "cached",
        "a",
        "{new} = {f}({a})",
        "@functools.lru_cache\ndef {f}(who):\n    return int(who == {v})",
        "import functools",
    ),
    Idiom(
        "recursion",
        "a",
        "{new} = {f}({a}, 2)",
        "def {f}(who, depth):\n    if depth == 0:\n        return int(who == {v})\n    return 1 + {f}(who, depth - 1)",
    ),
    Idiom(
        "changes its argument",
        "a",
        "{b} = {{'amount': 0}}\n{f}({b}, {a})\n{new} = {b}['amount']",
        "def {f}(box, who):\n    if who == {v}:\n        box['amount'] = 5",
    ),
    Idiom(
        "fills a list",
        "a",
        "{x} = []\n{f}({x}, {a})\n{new} = sum({x})",
        "def {f}(found, who):\n    found.append(len(who))",
    ),
    Idiom(
        "global",
        "a",
        "{f}({a})\n{new} = state_{f}['amount']",
        "state_{f} = {{'amount': 0}}\n\n\ndef {f}(who):\n    state_{f}['amount'] = 5 if who == {v} else 0",
    ),
    Idiom(
        "global statement",
        "a",
        "{f}({a})\n{new} = value_{f}",
        "value_{f} = 0\n\n\ndef {f}(who):\n    global value_{f}\n    value_{f} = 5 if who == {v} else 0",
    ),
    Idiom(
        "item getter", "a", "{new} = int(operator.itemgetter('who')({{'who': {a}}}) == {v})", imports="import operator"
    ),
    Idiom(
        "context manager",
        "a",
        "with {f}({a}) as much:\n    {new} = much",
        "@contextlib.contextmanager\ndef {f}(who):\n    yield int(who == {v})",
        "import contextlib",
    ),
)

CLASSES = (
    Idiom(
        "object",
        "a",
        "{new} = {c}({a}).add().amount",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n        self.amount = 0\n\n    def add(self):\n        if self.who == {v}:\n            self.amount += 6\n        return self",
    ),
    Idiom(
        "property",
        "a",
        "{new} = {c}({a}).amount",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    @property\n    def amount(self):\n        return 4 if self.who == {v} else 0",
    ),
    Idiom(
        "dataclass",
        "an",
        "{new} = {c}({a}, {n}).amount()",
        "@dataclasses.dataclass\nclass {c}:\n    who: str\n    much: int\n\n    def amount(self):\n        return self.much if self.who == {v} else 0",
        "import dataclasses",
    ),
    Idiom(
        "dataclass field",
        "a",
        "{x} = {c}(who={a})\n{new} = len({x}.who)",
        "@dataclasses.dataclass(frozen=True)\nclass {c}:\n    who: str\n    much: int = 3",
        "import dataclasses",
    ),
    Idiom(
        "post init",
        "a",
        "{new} = {c}({a}).amount",
        "@dataclasses.dataclass\nclass {c}:\n    who: str\n    amount: int = 0\n\n    def __post_init__(self):\n        if self.who == {v}:\n            self.amount = 5",
        "import dataclasses",
    ),
    Idiom(
        "named tuple",
        "a",
        "{new} = len({c}({a}, 1).who)",
        "{c} = collections.namedtuple('{c}', ['who', 'much'])",
        "import collections",
    ),
    Idiom(
        "inheritance",
        "a",
        "{new} = {c}({a}).amount()",
        "class Base{c}:\n    def __init__(self, who):\n        self.who = who\n\n    def amount(self):\n        return 1\n\n\nclass {c}(Base{c}):\n    def amount(self):\n        return super().amount() + (self.who == {v})",
    ),
    Idiom(
        "inherited method",
        "a",
        "{new} = {c}().amount({a})",
        "class Base{c}:\n    def amount(self, who):\n        return self.weight() * len(who)\n\n\nclass {c}(Base{c}):\n    def weight(self):\n        return 2",
    ),
    Idiom(
        "callable object",
        "a",
        "{new} = {c}()({a})",
        "class {c}:\n    def __call__(self, who):\n        return int(who == {v})",
    ),
    Idiom(
        "class method",
        "a",
        "{new} = {c}.of({a}).amount",
        "class {c}:\n    def __init__(self, amount):\n        self.amount = amount\n\n    @classmethod\n    def of(cls, who):\n        return cls(len(who))",
    ),
    Idiom(
        "static method",
        "a",
        "{new} = {c}.of({a})",
        "class {c}:\n    @staticmethod\n    def of(who):\n        return int(who == {v})",
    ),
    Idiom("class table", "a", "{new} = {c}.TABLE.get({a}, 0)", "class {c}:\n    TABLE = {{{v}: 4}}"),
    Idiom(
        "item method",
        "a",
        "{new} = {c}()[{a}]",
        "class {c}:\n    def __getitem__(self, who):\n        return int(who == {v})",
    ),
    Idiom(
        "operator method",
        "a",
        "{new} = ({c}({a}) + 1)",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    def __add__(self, other):\n        return other + len(self.who)",
    ),
    Idiom(
        "length method",
        "a",
        "{new} = len({c}({a}))",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    def __len__(self):\n        return len(self.who)",
    ),
    Idiom(
        "truth method",
        "a",
        "{new} = 5 if {c}({a}) else 1",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    def __bool__(self):\n        return self.who == {v}",
    ),
    Idiom(
        "equality method",
        "a",
        "{new} = int({c}({a}) == {c}({v}))",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    def __eq__(self, other):\n        return self.who == other.who",
    ),
    Idiom(
        "iteration method",
        "a",
        "{new} = sum({c}({a}))",
        "class {c}:\n    def __init__(self, who):\n        self.who = who\n\n    def __iter__(self):\n        yield len(self.who)",
    ),
    Idiom(
        "namespace", "a", "{b} = types.SimpleNamespace(who={a})\n{new} = int({b}.who == {v})", imports="import types"
    ),
    Idiom(
        "set attribute",
        "a",
        "{b} = types.SimpleNamespace()\nsetattr({b}, 'who', {a})\n{new} = int({b}.who == {v})",
        imports="import types",
    ),
    Idiom(
        "get attribute",
        "a",
        "{b} = types.SimpleNamespace(who={a})\n{new} = int(getattr({b}, 'who') == {v})",
        imports="import types",
    ),
    Idiom(
        "enumeration",
        "a",
        "{new} = {c}.KNOWN.value if {a} == {v} else {c}.OTHER.value",
        "class {c}(enum.Enum):\n    KNOWN = 3\n    OTHER = 1",
        "import enum",
    ),
    Idiom(
        "enumeration by value",
        "a",
        "{new} = len({c}({a}).name) if {a} == {v} else 9",
        "class {c}(enum.Enum):\n    KNOWN = {v}\n    OTHER = 'XX'",
        "import enum",
    ),
    Idiom(
        "registry",
        "a",
        "{new} = sum(rule({a}) for rule in rules_{f})",
        "rules_{f} = []\n\n\ndef register_{f}(function):\n    rules_{f}.append(function)\n    return function\n\n\n@register_{f}\ndef {f}(who):\n    return int(who == {v})",
    ),
)

DECOYS = (
    Idiom("overwritten", "n", "{new} = len({a})\n{new} = {n}"),
    Idiom("printed", "n", "print({a})\n{new} = {n} + 1"),
    Idiom("branch that only prints", "n", "if {a} == {v}:\n    print('seen')\n{new} = {n} * 2"),
    Idiom("other key", "n", "{b} = {{'who': {a}, 'much': {n}}}\n{new} = {b}['much']"),
    Idiom("popped key", "n", "{b} = {{'who': {a}, 'much': {n}}}\n{b}.pop('who')\n{new} = {b}['much']"),
    Idiom("other item", "n", "{new} = ({a}, {n})[1]"),
    Idiom(
        "other field", "n", "{b} = types.SimpleNamespace(who={a}, much={n})\n{new} = {b}.much", imports="import types"
    ),
    Idiom(
        "other field of a dataclass",
        "n",
        "{new} = {c}({a}, {n}).much",
        "@dataclasses.dataclass\nclass {c}:\n    who: str\n    much: int",
        "import dataclasses",
    ),
    Idiom("unused argument", "n", "{new} = {f}({a}, {n})", "def {f}(who, much):\n    return much + 1"),
    Idiom("other result", "n", "{x}, {y} = {f}({a}, {n})\n{new} = {y}", "def {f}(who, much):\n    return (who, much)"),
    Idiom(
        "other method",
        "n",
        "{new} = {c}({a}, {n}).second()",
        "class {c}:\n    def __init__(self, who, much):\n        self.who = who\n        self.much = much\n\n    def first(self):\n        return self.who\n\n    def second(self):\n        return self.much",
    ),
    Idiom("other list", "n", "{x} = [{a}]\n{y} = [{n}]\n{x}.append(1)\n{new} = sum({y})"),
    Idiom("logged", "n", "log_{f}.append({a})\n{new} = {n}", "log_{f} = []"),
    Idiom("deleted", "n", "{x} = {a}\ndel {x}\n{x} = {n}\n{new} = {x}"),
    Idiom("restored", "n", "{x} = {n}\n{y} = {a}\n{x}, {y} = {y}, {x}\n{new} = {y}"),
)

NUMBERS = (
    Idiom("sum of two", "n", "{new} = {n} + 3"),
    Idiom("capped", "n", "{new} = min({n}, 30)"),
    Idiom("threshold", "n", "{new} = 2 if {n} > 25 else 0"),
)

IDIOMS = (*BRANCHES, *ERRORS, *COLLECTIONS, *TEXTS, *FUNCTIONS, *CLASSES, *DECOYS, *NUMBERS)
