"""How deep forms may be nested, and how to walk forms that deep with plain recursion."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

MAX_DEPTH = 200
"""Expressions nested deeper than this are cut off as `Unsupported`; so are chains of more than so many `elif`s."""

_FRAMES = 20_000
_STACK = 512 * 1024 * 1024
_DEEP = "originlint-deep"

Result = TypeVar("Result")


def call_deep(function: Callable[[], Result]) -> Result:
    """Run `function` on a thread of its own whose stack suffices for any tree of forms. Raises what it raises.

    Python 3.10 spends C stack on every Python call, and the main thread has 1 MB of it on Windows, 8 MB elsewhere. What
    is on such a thread already stays there.
    """
    if threading.current_thread().name == _DEEP:
        return function()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:  # handed to the caller's thread, whatever it is
            errors.append(error)

    limit = sys.getrecursionlimit()
    stack = threading.stack_size(_STACK)
    try:
        sys.setrecursionlimit(max(limit, _FRAMES))
        thread = threading.Thread(target=run, name=_DEEP)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(stack)
        sys.setrecursionlimit(limit)
    if errors:
        raise errors[0]
    return results[0]
