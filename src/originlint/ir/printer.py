"""Forms as a listing for people: Python-like, one statement a line, every form with its number."""

from __future__ import annotations

from collections.abc import Iterable

from originlint.ir.depth import call_deep
from originlint.ir.forms import (
    Argument,
    Assign,
    Await,
    Bind,
    Branch,
    Break,
    Call,
    Choose,
    Clause,
    Collect,
    Compare,
    Conditional,
    Constant,
    Continue,
    Declare,
    Define,
    DefineClass,
    Delete,
    Derive,
    Enter,
    Evaluate,
    Expression,
    Field,
    Function,
    Import,
    Key,
    Lambda,
    Loop,
    Mapping,
    Module,
    Name,
    Parameter,
    Query,
    Raise,
    Return,
    Sequence,
    Shown,
    Slice,
    Star,
    Statement,
    Target,
    Text,
    Try,
    Unpack,
    Unsupported,
    Yield,
)

_BRACKETS = {"list": "[]", "tuple": "()", "set": "{}", "dict": "{}", "generator": "()"}
_UNARY = {"pos": "+", "neg": "-", "~": "~", "not": "not "}
_STARS = {"variadic": "*", "variadic keyword": "**"}


def print_module(module: Module, *, numbers: bool = True) -> str:
    """List a module. With `numbers`, `x@12` is form number 12; a statement's number stands before it."""
    return call_deep(lambda: "".join(f"{line}\n" for line in _Printer(numbers).block(module.body, "")))


def print_expression(form: Expression | Target, *, numbers: bool = True) -> str:
    """Write an expression or target in one line."""
    return call_deep(lambda: _Printer(numbers).expression(form))


class _Printer:
    def __init__(self, numbers: bool) -> None:
        self._numbers = numbers

    def block(self, body: Iterable[Statement], indent: str) -> list[str]:
        lines: list[str] = []
        for each in body:
            lines += self._statement(each, indent)
        return lines

    def _line(self, node: int, indent: str, text: str) -> str:
        return f"{node:>5}  {indent}{text}" if self._numbers else f"{indent}{text}"

    def _plain(self, indent: str, text: str) -> str:
        return f"       {indent}{text}" if self._numbers else f"{indent}{text}"

    def _statement(self, form: Statement, indent: str) -> list[str]:
        inner = indent + "    "
        show = self.expression
        match form:
            case Assign(node, target, value, annotation):
                hint = "" if annotation is None else f": {show(annotation)}"
                return [self._line(node, indent, f"{show(target)}{hint} = {show(value)}")]
            case Declare(node, name, annotation):
                return [self._line(node, indent, f"{name}: {show(annotation)}")]
            case Delete(node, target):
                return [self._line(node, indent, f"del {show(target)}")]
            case Evaluate(node, value):
                return [self._line(node, indent, show(value))]
            case Branch(node, test, then, otherwise):
                lines = [self._line(node, indent, f"if {show(test)}:"), *self.block(then, inner)]
                return lines + self._part(indent, "else:", otherwise)
            case Loop(node, target, iterable, test, body, otherwise):
                if target is not None and iterable is not None:
                    head = f"for {show(target)} in {show(iterable)}:"
                else:
                    head = f"while {self._optional(test)}:"
                lines = [self._line(node, indent, head), *self.block(body, inner)]
                return lines + self._part(indent, "else:", otherwise)
            case Try(node, body, handlers, otherwise, final):
                lines = [self._line(node, indent, "try:"), *self.block(body, inner)]
                for handler in handlers:
                    kind = "" if handler.kind is None else f" {show(handler.kind)}"
                    name = "" if handler.name is None else f" as {handler.name}"
                    lines += [self._plain(indent, f"except{kind}{name}:"), *self.block(handler.body, inner)]
                return lines + self._part(indent, "else:", otherwise) + self._part(indent, "finally:", final)
            case Enter(node, context, target, body):
                name = "" if target is None else f" as {show(target)}"
                return [self._line(node, indent, f"with {show(context)}{name}:"), *self.block(body, inner)]
            case Return(node, value):
                return [self._line(node, indent, f"return {self._optional(value)}".rstrip())]
            case Raise(node, value):
                return [self._line(node, indent, f"raise {self._optional(value)}".rstrip())]
            case Break(node):
                return [self._line(node, indent, "break")]
            case Continue(node):
                return [self._line(node, indent, "continue")]
            case Import():
                return [self._line(form.node, indent, _import(form))]
            case Define(node, function, decorators):
                lines = [self._plain(indent, f"@{show(each)}") for each in decorators]
                lines.append(self._line(node, indent, self._head(function)))
                return [*lines, *self._names(function, inner), *self.block(function.body, inner)]
            case DefineClass():
                return self._class(form, indent, inner)
            case Query(node, text, target, dialect):
                into = "" if target is None else f"{show(target)} = "
                return [self._line(node, indent, f"{into}query {dialect or 'sql'} {show(text)}")]
            case Shown(node, table, columns):
                return [self._line(node, indent, f"shown {show(table)}: {', '.join(columns)}")]

    def _part(self, indent: str, head: str, body: tuple[Statement, ...]) -> list[str]:
        return [self._plain(indent, head), *self.block(body, indent + "    ")] if body else []

    def _class(self, form: DefineClass, indent: str, inner: str) -> list[str]:
        lines = [self._plain(indent, f"@{self.expression(each)}") for each in form.decorators]
        given = [self.expression(each) for each in form.bases]
        given += [f"{'**' if name is None else name + '='}{self.expression(value)}" for name, value in form.keywords]
        lines.append(self._line(form.node, indent, f"class {form.name}({', '.join(given)}):"))
        lines.append(self._plain(inner, f"bound {', '.join(sorted(form.bound))}".rstrip()))
        return [*lines, *self.block(form.body, inner)]

    def _head(self, function: Function) -> str:
        start = "async def" if function.is_async else "def"
        returns = "" if function.returns is None else f" -> {self.expression(function.returns)}"
        return f"{start} {function.name}{self._number(function.node)}({self._parameters(function)}){returns}:"

    def _parameters(self, function: Function) -> str:
        made: list[str] = []
        kinds = [each.kind for each in function.parameters]
        for index, each in enumerate(function.parameters):
            if each.kind == "keyword" and not {"variadic", "keyword"} & set(kinds[:index]):
                made.append("*")
            made.append(self._parameter(each))
            if each.kind == "positional" and "positional" not in kinds[index + 1 :]:
                made.append("/")
        return ", ".join(made)

    def _parameter(self, form: Parameter) -> str:
        hint = "" if form.annotation is None else f": {self.expression(form.annotation)}"
        default = "" if form.default is None else f" = {self.expression(form.default)}"
        return f"{_STARS.get(form.kind, '')}{form.name}{self._number(form.node)}{hint}{default}"

    def _names(self, function: Function, indent: str) -> list[str]:
        words = ("bound", function.bound), ("global", function.globals), ("nonlocal", function.nonlocals)
        return [self._plain(indent, f"{word} {', '.join(sorted(names))}") for word, names in words if names]

    def _number(self, node: int) -> str:
        return f"@{node}" if self._numbers else ""

    def _optional(self, form: Expression | None) -> str:
        return "" if form is None else self.expression(form)

    def _many(self, forms: Iterable[Expression | Target], separator: str = ", ") -> str:
        return separator.join([self.expression(each) for each in forms])

    def expression(self, form: Expression | Target) -> str:
        number = self._number(form.node)
        show = self.expression
        match form:
            case Constant(_, value):
                return f"{'...' if value is ... else repr(value)}{number}"
            case Name(_, name):
                return f"{name}{number}"
            case Field(_, object_, name):
                return f"{show(object_)}.{name}{number}"
            case Key(_, object_, key):
                return f"{show(object_)}[{show(key)}]{number}"
            case Slice(_, start, stop, step):
                last = "" if step is None else f":{show(step)}"
                return f"{self._optional(start)}:{self._optional(stop)}{last}{number}"
            case Call(_, function, arguments):
                return f"{show(function)}({', '.join([self._argument(each) for each in arguments])}){number}"
            case Star(_, value):
                return f"*{show(value)}{number}"
            case Sequence(_, kind, items):
                comma = "," if kind == "tuple" and len(items) == 1 else ""
                return f"{_BRACKETS[kind][0]}{self._many(items)}{comma}{_BRACKETS[kind][1]}{number}"
            case Mapping(_, pairs):
                shown = [f"{'**' if key is None else show(key) + ': '}{show(value)}" for key, value in pairs]
                return f"{{{', '.join(shown)}}}{number}"
            case Text(_, parts):
                return f"text({self._many(parts)}){number}"
            case Derive(_, operator, (operand,)):
                return f"({_UNARY[operator]}{show(operand)}){number}"
            case Derive(_, operator, operands, in_place):
                sign = f" {operator}= " if in_place else f" {operator} "
                return f"({self._many(operands, sign)}){number}"
            case Choose(_, operator, operands):
                return f"({self._many(operands, f' {operator} ')}){number}"
            case Compare(_, operator, left, right):
                return f"({show(left)} {operator} {show(right)}){number}"
            case Conditional(_, test, then, otherwise):
                return f"({show(then)} if {show(test)} else {show(otherwise)}){number}"
            case Collect(_, kind, key, value, clauses):
                before = "" if key is None else f"{show(key)}: "
                inside = f"{before}{show(value)}{''.join([self._clause(each) for each in clauses])}"
                return f"{_BRACKETS[kind][0]}{inside}{_BRACKETS[kind][1]}{number}"
            case Lambda(_, function):
                returned = function.body[0]
                value = returned.value if isinstance(returned, Return) else None
                return f"(lambda {self._parameters(function)}: {self._optional(value)}){number}"
            case Bind(_, target, value):
                return f"({show(target)} := {show(value)}){number}"
            case Yield(_, value, delegate):
                return f"(yield{' from' if delegate else ''} {self._optional(value)}){number}"
            case Await(_, value):
                return f"(await {show(value)}){number}"
            case Unsupported(_, reason, parts):
                return f"unsupported({reason!r}: {self._many(parts)}){number}"
            case Unpack(_, targets, star):
                shown = [f"{'*' if index == star else ''}{show(each)}" for index, each in enumerate(targets)]
                return f"({', '.join(shown)},){number}"

    def _argument(self, form: Argument) -> str:
        before = "*" * form.stars if form.keyword is None else f"{form.keyword}="
        return f"{before}{self.expression(form.value)}"

    def _clause(self, form: Clause) -> str:
        tests = "".join([f" if {self.expression(each)}" for each in form.conditions])
        return f" for {self.expression(form.target)} in {self.expression(form.iterable)}{tests}"


def _import(form: Import) -> str:
    if form.member is None:
        return f"import {form.module} as {form.name}"
    dots = "." * form.level
    name = "" if form.member == "*" else f" as {form.name}"
    return f"from {dots}{form.module} import {form.member}{name}"
