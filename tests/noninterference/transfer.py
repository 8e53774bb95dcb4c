"""The transfer rules of the interpreter, and each of them spoiled: what it tells of dependence is forgotten, a case of
it is taken out, a step is left out, or one side of a union of labels is lost.

The mutants are made from the interpreter's own text, so that a rule which is written tomorrow has its mutants at once.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import originlint.interpreter
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.values import Reference

ROOT = Path(originlint.interpreter.__file__).parent
FORGETS, CASE, STEP, LEFT, RIGHT = "rule forgets", "case taken out", "step left out", "left lost", "right lost"
RULES = (FORGETS, CASE, STEP)
SIDES = (LEFT, RIGHT)

RESULTS = frozenset({"Labels", "Value", "Content", "Frame", "Items", "Entries", "Column", "Names", "Cell", "Estimator"})
"""Functions that give one of these, or nothing, say what owes to what; the others only help them to decide."""

COLLECTING = frozenset(
    {"append", "extend", "add", "insert", "discard", "pop", "setdefault", "begin", "commit", "rollback"}
    | {"unresolved", "step", "see", "leave"}
)
"""Calls that build something up locally, open and close a state, or count: no rule of their own."""


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """One place to spoil: in which function of which file, where, and its text to read. `first` and `last` are the
    lines that a program has to pass for the place to matter."""

    path: str
    function: str
    place: tuple[int, int]
    kind: str
    text: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """The rule to read in a list."""
        return f"{self.path}:{self.place[0]} {self.function}: {self.text}"


def rules(kinds: tuple[str, ...]) -> list[Rule]:
    """All mutants of these kinds, in the order of the files."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT).as_posix()
        for name, function in _functions(_tree(inside)):
            found += [rule for rule in _of_function(inside, name, function) if rule.kind in kinds]
    return found


@functools.cache
def _text(inside: str) -> str:
    return (ROOT / inside).read_text(encoding="utf-8")


def _tree(inside: str) -> ast.Module:
    return ast.parse(_text(inside))


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("__"):
                    yield f"{node.name}.{member.name}", member


def _of_function(path: str, name: str, function: ast.FunctionDef) -> Iterator[Rule]:
    def rule(node: ast.AST, kind: str, text: str, first: int, last: int) -> Rule:
        return Rule(path, name, _place(node), kind, " ".join(text.split())[:90], first, last)

    gives = ast.unparse(function.returns) if function.returns is not None else ""
    first, last = function.body[0].lineno, function.end_lineno or function.lineno
    if not _does(function):
        return
    if set(gives.replace(" ", "").split("|")) & {*RESULTS, "None"} - ({"None"} if "|" in gives else set()):
        yield rule(function, FORGETS, f"-> {gives}", first, last)
    for statement in _statements(function.body):
        match statement:
            case ast.Match():
                for case in statement.cases:
                    start, end = case.body[0].lineno, case.body[-1].end_lineno or 0
                    if not _catches_all(case):
                        yield rule(case.pattern, CASE, f"case {ast.unparse(case.pattern)}", start, end)
            case ast.Expr(value=ast.Call(func=called)) if _last(called) not in COLLECTING:
                yield rule(statement, STEP, ast.unparse(statement), statement.lineno, statement.end_lineno or 0)
            case ast.Assign(targets=[ast.Attribute()]) | ast.With():
                shown = ast.unparse(statement.items[0]) if isinstance(statement, ast.With) else ast.unparse(statement)
                if not isinstance(statement, ast.With) or ".under(" in shown:
                    yield rule(statement, STEP, shown, statement.lineno, statement.end_lineno or 0)
    for node in _expressions(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            for kind in SIDES:
                yield rule(node, kind, ast.unparse(node), node.lineno, node.end_lineno or 0)


def _does(function: ast.FunctionDef) -> bool:
    return any(not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)) for each in function.body)


def _expressions(node: ast.AST) -> Iterator[ast.AST]:
    """What is evaluated: everything but annotations."""
    for name, held in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for each in held if isinstance(held, list) else [held]:
                if isinstance(each, ast.AST):
                    yield each
                    yield from _expressions(each)


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        for node in ast.iter_child_nodes(statement):
            if isinstance(node, ast.stmt):
                yield from _statements([node])
            elif isinstance(node, (ast.match_case, ast.ExceptHandler)):
                yield from _statements(node.body)


def _last(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)


def _place(node: ast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------------ spoiling


@contextlib.contextmanager
def spoiled(rule: Rule) -> Iterator[bool]:
    """With that rule spoiled; False where it cannot be."""
    function = _found(rule)
    code = _code(rule) if function is not None else None
    if function is None or code is None or code.co_freevars != function.__code__.co_freevars:
        yield False
        return
    before = function.__code__
    function.__globals__["__forgotten__"] = forgotten
    function.__code__ = code
    try:
        yield True
    finally:
        function.__code__ = before
        del function.__globals__["__forgotten__"]


def _found(rule: Rule) -> FunctionType | None:
    parts = rule.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    held: Any = importlib.import_module(f"originlint.interpreter.{parts}")
    for name in rule.function.split("."):
        held = vars(held).get(name) if isinstance(held, (type, ModuleType)) else None
    if isinstance(held, property):
        held = held.fget
    if isinstance(held, (staticmethod, classmethod)):
        held = held.__func__
    held = getattr(held, "__wrapped__", held)
    return held if isinstance(held, FunctionType) else None


def _code(rule: Rule) -> CodeType | None:
    tree = _Spoiler(rule).visit(_tree(rule.path))
    code: CodeType | None = compile(ast.fix_missing_locations(tree), str(ROOT / rule.path), "exec", dont_inherit=True)
    for name in rule.function.split("."):
        assert code is not None
        held = [each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name]
        code = held[-1] if held else None
        if code is None:
            break
    return code


class _Spoiler(ast.NodeTransformer):
    """Changes the one place."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def visit(self, node: ast.AST) -> Any:
        here = hasattr(node, "lineno") and _place(node) == self._rule.place
        match self._rule.kind, node:
            case "rule forgets", ast.FunctionDef() if here:
                return _forgetful(node)
            case "case taken out", ast.match_case() if _place(node.pattern) == self._rule.place:
                node.guard = ast.Constant(False)
                return node
            case "step left out", ast.With() if here:
                node.items[0].context_expr.args = [ast.Name("__nothing__", ast.Load())]  # type: ignore[attr-defined]
                return ast.With(
                    [ast.withitem(ast.parse("__import__('contextlib').nullcontext()", mode="eval").body)], node.body
                )
            case "step left out", ast.Expr() | ast.Assign() if here:
                return ast.Pass()
            case (("left lost" | "right lost"), ast.BinOp(op=ast.BitOr())) if (
                here and " ".join(ast.unparse(node).split())[:90] == self._rule.text
            ):
                return node.right if self._rule.kind == LEFT else node.left
        return self.generic_visit(node)


def _forgetful(function: ast.FunctionDef) -> ast.FunctionDef:
    if function.returns is not None and ast.unparse(function.returns) == "None":
        function.body = [ast.Pass()]
    else:
        function.body = [_Returns().visit(statement) for statement in function.body]
    return function


class _Returns(ast.NodeTransformer):
    """What is returned is forgotten."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        if node.value is None:
            return node
        given: list[ast.expr] = [node.value, ast.Call(ast.Name("locals", ast.Load()), [], [])]
        return ast.Return(ast.Call(ast.Name("__forgotten__", ast.Load()), given, []))


def forgotten(value: Any, local: dict[str, Any]) -> Any:
    """The same value, but it owes to nothing: no part of it has a label. A table or object is another one then."""
    machine = next((local[name] for name in ("vm", "machine", "self") if hasattr(local.get(name), "load")), None)
    return _without(value, machine, 3)


def _without(value: Any, machine: Any, depth: int) -> Any:
    if isinstance(value, Labels):
        return NONE
    if isinstance(value, Reference):
        if machine is None or not depth:
            return replace(value, labels=NONE)
        return machine.new(_without(machine.load(value), machine, depth - 1))
    if isinstance(value, tuple):
        return tuple(_without(each, machine, depth) for each in value)
    if isinstance(value, list):
        return [_without(each, machine, depth) for each in value]
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.endswith("interpreter.values"):
        changed = {
            each.name: new
            for each in fields(value)
            if (held := getattr(value, each.name)) is not (new := _cleared(each.name, held, machine, depth))
        }
        return replace(value, **changed) if changed else value
    return value


def _cleared(name: str, held: Any, machine: Any, depth: int) -> Any:
    if name in ("rest", "dataset") and isinstance(held, (tuple, str)):
        return () if isinstance(held, tuple) else None
    return _without(held, machine, depth)
