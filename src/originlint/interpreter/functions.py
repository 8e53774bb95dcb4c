"""Functions of the project: closing over a scope, binding arguments, and evaluating the body in context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import hints, opaque
from originlint.interpreter.cases import with_alternatives
from originlint.interpreter.declared import labels_of
from originlint.interpreter.joins import join_all_values, join_cells, join_values
from originlint.interpreter.labels import Labels, Mention, join_all
from originlint.interpreter.machine import Arguments, SinkKind
from originlint.interpreter.rewriting import Rewriting
from originlint.interpreter.scopes import Activation, Scope
from originlint.interpreter.values import (
    Closure,
    Column,
    Entries,
    Frame,
    Instance,
    Items,
    Literal,
    OneOf,
    Opaque,
    Reference,
    Template,
    Value,
)
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.lexicon.verdict import Certainty
from originlint.source.nameless import within
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

RECURSION = 2
"""A function is entered at most so often at once."""


def close(vm: Interpreter, function: forms.Function, owner: Reference | None = None) -> Closure:
    """Make the value of a definition: defaults are evaluated now."""
    defaults = tuple(
        (parameter.name, vm.evaluate(parameter.default))
        for parameter in function.parameters
        if parameter.default is not None
    )
    here = vm.here
    prefix = "" if here.qualified == here.path else f"{here.qualified}."
    closure = Closure(
        function, here.path, here.scope.number, f"{prefix}{function.name}", owner=owner, defaults=defaults
    )
    vm.units.make_function(here.path, closure)
    return closure


def call_closure(vm: Interpreter, closure: Closure, arguments: Arguments, site: Site) -> Value:
    """Evaluate a call in context. Recursion, too much depth and an exhausted budget give an opaque result that owes
    to every argument."""
    identity = (closure.module, closure.function.node)
    entered = sum(1 for active in vm.active if active.function is closure.function)
    if entered >= RECURSION or vm.depth >= vm.limits.depth or not _may_enter(vm, closure, arguments):
        if not entered:
            vm.recorder.cuts.setdefault(
                f"calls of {closure.qualified} in {closure.module} were not followed any deeper"
            )
        given = [*arguments.positional, *(item for _, item in arguments.keywords)]
        if identity not in vm.returning:
            vm.returning[identity] = _returns_variables(closure.function)
        if vm.returning[identity]:
            return vm.controlled(opaque.unseen_result(vm, closure.function.name, given, site))
        return Opaque(join_all(vm.labels(value) for value in given) | vm.control)
    vm.units.call(identity)
    scope = open_scope(vm, closure)
    bound = bind(vm, closure, arguments, site)
    return run(vm, closure, scope, bound)


def _may_enter(vm: Interpreter, closure: Closure, arguments: Arguments) -> bool:
    """Whether steps are left to enter a call in: any call, or this one, which something speaks for."""
    if vm.steps > vm.inline:
        return False
    if vm.casual is None or vm.steps <= vm.casual or vm.is_near((closure.module, closure.function.node)):
        return True
    if _only_keeps(closure.function):
        return True
    given = [*arguments.positional, *(value for _, value in arguments.keywords), arguments.more, closure.receiver]
    return _has_origin(vm.control) or any(_has_origin(vm.labels(value)) for value in given)


def _only_keeps(function: forms.Function) -> bool:
    """Whether a function is a constructor that puts what it is given into fields: little to evaluate, and an object
    whose fields are unknown could read any column of a table."""
    return function.name == "__init__" and all(
        isinstance(each, (forms.Assign, forms.Evaluate)) for each in function.body
    )


def _has_origin(labels: Labels) -> bool:
    return any(isinstance(label.subject, Mention) for label in labels)


def _returns_variables(function: forms.Function) -> bool:
    """Whether a function returns one variable each time, so that with tables coming in, a table may go out."""
    returned = [form for form in walk(function.body) if isinstance(form, forms.Return)]
    return bool(returned) and all(isinstance(form.value, forms.Name) for form in returned)


def open_scope(vm: Interpreter, closure: Closure) -> Scope:
    """A scope for one call of the function."""
    function = closure.function
    scope = Scope(
        vm.store.fresh(),
        "function",
        closure.module,
        vm.scopes[closure.scope],
        function.bound,
        function.globals,
        function.nonlocals,
    )
    vm.scopes[scope.number] = scope
    return scope


def run(vm: Interpreter, closure: Closure, scope: Scope, bound: dict[str, Value]) -> Value:
    """Evaluate the body with these parameters and return what it returns (a generator: what it yields)."""
    function = closure.function
    before = vm.control
    activation = Activation(
        closure.module,
        scope,
        closure.qualified,
        vm.depth + 1 if vm.active else 0,
        vm.store.level,
        function,
        closure.receiver,
        closure.owner,
        closure.payload,
    )
    vm.active.append(activation)
    vm.store.begin()
    try:
        try:
            for name, value in bound.items():
                vm.store.set((scope.number, name), value)
            falls = vm.execute(function.body)
        except BaseException:
            vm.store.rollback()
            raise
        _close(vm, activation, falls)
        vm.leave(scope, function)
        result = _result(vm, activation, falls)
        _sinks(vm, closure, result)
    finally:
        vm.active.pop()
        vm.control = before
    return result


def _close(vm: Interpreter, activation: Activation, falls: bool) -> None:
    """Make the state that of all ways out of the body; where there is only the one at its end, it is that already."""
    if not activation.exits:
        vm.store.commit()
        return
    changes = vm.store.rollback()
    ways = [*activation.exits, *([changes] if falls or activation.at_end else [])]
    vm.store.merge(ways, join_cells)


def _result(vm: Interpreter, activation: Activation, falls: bool) -> Value:
    function = activation.function
    assert function is not None
    if function.is_generator:
        tail = join_all_values(activation.yielded)
        return vm.new(Items("generator", (), tail, activation.yielding))
    returned = list(activation.returned)
    if falls:
        returned.append(Literal(None))
    result = join_all_values(returned)
    if result is None:
        return Opaque()
    if function.returns is not None:
        return hints.cast(vm, result, function.returns, vm.site(function.node))
    return result


def _sinks(vm: Interpreter, closure: Closure, result: Value) -> None:
    name = closure.function.name
    if vm.scores.measures(closure.function):
        return
    if vm.scores.is_score(name) and not _is_table(vm, result):
        labels = _of_score(vm, result)
        if labels:
            vm.recorder.sink(
                SinkKind.SCORE,
                closure.qualified,
                Site(closure.module, closure.function.node),
                closure.qualified,
                labels,
            )


def _is_table(vm: Interpreter, value: Value) -> bool:
    """A whole table, record or list is not a score, whatever the function that returns it is called."""
    content = vm.load(value)
    return isinstance(content, (Frame, Entries, Instance)) or (isinstance(content, Items) and content.kind != "tuple")


def _of_score(vm: Interpreter, result: Value) -> Labels:
    """What a score owes to. In a tuple, as in `return points, f"…"`, texts are the reasons that go with it."""
    content = vm.load(result)
    if isinstance(content, OneOf):
        return join_all(_of_score(vm, option) for option in content.options)
    if not isinstance(content, Items) or content.kind != "tuple" or content.tail is not None:
        return vm.labels(result)
    counting = [item for item in content.items if not _is_text(vm, item)]
    return content.labels | join_all(vm.labels(item) for item in counting or content.items)


def _is_text(vm: Interpreter, value: Value) -> bool:
    content = vm.load(value)
    if isinstance(content, OneOf):
        return all(_is_text(vm, option) for option in content.options)
    return isinstance(content, Template) or (isinstance(content, Literal) and isinstance(content.value, str))


def bind(vm: Interpreter, closure: Closure, arguments: Arguments, site: Site) -> dict[str, Value]:
    """Bind arguments to parameters. Values that owe to origin get a step that says into which call they went."""
    function = closure.function
    positional = list(arguments.positional)
    if closure.receiver is not None and closure.kind != "static":
        positional.insert(0, closure.receiver)
    keywords = dict(arguments.keywords)
    defaults = dict(closure.defaults)
    bound: dict[str, Value] = {}
    spare: list[Value] = []
    for parameter in function.parameters:
        name = parameter.name
        match parameter.kind:
            case "variadic":
                spare = positional
                positional = []
                bound[name] = vm.new_items("tuple", tuple(spare), arguments.more)
                continue
            case "variadic keyword":
                pairs = tuple((Literal(key), value) for key, value in keywords.items())
                bound[name] = vm.new(Entries(pairs, arguments.more))
                keywords = {}
                continue
        if positional and parameter.kind in ("normal", "positional"):
            value = positional.pop(0)
        elif name in keywords:
            value = keywords.pop(name)
        elif arguments.more is not None:
            value = arguments.more if name not in defaults else join_values(arguments.more, defaults[name])
        elif name in defaults:
            value = defaults[name]
        else:
            value = Opaque()
        if value is not closure.receiver:
            value = _entering(vm, closure, parameter, value, site)
        bound[name] = value
    return bound


def _entering(vm: Interpreter, closure: Closure, parameter: forms.Parameter, value: Value, site: Site) -> Value:
    text = f"passed to `{closure.function.name}`"
    match value:
        case Literal() | Template() | Opaque():
            labels = value.labels.through(site, text, vm.depth, boundary=True)
            place = Site(closure.module, parameter.node)
            if not labels.tell and _names_data(value):
                labels = labels | vm.born(parameter.name, place, "parameter", None, Certainty.LIKELY)
            return value if labels is value.labels else replace(value, labels=labels)
        case OneOf():
            return OneOf(tuple(_entering(vm, closure, parameter, option, site) for option in value.options))
        case Column() if value.labels:
            entered = replace(value, labels=value.labels.through(site, text, vm.depth, boundary=True))
            vm.holding.rewritten.append(Rewriting(value, entered, is_write=False))
            return entered
        case _:
            return value


def _names_data(value: Value) -> bool:
    """Whether a parameter's name may say what the value is: not for None, flags and functions."""
    return not (isinstance(value, Literal) and (value.value is None or isinstance(value.value, bool)))


def open_arguments(vm: Interpreter, closure: Closure) -> dict[str, Value]:
    """The parameters of a function that nobody calls: opaque, but their names, annotations and defaults count."""
    function = closure.function
    defaults = dict(closure.defaults)
    bound: dict[str, Value] = {}
    for position, parameter in enumerate(function.parameters):
        if position == 0 and closure.receiver is not None and closure.kind != "static":
            bound[parameter.name] = closure.receiver
            continue
        bound[parameter.name] = _open_parameter(vm, closure, parameter, defaults.get(parameter.name))
    return bound


def _open_parameter(vm: Interpreter, closure: Closure, parameter: forms.Parameter, default: Value | None) -> Value:
    place = Site(closure.module, parameter.node)
    dataset = within(parameter.name, closure.qualified)
    match parameter.kind:
        case "variadic":
            return vm.new_items("tuple", (), Opaque())
        case "variadic keyword":
            return vm.new(Entries((), Opaque(), dataset=dataset))
    if default is not None and _is_setting(vm, default):
        return with_alternatives(closure.function, parameter.name, default)
    source = vm.declared.parameter_source(closure.qualified, parameter.name) if vm.declared else None
    if source is not None:
        labels: Labels = labels_of(vm, source, parameter.name, place, "parameter")
    else:
        labels = vm.born(parameter.name, place, "parameter", None, Certainty.LIKELY)
    promised = hints.from_annotation(vm, parameter.annotation, dataset, place, labels)
    if promised is not None:
        return promised
    return vm.new(Opaque(labels, dataset, site=place))


def _is_setting(vm: Interpreter, default: Value) -> bool:
    """A default that says what a caller would pass: everything but None, empty containers and empty text."""
    content = vm.load(default)
    match content:
        case Literal(value=value):
            return value is not None and value != ""
        case Items(items=items):
            return bool(items)
        case Entries(pairs=pairs):
            return bool(pairs)
        case _:
            return not isinstance(content, Opaque)
