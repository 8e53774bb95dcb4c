"""Statements that change variables: assignments in all spellings, `del`, imports, `global` and `nonlocal`."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as SequenceType

import libcst as cst

from originlint.frontends.python.context import Lowering, StatementRule
from originlint.frontends.python.expressions import key as subscript
from originlint.frontends.python.operators import IN_PLACE
from originlint.frontends.python.plain import is_plain
from originlint.ir.forms import Assign, Declare, Delete, Derive, Expression, Field, Import, Key, Name, Statement, Target

_LITERALS = (cst.BaseNumber, cst.SimpleString, cst.Ellipsis)


def _assign(cx: Lowering, node: cst.Assign) -> SequenceType[Statement]:
    targets = node.targets
    if len(targets) == 1:
        number = cx.take(node)
        target = cx.target(targets[0].target)
        return [Assign(number, target, cx.expression(node.value))]
    made: list[Statement] = []
    shared: str | None = None
    if not _is_literal(node.value):
        number = cx.take(node)
        shared = cx.temporary(number)
        target = Name(cx.take(node.value), shared)
        made.append(Assign(number, target, cx.expression(node.value)))
    for each in targets:
        number = cx.take(node)
        target = cx.target(each.target)
        value = cx.expression(node.value) if shared is None else Name(cx.take(node.value), shared)
        made.append(Assign(number, target, value))
    return made


def _is_literal(node: cst.BaseExpression) -> bool:
    return isinstance(node, _LITERALS) or (isinstance(node, cst.Name) and node.value in ("None", "True", "False"))


def _annotated(cx: Lowering, node: cst.AnnAssign) -> SequenceType[Statement]:
    annotation = node.annotation.annotation
    if node.value is not None:
        number = cx.take(node)
        target = cx.target(node.target)
        value = cx.expression(node.value)
        return [Assign(number, target, value, cx.expression(annotation))]
    if isinstance(node.target, cst.Name):
        cx.bind(node.target.value)
        number = cx.take(node.target)
        return [Declare(number, node.target.value, cx.expression(annotation))]
    return []


def _augmented(cx: Lowering, node: cst.AugAssign) -> SequenceType[Statement]:
    """`a.b[c] += d` reads and writes the same place: what is not plain in it is evaluated once, beforehand."""
    made: list[Statement] = []
    if isinstance(node.target, cst.Name):
        number = cx.take(node)
        target = cx.target(node.target)
        return [Assign(number, target, _in_place(cx, node, None, None))]
    assert isinstance(node.target, (cst.Attribute, cst.Subscript))
    owner = _kept(cx, made, node.target.value)
    key = None
    if isinstance(node.target, cst.Subscript) and len(node.target.slice) == 1:
        index = node.target.slice[0].slice
        if isinstance(index, cst.Index):
            key = _kept(cx, made, index.value)
    number = cx.take(node)
    target = _place(cx, node.target, owner, key)
    made.append(Assign(number, target, _in_place(cx, node, owner, key)))
    return made


def _kept(cx: Lowering, made: list[Statement], node: cst.BaseExpression) -> str | None:
    """Give the value of an expression a name of its own when it must not be evaluated twice."""
    if is_plain(node):
        return None
    number = cx.take(node)
    name = cx.temporary(number)
    made.append(Assign(number, Name(cx.take(node), name), cx.expression(node)))
    return name


def _in_place(cx: Lowering, node: cst.AugAssign, owner: str | None, key: str | None) -> Expression:
    number = cx.take(node)
    if isinstance(node.target, cst.Name):
        read: Expression = cx.expression(node.target)
    else:
        read = _place(cx, node.target, owner, key)
    return Derive(number, IN_PLACE[type(node.operator)], (read, cx.expression(node.value)), in_place=True)


def _place(cx: Lowering, node: cst.BaseExpression, owner: str | None, key: str | None) -> Field | Key:
    """A field or key, as place or as value (they look the same), whose parts may have been named before."""
    if owner is None and key is None:
        place = cx.target(node)
        assert isinstance(place, (Field, Key))
        return place
    assert isinstance(node, (cst.Attribute, cst.Subscript))
    number = cx.take(node)
    object_ = cx.expression(node.value) if owner is None else Name(cx.take(node.value), owner)
    if isinstance(node, cst.Attribute):
        cx.names.add(node.attr.value)
        return Field(number, object_, node.attr.value)
    return Key(number, object_, subscript(cx, node.slice) if key is None else Name(cx.take(node.slice[0].slice), key))


def _alias(cx: Lowering, node: cst.TypeAlias) -> SequenceType[Statement]:
    number = cx.take(node)
    target = cx.target(node.name)
    return [Assign(number, target, cx.expression(node.value))]


def _delete(cx: Lowering, node: cst.Del) -> SequenceType[Statement]:
    made: list[Statement] = []
    pending: list[cst.BaseExpression] = [node.target]
    while pending:
        each = pending.pop()
        if isinstance(each, (cst.Tuple, cst.List)):
            pending.extend(reversed([inner.value for inner in each.elements]))
            continue
        number = cx.take(each)
        target: Target = cx.target(each)
        made.append(Delete(number, target))
    return made


def _import(cx: Lowering, node: cst.Import) -> SequenceType[Statement]:
    made: list[Statement] = []
    for alias in node.names:
        path = _dotted(alias.name)
        top = path.partition(".")[0]
        name = _alias_name(alias)
        cx.names.update(path.split("."))
        cx.bind(name or top)
        number = cx.take(alias)
        if name == top != path:
            # `import a.b as a` binds the submodule, which only the other spelling of it can say here.
            package, _, member = path.rpartition(".")
            made.append(Import(number, package, 0, member, name))
        else:
            made.append(Import(number, path, 0, None, name or top))
    return made


def _import_from(cx: Lowering, node: cst.ImportFrom) -> SequenceType[Statement]:
    module = "" if node.module is None else _dotted(node.module)
    level = len(node.relative)
    cx.names.update(part for part in module.split(".") if part)
    if isinstance(node.names, cst.ImportStar):
        return [Import(cx.take(node), module, level, "*", "*")]
    made: list[Statement] = []
    for alias in node.names:
        member = _dotted(alias.name)
        name = _alias_name(alias) or member
        cx.names.add(member)
        cx.bind(name)
        made.append(Import(cx.take(alias), module, level, member, name))
    return made


def _alias_name(alias: cst.ImportAlias) -> str | None:
    if alias.asname is None:
        return None
    assert isinstance(alias.asname.name, cst.Name)
    return alias.asname.name.value


def _dotted(node: cst.BaseExpression) -> str:
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    assert isinstance(node, cst.Name)
    parts.append(node.value)
    return ".".join(reversed(parts))


def _global(cx: Lowering, node: cst.Global) -> SequenceType[Statement]:
    cx.scope.globals.update(each.name.value for each in node.names)
    return []


def _nonlocal(cx: Lowering, node: cst.Nonlocal) -> SequenceType[Statement]:
    cx.scope.nonlocals.update(each.name.value for each in node.names)
    return []


ASSIGNMENTS: Mapping[type[cst.CSTNode], StatementRule] = {
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.TypeAlias: _alias,
    cst.Del: _delete,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
}
