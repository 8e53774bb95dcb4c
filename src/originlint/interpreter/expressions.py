"""Evaluation of expressions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter import calls, comprehensions, functions, operators, text
from originlint.interpreter.joins import join_values
from originlint.interpreter.labels import NONE
from originlint.interpreter.records import Pairs, of_frame, put
from originlint.interpreter.values import Content, Entries, External, Frame, Items, Literal, Opaque, Value
from originlint.ir import forms

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def evaluate(vm: Interpreter, expression: forms.Expression) -> Value:
    """Return the abstract value of an expression in the innermost activation."""
    vm.step()
    match expression:
        case forms.Name():
            return read_name(vm, expression)
        case forms.Constant():
            return Literal(expression.value, site=vm.site(expression.node))
        case forms.Field():
            return vm.get_field(vm.evaluate(expression.object), expression.name, vm.site(expression.node))
        case forms.Call():
            return calls.evaluate_call(vm, expression)
        case forms.Key():
            receiver = vm.evaluate(expression.object)
            return vm.get_item(receiver, vm.evaluate(expression.key), vm.site(expression.node))
        case forms.Compare():
            return operators.compare(vm, expression)
        case forms.Derive():
            operands = tuple(vm.evaluate(operand) for operand in expression.operands)
            return operators.derive(vm, expression.operator, operands, vm.site(expression.node), expression.in_place)
        case forms.Sequence():
            return vm.new(sequence(vm, expression))
        case forms.Mapping():
            return vm.new(mapping(vm, expression))
        case forms.Text():
            return text.join_parts([vm.evaluate(part) for part in expression.parts], vm)
        case forms.Choose():
            return operators.choose(vm, expression)
        case forms.Conditional():
            return operators.conditional(vm, expression)
        case forms.Collect():
            return comprehensions.collect(vm, expression)
        case forms.Lambda():
            return functions.close(vm, expression.function)
        case forms.Slice():
            parts = (expression.start, expression.stop, expression.step)
            values = tuple(Literal(None) if part is None else vm.evaluate(part) for part in parts)
            return vm.new_items("slice", values)
        case forms.Bind():
            value = vm.evaluate(expression.value)
            vm.assign(expression.target, value, vm.site(expression.node))
            return value
        case forms.Yield():
            return _yield(vm, expression)
        case forms.Await():
            return vm.evaluate(expression.value)
        case forms.Star():
            return vm.evaluate(expression.value)
        case forms.Unsupported():
            labels = NONE
            for part in expression.parts:
                labels = labels | vm.labels(vm.evaluate(part))
            return Opaque(labels)


def read_name(vm: Interpreter, name: forms.Name) -> Value:
    """Return what a variable holds; a name that nothing binds is a built-in, or opaque."""
    scope = vm.here.scope.reader(name.name)
    found = vm.store.get((scope.number, name.name))
    if found is not None:
        return found  # type: ignore[return-value]
    if scope.kind == "module":
        if name.name == "__name__":
            return Opaque()
        if name.name == "__file__":
            return Literal(scope.path, site=vm.site(name.node))
        return External(f"builtins.{name.name}")
    return Opaque()


def sequence(vm: Interpreter, expression: forms.Sequence) -> Items:
    """Build the content of a list, tuple or set display."""
    items: list[Value] = []
    tail: Value | None = None
    labels = NONE
    for part in expression.items:
        if isinstance(part, forms.Star):
            spread = vm.spread(vm.evaluate(part.value), vm.site(part.node))
            labels = labels | spread.labels
            if tail is None:
                items.extend(spread.items)
            else:
                for item in spread.items:
                    tail = join_values(tail, item)
            if spread.tail is not None:
                tail = spread.tail if tail is None else join_values(tail, spread.tail)
            continue
        value = vm.controlled(vm.evaluate(part))
        if tail is None:
            items.append(value)
        else:
            tail = join_values(tail, value)
    return Items(expression.kind, tuple(items), tail, labels)


def mapping(vm: Interpreter, expression: forms.Mapping) -> Entries:
    """Build the content of a dict display."""
    pairs = Pairs()
    others = Entries()
    for key_form, value_form in expression.pairs:
        if key_form is None:
            others = _merged(vm, pairs, others, vm.load(vm.evaluate(value_form)))
            continue
        key, value = vm.evaluate(key_form), vm.controlled(vm.evaluate(value_form))
        if isinstance(key, Literal):
            pairs.put(key, value)
        else:
            others = put(others, key, value)
    return replace(others, pairs=pairs.all())


def _merged(vm: Interpreter, pairs: Pairs, others: Entries, content: Content | Value) -> Entries:
    """Spread `**content` in a dict display; return what is known of the dict besides its pairs."""
    if isinstance(content, Frame):
        content = of_frame(content)
    if not isinstance(content, Entries):
        unknown = Opaque(vm.labels(content))
        return replace(others, rest=unknown if others.rest is None else join_values(others.rest, unknown))
    for known, item in content.pairs:
        if isinstance(known, Literal):
            pairs.put(known, item)
        else:
            others = put(others, known, item)
    rest = content.rest
    if rest is not None:
        others = replace(others, rest=rest if others.rest is None else join_values(others.rest, rest))
    return replace(
        others,
        labels=others.labels | content.labels,
        dataset=others.dataset or content.dataset,
        sure=others.sure and content.sure,
    )


def _yield(vm: Interpreter, expression: forms.Yield) -> Value:
    if expression.value is None:
        return Literal(None)
    value = vm.evaluate(expression.value)
    if expression.delegate:
        spread = vm.spread(value, vm.site(expression.node))
        vm.here.yielding = vm.here.yielding | spread.labels
        vm.here.yielded.extend(spread.items)
        if spread.tail is not None:
            vm.here.yielded.append(spread.tail)
    else:
        vm.here.yielded.append(vm.controlled(value))
    vm.here.yielding = vm.here.yielding | vm.control
    return Opaque()
