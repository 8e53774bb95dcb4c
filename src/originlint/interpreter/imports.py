"""Imports: project modules become namespaces, the others external names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.values import Bound, External, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def import_statement(vm: Interpreter, statement: forms.Import) -> None:
    """Bind what an import statement binds."""
    scope = vm.here.scope.owner(statement.name)
    if statement.member == "*":
        _import_all(vm, statement)
        return
    if statement.member is None:
        value = _module(vm, statement)
    else:
        value = member(vm, statement.module, statement.level, statement.member, statement.node)
    vm.store.set((scope.number, statement.name), value)


def _module(vm: Interpreter, statement: forms.Import) -> Value:
    first = statement.module.split(".")[0]
    binds_first = statement.name == first and "." in statement.module
    wanted = first if binds_first else statement.module
    path = vm.program.finder.resolve(vm.here.path, wanted, statement.level)
    if binds_first:
        inner = vm.program.finder.resolve(vm.here.path, statement.module, statement.level)
        if inner is not None:
            vm.load_module(inner)
    return vm.load_module(path) if path is not None else External(wanted)


def member(vm: Interpreter, module: str, level: int, name: str, node: int) -> Value:
    """What `from module import name` binds: a name of the module, a module below it, or something external."""
    finder = vm.program.finder
    path = finder.resolve(vm.here.path, module, level)
    if path is not None:
        namespace = vm.load_module(path)
        found = vm.store.get((namespace.scope, name))
        if found is not None:
            return found  # type: ignore[return-value]
        below = finder.resolve(path, name, 1) if path.endswith("__init__.py") else None
        if below is not None and below != path:
            return vm.load_module(below)
        return Bound(namespace, name, vm.site(node))
    below = finder.resolve(vm.here.path, f"{module}.{name}" if module else name, level)
    if below is not None:
        return vm.load_module(below)
    return External(f"{'.' * level}{module}.{name}" if module else f"{'.' * level}{name}")


def _import_all(vm: Interpreter, statement: forms.Import) -> None:
    path = vm.program.finder.resolve(vm.here.path, statement.module, statement.level)
    scope = vm.here.scope
    if path is None:
        for name in vm.library.members(statement.module) if not statement.level else ():
            vm.store.set((scope.number, name), External(f"{statement.module}.{name}"))
        return
    namespace = vm.load_module(path)
    for name, value in vm.names_in(namespace):
        if not name.startswith("_"):
            vm.store.set((scope.number, name), value)


def project_function(vm: Interpreter, dotted: str) -> Value | None:
    """What a dotted name means when its front part is a module of the project without a package file."""
    parts = dotted.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        path = vm.program.finder.resolve(vm.here.path, ".".join(parts[:cut]), 0)
        if path is None:
            continue
        value: Value = vm.load_module(path)
        for name in parts[cut:]:
            value = vm.get_field(value, name, vm.site(0))
        return value
    return None
