"""Scopes and activations: where names live while code is evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.store import Changes
from originlint.interpreter.values import Value
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.source.frozen import frozen


@frozen
class Scope:
    """One instance of a namespace. `kind` is "module", "function", "class" or "comprehension"; `bound` are its own
    names (None: any name, as in a module)."""

    number: int
    kind: str
    path: str
    parent: Scope | None = None
    bound: frozenset[str] | None = None
    globals: frozenset[str] = frozenset()
    nonlocals: frozenset[str] = frozenset()

    @property
    def module(self) -> Scope:
        """The module that encloses it."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def binds(self, name: str) -> bool:
        """Whether a write to that name from inside lands here."""
        return self.bound is None or name in self.bound

    def owner(self, name: str) -> Scope:
        """The scope that a write to `name` lands in."""
        if name in self.globals:
            return self.module
        if name in self.nonlocals and self.parent is not None:
            return self.parent.reader(name)
        return self if self.binds(name) or self.parent is None else self.parent.owner(name)

    def reader(self, name: str) -> Scope:
        """The scope that a read of `name` finds it in. Class bodies are not seen from the functions inside them."""
        if name in self.globals:
            return self.module
        scope: Scope | None = self
        while scope is not None and scope.parent is not None:
            visible = scope is self or scope.kind != "class"
            if visible and scope.binds(name) and name not in scope.nonlocals:
                return scope
            scope = scope.parent
        return self.module


def closes(code: forms.Function | forms.Collect) -> bool:
    """Whether a function can be made inside that code, which then may read the variables there at any time."""
    return any(isinstance(form, forms.Function) and form is not code for form in walk(code))


@dataclass(slots=True)
class LoopFrame:
    """A loop that is being evaluated: the states in which it was left or continued."""

    level: int
    names: frozenset[str] = frozenset()
    """The variables that hold one item each time."""
    breaks: list[Changes] = field(default_factory=list)
    continues: list[Changes] = field(default_factory=list)
    leaving: Labels = NONE
    """What decided whether the loop was left."""


@dataclass(slots=True)
class RaiseFrame:
    """A `try` whose body is being evaluated: the states in which it was left, what decided that it was, and what the
    exception owes to."""

    level: int
    states: list[Changes] = field(default_factory=list)
    deciding: Labels = NONE
    content: Labels = NONE


@dataclass(slots=True)
class Activation:
    """A module body, class body or function call that is being evaluated."""

    path: str
    scope: Scope
    qualified: str
    depth: int
    level: int
    function: forms.Function | None = None
    receiver: Value | None = None
    owner: Value | None = None
    payload: Value | None = None
    """What a decorator says that requests to this function hold."""
    returned: list[Value] = field(default_factory=list)
    exits: list[Changes] = field(default_factory=list)
    at_end: bool = False
    """Whether a `return` stands where nothing can follow it, so that the state at the end of the body is its state."""
    yielded: list[Value] = field(default_factory=list)
    yielding: Labels = NONE
    """What decided how many values were yielded."""
    loops: list[LoopFrame] = field(default_factory=list)
    raises: list[RaiseFrame] = field(default_factory=list)
