"""The core language that every imperative front end lowers to.

A module is a tree of frozen forms: expressions that yield a value and statements that change the state. Desugaring is
the front end's work, so there is one way to say each thing: f-strings are `Text`, `a += b` is an `Assign` of an
in-place `Derive`, `match` is a chain of `Branch`, `assert` is a `Branch` whose other arm raises, decorators are calls
around a definition, chained comparisons are conjunctions.

Every form has a `node`: its pre-order number in the module. It is the only trace of the text, and the front end's
locator turns it into a range. `verify` in `invariants.py` says what else holds.
"""

from __future__ import annotations

from typing import TypeAlias, Union

from originlint.ir.problem import Problem as Problem
from originlint.source.frozen import frozen

# ---------------------------------------------------------------------------------------------------- expressions


@frozen
class Constant:
    """A literal: None, bool, int, float, complex, str, bytes or Ellipsis. Adjacent string literals are one."""

    node: int
    value: object


@frozen
class Name:
    """A variable that is read. `scope` resolution is the interpreter's: see `Function.bound`."""

    node: int
    name: str


@frozen
class Field:
    """`object.name`."""

    node: int
    object: Expression
    name: str


@frozen
class Key:
    """`object[key]`; several keys are a tuple `Sequence`, a slice is a `Slice`."""

    node: int
    object: Expression
    key: Expression


@frozen
class Slice:
    """`start:stop:step` inside a subscript."""

    node: int
    start: Expression | None
    stop: Expression | None
    step: Expression | None


@frozen
class Argument:
    """One argument of a call: positional, keyword (`keyword` set), `*value` (`stars` 1) or `**value` (`stars` 2)."""

    value: Expression
    keyword: str | None = None
    stars: int = 0


@frozen
class Call:
    """`function(arguments…)`, in source order."""

    node: int
    function: Expression
    arguments: tuple[Argument, ...]


@frozen
class Star:
    """`*value` inside a sequence display."""

    node: int
    value: Expression


@frozen
class Sequence:
    """A display of `kind` "list", "tuple" or "set"; items may be `Star`."""

    node: int
    kind: str
    items: tuple[Expression, ...]


@frozen
class Mapping:
    """A dict display: pairs of key and value; a key of None is `**value`."""

    node: int
    pairs: tuple[tuple[Expression | None, Expression], ...]


@frozen
class Text:
    """An f-string or t-string: constants and holes, in order, joined as text."""

    node: int
    parts: tuple[Expression, ...]


@frozen
class Derive:
    """An operator applied to operands, all evaluated: + - * / // % ** @ << >> & | ^ ~ not, unary `+x` and `-x` as
    "pos" and "neg". `in_place` is True for an augmented assignment (`a += b`), where a list keeps its identity."""

    node: int
    operator: str
    operands: tuple[Expression, ...]
    in_place: bool = False


@frozen
class Choose:
    """Short circuit: `operator` is "and" or "or"; the value is one of the operands."""

    node: int
    operator: str
    operands: tuple[Expression, ...]


@frozen
class Compare:
    """One comparison: == != < <= > >= is "is not" in "not in". Chains are a `Choose` "and" of these."""

    node: int
    operator: str
    left: Expression
    right: Expression


@frozen
class Conditional:
    """`then if test else otherwise`."""

    node: int
    test: Expression
    then: Expression
    otherwise: Expression


@frozen
class Clause:
    """`for target in iterable if conditions…` of a comprehension."""

    target: Target
    iterable: Expression
    conditions: tuple[Expression, ...]


@frozen
class Collect:
    """A comprehension of `kind` "list", "set", "dict" or "generator"; `key` only for "dict"."""

    node: int
    kind: str
    key: Expression | None
    value: Expression
    clauses: tuple[Clause, ...]


@frozen
class Lambda:
    """A function as a value."""

    node: int
    function: Function


@frozen
class Bind:
    """`(target := value)`: assigns in the enclosing function, and is the value."""

    node: int
    target: Target
    value: Expression


@frozen
class Yield:
    """`yield value` (`delegate` False) or `yield from value` (True)."""

    node: int
    value: Expression | None
    delegate: bool


@frozen
class Await:
    """`await value`."""

    node: int
    value: Expression


@frozen
class Unsupported:
    """Syntax that has no meaning here; `parts` are the expressions inside it, so that their labels survive."""

    node: int
    reason: str
    parts: tuple[Expression, ...] = ()


Expression: TypeAlias = Union[
    Constant,
    Name,
    Field,
    Key,
    Slice,
    Call,
    Star,
    Sequence,
    Mapping,
    Text,
    Derive,
    Choose,
    Compare,
    Conditional,
    Collect,
    Lambda,
    Bind,
    Yield,
    Await,
    Unsupported,
]

# ------------------------------------------------------------------------------------------------------- targets


@frozen
class Unpack:
    """`a, *b, c = …`: `star` is the index of the starred target, or None."""

    node: int
    targets: tuple[Target, ...]
    star: int | None = None


Target: TypeAlias = Union[Name, Field, Key, Unpack]

# ---------------------------------------------------------------------------------------------------- statements


@frozen
class Assign:
    """`target = value`. Several targets are several statements that share a temporary. `annotation` is kept as an
    expression since it names a type; a bare annotation (`x: int`) is a `Declare`."""

    node: int
    target: Target
    value: Expression
    annotation: Expression | None = None


@frozen
class Declare:
    """`name: annotation` without a value: a dataclass or pydantic field, or a hint."""

    node: int
    name: str
    annotation: Expression


@frozen
class Delete:
    """`del target`."""

    node: int
    target: Target


@frozen
class Evaluate:
    """An expression statement: its value is not used."""

    node: int
    value: Expression


@frozen
class Branch:
    """`if test: then else: otherwise`."""

    node: int
    test: Expression
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


@frozen
class Loop:
    """`for target in iterable` (both set) or `while test` (only `test` set), with its `else`."""

    node: int
    target: Target | None
    iterable: Expression | None
    test: Expression | None
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


@frozen
class Handler:
    """`except kind as name`."""

    kind: Expression | None
    name: str | None
    body: tuple[Statement, ...]


@frozen
class Try:
    """try / except (also except*) / else / finally."""

    node: int
    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    otherwise: tuple[Statement, ...]
    final: tuple[Statement, ...]


@frozen
class Enter:
    """`with context as target`, followed by the body's statements in `body`."""

    node: int
    context: Expression
    target: Target | None
    body: tuple[Statement, ...]


@frozen
class Return:
    node: int
    value: Expression | None


@frozen
class Raise:
    node: int
    value: Expression | None


@frozen
class Break:
    node: int


@frozen
class Continue:
    node: int


@frozen
class Import:
    """`import module as name` (`member` None) or `from module import member as name`; `level` counts the dots.

    `import a.b` without `as` binds `a`: then `name` is "a" and `module` "a.b". A `member` of "*" binds all.
    """

    node: int
    module: str
    level: int
    member: str | None
    name: str


@frozen
class Define:
    """`def` or `async def`, bound to the function's name, after the decorators have been applied innermost first."""

    node: int
    function: Function
    decorators: tuple[Expression, ...]


@frozen
class DefineClass:
    """`class name(bases, keywords): body`. `bound` are the names that the body assigns."""

    node: int
    name: str
    bases: tuple[Expression, ...]
    keywords: tuple[tuple[str | None, Expression], ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]
    bound: frozenset[str]
    doc: str | None = None


@frozen
class Query:
    """A cell or block of SQL (`%%sql`, `%%bigquery`, `%sql`): `text` is an expression that yields the SQL, `target`
    the variable that gets the result."""

    node: int
    text: Expression
    target: Target | None
    dialect: str | None


@frozen
class Shown:
    """What the code displayed when somebody ran it, as a notebook stores it: the table that `table` names has
    `columns`."""

    node: int
    table: Expression
    columns: tuple[str, ...]


Statement: TypeAlias = Union[
    Assign,
    Declare,
    Delete,
    Evaluate,
    Branch,
    Loop,
    Try,
    Enter,
    Return,
    Raise,
    Break,
    Continue,
    Import,
    Define,
    DefineClass,
    Query,
    Shown,
]

# ----------------------------------------------------------------------------------------------------- functions


@frozen
class Parameter:
    """`kind` is "positional" (before `/`), "normal", "variadic" (`*args`), "keyword" or "variadic keyword"."""

    node: int
    name: str
    kind: str
    default: Expression | None
    annotation: Expression | None


@frozen
class Function:
    """A function's code. `bound` are the names local to it (parameters included), so that a name read inside resolves
    to the innermost enclosing function that binds it, else to the module, else to the built-ins. `globals` and
    `nonlocals` are the names declared so. A lambda has the name "<lambda>" and a body of one `Return`."""

    node: int
    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Statement, ...]
    bound: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]
    returns: Expression | None
    is_generator: bool
    is_async: bool
    doc: str | None = None


@frozen
class Module:
    """One file (or notebook) lowered. `nodes` is the number of forms. `names` are all identifiers and short string
    constants in the file, for deciding whether it can matter. `problems` are the places that were not understood."""

    path: str
    body: tuple[Statement, ...]
    nodes: int
    names: frozenset[str]
    problems: tuple[Problem, ...] = ()
