"""Calls: who is called, and which of our means answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import (
    assignment,
    attribute_rows,
    classes,
    containers,
    declared,
    fields,
    functions,
    handed_queries,
    imports,
    mapped,
    opaque,
    rewriting,
    text,
)
from originlint.interpreter.filling import FILLINGS
from originlint.interpreter.joins import join_values, with_labels
from originlint.interpreter.labels import join_all
from originlint.interpreter.libtypes import promotes_to_frame, type_name
from originlint.interpreter.machine import Arguments, Invocation
from originlint.interpreter.operations.frames import in_place
from originlint.interpreter.operations.table import OPERATIONS
from originlint.interpreter.presence import TESTS, asked
from originlint.interpreter.records import of_frame
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Closure,
    Column,
    Content,
    Entries,
    Estimator,
    External,
    Frame,
    Instance,
    Items,
    Literal,
    Names,
    Namespace,
    Opaque,
    Reference,
    Template,
    Value,
)
from originlint.ir import forms
from originlint.knowledge.record import Record
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


_MEMBERSHIP = frozenset({"isin", "is_in"})
"""Methods that ask of each value whether a list has it."""

_AS_RECORD = frozenset(
    {
        "builtins.dict",
        "builtins.vars",
        "dataclasses.asdict",
        "attr.asdict",
        "attrs.asdict",
        "fastapi.encoders.jsonable_encoder",
    }
)
"""Functions that give the fields of an object as a dict."""


def evaluate_call(vm: Interpreter, expression: forms.Call) -> Value:
    """Evaluate a call expression. `receiver.name(…)` looks the method up by the receiver."""
    site = vm.site(expression.node)
    mark = len(vm.holding.rewritten)
    receiver: Value | None = None
    match expression.function:
        case forms.Field(object=receiver_form, name=name):
            receiver = vm.evaluate(receiver_form)
            arguments = evaluate_arguments(vm, expression.arguments)
            outcome = call_method(vm, receiver, name, arguments, site)
            if outcome is None:
                outcome = vm.unknown_call(f".{name}", receiver, arguments, site)
            if name in _MEMBERSHIP and len(expression.arguments) == 1:
                held = forms.Compare(expression.node, "in", receiver_form, expression.arguments[0].value)
                outcome = attribute_rows.asking(vm, held, outcome)
        case function_form:
            if isinstance(function_form, forms.Name) and function_form.name == "super":
                return classes.super_of(vm)
            function = vm.evaluate(function_form)
            arguments = evaluate_arguments(vm, expression.arguments)
            outcome = call(vm, function, arguments, site)
    if len(vm.holding.rewritten) > mark:
        rewriting.hold_given(vm, expression, receiver, arguments, mark, site)
    if vm.declared:
        born = declared.observe_call(vm, _dotted(expression.function), arguments, outcome, site)
        if born:
            return with_labels(outcome, born)
    return outcome


def _dotted(expression: forms.Expression) -> str:
    match expression:
        case forms.Name(name=name):
            return name
        case forms.Field(object=inner, name=name):
            front = _dotted(inner)
            return f"{front}.{name}" if front else name
        case _:
            return ""


def evaluate_arguments(vm: Interpreter, given: tuple[forms.Argument, ...]) -> Arguments:
    """Evaluate arguments in order, spreading `*` and `**` where their content is known."""
    positional: list[Value] = []
    keywords: list[tuple[str, Value]] = []
    more: Value | None = None
    for argument in given:
        value = vm.evaluate(argument.value)
        if argument.stars == 1:
            spread = vm.spread(value, None)
            positional.extend(spread.items)
            if spread.tail is not None:
                more = spread.tail if more is None else join_values(more, spread.tail)
        elif argument.stars == 2:
            content = vm.load(value)
            if isinstance(content, Frame):
                content = of_frame(content)
            if isinstance(content, Entries):
                for key, item in content.pairs:
                    if isinstance(key, Literal) and isinstance(key.value, str):
                        keywords.append((key.value, item))
                unknown = content.rest if content.sure else join_values(content.rest or Opaque(), Opaque())
                if unknown is not None:
                    more = unknown if more is None else join_values(more, unknown)
            else:
                unknown = Opaque(vm.labels(value))
                more = unknown if more is None else join_values(more, unknown)
        elif argument.keyword is not None:
            keywords.append((argument.keyword, value))
        else:
            positional.append(value)
    return Arguments(tuple(positional), tuple(keywords), more)


def call(vm: Interpreter, function: Value, arguments: Arguments, site: Site) -> Value:
    """Call a function value."""
    return vm.each(function, lambda option: _call_one(vm, option, arguments, site))


def _call_one(vm: Interpreter, function: Value, arguments: Arguments, site: Site) -> Value:
    match function:
        case Closure():
            return functions.call_closure(vm, function, arguments, site)
        case External():
            return call_external(vm, function, arguments, site)
        case Bound():
            outcome = call_method(vm, function.receiver, function.name, arguments, site)
            return (
                outcome
                if outcome is not None
                else vm.unknown_call(f".{function.name}", function.receiver, arguments, site)
            )
        case Reference():
            content = vm.load(function)
            match content:
                case ClassObject():
                    if mapped.is_mapped(vm, function):
                        for name, value in arguments.keywords:
                            assignment.score(vm, name, value, site)
                    return classes.instantiate(vm, function, content, arguments, site)
                case Instance() | Estimator():
                    outcome = call_method(vm, function, "__call__", arguments, site)
                    if outcome is not None:
                        return outcome
            return vm.unknown_call("a computed function", function, arguments, site)
        case _:
            return vm.unknown_call("a computed function", function, arguments, site)


def call_external(vm: Interpreter, function: External, arguments: Arguments, site: Site) -> Value:
    """Call a library function or class: a built-in, a described one, or an unknown one."""
    name = function.name
    if name in _AS_RECORD and len(arguments.positional) == 1:
        whole = vm.load(arguments.positional[0])
        fields_of = classes.as_record(vm, whole, site) if isinstance(whole, Instance) else None
        if fields_of is not None:
            return fields_of
    record = vm.library.lookup(name)
    if record is not None:
        return apply(vm, record, None, arguments, site)
    if "." in name and not name.startswith((".", "builtins.")):
        own = imports.project_function(vm, name)
        if own is not None and not isinstance(own, (External, Opaque)):
            return call(vm, own, arguments, site)
    owner, _, method = name.rpartition(".")
    if owner and arguments.positional and vm.table_of(arguments.positional[0], site) is not None:
        record = vm.library.any_method(method)
        if record is not None and record.operation.startswith("query."):
            return apply(vm, record, Opaque(function.labels), arguments, site)
    read = opaque.opaque_method(vm, Opaque(function.labels, owner or None), method, arguments, site)
    return read if read is not None and owner else vm.unknown_call(name, None, arguments, site)


def call_method(vm: Interpreter, receiver: Value, name: str, arguments: Arguments, site: Site) -> Value | None:
    """Call a method by name on every alternative of the receiver; None when nothing is known about it."""
    unknown = False

    def one(option: Value) -> Value:
        nonlocal unknown
        outcome = _method_of(vm, option, name, arguments, site)
        if outcome is None:
            unknown = True
            return vm.unknown_call(f".{name}", option, arguments, site)
        return outcome

    content = vm.load(receiver)
    if isinstance(content, (Instance, Opaque, Estimator)) and isinstance(receiver, Reference) and not receiver.labels:
        return _method_of(vm, receiver, name, arguments, site)
    return vm.each(receiver, one)


def _method_of(vm: Interpreter, receiver: Value, name: str, arguments: Arguments, site: Site) -> Value | None:
    content = vm.load(receiver)
    match content:
        case Namespace():
            return call(vm, fields.namespace_member(vm, content, name, site), arguments, site)
        case External():
            return call_external(vm, External(f"{content.name}.{name}", content.labels), arguments, site)
        case Literal(value=str()) if name in FILLINGS:
            return FILLINGS[name](vm, content, arguments)
        case Literal(value=str()) | Template():
            return text.text_method(vm, content, name, arguments)
        case Items() | Entries():
            return containers.call_method(vm, receiver, content, name, arguments, site)
        case ClassObject() | Instance():
            return classes.call_method(vm, receiver, content, name, arguments, site)
        case Closure() if name in ("__call__",):
            return call(vm, receiver, arguments, site)
        case Bound(name="super", receiver=inner) if isinstance(vm.load(inner), Items):
            return classes.call_super(vm, content, name, arguments, site)
        case Bound(receiver=inner) if isinstance(inner, Namespace):
            member = fields.namespace_member(vm, inner, content.name, site)
            return call_method(vm, member, name, arguments, site) if not isinstance(member, Bound) else None
        case Frame() | Column() | Names() | Estimator() | Bound():
            record = vm.library.method(type_name(vm, content), name)
            if record is None and isinstance(content, Frame) and content.dialect == "numpy":
                record = vm.library.method("pandas.DataFrame", name)
                if record is not None:  # no array has it: it was a table after all
                    vm.update(receiver, replace(content, dialect="pandas"))
            if record is not None:
                return apply(vm, record, receiver, arguments, site)
            if isinstance(content, Frame):
                getter = fields.get_field(vm, receiver, name, site)
                if isinstance(getter, Column) and getter.labels:
                    return with_labels(vm.unknown_call(f".{name}", receiver, arguments, site), getter.labels)
            return _method_of_model(vm, content, name, arguments, site)
        case Opaque():
            return _method_of_opaque(vm, receiver, content, name, arguments, site)
        case _:
            return None


def _method_of_model(
    vm: Interpreter, content: Content | Value, name: str, arguments: Arguments, site: Site
) -> Value | None:
    """A method that only models have, of what an unknown call gave and was taken for a table."""
    if not (isinstance(content, (Frame, Column)) and content.dialect == "unknown"):
        return None
    record = vm.library.any_method(name)
    if record is None or not record.operation.startswith("estimator."):
        return None
    return apply(vm, record, Opaque(vm.labels(content)), arguments, site)


def _method_of_opaque(
    vm: Interpreter, receiver: Value, content: Opaque, name: str, arguments: Arguments, site: Site
) -> Value | None:
    """A method of something unseen: what its name means in every class that we know decides."""
    read = opaque.opaque_method(vm, content, name, arguments, site)
    if read is not None:
        return read
    if content.labels and content.dataset is None and hasattr(str, name) and not arguments.keywords:
        return Opaque(content.labels | join_all(vm.labels(value) for value in arguments.positional))  # a person's text
    record = vm.library.any_method(name)
    if record is None:
        return None
    if not record.operation.startswith(("query.", "read", "nothing")):  # no table's method takes a statement
        yielded = handed_queries.result_of(vm, list(arguments.positional), site)
        if yielded is not None:
            return vm.new(yielded)
    if promotes_to_frame(record):
        opaque.promote(vm, receiver, site)
        if not isinstance(receiver, Reference):
            receiver = vm.new(opaque.as_frame(vm, content, site))
    return apply(vm, record, receiver, arguments, site)


def apply(vm: Interpreter, record: Record, receiver: Value | None, arguments: Arguments, site: Site) -> Value:
    """Run the operation that a record names; without one, the call is unknown."""
    operation = OPERATIONS.get(record.operation)
    if operation is None:
        return vm.unknown_call(record.callee, receiver, arguments, site)
    bound, extra = bind_record(vm, record, arguments)
    invocation = Invocation(record, receiver, bound, extra, site, arguments)
    outcome = in_place(vm, invocation, operation(vm, invocation))
    if isinstance(outcome, Column) and any(outcome is each for each in (receiver, *arguments.positional)):
        outcome = replace(outcome)  # another one: what is written into a copy does not stand in the original
    return asked(vm, outcome, site) if record.callee.rpartition(".")[2] in TESTS else outcome


def bind_record(vm: Interpreter, record: Record, arguments: Arguments) -> tuple[dict[str, Value], tuple[Value, ...]]:
    """Bind arguments to a record's parameters; what does not fit is given back apart."""
    bound: dict[str, Value] = {}
    extra: list[Value] = []
    layout = record.layout
    bound.update(zip(layout.normal, arguments.positional, strict=False))
    further = arguments.positional[len(layout.normal) :]
    if layout.variadic is not None:
        bound[layout.variadic] = vm.new_items("tuple", further, arguments.more)
    else:
        extra.extend(further)
    rest: list[tuple[str, Value]] = []
    for name, value in arguments.keywords:
        if name in layout.named:
            bound[name] = value
        else:
            rest.append((name, value))
    if layout.collector is not None:
        bound[layout.collector] = vm.new(Entries(tuple((Literal(name), value) for name, value in rest), arguments.more))
    else:
        extra.extend(value for _, value in rest)
    if arguments.more is not None and layout.variadic is None and layout.collector is None:
        extra.append(arguments.more)
    return bound, tuple(extra)
