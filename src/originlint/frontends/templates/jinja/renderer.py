"""Rendering a parsed template: its statements, in one of the ways in which its conditions can go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from jinja2 import nodes

from originlint.frontends.templates.jinja.builtins import BUILTINS, loop_fields
from originlint.frontends.templates.jinja.choices import Choices
from originlint.frontends.templates.jinja.expressions import call, decided, evaluate, name_of
from originlint.frontends.templates.jinja.filters import filtered
from originlint.frontends.templates.jinja.limits import DEPTH, ITEMS, Budget, Exhausted, Unclear
from originlint.frontends.templates.jinja.syntax import Syntax
from originlint.frontends.templates.jinja.values import (
    Bag,
    Call,
    Library,
    Macro,
    Scope,
    Unknown,
    Value,
    shown,
)
from originlint.frontends.templates.traced import grounded, joined


class Jump(Exception):
    """Leaves the body of a loop; `text` is what was rendered before."""

    text: str = ""


class Break(Jump):
    """`{% break %}`."""


class Continue(Jump):
    """`{% continue %}`."""


@dataclass(slots=True)
class Returned(Exception):
    """`{{ return(value) }}` inside a macro."""

    value: Value


@dataclass(slots=True)
class Renderer:
    """One rendering. `globals` are the names that every template sees; `find` gives the others, such as macros of the
    project, or None."""

    syntax: Syntax
    choices: Choices
    budget: Budget
    globals: dict[str, Value]
    find: Callable[[str], Value | None]
    template: Callable[[str], Syntax | None]
    """Gives another template of the tree by its name, or None."""
    root: bool = True
    """Whether the code being evaluated stands in the template itself, not in a macro of another file."""
    soft: bool = False
    """Set when a value is read that whoever runs the template can change (`var`, `env_var`)."""
    scope: Scope = field(default_factory=Scope)
    notes: dict[tuple[int, str], None] = field(default_factory=dict)
    snapshot: Callable[[str, str], str] = field(default=lambda name, text: text)
    """Makes the text of a dbt snapshot, given its name and its query."""
    depth: int = 0

    def render(self) -> str:
        """The text of the whole template, everything in it standing for some place in the source."""
        return self.body(self.syntax.tree.body)

    def body(self, statements: Iterable[nodes.Node]) -> str:
        """The text of some statements."""
        parts: list[str] = []
        try:
            for statement in statements:
                parts.append(self.statement(statement))  # noqa: PERF401 (what was rendered before a jump is kept)
        except Jump as jump:
            jump.text = joined([*parts, jump.text])
            raise
        text = joined(parts)
        self.budget.charge_text(text)
        return text

    def lookup(self, name: str) -> Value:
        """The value of a name; unknown when nothing binds it."""
        scope = self.scope.find(name)
        if scope is not None:
            self.soft = self.soft or name in scope.soft
            return scope.names[name]
        found = self.find(name)
        if found is not None:
            return found
        if name in self.globals:
            return self.globals[name]
        return BUILTINS.get(name, Unknown(name))

    def note(self, offset: int, message: str) -> None:
        """Note something that is not understood, once, where the template itself stands."""
        self.notes.setdefault((self.syntax.tag(offset)[0] if self.root else -1, message))

    def statement(self, node: nodes.Node) -> str:
        """The text that one statement makes."""
        self.budget.charge()
        match node:
            case nodes.Output():
                return joined([self._output(each) for each in node.nodes])
            case nodes.If(test=test, body=body, elif_=others, else_=otherwise):
                for condition, branch in ((test, body), *((each.test, each.body) for each in others)):
                    if decided(self, condition):
                        return self.body(branch)
                return self.body(otherwise)
            case nodes.For():
                return self._loop(node)
            case nodes.Assign(target=target, node=value):
                before, self.soft = self.soft, False
                self.bind(target, evaluate(self, value))
                self.soft = before
            case nodes.AssignBlock(target=target, filter=applied, body=body):
                text = self._inner(body)
                self.bind(target, self._filter(applied, text))
            case nodes.ExprStmt(node=value):
                evaluate(self, value)
            case nodes.Macro(name=name):
                self.scope.set(name, Macro(node, self.syntax, self.scope, self.root), False)
            case nodes.CallBlock(call=called):
                caller = Macro(node, self.syntax, self.scope, self.root)
                return self._ground(node, self._call_block(called, caller))
            case nodes.FilterBlock(body=body, filter=applied):
                return shown(self._filter(applied, self._inner(body)))
            case nodes.Block(name=name, body=body):
                return self._block(name, body)
            case nodes.With(targets=targets, values=values, body=body):
                found = [evaluate(self, value) for value in values]
                return self._within(lambda: self._with(targets, found, body))
            case nodes.Scope(body=body) | nodes.ScopedEvalContextModifier(body=body):
                return self.body(body)
            case nodes.Break():
                raise Break
            case nodes.Continue():
                raise Continue
            case nodes.Import(target=target):
                self.scope.set(target, Library(target, dict(self._macros_of(node))), False)
            case nodes.FromImport(names=names):
                found_macros = self._macros_of(node)
                for each in names:
                    name, own = each if isinstance(each, tuple) else (each, each)
                    if name in found_macros:
                        self.scope.set(own, found_macros[name], False)
            case nodes.Include():
                return self._ground(node, self._included(node))
            case nodes.Extends():
                self.note(node.lineno, "another template is extended here")
            case _:
                self.note(node.lineno, f"`{type(node).__name__}` is not understood")
        return ""

    def _other(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> Syntax | None:
        """The template that a statement names: the first of several that is there."""
        value = evaluate(self, node.template)
        for name in value if isinstance(value, (list, tuple)) else (value,):
            syntax = self.template(name) if isinstance(name, str) else None
            if syntax is not None:
                return syntax
        if not (isinstance(node, nodes.Include) and node.ignore_missing):
            self.note(node.lineno, "another template is used here, which is not in the tree")
        return None

    def _macros_of(self, node: nodes.Import | nodes.FromImport) -> dict[str, Value]:
        syntax = self._other(node)
        return dict(macros_of(syntax, root=False)) if syntax is not None else {}

    def _included(self, node: nodes.Include) -> str:
        """The text of another template, which sees the names that are bound here."""
        syntax = self._other(node)
        if syntax is None:
            return ""
        if self.depth >= DEPTH:
            raise Exhausted
        before = self.syntax, self.root
        self.syntax, self.root = syntax, False
        self.depth += 1
        try:
            return self._inner(syntax.tree.body)
        finally:
            self.syntax, self.root = before
            self.depth -= 1

    def bind(self, target: nodes.Node, value: Value) -> None:
        """`{% set target = value %}` in the present scope."""
        match target:
            case nodes.Name(name=name):
                self.scope.set(name, value, self.soft)
            case nodes.Tuple(items=items):
                known = isinstance(value, (list, tuple)) and len(value) == len(items)
                for index, item in enumerate(items):
                    self.bind(item, value[index] if known else Unknown(name_of(item)))  # type: ignore[index]
            case nodes.NSRef(name=name, attr=attribute):
                bag = self.lookup(name)
                if isinstance(bag, Bag):
                    bag.fields[attribute] = value
            case _:
                pass

    def call_macro(self, macro: Macro, arguments: Call) -> Value:
        """What a macro returns, or the text that it makes."""
        if self.depth >= DEPTH:
            raise Exhausted
        before = self.syntax, self.root, self.scope, self.soft
        self.syntax, self.root, self.scope = macro.syntax, macro.root, Scope(macro.module)
        self.depth += 1
        try:
            self._bind_parameters(macro, arguments)
            return self.body(macro.node.body)
        except Returned as returned:
            return returned.value
        finally:
            self.syntax, self.root, self.scope, self.soft = before
            self.depth -= 1

    def _bind_parameters(self, macro: Macro, arguments: Call) -> None:
        names = [str(parameter.name) for parameter in macro.node.args]
        defaults = dict(zip(reversed(names), reversed(macro.node.defaults), strict=False))
        for index, name in enumerate(names):
            if index < len(arguments.positional):
                value = arguments.positional[index]
            elif name in arguments.keywords:
                value = arguments.keywords[name]
            else:
                value = evaluate(self, defaults[name]) if name in defaults else Unknown(name)
            self.scope.set(name, value, False)
        self.scope.set("varargs", list(arguments.positional[len(names) :]), False)
        rest: Value = {name: value for name, value in arguments.keywords.items() if name not in (*names, "caller")}
        self.scope.set("kwargs", rest, False)
        if "caller" in arguments.keywords:
            self.scope.set("caller", arguments.keywords["caller"], False)

    def _output(self, node: nodes.Node) -> str:
        value = evaluate(self, node)
        self.budget.charge_value(value)
        text = shown(value)
        return text if isinstance(node, nodes.TemplateData) else self._ground(node, text)

    def _ground(self, node: nodes.Node, text: str) -> str:
        return grounded(text, *self.syntax.tag(node.lineno)) if self.root else text

    def _call_block(self, called: nodes.Call, caller: Macro) -> str:
        function = evaluate(self, called.node)
        positional = tuple(evaluate(self, each) for each in called.args)
        keywords: dict[str, Value] = {pair.key: evaluate(self, pair.value) for pair in called.kwargs}
        if isinstance(function, Unknown):  # `{% call statement('x') %}`: what stands inside is run somewhere
            self.note(called.lineno, f"`{name_of(called)}` is no macro that is known here")
            return shown(self.call_macro(caller, Call()))
        return shown(call(self, function, Call(positional, {**keywords, "caller": caller}), name_of(called)))

    def _filter(self, applied: nodes.Filter | None, text: str) -> Value:
        if applied is None:
            return text
        inner = self._filter(applied.node, text) if isinstance(applied.node, nodes.Filter) else text
        arguments = Call(tuple(evaluate(self, each) for each in applied.args))
        try:
            return filtered(applied.name, inner, arguments)
        except Unclear:
            return inner

    def _block(self, name: str, body: list[nodes.Node]) -> str:
        kind, _, own = name.partition(" ")
        match kind:
            case "docs" | "materialization" if own:
                return ""
            case "snapshot" if own:
                return self.snapshot(own, self.body(body))
            case "test" | "data_test" if own:
                return ""
            case _:
                return self.body(body)

    def _inner(self, body: Iterable[nodes.Node]) -> str:
        return self._within(lambda: self.body(body))

    def _with(self, targets: list[nodes.Expr], values: list[Value], body: list[nodes.Node]) -> str:
        for target, value in zip(targets, values, strict=True):
            self.bind(target, value)
        return self.body(body)

    def _within(self, action: Callable[[], str]) -> str:
        before, self.scope = self.scope, Scope(self.scope)
        try:
            return action()
        finally:
            self.scope = before

    def _loop(self, node: nodes.For) -> str:
        items = self._items(evaluate(self, node.iter), node)
        if node.test is not None:
            items = [item for item in items if self._passes(node, item)]
        if not items:
            return self._inner(node.else_)
        parts: list[str] = []
        for index, item in enumerate(items[:ITEMS]):
            scope, self.scope = self.scope, Scope(self.scope)
            try:
                self.bind(node.target, item)
                self.scope.set("loop", loop_fields(items, index), False)
                parts.append(self.body(node.body))
            except Break as jump:
                parts.append(jump.text)
                break
            except Continue as jump:
                parts.append(jump.text)
            finally:
                self.scope = scope
        return joined(parts)

    def _items(self, value: Value, node: nodes.For) -> list[Value]:
        match value:
            case list() | tuple() | dict():
                return list(value)
            case str():
                return list(value[:ITEMS])
            case None:
                return []
            case _:
                return [Unknown(name_of(node.target))]

    def _passes(self, node: nodes.For, item: Value) -> bool:
        scope, self.scope = self.scope, Scope(self.scope)
        try:
            self.bind(node.target, item)
            assert node.test is not None
            return decided(self, node.test)
        finally:
            self.scope = scope


def macros_of(syntax: Syntax, root: bool) -> dict[str, Macro]:
    """The macros at the top of a template."""
    module = Scope()
    return {node.name: Macro(node, syntax, module, root) for node in syntax.tree.body if isinstance(node, nodes.Macro)}
