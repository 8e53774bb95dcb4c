"""What every part of the Python lowering shares: numbering, scopes, names, and the way to the next form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import libcst as cst

from originlint.ir.depth import MAX_DEPTH
from originlint.ir.forms import Constant, Expression, Name, Statement, Target, Unsupported


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a piece's text, in characters, for forms that have no syntax node of their own."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """The constant text between two holes of a formatted string, which is `raw` or not."""

    node: cst.FormattedStringText | cst.TemplatedStringText
    raw: bool


Origin: TypeAlias = cst.CSTNode | Span | Fragment | tuple[cst.CSTNode, cst.CSTNode]
"""Where a form comes from: a syntax node, from one to another, or a stretch of text."""

_SHORT = 80
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(slots=True)
class Scope:
    """The names of one function, class or module body while it is being lowered. `loops` counts the loops around the
    current statement."""

    kind: str = "module"
    bound: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    yields: bool = False
    loops: int = 0

    def local(self) -> frozenset[str]:
        """The names that are really this scope's own."""
        return frozenset(self.bound - self.globals - self.nonlocals)


ExpressionRule: TypeAlias = Callable[["Lowering", Any], Expression]
StatementRule: TypeAlias = Callable[["Lowering", Any], "Sequence[Statement]"]


@dataclass(frozen=True, slots=True)
class Rules:
    """How each kind of syntax node is lowered. Given from outside, so that the parts do not import each other."""

    expressions: Mapping[type[cst.CSTNode], ExpressionRule]
    statements: Mapping[type[cst.CSTNode], StatementRule]
    target: Callable[[Lowering, cst.BaseExpression], Target]


class Lowering:
    """One module on its way from syntax to forms.

    `origins[n]` is where form number `n` comes from; it costs an append and lets a locator find any form again by
    lowering the same text once more. `lost` are the places nested too deeply to be kept.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.origins: list[Origin] = []
        self.names: set[str] = set()
        self.scope = Scope()
        self.lost: list[cst.CSTNode] = []
        self._depth = 0

    def restart(self, scope: Scope) -> None:
        """Begin again after a walk that was broken off."""
        self.scope = scope
        self._depth = 0

    def take(self, origin: Origin) -> int:
        """Number the form that is about to be made. To be called before its children are lowered."""
        self.origins.append(origin)
        return len(self.origins) - 1

    def expression(self, node: cst.CSTNode) -> Expression:
        """Lower an expression."""
        rule = self._rules.expressions.get(type(node))
        if rule is None:
            return self.unsupported(node, f"{type(node).__name__} has no meaning here")
        if self._depth >= MAX_DEPTH:
            self.lost.append(node)
            return self.unsupported(node, "nested too deeply")
        self._depth += 1
        form = rule(self, node)
        self._depth -= 1
        return form

    def optional(self, node: cst.CSTNode | None) -> Expression | None:
        """Lower an expression that may be missing."""
        return None if node is None else self.expression(node)

    def target(self, node: cst.BaseExpression) -> Target:
        """Lower the left side of an assignment; its names become bound in the current scope."""
        return self._rules.target(self, node)

    def statements(self, nodes: Sequence[cst.CSTNode]) -> tuple[Statement, ...]:
        """Lower statements in order."""
        rules = self._rules.statements
        made: list[Statement] = []
        for node in nodes:
            if type(node) is cst.SimpleStatementLine:
                for small in node.body:
                    made.extend(rules[type(small)](self, small))
            else:
                made.extend(rules[type(node)](self, node))
        return tuple(made)

    def block(self, suite: cst.BaseSuite) -> tuple[Statement, ...]:
        """Lower the body of a compound statement."""
        return self.statements(suite.body)

    def bind(self, name: str) -> None:
        """Record that the current scope assigns `name`."""
        self.names.add(name)
        self.scope.bound.add(name)

    def temporary(self, number: int) -> str:
        """A variable of our own for the form with that number; no Python name can be like it."""
        name = f"${number}"
        self.scope.bound.add(name)
        return name

    def note(self, text: str) -> None:
        """Record a string constant among the module's names: whole when short, else the words in it."""
        if len(text) <= _SHORT:
            self.names.add(text)
        else:
            self.names.update(_WORD.findall(text))

    def unsupported(self, node: cst.CSTNode, reason: str) -> Unsupported:
        """Give up on a node but keep the names and strings inside it, without recursion."""
        number = self.take(node)
        parts: list[Expression] = []
        pending: list[cst.CSTNode] = [node]
        while pending:
            inner = pending.pop()
            if isinstance(inner, cst.Name):
                self.names.add(inner.value)
                parts.append(Name(self.take(inner), inner.value))
            elif isinstance(inner, cst.SimpleString):
                value = inner.raw_value
                self.note(value)
                parts.append(Constant(self.take(inner), value))
            else:
                pending.extend(reversed(inner.children))
        return Unsupported(number, reason, tuple(parts))
