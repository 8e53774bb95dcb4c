"""Running a whole program: modules in import order, then what nobody calls, until the catalog is stable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from originlint.interpreter import audit_lists, cases, classes, declared_uses, feature_lists, functions, named
from originlint.interpreter.descriptions import mention_columns, told_origin
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.joins import join_cells
from originlint.interpreter.labels import NONE
from originlint.interpreter.limits import Budget
from originlint.interpreter.relations.embedded import run_dynamic
from originlint.interpreter.relations.scripts import run_script, script_order
from originlint.interpreter.relevance import Relevance
from originlint.interpreter.scopes import Activation, Scope
from originlint.interpreter.values import ClassObject, Closure, Instance, Namespace, Reference, Value
from originlint.ir import forms
from originlint.ir.walk import walk

ROUNDS = 3
"""So many rounds at most; a chain of files that each read what the next one writes is seldom longer."""

Progress = Callable[[str, int, int], None]


_TEST = "test_"
"""How the names of tests begin. What a test calls is evaluated by itself too, and not once for each test."""


def run(vm: Interpreter, progress: Progress | None = None) -> None:
    """Evaluate the program. What was observed in the last round stands in `vm.recorder`."""
    vm.loader = load
    words = vm.declared.words() | told_origin(vm.lexicon, vm.catalog.described())
    relevance = Relevance(vm.program.modules, vm.lexicon, vm.scores, vm.library, words)
    vm.is_near = relevance.is_near
    order, scripts, referenced = import_order(vm), script_order(vm.program.scripts), _referenced(vm)
    for _ in range(ROUNDS):
        _reset(vm)
        _run_round(vm, order, scripts, referenced, relevance, progress)
        if not vm.catalog.stale:
            break
    feature_lists.observe(vm)
    audit_lists.observe(vm)
    named.observe(vm)


def _reset(vm: Interpreter) -> None:
    vm.catalog.begin_round()
    vm.units.begin_round(vm)
    vm.namespaces.clear()
    vm.control = NONE
    vm.taken = 0


def _run_round(
    vm: Interpreter,
    order: tuple[str, ...],
    scripts: tuple[str, ...],
    referenced: frozenset[str],
    relevance: Relevance,
    progress: Progress | None,
) -> None:
    mention_columns(vm, vm.program.schemas)
    for path in scripts:
        vm.units.run(vm, ("script", path), partial(_run_script, vm, path))
    for number, path in enumerate(order):
        if progress is not None:
            progress("evaluating", number, len(order))
        if path not in vm.namespaces:
            load(vm, path)
    for roots_only in (True, False):
        for path in order:
            _run_uncalled(vm, path, relevance, referenced if roots_only else None)
    vm.units.end_round(vm)
    declared_uses.observe(vm)


def _run_script(vm: Interpreter, path: str) -> None:
    """Evaluate a SQL file."""
    script = vm.program.scripts[path]
    scope = Scope(vm.store.fresh(), "module", path)
    activation = Activation(path, scope, path, 0, vm.store.level)
    dynamic = partial(run_dynamic, vm)
    vm.units.see_routines(vm)
    _guarded(vm, path, lambda: run_script(vm, script, vm.sql, dynamic), activation, path, vm.limits.inline_steps)


def load(vm: Interpreter, path: str) -> Namespace:
    """The namespace of a module, whose body is evaluated in a scope of its own; as Python does, that of the packages
    around it first, which may load it themselves."""
    for package in _packages(vm, path):
        if package not in vm.namespaces:
            load(vm, package)
    if path in vm.namespaces:
        return vm.namespaces[path]
    namespace = vm.units.run(vm, ("module", path), partial(_load, vm, path))
    vm.namespaces[path] = namespace
    return namespace


def _packages(vm: Interpreter, path: str) -> Iterator[str]:
    """The `__init__.py` of the packages that hold a module, outermost first."""
    folders = path.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        package = "/".join((*folders[:depth], "__init__.py"))
        if package != path and package in vm.program.modules:
            yield package


def _load(vm: Interpreter, path: str) -> Namespace:
    scope = Scope(vm.store.fresh(), "module", path)
    vm.scopes[scope.number] = scope
    namespace = Namespace(path, scope.number)
    vm.namespaces[path] = namespace
    module = vm.program.modules.get(path)
    if module is None:
        return namespace
    activation = Activation(path, scope, path, 0, vm.store.level)
    _guarded(vm, path, lambda: _execute(vm, module.body), activation, path, vm.limits.inline_steps)
    return namespace


def _execute(vm: Interpreter, body: tuple[forms.Statement, ...]) -> None:
    """Run the statements of a module; a costly one leaves the later ones, as the cells of a notebook, something to
    enter calls with."""
    early = vm.taken < vm.limits.round_steps
    for statement in body:
        if early:
            vm.inline = max(vm.inline, vm.steps + vm.limits.statement_steps)
        if not vm.execute((statement,)):
            return


def _guarded(
    vm: Interpreter,
    path: str,
    action: Callable[[], object],
    activation: Activation,
    what: str,
    inline: int,
    casual: int | None = None,
) -> None:
    """Run one entry point under its own budget, with so many steps to enter calls in, and so many (else as many) to
    enter any call in. What a budget, too deep nesting or an error of our own cuts is recorded, and the entry point's
    effects so far stay."""
    steps, before, control, active = vm.steps, (vm.inline, vm.casual), vm.control, vm.active
    level = vm.store.level
    vm.steps, vm.control, vm.active = 0, NONE, [activation]
    vm.inline = inline if vm.taken < vm.limits.round_steps else min(inline, vm.limits.late_steps)
    vm.casual = casual
    try:
        action()
    except Budget:
        vm.recorder.cuts.setdefault(f"{what}: given up after {vm.limits.steps} steps")
    except RecursionError:
        vm.recorder.cuts.setdefault(f"{what}: given up, since it nests too deep")
    except Exception as error:
        if vm.limits.strict:
            raise
        vm.recorder.cuts.setdefault(
            f"{what}: given up after an error in originlint itself ({type(error).__name__}: {error})"
        )
    finally:
        while vm.store.level > level:
            vm.store.commit()
        if activation.exits:
            vm.store.merge([{}, *activation.exits], join_cells)
        vm.taken += vm.steps
        vm.steps, vm.control, vm.active = steps, control, active
        vm.inline, vm.casual = before


def import_order(vm: Interpreter) -> tuple[str, ...]:
    """All modules, imported ones before their importers; cycles are cut at the one that comes first by name."""
    order: dict[str, None] = {}
    visiting: set[str] = set()
    needs = {path: _imports(vm, path, module) for path, module in vm.program.modules.items()}

    def visit(path: str) -> None:
        stack = [(path, iter(needs[path]))]
        visiting.add(path)
        while stack:
            current, following = stack[-1]
            for other in following:
                if other in needs and other not in visiting:
                    visiting.add(other)
                    stack.append((other, iter(needs[other])))
                    break
            else:
                order.setdefault(current)
                stack.pop()

    for path in sorted(needs):
        if path not in visiting:
            visit(path)
    return tuple(order)


def _imports(vm: Interpreter, path: str, module: forms.Module) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for form in walk(module.body):
        if not isinstance(form, forms.Import):
            continue
        for wanted in (form.module, f"{form.module}.{form.member}" if form.member not in (None, "*") else ""):
            if wanted or form.level:
                resolved = vm.program.finder.resolve(path, wanted, form.level)
                if resolved is not None and resolved != path:
                    found.setdefault(resolved)
    return tuple(sorted(found))


def _referenced(vm: Interpreter) -> frozenset[str]:
    """All names that any code reads, as variable or field: functions of other names are roots."""
    names: set[str] = set()
    for module in vm.program.modules.values():
        for form in walk(module.body):
            if isinstance(form, (forms.Name, forms.Field)):
                names.add(form.name)
    return frozenset(names)


def _run_uncalled(vm: Interpreter, path: str, relevance: Relevance, referenced: frozenset[str] | None) -> None:
    """Evaluate the functions and methods of a module that were not called and can matter, with opaque parameters. With
    `referenced`, only those whose name no code reads."""
    made = vm.units.made
    for node, closure in sorted(made.functions.get(path, {}).items(), key=lambda item: item[0]):
        if (
            (path, node) in made.called
            or closure.owner is not None
            or closure.function.name == "<lambda>"
            or not relevance.matters((path, node))
        ):
            continue
        if referenced is not None and closure.function.name in referenced:
            continue
        vm.units.run(vm, ("function", path, node, closure.scope), partial(_run_function, vm, closure), reaching=closure)
    for node, reference in sorted(made.classes.get(path, {}).items(), key=lambda item: item[0]):
        content = vm.load(reference)
        if isinstance(content, ClassObject) and (referenced is None or content.name not in referenced):
            methods = _uncalled_methods(vm, content, relevance)
            if methods:
                key = ("methods", path, node, *reference.addresses, *(each.function.node for each in methods))
                run = partial(_run_methods, vm, reference, methods)
                vm.units.run(vm, key, run, reaching=reference)


def _run_function(vm: Interpreter, closure: Closure) -> None:
    base = vm.scopes[closure.scope]
    what = f"{closure.module}: {closure.qualified}"
    limits = vm.limits
    is_busy = vm.taken >= limits.round_steps // 4 or closure.function.name.startswith(_TEST)
    inline = limits.busy_function_steps if is_busy else limits.function_steps
    for case in cases.cases(vm, closure):
        outer = Activation(closure.module, base, closure.module, 0, vm.store.level)
        _guarded(vm, closure.module, partial(_enter, vm, closure, case), outer, what, inline, limits.casual_steps)


def _enter(vm: Interpreter, closure: Closure, case: cases.Case | None) -> None:
    vm.units.call((closure.module, closure.function.node))
    bound = functions.open_arguments(vm, closure)
    if case is not None:
        cases.suppose(vm, case, bound)
    functions.run(vm, closure, functions.open_scope(vm, closure), bound)


def _uncalled_methods(vm: Interpreter, content: ClassObject, relevance: Relevance) -> list[Closure]:
    """The methods that nobody called and that can matter, in the order of the text."""
    methods = [
        value
        for _, value in content.members
        if isinstance(value, Closure)
        and value.module == content.module
        and (value.module, value.function.node) not in vm.units.made.called
        and relevance.matters((value.module, value.function.node))
    ]
    return sorted(methods, key=lambda value: value.function.node)


def _run_methods(vm: Interpreter, reference: Reference, methods: list[Closure]) -> None:
    """Evaluate methods on one instance made for them."""
    instance = vm.new(Instance(reference, (), open=True))
    initialiser = classes.find_member(vm, reference, "__init__")
    if isinstance(initialiser, Closure):
        _run_function(vm, replace(initialiser, receiver=instance))
        made = vm.load(instance)
        if isinstance(made, Instance):
            vm.update(instance, replace(made, open=made.open and not _is_closed(vm, reference)))
    for method in methods:
        if method.function.name == "__init__" or (method.module, method.function.node) in vm.units.made.called:
            continue
        receiver: Value | None = instance
        if method.kind == "class":
            receiver = reference
        elif method.kind == "static":
            receiver = None
        _run_function(vm, replace(method, receiver=receiver))


def _is_closed(vm: Interpreter, reference: Reference) -> bool:
    return not classes.external_bases(vm, reference)
