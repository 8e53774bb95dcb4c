"""Reading a call's parameters from the text in which people write them."""

from __future__ import annotations

import ast

from originlint.knowledge.record import Option, Slot


def parse_signature(text: str) -> tuple[Slot, ...]:
    """Parse `labels=None, axis=0, *, index=None, **kwargs` (Python's own notation, without `self`).

    Defaults that are no constants become None. Raises ValueError when the text is no parameter list.
    """
    try:
        tree = ast.parse(f"def f({text}): ...")
    except SyntaxError as error:
        raise ValueError(f"`{text}` is not a parameter list: {error.msg}") from error
    function = tree.body[0]
    if len(tree.body) != 1 or not isinstance(function, ast.FunctionDef):
        raise ValueError(f"`{text}` is not a parameter list")
    given = function.args
    normal = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(normal) - len(given.defaults))
    defaults.extend(given.defaults)
    slots = [
        Slot(argument.arg, "normal", _constant(default)) for argument, default in zip(normal, defaults, strict=True)
    ]
    if given.vararg is not None:
        slots.append(Slot(given.vararg.arg, "variadic"))
    for argument, keyword_default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        slots.append(Slot(argument.arg, "keyword", _constant(keyword_default)))
    if given.kwarg is not None:
        slots.append(Slot(given.kwarg.arg, "variadic keyword"))
    return tuple(slots)


def _constant(expression: ast.expr | None) -> Option:
    if expression is None:
        return None
    try:
        value = ast.literal_eval(expression)
    except ValueError:
        return None
    if isinstance(value, (list, tuple)):
        return tuple(item for item in value if isinstance(item, (str, int, float, bool)))
    return value if isinstance(value, (str, int, float, bool)) else None
