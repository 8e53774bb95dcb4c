"""Reading `object.name`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter import classes, mapped, payloads
from originlint.interpreter.machine import Arguments
from originlint.interpreter.operations import access
from originlint.interpreter.values import (
    Bound,
    ClassObject,
    Closure,
    Column,
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
    Template,
    Value,
)
from originlint.lexicon.verdict import Certainty

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site


def get_field(vm: Interpreter, receiver: Value, name: str, site: Site) -> Value:
    """Return the value of a field, a bound method, a module's member, or a column read as a field."""
    return vm.each(receiver, lambda option: _field_of(vm, option, name, site))


def _field_of(vm: Interpreter, receiver: Value, name: str, site: Site) -> Value:
    content = vm.load(receiver)
    if isinstance(content, (External, Estimator, Opaque)) and (payload := payloads.read(vm, name)) is not None:
        return payload
    match content:
        case Namespace():
            return namespace_member(vm, content, name, site)
        case External():
            record = vm.library.lookup(content.name)
            if record is not None and record.option("by_field"):
                return vm.call(content, Arguments((Literal(name, site=site),)), site)
            return External(f"{content.name}.{name}", content.labels)
        case Instance() if (held := mapped.field_of(vm, content, name, site)) is not None:
            return held
        case ClassObject() if (column := mapped.member_of(vm, receiver, content, name, site)) is not None:
            return column
        case ClassObject() | Instance():
            return classes.get_field(vm, receiver, content, name, site)
        case Bound(receiver=inner, name=member_name) if isinstance(vm.load(inner), Namespace):
            owner = vm.load(inner)
            assert isinstance(owner, Namespace)
            return get_field(vm, namespace_member(vm, owner, member_name, site), name, site)
        case Bound(name="super", receiver=inner) if isinstance(vm.load(inner), Items):
            return Bound(content, name, site)
        case Frame() | Column() | Names() | Estimator() | Bound():
            found = access.get_field(vm, receiver, content, name, site)
            return found if found is not None else Bound(receiver, name, site)
        case Literal() | Template() | Items() | Entries():
            if isinstance(content, Entries) and content.dataset is not None:
                labels = content.labels | vm.mention(name, site, "field", content.dataset)
                return Opaque(labels)
            if isinstance(content, Entries):
                for key, value in content.pairs:
                    if isinstance(key, Literal) and key.value == name:
                        return value
            return Bound(receiver, name, site)
        case Closure():
            if name == "__name__":
                return Literal(content.function.name)
            return Opaque()
        case Opaque():
            return _field_of_opaque(vm, receiver, content, name, site)
        case _:
            return Opaque(vm.labels(content))


def _field_of_opaque(vm: Interpreter, receiver: Value, content: Opaque, name: str, site: Site) -> Value:
    """A field of something unseen: an origin name is a mention. Fields that every table has keep it a table."""
    if name in ("columns", "loc", "iloc", "at", "iat", "values", "T", "index", "dtypes"):
        return Bound(receiver, name, site)
    labels = content.labels
    if not labels.tell or content.dataset:
        labels = labels | vm.born(name, site, "field", content.dataset, Certainty.DEFINITE)
    if content.dataset:
        vm.catalog.see(content.dataset, name, site)
    return Opaque(labels)


def namespace_member(vm: Interpreter, namespace: Namespace, name: str, site: Site) -> Value:
    """A name of a project module, or a module below it."""
    found = vm.store.get((namespace.scope, name))
    if found is not None:
        return found  # type: ignore[return-value]
    if namespace.path.endswith("__init__.py"):
        below = vm.program.finder.resolve(namespace.path, name, 1)
        if below is not None and below != namespace.path:
            return vm.load_module(below)
    return Opaque(site=site)
