"""Forms of configuration files to Python values, for front ends that only look at them."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.ir.forms import Constant, Expression, Mapping, Sequence


def fields(form: Expression | None) -> Iterator[tuple[str, Expression]]:
    """The text keys and the values of a mapping, in order; nothing for other forms."""
    if isinstance(form, Mapping):
        for key, value in form.pairs:
            if isinstance(key, Constant) and isinstance(key.value, str):
                yield key.value, value


def field(form: Expression | None, name: str) -> Expression | None:
    """The value under a key of a mapping; of several, the last."""
    found = None
    for key, value in fields(form):
        if key == name:
            found = value
    return found


def items(form: Expression | None) -> tuple[Expression, ...]:
    """The items of a list; nothing for other forms."""
    return form.items if isinstance(form, Sequence) else ()


def text(form: Expression | None) -> str:
    """The text of a string; empty for other forms."""
    return form.value if isinstance(form, Constant) and isinstance(form.value, str) else ""


def texts(form: Expression | None) -> tuple[str, ...]:
    """The texts in a list, or the one text that stands for a list."""
    found = (text(form), *(text(each) for each in items(form)))
    return tuple(each for each in found if each)


def plain(form: Expression | None) -> object:
    """The value as Python's own: dicts, lists and constants."""
    match form:
        case Mapping():
            return {key: plain(value) for key, value in fields(form)}
        case Sequence():
            return [plain(item) for item in form.items]
        case Constant():
            return form.value
        case _:
            return None
