"""What the outcome of a test says about values: which tests settle a branch, and which columns a frame then lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.expected import variable_of
from originlint.interpreter.joins import join_all_values, options
from originlint.interpreter.spoken import literals_in
from originlint.interpreter.store import Changes, Key
from originlint.interpreter.values import Frame, Items, Literal, Present, Reference, Template, Value
from originlint.ir import forms
from originlint.ir.walk import walk
from originlint.source.frozen import frozen

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def is_settled(vm: Interpreter, test: forms.Expression, value: Value, then: tuple[forms.Statement, ...] = ()) -> bool:
    """Whether the outcome of a test may settle the branch, where its `value` is known. A list that was given and has
    something in it is no flag: `if to_drop:` asks for what was written there to be used. Nor is a None that the arm
    `then` would use: `if self.column: df[self.column]`."""
    content = vm.load(value) if isinstance(test, (forms.Name, forms.Field)) else None
    if isinstance(content, Literal) and content.value is None and any(_is_same(test, each) for each in walk(then)):
        return True
    return _is_no_flag(test) or (isinstance(content, Items) and len(content.items) > 0)


def _is_same(one: forms.Expression, other: object) -> bool:
    """Whether two forms are the same variable, or the same field of one."""
    match one, other:
        case forms.Name(name=name), forms.Name(name=same):
            return name == same
        case forms.Field(object=owner, name=name), forms.Field(object=same_owner, name=same):
            return name == same and _is_same(owner, same_owner)
        case _:
            return False


def _is_no_flag(test: forms.Expression) -> bool:
    """Whether a known outcome of this test may settle the branch. Flags and settings may not: whoever flips one opens
    the other arm, and an inventory has to know about it. Membership, `is` and type tests may."""
    match test:
        case forms.Compare(operator=operator):
            return operator in ("is", "is not", "in", "not in") or _about_columns(test)
        case forms.Derive(operator="not", operands=(inner,)):
            return _is_no_flag(inner)
        case forms.Choose(operands=operands):
            return all(_is_no_flag(operand) for operand in operands)
        case forms.Call(function=forms.Name(name="isinstance" | "hasattr" | "callable")):
            return True
        case forms.Call(function=forms.Field(name="startswith" | "endswith" | "issubset" | "isin")):
            return True
        case forms.Constant():
            return True
        case _:
            return False


def asks_presence(test: forms.Expression) -> bool:
    """Whether a test only asks if there is a value at all: `if name`, `if not name`, `is None`, `pd.isna(name)`."""
    match test:
        case forms.Name() | forms.Field() | forms.Key():
            return True
        case forms.Derive(operator="not", operands=(inner,)):
            return asks_presence(inner)
        case forms.Compare(operator="is" | "is not"):
            return True
        case forms.Choose(operands=operands):
            return all(asks_presence(operand) for operand in operands)
        case forms.Call(function=forms.Name(name=name) | forms.Field(name=name)):
            return name in _PRESENCE
        case _:
            return False


_PRESENCE = frozenset(
    {"isna", "notna", "isnull", "notnull", "isinstance", "hasattr", "len", "strip", "str", "bool", "get"}
)


def _about_columns(test: forms.Compare) -> bool:
    """A comparison of a loop variable with a constant text: it decides which column is meant."""
    return (
        isinstance(test.left, forms.Name)
        and isinstance(test.right, forms.Constant)
        and isinstance(test.right.value, str)
    )


def ask(vm: Interpreter, test: forms.Expression) -> None:
    """Note at a variable that holds a name that code asks for it: `if column.startswith("race_")`, which is true."""
    match test:
        case (
            forms.Compare(operator="==" | "in", left=forms.Name() as name)
            | forms.Compare(operator="in", right=forms.Name() as name)
        ):
            pass
        case forms.Call(function=forms.Field(object=forms.Name() as name, name="startswith" | "endswith")):
            pass
        case _:
            return
    scope = vm.here.scope.reader(name.name)
    value = vm.store.get((scope.number, name.name))
    if isinstance(value, Literal) and isinstance(value.value, str):
        vm.store.set((scope.number, name.name), replace(value, asked=vm.site(test.node)))


@frozen
class Narrowed:
    """A table of which an arm knows that it lacks columns: the variable that holds it, the table before, and after."""

    variable: Key
    reference: Reference
    frame: Frame


def refine(vm: Interpreter, test: forms.Expression, outcome: bool) -> list[Narrowed]:
    """Take over into the state what a test's outcome shows: `"x" in df.columns`, `x is None`, `not`, `and`. Return the
    tables of which it shows that they lack a column."""
    match test:
        case forms.Derive(operator="not", operands=(inner,)):
            return refine(vm, inner, not outcome)
        case forms.Choose(operator="and" | "or" as operator, operands=operands) if outcome is (operator == "and"):
            return [narrowed for operand in operands for narrowed in refine(vm, operand, outcome)]
        case forms.Compare(operator="in" | "not in" as operator, left=left, right=right):
            if (operator == "in") != outcome:
                return _lacks(vm, left, right)
            is_one_of(vm, test, outcome)
        case forms.Compare(operator="==" | "!="):
            is_one_of(vm, test, outcome)
        case forms.Compare(
            operator="is" | "is not" as operator, left=forms.Name() as name, right=forms.Constant(value=None)
        ):
            _is_none(vm, name, (operator == "is") == outcome)
        case forms.Name():
            return _truthy(vm, test, outcome)
    return []


def is_one_of(vm: Interpreter, test: forms.Expression, outcome: bool) -> None:
    """Where such a test has this outcome, a variable that had any name has one of those that it is compared with:
    `c == "race"`, `c in CATEGORIES`."""
    match test:
        case forms.Compare(operator=operator, left=forms.Name(name=name), right=right) if operator in (
            ("==", "in") if outcome else ("!=", "not in")
        ):
            variable = (vm.here.scope.reader(name).number, name)
        case _:
            return
    value = vm.store.get(variable)
    if not isinstance(value, Template) or value.prefix or value.suffix:
        return
    given = vm.evaluate(right)
    content = vm.load(given)
    listed = isinstance(content, Items) and content.tail is None
    if listed if test.operator.endswith("in") else isinstance(content, Literal):
        names = literals_in(vm, given)
        joined = join_all_values(replace(each, labels=each.labels | value.labels) for each in names)
        if joined is not None and not (isinstance(content, Items) and len(names) < len(content.items)):
            vm.store.set(variable, joined)


def _lacks(vm: Interpreter, left: forms.Expression, right: forms.Expression) -> list[Narrowed]:
    """In this arm the table has no column of that name."""
    name = vm.evaluate(left)
    if not isinstance(name, Literal):
        return []
    variable = variable_of(vm, right)
    if variable is not None:
        return _narrow(vm, variable, vm.store.get(variable), (name,))
    owner = right.object if isinstance(right, forms.Field) and right.name == "columns" else right
    if isinstance(owner, forms.Field):
        _narrow(vm, None, vm.evaluate(owner), (name,))
    return []


def _narrow(vm: Interpreter, variable: Key | None, reference: object, names: tuple[Literal, ...]) -> list[Narrowed]:
    frame = vm.load(reference) if isinstance(reference, Reference) else None
    if not isinstance(reference, Reference) or not isinstance(frame, Frame):
        return []
    gone = frozenset(name.value for name in names if isinstance(name.value, str))
    rest = tuple(replace(each, without=each.without | gone) for each in frame.rest)
    columns = tuple(entry for entry in frame.columns if entry.name not in gone)
    narrow = replace(frame, columns=columns, rest=rest)
    if len(reference.addresses) == 1:
        vm.store.set(reference.addresses[0], narrow)
    return [Narrowed(variable, reference, narrow)] if variable is not None else []


def keep_apart(vm: Interpreter, arm: Changes, other: Changes, narrowed: list[Narrowed]) -> None:
    """Keep what an arm knows when the other puts a new table into the variable: `if "x" in df: df = df.drop("x")`. In
    an arm that does nothing to the table, the variable gets one of its own that lacks the columns."""
    for each in narrowed:
        held = vm.store.get(each.variable)
        rebound = other.get(each.variable, held) != each.reference
        untouched = arm.get(each.variable, held) == each.reference and all(
            arm.get(address, each.frame) is each.frame for address in each.reference.addresses
        )
        if not (rebound and untouched):
            continue
        for address in each.reference.addresses:
            arm.pop(address, None)
        own = vm.store.fresh()
        arm[own] = each.frame
        arm[each.variable] = Reference((own,), each.reference.labels)


def _is_none(vm: Interpreter, name: forms.Name, is_none: bool) -> None:
    scope = vm.here.scope.reader(name.name)
    value = vm.store.get((scope.number, name.name))
    if value is None:
        return
    kept: list[Value] = [
        option
        for option in options(value)  # type: ignore[arg-type]
        if (isinstance(option, Literal) and option.value is None) == is_none
    ]
    joined = join_all_values(kept)
    if joined is not None:
        vm.store.set((scope.number, name.name), joined)


def _truthy(vm: Interpreter, name: forms.Name, outcome: bool) -> list[Narrowed]:
    if outcome:
        _is_none(vm, name, False)
        return []
    content = vm.load(vm.evaluate(name))
    kept = content.link if isinstance(content, Items) and isinstance(content.link, Present) else None
    if kept is None or vm.store.get(kept.variable) != kept.table:
        return []
    return _narrow(vm, kept.variable, kept.table, kept.names)


def only_removes(vm: Interpreter, body: tuple[forms.Statement, ...]) -> bool:
    """Whether all that statements do is to take one column from a table: when they fail, it had none, and lacks it all
    the same."""
    match body:
        case (forms.Delete(target=forms.Key(object=forms.Name(), key=key)),):
            asked: forms.Expression | None = key
        case (
            forms.Assign(
                target=forms.Name(), value=forms.Call(function=forms.Field(object=forms.Name(), name="drop")) as call
            ),
        ) | (forms.Evaluate(value=forms.Call(function=forms.Field(object=forms.Name(), name="drop" | "pop")) as call),):
            given = [each.value for each in call.arguments if each.keyword in (None, "columns", "labels")]
            asked = given[0] if given else None
        case _:
            return False
    content = vm.load(vm.evaluate(asked)) if asked is not None else None
    if isinstance(content, Items) and len(content.items) == 1 and content.tail is None:
        content = vm.load(content.items[0])
    return isinstance(content, Literal) and isinstance(content.value, str)
