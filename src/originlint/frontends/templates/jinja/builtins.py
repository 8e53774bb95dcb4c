"""The names of Jinja itself: `range`, `dict`, `namespace`, `loop`."""

from __future__ import annotations

from originlint.frontends.templates.jinja.limits import ITEMS, Unclear
from originlint.frontends.templates.jinja.values import Bag, Builtin, Call, Library, Unknown, Value


def loop_fields(items: list[Value], index: int) -> Library:
    """What `loop` is in one round of a loop."""
    size = len(items)
    return Library(
        "loop",
        {
            "index": index + 1,
            "index0": index,
            "revindex": size - index,
            "revindex0": size - index - 1,
            "first": index == 0,
            "last": index == size - 1,
            "length": size,
            "previtem": items[index - 1] if index else Unknown("previtem"),
            "nextitem": items[index + 1] if index + 1 < size else Unknown("nextitem"),
            "cycle": Builtin("cycle", lambda call: call.positional[index % len(call.positional)]),
        },
    )


def _range(call: Call) -> Value:
    bounds = [each for each in call.positional if isinstance(each, int)]
    if len(bounds) != len(call.positional) or not 1 <= len(bounds) <= 3:
        raise Unclear
    numbers = range(*bounds)
    if len(numbers) > ITEMS:
        raise Unclear
    return list(numbers)


def _dict(call: Call) -> Value:
    return dict(call.keywords)


BUILTINS: dict[str, Value] = {
    "range": Builtin("range", _range),
    "dict": Builtin("dict", _dict),
    "namespace": Builtin("namespace", lambda call: Bag(dict(call.keywords))),
    "True": True,
    "False": False,
    "None": None,
}
"""The names that every template sees."""
