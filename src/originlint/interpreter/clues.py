"""What a program says about names before it is evaluated: values they are compared with, renames, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from originlint.ir import forms, relational
from originlint.ir.walk import walk
from originlint.lexicon.lessons import Told
from originlint.source.frozen import frozen

_MOST_VALUES = 400
_TELLING = frozenset({forms.Assign, forms.Call, forms.Compare, forms.Key, forms.Mapping})
_MEMBERSHIP = frozenset({"isin", "is_in", "eq", "ne"})
_SQL_COMPARISONS = frozenset({"=", "==", "<>", "!=", "in", "not in"})
_LOOK_UP = frozenset({"map", "replace", "map_dict", "replace_strict", "get"})
_COLUMN = frozenset({"col", "column", "get"})
_RENAMES = frozenset({"rename", "with_columns_renamed", "withColumnsRenamed"})
_RENAMES_ONE = frozenset({"withColumnRenamed", "with_column_renamed"})
_DESCRIBES = frozenset({"description", "comment", "doc", "title", "label", "verbose_name", "help_text", "alias"})
_SAYS_NAMES = re.compile(
    r"rename|label|descri|omschr|codebook|dictionar|veld|naam|mapping|column|kolom|vertaal|translat"
)


@frozen
class Clues:
    """Texts about names, and by file and name the values that it is compared with or looked up among."""

    told: tuple[Told, ...]
    compared: Mapping[tuple[str, str], frozenset[str]]


def clues(
    modules: Mapping[str, forms.Module],
    configs: Mapping[str, forms.Expression],
    scripts: Mapping[str, relational.Script] | None = None,
) -> Clues:
    """Collect the clues in all modules, configuration files and SQL scripts, without evaluating anything."""
    told: list[Told] = []
    compared: dict[tuple[str, str], set[str]] = {}
    for path, module in sorted(modules.items()):
        everything = [form for form in walk(module.body) if type(form) in _TELLING]
        constants = _constants(everything)
        for name, values in _comparisons(everything, constants):
            compared.setdefault((path, name), set()).update(values)
        told.extend(Told(name, text, path, 0, declared) for name, text, declared in _texts(everything))
    for path, script in sorted((scripts or {}).items()):
        for name, values in _tests(script):
            compared.setdefault((path, name), set()).update(values)
    for path, value in sorted(configs.items()):
        told.extend(Told(name, text, path, 0, True) for name, text in _described(walk(value)))
    return Clues(
        tuple(told), {key: frozenset(values) for key, values in compared.items() if len(values) <= _MOST_VALUES}
    )


def _constants(everything: Iterable[object]) -> dict[str, tuple[str, ...]]:
    """The constants behind names that are assigned a list, set or dict of them, or one."""
    found: dict[str, tuple[str, ...]] = {}
    for form in everything:
        if isinstance(form, forms.Assign) and isinstance(form.target, forms.Name):
            values = _values(form.value, {})
            if values:
                found.setdefault(form.target.name, values)
    return found


def _comparisons(
    everything: Iterable[object], constants: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for form in everything:
        match form:
            case forms.Compare(operator="==" | "!=" | "in" | "not in", left=left, right=right):
                yield from _compared(left, right, constants)
                yield from _compared(right, left, constants)
            case forms.Call(
                function=forms.Field(object=receiver, name=name), arguments=(forms.Argument(value=first), *_)
            ):
                if name in _MEMBERSHIP or (name in _LOOK_UP and name != "get"):
                    yield from _compared(receiver, first, constants)
                elif name == "get":
                    yield from _compared(first, receiver, constants)
            case forms.Key(object=table, key=key) if not isinstance(key, forms.Constant):
                yield from _compared(key, table, constants)


def _tests(script: relational.Script) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The comparisons in SQL."""
    for form in walk(script):
        if isinstance(form, relational.Apply) and form.function.lower() in _SQL_COMPARISONS:
            columns = [each.parts[-1] for each in form.arguments if isinstance(each, relational.Column) and each.parts]
            values = tuple(
                str(each.value)
                for each in form.arguments
                if isinstance(each, relational.Constant) and isinstance(each.value, (str, int))
            )
            if len(columns) == 1 and values and len(values) + 1 == len(form.arguments):
                yield columns[0], values


def _compared(
    subject: forms.Expression, values: forms.Expression, constants: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    name = _name_of(subject)
    if name:
        found = _values(values, constants)
        if found:
            yield name, found


def _name_of(expression: forms.Expression) -> str:
    """The column, key, field or variable that an expression reads, or an empty text."""
    match expression:
        case forms.Key(key=forms.Constant(value=str(name))) | forms.Field(name=name) | forms.Name(name=name):
            return name
        case forms.Call(
            function=forms.Field(name=called) | forms.Name(name=called),
            arguments=(forms.Argument(value=forms.Constant(value=str(name))),),
        ) if called in _COLUMN:
            return name
        case forms.Call(function=forms.Name(name="str" | "int"), arguments=(forms.Argument(value=inner),)):
            return _name_of(inner)
        case _:
            pass
    if isinstance(expression, forms.Call) and isinstance(expression.function, forms.Field):
        return _name_of(expression.function.object)
    return ""


def _values(expression: forms.Expression, constants: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The texts and whole numbers that an expression is made of; empty when it holds anything else."""
    match expression:
        case forms.Constant(value=bool()):
            return ()
        case forms.Constant(value=str() | int() as value):
            return (str(value),)
        case forms.Sequence(items=items):
            found = [_values(item, {}) for item in items]
            return tuple(value for each in found for value in each) if all(found) else ()
        case forms.Mapping(pairs=pairs):
            keys = [_values(key, {}) if key is not None else () for key, _ in pairs]
            return tuple(value for each in keys for value in each) if all(keys) else ()
        case forms.Call(function=forms.Name(name="set" | "frozenset" | "list" | "tuple"), arguments=(only,)):
            return _values(only.value, constants)
        case forms.Name(name=name) | forms.Field(name=name):
            return constants.get(name, ())
        case _:
            return ()


def _texts(everything: Iterable[object]) -> Iterator[tuple[str, str, bool]]:
    """What renames, dicts of labels and declared columns say about names; the flag says that it holds anywhere."""
    for form in everything:
        match form:
            case forms.Call(function=forms.Field(name=called), arguments=arguments) if called in _RENAMES:
                for argument in arguments:
                    for name, text in _pairs(argument.value):
                        yield name, text, False
                        yield text, name, False
            case forms.Call(
                function=forms.Field(name=called),
                arguments=(
                    forms.Argument(value=forms.Constant(value=str(name))),
                    forms.Argument(value=forms.Constant(value=str(text))),
                ),
            ) if called in _RENAMES_ONE:
                yield name, text, False
                yield text, name, False
            case forms.Assign(target=forms.Name(name=variable), value=forms.Mapping() as value) if _SAYS_NAMES.search(
                variable.lower()
            ):
                for name, text in _pairs(value):
                    yield name, text, True
            case forms.Assign(target=forms.Name(name=name), value=forms.Call(arguments=arguments)):
                for argument in arguments:
                    match argument:
                        case forms.Argument(value=forms.Constant(value=str(text)), keyword=str(keyword)):
                            if keyword in _DESCRIBES:
                                yield name, text, True
    yield from ((name, text, True) for name, text in _described(everything))


def _pairs(expression: forms.Expression) -> Iterator[tuple[str, str]]:
    if isinstance(expression, forms.Mapping):
        for key, value in expression.pairs:
            match key, value:
                case forms.Constant(value=str(name)), forms.Constant(value=str(text)):
                    yield name, text


def _described(everything: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Records that give a name and its description: `{name: v12, description: …}`, `{v12: {description: …}}`."""
    for form in everything:
        if not isinstance(form, forms.Mapping):
            continue
        texts = {
            key.value: value.value
            for key, value in form.pairs
            if isinstance(key, forms.Constant) and isinstance(value, forms.Constant) and isinstance(value.value, str)
        }
        name = texts.get("name")
        if isinstance(name, str):
            yield from ((name, text) for key, text in texts.items() if key in _DESCRIBES and text)
        for key, value in form.pairs:
            if isinstance(key, forms.Constant) and isinstance(key.value, str) and isinstance(value, forms.Mapping):
                for inner, text in _pairs(value):
                    if inner in _DESCRIBES:
                        yield key.value, text
