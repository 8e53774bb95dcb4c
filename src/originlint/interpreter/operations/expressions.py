"""Expressions over columns of a table yet to come: polars, Spark and ibis write `col("a") * 2` before they name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from originlint.interpreter.joins import options
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels
from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.marks import DECIDES
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.operations.frames import constant
from originlint.interpreter.operations.mapping import mapped_labels
from originlint.interpreter.operations.meeting import awaiting
from originlint.interpreter.operations.selection import Wanted, wanted
from originlint.interpreter.values import (
    Bound,
    Closure,
    Column,
    ColumnName,
    Content,
    Entries,
    Entry,
    External,
    Family,
    Frame,
    Items,
    Literal,
    Names,
    Opaque,
    Value,
)
from originlint.source.site import Site

_COLUMN_PARAMETERS = ("col", "cols", "col1", "col2", "column", "columns", "exprs", "more_exprs", "name", "names")
"""Parameters whose texts name columns, in functions that take columns by name."""


def column(machine: Machine, call: Invocation) -> Value:
    """`pl.col("a")`, `pl.col("a", "b")`, `F.col("*")`, `pl.col("^x.*$")`: columns by name."""
    asked: list[Wanted] = []
    tests: list[NameTest] = []
    for value in call.arguments.positional:
        names = wanted(machine, value)
        if names is not None:
            asked.extend(names)
        elif not isinstance(machine.load(value), Literal):
            tests.append(NameTest("dtype", ""))
    known: list[Wanted] = []
    for each in asked:
        text = each.name
        if text == "*":
            tests.append(NameTest("regex", ""))
        elif isinstance(text, str) and text.startswith("^") and text.endswith("$"):
            tests.append(NameTest("regex", text))
        elif isinstance(text, Family):
            tests.append(NameTest("prefix", text.prefix))
        else:
            known.append(each)
    dialect = _dialect(call)
    if not asked and not tests:
        return Column(str(call.record.option("name", "len")), NONE, dialect=dialect)
    if len(known) == 1 and not tests:
        labels = _labels(known, call.site)
        return Column(known[0].name, labels, dialect=dialect)
    entries = tuple(Entry(each.name) for each in known)
    rest = (_everything(tuple(tests), frozenset(), call.site),) if tests else ()
    return _many(entries, rest, dialect)


def _labels(names: list[Wanted], site: Site) -> Labels:
    labels = NONE
    for each in names:
        if isinstance(each.name, str):
            labels = labels | awaiting(each.name.rpartition(".")[2], each.site or site)
        labels = labels | each.labels.weakened(Dependence.CONTROL)
    return labels


def _dialect(call: Invocation) -> str:
    return str(call.record.option("dialect", "polars"))


def _everything(tests: tuple[NameTest, ...], without: frozenset[str], site: Site) -> Everything:
    return Everything("", without, tuple(test for test in tests if test.operand or test.kind == "dtype"), site)


def _many(entries: tuple[Entry, ...], rest: tuple[Everything, ...], dialect: str) -> Value:
    return Column(Family(""), NONE, dialect=dialect, each=Names(entries, rest))


def columns_where(machine: Machine, call: Invocation) -> Value:
    """`pl.all()`, `pl.exclude("a")`, `cs.starts_with("x")`, `cs.numeric()`: columns by a condition, which the record's
    option `test` names ("all", "exclude", "in", "prefix", "suffix", "contains", "regex", "dtype")."""
    kind = str(call.record.option("test", "dtype"))
    texts: list[str] = []
    for value in call.arguments.positional:
        texts.extend(name.name for name in wanted(machine, value) or () if isinstance(name.name, str))
    dialect = _dialect(call)
    if call.receiver is not None:
        given = machine.load(call.receiver)
        if isinstance(given, Column) and given.each is not None:
            rest = tuple(replace(each, without=each.without | frozenset(texts)) for each in given.each.rest)
            kept = tuple(entry for entry in given.each.columns if entry.name not in texts)
            return replace(given, each=replace(given.each, columns=kept, rest=rest))
        return call.receiver
    match kind:
        case "all":
            return _many((), (_everything((), frozenset(), call.site),), dialect)
        case "exclude":
            return _many((), (_everything((), frozenset(texts), call.site),), dialect)
        case "in":
            return _many(tuple(Entry(text) for text in texts), (), dialect)
        case "dtype":
            return _many((), (_everything((NameTest("dtype", ""),), frozenset(), call.site),), dialect)
        case _:
            tests = tuple(NameTest(kind, text) for text in texts[:1])
            return _many((), (_everything(tests, frozenset(), call.site),), dialect)


def selected(operator: str, left: Column, right: Column, site: Site) -> Value:
    """Selectors combined: those of one without the other's, of both, or of either; of others, those by type."""
    mine, theirs = left.each, right.each
    if mine is None or theirs is None:
        return left
    listed = frozenset(entry.name for entry in theirs.columns if isinstance(entry.name, str))
    tests = tuple(test for each in theirs.rest for test in each.matching)
    match operator:
        case "-" if not theirs.rest or (len(tests) == 1 and tests[0].kind != "dtype"):
            negated = tuple(replace(test, negated=True) for test in tests)
            rest = tuple(
                replace(each, without=each.without | listed, matching=(*each.matching, *negated)) for each in mine.rest
            )
            kept = tuple(entry for entry in mine.columns if entry.name not in listed)
            return replace(left, each=replace(mine, columns=kept, rest=rest))
        case "&" if not theirs.columns and len(mine.rest) == len(theirs.rest) == 1:
            both = replace(mine.rest[0], matching=(*mine.rest[0].matching, *tests))
            return replace(left, each=replace(mine, rest=(both,)))
        case "|" if not theirs.rest:
            return replace(left, each=replace(mine, columns=(*mine.columns, *theirs.columns)))
        case "~":
            if not theirs.rest:
                everything = _everything((), listed, site)
                return replace(left, each=Names((), (everything,)))
            if len(tests) == 1 and tests[0].kind != "dtype":
                everything = _everything((replace(tests[0], negated=True),), frozenset(), site)
                return replace(left, each=Names((), (everything,)))
    anything = _everything((NameTest("dtype", ""),), frozenset(), site)
    return replace(left, each=Names((*mine.columns, *theirs.columns), (anything,)))


def function(machine: Machine, call: Invocation) -> Value:
    """`F.sum("a")`, `pl.concat_str("a", "b")`, `expr.fill_null(other)`: a column computed from columns. Texts for the
    parameters that take columns name them; the option `texts` says that all texts do. Spark names the result after the
    call (`named`), polars after the first column, as do methods."""
    dialect = _dialect(call)
    parts: list[Content | Value] = []
    receiver = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(receiver, Bound):
        receiver = machine.load(receiver.receiver)
    for name, value in call.bound.items():
        by_name = bool(call.record.option("texts")) or (call.receiver is None and name in _COLUMN_PARAMETERS)
        parts.extend(_parts(machine, value, by_name, dialect, call.site))
    for value in call.extra:
        parts.extend(_parts(machine, value, False, dialect, call.site))
    columns = [part for part in (receiver, *parts) if isinstance(part, Column)]
    labels, rows = NONE, NONE
    for part in (receiver, *parts):
        if isinstance(part, Column):
            labels, rows = labels | part.labels, rows | part.rows
        elif part is not None and not isinstance(part, (Closure, External)):
            labels = labels | machine.labels(part)
    if call.record.option("decides"):
        labels = labels.weakened(Dependence.CONTROL)
    for value in call.arguments.positional:
        if isinstance(mapper := machine.load(value), Entries):
            labels = mapped_labels(machine, labels, mapper, call.site)
    first = columns[0] if columns else Column(None, dialect=dialect)
    made: ColumnName = first.name
    if call.record.option("named"):
        word = call.record.callee.rpartition(".")[2]
        made = f"{word}({first.name})" if isinstance(first.name, str) else None
    elif not columns or (isinstance(receiver, Column) is False and dialect == "spark"):
        made = None
    return replace(first, name=made, labels=labels, rows=rows, dialect=dialect, values=frozenset())


def _parts(machine: Machine, value: Value, by_name: bool, dialect: str, site: Site) -> list[Content | Value]:
    """What an argument brings in: columns, those that its texts name, or the value itself."""
    found: list[Content | Value] = []
    for option in options(value):
        content = machine.load(option)
        match content:
            case Items():
                for item in (*content.items, *([content.tail] if content.tail is not None else [])):
                    found.extend(_parts(machine, item, by_name, dialect, site))
            case Literal(value=str(text)) if by_name and text:
                labels = awaiting(text, content.site or site) if text != "*" else NONE
                found.append(Column(text, labels, dialect=dialect))
            case _:
                found.append(content)
    return found


def literal(machine: Machine, call: Invocation) -> Value:
    """`pl.lit(value)`, `F.lit(value)`: a constant as a column."""
    labels = NONE
    for value in call.arguments.positional[:1]:
        labels = machine.labels(value)
    name = str(call.record.option("name", "literal")) if _dialect(call) == "polars" else None
    return Column(name, labels, dialect=_dialect(call))


def when(machine: Machine, call: Invocation) -> Value:
    """`when(condition)`, `.then(value)`, `F.when(condition, value)`, `.otherwise(value)`: conditions decide which value
    it is. The parameter `condition` decides, the others are values; in polars their texts name columns."""
    dialect = _dialect(call)
    before = machine.load(call.receiver) if call.receiver is not None else None
    held = before if isinstance(before, Column) else None
    labels = held.labels if held is not None else machine.labels(call.receiver)
    name = held.name if held is not None else None
    for parameter, value in call.bound.items():
        for part in _parts(machine, value, dialect == "polars", dialect, call.site):
            own = part.labels if isinstance(part, Column) else machine.labels(part)
            if parameter == "condition":
                decided = own.weakened(Dependence.CONTROL)
                labels = labels | (decided.through(call.site, DECIDES, machine.depth) if decided else NONE)
            else:
                labels = labels | own
                if name is None and isinstance(part, Column) and dialect == "polars":
                    name = part.name
                elif name is None and dialect == "polars":
                    name = "literal"
    return Column(name, labels, dialect=dialect)


def renamed(machine: Machine, call: Invocation) -> Value:
    """`alias(name)`, `.name.suffix(text)`, `.name.prefix(text)`, `.name.map(f)`: a column under another name. With
    `makes` it is one of a query of that dialect, whatever it was, and may be a score."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    if isinstance(content, Bound):
        content = machine.load(content.receiver)
    how = str(call.record.option("how", "name"))
    text = constant(machine, next(iter(call.arguments.positional), None))
    if call.record.option("makes") and isinstance(text, str):
        labels = content.labels if isinstance(content, Column) else machine.labels(call.receiver)
        machine.score(text, labels, call.site)
        return Column(text, labels, dialect=str(call.record.option("makes")))
    if not isinstance(content, Column):
        if isinstance(content, Frame) and call.receiver is not None:
            return call.receiver
        return Opaque(machine.labels(call.receiver))
    if how == "keep":
        return content
    if not isinstance(text, str):
        return replace(content, name=None, each=None if how == "name" else content.each)
    if how == "name":
        return replace(content, name=text)
    front, back = (text, "") if how == "prefix" else ("", text)
    if isinstance(content.name, Family):
        return replace(content, name=Family(front + content.name.prefix, content.name.suffix + back))
    return replace(content, name=f"{front}{content.name}{back}" if isinstance(content.name, str) else None)


def over(machine: Machine, call: Invocation) -> Value:
    """`expr.over("key")`, `F.sum("a").over(window)`: computed in each group that the keys make."""
    content = machine.load(call.receiver) if call.receiver is not None else None
    if not isinstance(content, Column):
        return Opaque(machine.labels(call.receiver))
    keys = NONE
    given = (*call.arguments.positional, *(value for _, value in call.arguments.keywords))
    for value in given:
        for part in _parts(machine, value, True, content.dialect, call.site):
            keys = keys | (part.labels if isinstance(part, Column) else machine.labels(part))
    decided = keys.weakened(Dependence.CONTROL)
    if decided:
        decided = decided.through(call.site, "groups the rows", machine.depth)
    return replace(content, labels=content.labels | decided)


def window(machine: Machine, call: Invocation) -> Value:
    """`Window.partitionBy("key").orderBy("date")`: what groups and orders the rows of a window."""
    labels = machine.labels(call.receiver) if call.receiver is not None else NONE
    for value in call.arguments.positional:
        for part in _parts(machine, value, True, "spark", call.site):
            labels = labels | (part.labels if isinstance(part, Column) else machine.labels(part))
    return Column(None, labels, dialect="spark window")


def user_function(machine: Machine, call: Invocation) -> Value:
    """`F.udf(function, type)`: the function, to be called with columns. Of a decorator with a type alone, itself."""
    for value in call.arguments.positional:
        if isinstance(machine.load(value), (Closure, External)) and not _is_type(machine, value):
            return value
    return External("functools.identity")


def _is_type(machine: Machine, value: Value) -> bool:
    content = machine.load(value)
    return isinstance(content, External) and content.name.rpartition(".")[2].endswith(
        ("Type", "typing", "PandasUDFType")
    )


def identity(machine: Machine, call: Invocation) -> Value:
    """Gives back its first argument."""
    return next(iter(call.arguments.positional), None) or Opaque()


def named(machine: Machine, call: Invocation) -> Value:
    """What the option `is` names: builders that end in a library object (`SparkSession.builder…getOrCreate()`)."""
    return External(str(call.record.option("is", call.record.callee)))


def text(machine: Machine, call: Invocation) -> Value:
    """`F.expr("a + b AS c")`: SQL for a column; the names in it are read, and those of conditions too."""
    from originlint.interpreter.operations.sqltext import expression_of

    given = next(iter(call.arguments.positional), None)
    return expression_of(machine, given, call.site) if given is not None else Opaque()


EXPRESSION_OPERATIONS: Mapping[str, Operation] = {
    "expr.column": column,
    "expr.columns": columns_where,
    "expr.function": function,
    "expr.literal": literal,
    "expr.when": when,
    "expr.rename": renamed,
    "expr.over": over,
    "expr.window": window,
    "expr.udf": user_function,
    "expr.text": text,
    "identity": identity,
    "named": named,
}
