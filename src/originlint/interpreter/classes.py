"""Classes of the project: definitions, instances, inheritance, decorators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import functions, payloads
from originlint.interpreter.joins import with_labels
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Arguments
from originlint.interpreter.scopes import Activation, Scope
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Closure,
    Content,
    Entries,
    External,
    Instance,
    Items,
    Literal,
    Opaque,
    Reference,
    Value,
)
from originlint.ir import forms
from originlint.lexicon.verdict import Certainty
from originlint.source.nameless import within
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

AS_RECORD = frozenset({"dict", "model_dump", "_asdict", "to_dict", "asdict", "as_dict", "json", "model_dump_json"})
"""Methods by which objects with declared fields give these as a dict."""

_TRANSPARENT = frozenset(
    {"dataclass", "staticmethod", "classmethod", "property", "cached_property", "setter", "getter"}
)


def define(vm: Interpreter, statement: forms.DefineClass) -> None:
    """Evaluate a class body and bind the class."""
    here = vm.here
    bases = tuple(vm.evaluate(base) for base in statement.bases)
    for _, keyword in statement.keywords:
        vm.evaluate(keyword)
    scope = Scope(vm.store.fresh(), "class", here.path, here.scope, statement.bound)
    vm.scopes[scope.number] = scope
    prefix = "" if here.qualified == here.path else f"{here.qualified}."
    qualified = f"{prefix}{statement.name}"
    reference = vm.new(ClassObject(statement.name, qualified, here.path, bases, ()))
    vm.units.make_class(here.path, statement.node, reference)
    activation = Activation(here.path, scope, qualified, here.depth, vm.store.level, owner=reference)
    vm.active.append(activation)
    try:
        vm.execute(statement.body)
    finally:
        vm.active.pop()
    members: list[tuple[str, Value]] = []
    for name in sorted(statement.bound):
        value = vm.store.get((scope.number, name))
        if value is None:
            continue
        if isinstance(value, Closure) and value.owner is None:
            value = replace(value, owner=reference)
            vm.units.make_function(value.module, value, instead=True)
        members.append((name, value))  # type: ignore[arg-type]
    declared = tuple(field for part in statement.body if (field := _declaration(part)) is not None)
    fields, places = tuple(name for name, _ in declared), tuple(node for _, node in declared)
    vm.update(reference, ClassObject(statement.name, qualified, here.path, bases, tuple(members), fields, places))
    vm.assign(forms.Name(statement.node, statement.name), reference, vm.site(statement.node))


def _declaration(statement: forms.Statement) -> tuple[str, int] | None:
    """The field that a statement of a class body declares, and where: `name: type`, with or without a value."""
    match statement:
        case forms.Declare(name=name, node=node):
            return name, node
        case forms.Assign(target=forms.Name(name=name, node=node), annotation=annotation) if annotation is not None:
            return name, node
        case _:
            return None


def decorate(vm: Interpreter, function: Value, decorator: forms.Expression) -> Value:
    """Apply one decorator. Those of the standard library that change how a function is called are known; a project's
    own is called; an unknown one leaves the function as it is (analysis.md 5.6)."""
    name = _decorator_name(decorator)
    if isinstance(function, Closure):
        match name:
            case "property" | "cached_property":
                return replace(function, kind="property")
            case "staticmethod":
                return replace(function, kind="static")
            case "classmethod":
                return replace(function, kind="class")
            case "setter" | "getter" | "deleter":
                return replace(function, kind=name)
        payload = payloads.declared(vm, decorator)
        if payload is not None:
            return replace(function, payload=payload)
    if name in _TRANSPARENT:
        return function
    value = vm.evaluate(decorator)
    if isinstance(value, Closure):
        result = vm.call(value, Arguments((function,)), vm.site(0))
        if isinstance(result, (Closure, Reference)):
            return result
    return function


def _decorator_name(decorator: forms.Expression) -> str:
    match decorator:
        case forms.Name(name=name) | forms.Field(name=name):
            return name
        case forms.Call(function=function):
            return _decorator_name(function)
        case _:
            return ""


def lineage(vm: Interpreter, class_: Value) -> list[Value]:
    """The class and its bases, nearest first: depth first, left to right, each once."""
    result: list[Value] = []
    pending = [class_]
    while pending and len(result) < 64:
        current = pending.pop(0)
        if current in result:
            continue
        result.append(current)
        content = vm.load(current)
        if isinstance(content, ClassObject):
            pending[0:0] = content.bases
    return result


def find_member(vm: Interpreter, class_: Value, name: str) -> Value | None:
    """A name that the class or one of its project bases defines."""
    for ancestor in lineage(vm, class_):
        content = vm.load(ancestor)
        if isinstance(content, ClassObject):
            found = dict(content.members).get(name)
            if found is not None:
                return found
    return None


def external_bases(vm: Interpreter, class_: Value) -> tuple[str, ...]:
    """The qualified names of the library classes that it inherits from."""
    return tuple(base.name for base in lineage(vm, class_) if isinstance(base, External))


def instantiate(vm: Interpreter, class_: Reference, content: ClassObject, arguments: Arguments, site: Site) -> Value:
    """Make an instance: run `__init__`, or fill the declared fields."""
    has_unknown = any(not isinstance(vm.load(base), (ClassObject, External)) for base in content.bases)
    instance = vm.new(Instance(class_, (), open=has_unknown))
    initialiser = find_member(vm, class_, "__init__")
    if isinstance(initialiser, Closure):
        functions.call_closure(vm, replace(initialiser, receiver=instance), arguments, site)
        return instance
    fields = declared_fields(vm, class_)
    members = dict(zip(fields, arguments.positional, strict=False))
    members.update(arguments.keywords)
    for name in fields:
        if name not in members and arguments.more is not None:
            members[name] = arguments.more
    labels = NONE
    if not fields:
        for value in (*arguments.positional, *(item for _, item in arguments.keywords)):
            labels = labels | vm.labels(value)
    vm.update(instance, Instance(class_, tuple(members.items()), has_unknown or not fields, labels))
    after = find_member(vm, class_, "__post_init__")
    if isinstance(after, Closure):
        functions.call_closure(vm, replace(after, receiver=instance), Arguments(), site)
    return instance


def declared_fields(vm: Interpreter, class_: Value) -> tuple[str, ...]:
    """The declared fields of the class and its bases, bases first, as dataclasses order them."""
    result: dict[str, None] = {}
    for ancestor in reversed(lineage(vm, class_)):
        content = vm.load(ancestor)
        if isinstance(content, ClassObject):
            result.update(dict.fromkeys(content.fields))
    return tuple(result)


def declared_place(vm: Interpreter, class_: Value, name: str) -> Site | None:
    """Where the class or a base declares that field."""
    for ancestor in lineage(vm, class_):
        content = vm.load(ancestor)
        if isinstance(content, ClassObject) and name in content.fields:
            return Site(content.module, content.places[content.fields.index(name)])
    return None


def as_record(vm: Interpreter, instance: Instance, site: Site) -> Value | None:
    """The object as a dict of its declared fields (`asdict(x)`, `x.model_dump()`); None when it declares none."""
    own = dict(instance.members)
    pairs: list[tuple[Value, Value]] = []
    for name in declared_fields(vm, instance.class_):
        value = own.get(name, Opaque(instance.labels))
        place = declared_place(vm, instance.class_, name) or site
        pairs.append((Literal(name, site=place), _read(vm, instance, name, value, site)))
    return vm.new(Entries(tuple(pairs))) if pairs else None


def get_field(vm: Interpreter, receiver: Value, content: Content, name: str, site: Site) -> Value:
    """A field of an instance or class: its own, its class's (methods are bound, properties are run), or unknown."""
    if isinstance(content, ClassObject):
        member = find_member(vm, receiver, name)
        if member is None:
            if name == "__name__":
                return Literal(content.name)
            return _unknown_field(vm, content, name, site, NONE)
        return _bound(vm, member, receiver, receiver, site)
    assert isinstance(content, Instance)
    own = dict(content.members).get(name)
    if own is not None:
        return _read(vm, content, name, own, site)
    if name == "__class__":
        return content.class_
    if name == "__dict__":
        record = as_record(vm, content, site)
        return record or vm.new(Entries(tuple((Literal(key), value) for key, value in content.members)))
    member = find_member(vm, content.class_, name)
    if member is not None:
        return _bound(vm, member, receiver, content.class_, site)
    return _unknown_field(vm, content, name, site, content.labels)


def _read(vm: Interpreter, content: Instance, name: str, value: Value, site: Site) -> Value:
    """A field's name says what an unseen or constant value is, when the field is declared."""
    if not isinstance(value, (Opaque, Literal)) or name not in declared_fields(vm, content.class_):
        return value
    if value.labels.tell:
        return value
    return with_labels(value, _named_field(vm, content.class_, name, site))


def _named_field(vm: Interpreter, class_: Value, name: str, site: Site) -> Labels:
    """What the name of a field says of a value that is not seen: where it is declared, else where it is read."""
    place = declared_place(vm, class_, name)
    if place is None:
        return vm.born(name, site, "field", None, Certainty.LIKELY)
    return vm.born(name, place, "field", None, Certainty.LIKELY).through(site, f"field `{name}` is read", vm.depth)


def _unknown_field(vm: Interpreter, content: ClassObject | Instance, name: str, site: Site, labels: Labels) -> Value:
    class_ = content.class_ if isinstance(content, Instance) else None
    declared = class_ is not None and name in declared_fields(vm, class_)
    if declared or (isinstance(content, Instance) and (content.open or content.members == ())):
        labels = labels | vm.born(name, site, "field", None, Certainty.LIKELY)
    dataset = within(name, _class_name(vm, content))
    return Opaque(labels, dataset, site=site)


def _class_name(vm: Interpreter, content: ClassObject | Instance) -> str:
    owner = content if isinstance(content, ClassObject) else vm.load(content.class_)
    return owner.qualified if isinstance(owner, ClassObject) else "an object"


def _bound(vm: Interpreter, member: Value, receiver: Value, class_: Value, site: Site) -> Value:
    if not isinstance(member, Closure):
        return member
    match member.kind:
        case "property":
            if isinstance(vm.load(receiver), ClassObject):
                return member
            return functions.call_closure(vm, replace(member, receiver=receiver), Arguments(), site)
        case "static":
            return member
        case "class":
            return replace(member, receiver=class_)
        case _:
            if isinstance(vm.load(receiver), ClassObject):
                return member
            return replace(member, receiver=receiver)


def call_method(
    vm: Interpreter, receiver: Value, content: Content, name: str, arguments: Arguments, site: Site
) -> Value | None:
    """Call a method of a project class; a library base's method when the project does not define it."""
    class_ = content.class_ if isinstance(content, Instance) else receiver
    own = dict(content.members).get(name) if isinstance(content, (Instance, ClassObject)) else None
    if own is not None and isinstance(content, Instance):
        return vm.call(own, arguments, site)
    member = find_member(vm, class_, name)
    if member is None and name == "__call__":
        member = find_member(vm, class_, "forward")
    if member is not None:
        return vm.call(_bound(vm, member, receiver, class_, site), arguments, site)
    for base in external_bases(vm, class_):
        outcome = inherited(vm, receiver, base, name, arguments, site)
        if outcome is not None:
            return outcome
    if name in AS_RECORD and isinstance(content, Instance):
        return as_record(vm, content, site)
    return None


def inherited(vm: Interpreter, receiver: Value, base: str, name: str, arguments: Arguments, site: Site) -> Value | None:
    """Call a method that a library base gives: `fit_transform` is the project's own fit and transform."""
    if name in ("fit_transform", "fit_predict"):
        first = vm.call_method(receiver, "fit", arguments, site)
        second = vm.call_method(receiver, name.removeprefix("fit_"), Arguments(arguments.positional[:1]), site)
        return second if first is not None else None
    if name in ("__init__", "__post_init__", "__new__"):
        return Literal(None)
    record = vm.library.method(base, name)
    if record is None:
        return None
    from originlint.interpreter.calls import apply

    return apply(vm, record, receiver, arguments, site)


def super_of(vm: Interpreter) -> Value:
    """`super()`: the bases of the class that defines the running method, bound to its receiver."""
    for activation in reversed(vm.active):
        if activation.owner is not None and activation.function is not None:
            owner = vm.load(activation.owner)
            if isinstance(owner, ClassObject):
                bases = tuple(base for base in owner.bases)
                proxy = ClassObject("super", "super", activation.path, bases, ())
                reference = vm.new(proxy)
                receiver = activation.receiver or reference
                return Bound(vm.new_items("super", (reference, receiver)), "super", vm.site(0))
    return Opaque()


def call_super(vm: Interpreter, bound: Bound, name: str, arguments: Arguments, site: Site) -> Value | None:
    """Call a method through `super()`."""
    content = vm.load(bound.receiver)
    assert isinstance(content, Items)
    proxy, receiver = content.items
    member = find_member(vm, proxy, name)
    if isinstance(member, Closure):
        return functions.call_closure(vm, replace(member, receiver=receiver), arguments, site)
    for base in external_bases(vm, proxy):
        outcome = inherited(vm, receiver, base, name, arguments, site)
        if outcome is not None:
            return outcome
    if name.startswith("__"):
        return Literal(None)
    return None
