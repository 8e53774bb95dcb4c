"""A Python file to a reading."""

from __future__ import annotations

from originlint.frontends.names.scan import collect, scan
from originlint.frontends.offsets import OffsetMap
from originlint.frontends.positions import Lines, TextLocator
from originlint.frontends.python.locator import CellPlace, ModuleLocator
from originlint.frontends.python.lower import Lowered, lower
from originlint.frontends.python.pieces import Code
from originlint.frontends.python.text import decode_python
from originlint.frontends.reading import Reading
from originlint.ir.forms import Module, Problem
from originlint.source.site import Locator


def read_python(path: str, data: bytes) -> Reading:
    """Read a Python file. What does not parse is name-scanned, statement by statement where possible."""
    decoded = decode_python(data)
    if decoded.text is None:
        return Reading(path, "python", "unread", problems=(Problem(path, 0, f"{path} {decoded.problem}"),))
    text = decoded.text
    lowered = lower(path, [Code(text)])
    problems = [Problem(path, 0, f"{path} {decoded.problem}")] if decoded.problem else []
    problems += [Problem(path, each.line, _message(path, each.line, each.reason)) for each in lowered.troubles]
    if not lowered.parts:
        return Reading(path, "python", "scanned", names=scan(text, ".py"), problems=tuple(problems))
    names = collect([(text[each.start : each.end], each.start) for each in lowered.troubles], ".py")
    return Reading(path, "python", _state(lowered), _with(lowered.module, problems), None, names, tuple(problems))


def _state(lowered: Lowered) -> str:
    return "partly" if lowered.troubles else "analysed"


def _with(module: Module, problems: list[Problem]) -> Module:
    return Module(module.path, module.body, module.nodes, module.names, tuple(problems))


def _message(path: str, line: int, reason: str) -> str:
    return f"{path}:{line}: {reason}; the statement is not analysed"


def python_locator(path: str, data: bytes) -> Locator:
    """The locator of a file that `read_python` has read."""
    decoded = decode_python(data)
    text = decoded.text or ""
    lowered = lower(path, [Code(text)])
    if not lowered.parts:
        return TextLocator(path, text, decoded.shift)
    return ModuleLocator(lowered, [CellPlace(OffsetMap.identity(len(text)))], Lines(path, text, decoded.shift))
