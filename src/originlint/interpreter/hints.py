"""What annotations say about values that are not seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import classes, functions
from originlint.interpreter.labels import Labels
from originlint.interpreter.opaque import open_frame
from originlint.interpreter.values import (
    ClassObject,
    Closure,
    Entries,
    Estimator,
    External,
    Instance,
    Items,
    Opaque,
    Reference,
    Value,
)
from originlint.ir import forms
from originlint.source.nameless import nameless

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.source.site import Site

_FRAMES = {
    "DataFrame": "pandas",
    "GroupedData": "spark",
    "LazyFrame": "polars",
    "ndarray": "numpy",
}

_WRAPPERS = frozenset({"Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired"})
_LISTS = frozenset({"list", "List", "Sequence", "Iterable", "Iterator", "set", "Set", "tuple", "Tuple", "Collection"})
_RECORDS = frozenset({"dict", "Dict", "Mapping", "MutableMapping", "TypedDict"})


def from_annotation(
    vm: Interpreter, annotation: forms.Expression | None, dataset: str, place: Site, labels: Labels
) -> Value | None:
    """The value that an annotation promises: a table, a model, an object of a project class, a list of these; None
    when it says nothing that matters."""
    if annotation is None:
        return None
    match annotation:
        case forms.Key(object=outer, key=inner):
            name = _last(outer)
            if name in _WRAPPERS:
                first = inner.items[0] if isinstance(inner, forms.Sequence) and inner.items else inner
                return from_annotation(vm, first, dataset, place, labels)
            if name in _LISTS:
                first = inner.items[0] if isinstance(inner, forms.Sequence) and inner.items else inner
                item = from_annotation(vm, first, dataset, place, labels)
                return vm.new(Items("list", (), item if item is not None else Opaque(labels, dataset, site=place)))
            if name in _RECORDS:
                return vm.new(Entries((), Opaque(labels, site=place), labels, dataset))
            return None
        case forms.Derive(operator="|", operands=(left, right)):
            found = from_annotation(vm, left, dataset, place, labels)
            return found if found is not None else from_annotation(vm, right, dataset, place, labels)
        case forms.Name() | forms.Field():
            return _from_name(vm, annotation, dataset, place, labels)
        case _:
            return None


def _last(expression: forms.Expression) -> str:
    match expression:
        case forms.Name(name=name) | forms.Field(name=name):
            return name
        case _:
            return ""


def _from_name(
    vm: Interpreter, annotation: forms.Name | forms.Field, dataset: str, place: Site, labels: Labels
) -> Value | None:
    name = _last(annotation)
    if name in _RECORDS:
        return vm.new(Entries((), Opaque(labels, site=place), labels, dataset))
    value = vm.evaluate(annotation)
    if isinstance(value, External):
        if name in _FRAMES:
            root = value.name.split(".")[0]
            dialect = {"polars": "polars", "pyspark": "spark", "numpy": "numpy"}.get(root, _FRAMES[name])

            return vm.new(replace(open_frame(vm, dataset, place, dialect), shared=labels))
        class_record = vm.library.class_of(value.name)
        if class_record is not None and class_record.role:
            return vm.new(Estimator(value.name, class_record.role))
        return None
    if isinstance(value, Reference) and isinstance(vm.load(value), ClassObject):
        return _made(vm, value, labels)
    return None


def cast(vm: Interpreter, value: Value, annotation: forms.Expression, site: Site) -> Value:
    """A value under an annotation: something unseen is what it promises, all else is what it is."""
    content = vm.load(value)
    if not isinstance(content, Opaque):
        return value
    dataset = content.dataset or nameless("the value", site)
    promised = from_annotation(vm, annotation, dataset, site, content.labels)
    return promised if promised is not None else value


def _made(vm: Interpreter, class_: Reference, labels: Labels) -> Value:
    """An object of a project class that someone else made: as if its constructor had got opaque arguments."""
    instance = vm.new(Instance(class_, (), True, labels))
    initialiser = classes.find_member(vm, class_, "__init__")
    if isinstance(initialiser, Closure) and all(active.function is not initialiser.function for active in vm.active):
        bound = replace(initialiser, receiver=instance)
        functions.run(vm, bound, functions.open_scope(vm, bound), functions.open_arguments(vm, bound))
    return instance
